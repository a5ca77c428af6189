"""Which country local numbers belong to: how many of them fit each."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import phonenumbers
import pyarrow as pa

from callsheet.arrow_strings import contains, from_series
from callsheet.validation.normalize import empty_cells
from callsheet.validation.phones.grammar import read_phone_texts
from callsheet.validation.phones.judge import judge_column, judge_in
from callsheet.validation.phones.libphonenumber import judge_digits

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_SAMPLE = 100
_FIRST = 8
_LOCAL_SAMPLE = 1_000
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


class RegionMatch(NamedTuple):
    """How the numbers of a file that have no country code fit the region they are read in. The three parts make 1.0.

    Args:
        numbers: phone cells without country code that are looked at; of many a sample.
        fits: part that is valid in the region, 0.0 to 1.0.
        elsewhere: part that is not, but is in another.
        nowhere: part that is valid in none.
        best: the other region that most of those elsewhere fit; None: there are none.
    """

    numbers: int
    fits: float
    elsewhere: float
    nowhere: float
    best: str | None


def region_match(values: pd.Series[str], region: str | None) -> RegionMatch | None:
    """Hold the region of a file against its numbers: "93 % fit India, 4 % fit none".

    Args:
        values: n × str, the phone cells; those with a plus and empty ones are left aside.
        region: in which a number without country code is read; None: not known, none fits.

    Returns:
        None when no cell lacks a country code.
    """
    local = values[~empty_cells(values) & ~contains(from_series(values), "+")]
    sample = local.iloc[:: max(1, len(local) // _LOCAL_SAMPLE)]
    if not len(sample):
        return None
    left = sample[judge_column(sample, region).number == 0]
    others = _likely(left.iloc[:: max(1, len(left) // _FIRST)].tolist())
    valid = {str(other): verdicts.number != 0 for other, verdicts in judge_in(left, others)}
    anywhere = np.logical_or.reduce(list(valid.values())) if valid else np.zeros(len(left), np.bool_)
    elsewhere = np.count_nonzero(anywhere) / len(sample)
    fits = 1.0 - len(left) / len(sample)
    best = max(valid, key=lambda other: (np.count_nonzero(valid[other]), other), default=None)
    return RegionMatch(len(sample), fits, elsewhere, len(left) / len(sample) - elsewhere, best)


def region_fits(values: pd.Series[str]) -> list[RegionFit]:
    """How well phone cells without a country code fit each region, the best first; those that hardly any fits left out.

    Args:
        values: n × str; of many a sample is looked at.
    """
    cells = values.iloc[:: max(1, len(values) // _SAMPLE)]
    key = sha256("\0".join(cells.tolist()).encode()).digest()
    found = _KEPT.get(key)
    if found is None:
        found = _fits(cells)
        while len(_KEPT) >= _MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT), b""), None)
        _KEPT[key] = found
    return list(found)


_MOST_KEPT = 16
_KEPT: dict[bytes, tuple[RegionFit, ...]] = {}
"""Digest of the cells looked at → what they fit. Shared by every session, so it holds no number."""


def _fits(cells: pd.Series[str]) -> tuple[RegionFit, ...]:
    judged = judge_in(cells, _likely(cells.iloc[:: max(1, len(cells) // _FIRST)].tolist()))
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
