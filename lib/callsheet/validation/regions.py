"""Which country local numbers belong to: how many of them fit each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import phonenumbers
import pyarrow as pa

from callsheet.validation.phone_package import judge_digits
from callsheet.validation.phone_text import read_phone_texts
from callsheet.validation.phones import judge_column, judge_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SAMPLE = 100
_FIRST = 8
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
    """How well phone cells without a country code fit each region, the best first; those that hardly any fits left out.

    Args:
        values: n × str; of many a sample is looked at.
    """
    return list(_fits(tuple(values.iloc[:: max(1, len(values) // _SAMPLE)].tolist())))


@lru_cache(maxsize=16)
def _fits(sample: tuple[str, ...]) -> tuple[RegionFit, ...]:
    cells = pd.Series(sample, dtype="str")
    judged = judge_in(cells, _likely(cells.iloc[:: max(1, len(sample) // _FIRST)].tolist()))
    fits = [RegionFit(str(region), float(np.mean(verdicts.number != 0))) for region, verdicts in judged]
    return tuple(sorted((fit for fit in fits if fit.share > 0), key=lambda fit: (-fit.share, fit.region)))


def _likely(cells: list[str]) -> list[str]:
    """Regions that any of a few cells fits: no numbering plan is built for the others."""
    texts = read_phone_texts(pa.array(cells, pa.string())).digits.to_pylist()
    spelled = [str(text) for text in texts if text]
    mains = sorted({regions[0] for regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.values()} - {"001"})
    return [region for region in mains if any(judge_digits(text, region)[0] for text in spelled)]


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
