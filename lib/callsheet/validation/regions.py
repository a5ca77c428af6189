"""Which country local numbers belong to: how many of them fit each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import phonenumbers

from callsheet.validation.phones import judge_column

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_SAMPLE = 200
_FITS = 0.8
_APART = 0.05


class RegionFit(NamedTuple):
    """How well local numbers fit a region.

    Args:
        region: "IN".
        share: part of the numbers that are valid there, 0.0 to 1.0.
    """

    region: str
    share: float


def region_fits(values: pd.Series[str]) -> list[RegionFit]:
    """How well phone cells without a country code fit each region, the best first; regions that none fits left out.

    Args:
        values: n × str; of many a sample is looked at.
    """
    sample = values.iloc[:: max(1, len(values) // _SAMPLE)]
    if not len(sample):
        return []
    mains = sorted({regions[0] for regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.values()} - {"001"})
    fits = [RegionFit(region, float(np.mean(judge_column(sample, region).number != 0))) for region in mains]
    return sorted((fit for fit in fits if fit.share > 0), key=lambda fit: (-fit.share, fit.region))


def best_region(values: pd.Series[str]) -> tuple[str | None, NDArray[np.int64]]:
    """The one region that local numbers fit, and the numbers as read there (n × E.164 without plus, 0: none).

    Args:
        values: n × str.

    Returns:
        None and zeros when none fits, or several fit as well: then a person has to say.
    """
    fits = region_fits(values)
    apart = len(fits) == 1 or (len(fits) > 1 and fits[0].share - fits[1].share >= _APART)
    if fits and fits[0].share >= _FITS and apart:
        return fits[0].region, judge_column(values, fits[0].region).number
    return None, np.zeros(len(values), np.int64)
