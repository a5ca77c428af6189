"""Which country a list of local numbers is from.

The share of valid numbers cannot tell: British, Japanese and Nigerian mobile numbers are all valid in India. Here each
region is asked how probable the list would be among its own numbers, with damaged cells and a second country allowed
for. A number that few plans contain says much, one that nearly every digit string would be says little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from callsheet.arrow_strings import contains, filter_rows, from_series
from callsheet.validation.countries.list_origin.listed_numbers import ListedNumbers
from callsheet.validation.countries.region_argument import optional_region
from callsheet.validation.normalize import empty_cells
from callsheet.validation.phones.validate import e164_strings, validate_column, validate_in_regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyarrow as pa
    from numpy.typing import NDArray


# Every constant below was set with benchmarks/bench_countries.py: lists of 48 countries on 12 routes.
_MOST_ROWS, _MOST_NUMBERS = 5_000, 1_000
_FEWEST_NUMBERS = 10
_EXAMPLES = 3
_SEED = 20_261_128

_PRIOR = np.log(30.0)
"""How much more likely the region of the campaign is than any other before a number is seen."""
_MARGIN = np.log(150.0)
"""How much better the other country must explain a short list."""
_MARGIN_PER_NUMBER = 0.08
"""How much better it must explain each number of a long list: real lists are no random draws of a plan."""

_WHOLE = 0.9
"""Share of the other country from which on a list counts as its whole."""


class CountryDoubt(NamedTuple):
    """A list of local numbers that another country explains better.

    Args:
        region: where numbers without a country code are read now; None: no region is set.
        likely: the region that explains them best.
        share: about what share of the numbers is from there, 0.3 to 1.0.
        numbers: distinct local numbers that were examined.
        examples: up to three cells as written, with their E.164 number in `region` ("": not valid there) and in
            `likely`.
    """

    region: str | None
    likely: str
    share: float
    numbers: int
    examples: tuple[tuple[str, str, str], ...]

    @property
    def is_mixed(self) -> bool:
        """True when the list looks like numbers of both countries."""
        return self.region is not None and self.share < _WHOLE

    def __repr__(self) -> str:
        """Everything but the examples, which are numbers of the file."""
        facts = f"region={self.region!r}, likely={self.likely!r}, share={self.share:.2f}, numbers={self.numbers}"
        return f"CountryDoubt({facts})"


class CountryCounts(NamedTuple):
    """How many local numbers of a list are valid in which of two countries.

    Args:
        used: only in the country that the list is treated as.
        likely: only in the country that it looks like.
        both: in both.
        neither: in none of the two.
    """

    used: int
    likely: int
    both: int
    neither: int

    @property
    def valid(self) -> tuple[int, int, int]:
        """Valid only in the likely country, only in the one used, and in both."""
        return self.likely, self.used, self.both


def count_by_country(
    values: pd.Series[str], region: str | None, likely: str, validated: NDArray[np.int64] | None = None
) -> CountryCounts:
    """Count the local numbers of a list by the country they are valid in, over all rows.

    Args:
        values: n × str, the phone cells; empty cells and numbers with a plus are not counted.
        region: that the list is treated as; None: not set.
        likely: another region.
        validated: n × the number of each cell in `region`, 0: not valid; None: they are validated here.

    Raises:
        InvalidArgument: a region names no country.
    """
    rows = np.flatnonzero(~empty_cells(values) & ~contains(from_series(values), "+"))
    local = values.iloc[rows]
    numbers = validate_column(local, optional_region(region)).number if validated is None else validated[rows]
    here, there = numbers != 0, validate_column(local, optional_region(likely)).number != 0
    counts = (here & ~there, there & ~here, here & there, ~here & ~there)
    return CountryCounts(*(int(np.count_nonzero(rows)) for rows in counts))


def doubted_country(
    values: pd.Series[str], region: str | None, beside: Mapping[str, float] | None = None
) -> CountryDoubt | None:
    """Check whether the local numbers of a list are more likely from another country than from their region.

    Args:
        values: n × str, the phone cells; empty cells, numbers with a plus and texts that are no number are ignored. Of
            more than 5,000 rows or 1,000 distinct numbers a random sample with a fixed seed is examined.
        region: of numbers without a country code; None: not set, so that any region explains them better.
        beside: region → what the other columns say for it, as a logarithm; None: nothing.

    Returns:
        None when the list is not doubted, or has fewer than ten local numbers.

    Raises:
        InvalidArgument: `region` names no country.
    """
    region = optional_region(region)
    return doubted_countries(values, [region], beside)[region]


def doubted_countries(
    values: pd.Series[str], regions: Iterable[str | None], beside: Mapping[str, float] | None = None
) -> dict[str | None, CountryDoubt | None]:
    """As `doubted_country`, for several regions that one list might be treated as; its numbers are read once.

    Args:
        values: as there.
        regions: "IN"; None: not set.
        beside: as there.
    """
    local = _local_texts(values)
    listed = ListedNumbers(local)
    enough = len(listed) >= _FEWEST_NUMBERS
    return {region: _doubt(listed, local, region, beside or {}) if enough else None for region in regions}


def _doubt(
    listed: ListedNumbers, local: pa.StringArray, region: str | None, beside: Mapping[str, float]
) -> CountryDoubt | None:
    at_home, home = listed.home_fit(region, beside.get(region or "", 0.0))
    needed = _PRIOR + max(_MARGIN, _MARGIN_PER_NUMBER * len(listed))
    best = listed.best_mixture(home, region, beside, at_home + needed)
    if best is None or best.fit < listed.first_digits_fit(region, beside.get(region or "", 0.0)) + needed:
        return None
    return CountryDoubt(region, best.region, round(best.share, 2), len(listed), _examples(local, region, best.region))


def _local_texts(values: pd.Series[str]) -> pa.StringArray:
    """Distinct filled cells without a country code; of a long column, of rows drawn with a fixed seed."""
    if len(values) > _MOST_ROWS:
        rows = np.random.default_rng(_SEED).choice(len(values), _MOST_ROWS, replace=False)
        values = values.iloc[np.sort(rows)]
    text = from_series(values)
    distinct: pa.StringArray = filter_rows(text, ~empty_cells(values) & ~contains(text, "+")).unique()
    return distinct


def _examples(local: pa.StringArray, region: str | None, likely: str) -> tuple[tuple[str, str, str], ...]:
    first = pd.Series(local.slice(0, _MOST_NUMBERS).to_pylist(), dtype="str")
    here, there = (verdicts.number for _, verdicts in validate_in_regions(first, (region, likely)))
    valid = np.flatnonzero(there)
    shown = valid[np.argsort(here[valid] == 0, kind="stable")[:_EXAMPLES]]
    numbers = (e164_strings(found[shown]).tolist() for found in (here, there))
    return tuple(zip(first.iloc[shown], *numbers, strict=True))
