"""Which country local numbers belong to: what share of them is valid in each region."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import phonenumbers
import pyarrow as pa

from callsheet.arrow_strings import contains, from_series
from callsheet.validation.countries.region_argument import optional_region
from callsheet.validation.normalize import empty_cells
from callsheet.validation.phones.grammar import read_phone_texts
from callsheet.validation.phones.libphonenumber import validate_digits
from callsheet.validation.phones.validate import validate_column, validate_in_regions

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Chosen by hand on the cases of tests/validation/countries/test_region_fit.py.
_SAMPLE = 100
_LOCAL_SAMPLE = 1_000
_FIRST = 8
"""Numbers that decide which numbering plans are built at all; building one takes milliseconds."""

_FITS = 0.8
"""Share of local numbers that must fit a region before it is suggested."""

_AHEAD = 0.05
"""How far it must be ahead of the second region."""

_MOST_CACHED = 16
_SEED = 20_261_128


class RegionFit(NamedTuple):
    """How well local numbers fit a region.

    Args:
        region: "IN".
        share: share of the numbers that are valid there, 0.0 to 1.0.
    """

    region: str
    share: float


class RegionMatch(NamedTuple):
    """How the numbers of a file without a country code fit its default region. The three shares add up to 1.0.

    Args:
        numbers: phone cells without a country code.
        fits: share that is valid in the region, 0.0 to 1.0.
        elsewhere: share that is not valid there, but in another region; of many an estimate.
        nowhere: share that is not valid in any region.
        best: the other region that most of those elsewhere fit; None: there is no such number.
    """

    numbers: int
    fits: float
    elsewhere: float
    nowhere: float
    best: str | None


def region_match(values: pd.Series[str], region: str | None) -> RegionMatch | None:
    """Compare the default region of a file with its numbers, for "93 % fit India, 4 % fit no country".

    Args:
        values: n × str, the phone cells; empty cells and those with a plus are ignored.
        region: of numbers without a country code; None: unknown, no number fits.

    Returns:
        None when every number has a country code.

    Raises:
        InvalidArgument: `region` names no country.
    """
    region = optional_region(region)
    local = _local(values)
    if not len(local):
        return None
    wrong = local[validate_column(local, region).number == 0]
    rest = _drawn(wrong, _LOCAL_SAMPLE)
    others = _candidate_regions(_drawn(rest, _FIRST).tolist())
    valid = {str(other): verdicts.number != 0 for other, verdicts in validate_in_regions(rest, others)}
    anywhere = np.logical_or.reduce(list(valid.values())) if valid else np.zeros(len(rest), np.bool_)
    misfits = len(wrong) / len(local)
    elsewhere = misfits * np.count_nonzero(anywhere) / max(1, len(rest))
    best = max(valid, key=lambda other: (np.count_nonzero(valid[other]), other), default=None)
    return RegionMatch(len(local), 1.0 - misfits, elsewhere, misfits - elsewhere, best)


def local_fit(values: pd.Series[str], region: str | None, validated: NDArray[np.int64] | None = None) -> float | None:
    """Return `RegionMatch.fits` alone, of many numbers an estimate from a thousand drawn at random.

    Args:
        values: as in `region_match`.
        region: as in `region_match`.
        validated: n × the number of each cell in `region`, 0: not valid; None: they are validated here.

    Returns:
        0.0 to 1.0; None when every number has a country code.

    Raises:
        InvalidArgument: `region` names no country.
    """
    sample = _drawn(pd.Series(np.flatnonzero(_is_local(values))), _LOCAL_SAMPLE).to_numpy()
    if not len(sample):
        return None
    numbers = (
        validate_column(values.iloc[sample], optional_region(region)).number if validated is None else validated[sample]
    )
    return float(np.count_nonzero(numbers) / len(sample))


def _local(values: pd.Series[str]) -> pd.Series[str]:
    """Filled cells without a plus."""
    return values[_is_local(values)]


def _is_local(values: pd.Series[str]) -> NDArray[np.bool_]:
    return ~empty_cells(values) & ~contains(from_series(values), "+")


def region_fits(values: pd.Series[str]) -> list[RegionFit]:
    """Return how well phone cells without a country code fit each region, the best first.

    Regions that hardly any number fits are missing.

    Args:
        values: n × str; of many a sample is used.
    """
    return list(_fits(_Sample(_drawn(values, _SAMPLE))))


def _drawn(values: pd.Series[Any], most: int) -> pd.Series[Any]:
    """All values, or of more than `most` as many at random; the same in every run, in their order."""
    if len(values) <= most:
        return values
    return values.iloc[np.sort(np.random.default_rng(_SEED).choice(len(values), most, replace=False))]


def best_region(values: pd.Series[str]) -> tuple[str | None, NDArray[np.int64]]:
    """Return the one region that local numbers fit, and the numbers as parsed there.

    Args:
        values: n × str.

    Returns:
        The region and n × E.164 without the plus, 0: no valid number. None and zeros when no region fits, or several
        fit about as well: then a person has to decide.
    """
    fits = region_fits(values)
    ahead = len(fits) == 1 or (len(fits) > 1 and fits[0].share - fits[1].share >= _AHEAD)
    if fits and fits[0].share >= _FITS and ahead:
        return fits[0].region, validate_column(values, fits[0].region).number
    return None, np.zeros(len(values), np.int64)


class _Sample:
    """Cells as a key of a cache: compared by digest, and gone once used, because no cache may hold a phone number.

    Args:
        cells: n × str.
    """

    def __init__(self, cells: pd.Series[str]) -> None:
        self._cells = [cells]
        self._digest = sha256("\0".join(cells.tolist()).encode()).digest()

    def take(self) -> pd.Series[str]:
        """Return the cells and forget them."""
        return self._cells.pop()

    def __hash__(self) -> int:
        return hash(self._digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sample) and self._digest == other._digest


@lru_cache(maxsize=_MOST_CACHED)
def _fits(sample: _Sample) -> tuple[RegionFit, ...]:
    cells = sample.take()
    regions = _candidate_regions(_drawn(cells, _FIRST).tolist())
    results = validate_in_regions(cells, regions)
    fits = [RegionFit(str(region), float(np.mean(verdicts.number != 0))) for region, verdicts in results]
    return tuple(sorted((fit for fit in fits if fit.share > 0), key=lambda fit: (-fit.share, fit.region)))


def _candidate_regions(cells: list[str]) -> list[str]:
    """Regions in which any of a few cells is valid; no numbering plan is built for the others."""
    texts = read_phone_texts(pa.array(cells, pa.string())).digits.to_pylist()
    spellings = [str(text) for text in texts if text]
    mains = sorted({regions[0] for regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.values()} - {"001"})
    return [region for region in mains if any(validate_digits(spelling, region)[0] for spelling in spellings)]
