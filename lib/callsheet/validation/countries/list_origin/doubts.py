"""Which country a list of local numbers is from.

The share of valid numbers cannot tell: British, Japanese and Nigerian mobile numbers are all valid in India. Here each
region is asked how probable the list would be among its own numbers, with damaged cells and a second country allowed
for. A number that few plans contain says much, one that nearly every digit string would be says little.
"""

from __future__ import annotations

from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from callsheet.arrow_strings import contains, filter_rows, from_series
from callsheet.validation.countries.likelihood import Likelihood, begin_alike, likelihoods
from callsheet.validation.countries.region_argument import optional_region
from callsheet.validation.normalize import empty_cells
from callsheet.validation.phones.digits import read_digits
from callsheet.validation.phones.grammar import read_phone_texts
from callsheet.validation.phones.validate import validate_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa
    from numpy.typing import NDArray


# Every constant below was set with benchmarks/bench_countries.py: lists of 48 countries on 12 routes.
_MOST_ROWS, _MOST_NUMBERS = 5_000, 1_000
_FEWEST_NUMBERS = 10
_EXAMPLES = 3
_SEED = 20_261_128

_DAMAGED = (0.02, 0.1, 0.25, 0.5)
"""Shares of damaged cells that are tried; the one that fits a list best counts."""
_OTHER = (0.3, 0.5, 0.8, 0.99)
"""Shares of numbers of another country that are tried."""
_PRIOR = np.log(30.0)
"""How much more likely the region of the campaign is than any other before a number is seen."""
_MARGIN = np.log(300.0)
"""How much better the other country must explain a short list."""
_ROUNDING = 1e-6
"""More than the rounding error of a sum of a thousand logarithms."""
_MARGIN_PER_NUMBER = 0.08
"""How much better it must explain each number of a long list: real lists are no random draws of a plan."""


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

    def __repr__(self) -> str:
        """Everything but the examples, which are numbers of the file."""
        facts = f"region={self.region!r}, likely={self.likely!r}, share={self.share:.2f}, numbers={self.numbers}"
        return f"CountryDoubt({facts})"


def doubted_country(values: pd.Series[str], region: str | None) -> CountryDoubt | None:
    """Check whether the local numbers of a list are more likely from another country than from their region.

    Args:
        values: n × str, the phone cells; empty cells, numbers with a plus and texts that are no number are ignored. Of
            more than 5,000 rows or 1,000 distinct numbers a random sample with a fixed seed is examined.
        region: of numbers without a country code; None: not set, so that any region explains them better.

    Returns:
        None when the list is not doubted, or has fewer than ten local numbers.

    Raises:
        InvalidArgument: `region` names no country.
    """
    region = optional_region(region)
    local = _local_texts(values)
    numbers, lengths = _read_numbers(local)
    if len(numbers) < _FEWEST_NUMBERS:
        return None
    regions = dict(likelihoods(numbers, lengths, region))
    chance = 10.0 ** -lengths.astype(np.float64)
    nothing = Likelihood(np.zeros((1, len(numbers))), np.zeros(len(numbers)))
    home = regions.pop(region or "", nothing)
    home = home._replace(truncated=np.maximum(home.truncated, begin_alike(numbers, lengths) / 2))
    at_home, spelling = max(
        (_fit(spelling, home.truncated, chance, damaged), index)
        for (index, spelling), damaged in product(enumerate(home.spellings), _DAMAGED)
    )
    home_numbers = home.spellings[spelling]
    needed = _PRIOR + max(_MARGIN, _MARGIN_PER_NUMBER * len(numbers))
    best = _best_rival((home_numbers, home.truncated), regions, chance, at_home + needed)
    if best is None or best[0] - at_home < needed:
        return None
    return CountryDoubt(region, best[2], round(best[1], 2), len(numbers), _examples(local, region, best[2]))


def _best_rival(
    home: tuple[NDArray[np.float64], NDArray[np.float64]],
    regions: Mapping[str, Likelihood],
    chance: NDArray[np.float64],
    least: float,
) -> tuple[float, float, str] | None:
    """The mixture with another region that fits a list best: its fit, the share of the other region, and the region.

    Args:
        home: n probabilities in the region of the list, as complete numbers and as numbers that lost digits.
        regions: the other regions.
        chance: n probabilities as anything.
        least: the fit that counts at all; None is returned when no mixture can reach it.
    """
    rivals = []
    for region, likelihood in regions.items():
        for other in likelihood.spellings:
            bound = _best_possible_fit((home[0], other), (home[1], likelihood.truncated), chance)
            if bound > least - _ROUNDING:
                rivals.append((bound, region, other, likelihood.truncated))
    best: tuple[float, float, str] | None = None
    for bound, region, other, truncated in sorted(rivals, key=itemgetter(0), reverse=True):
        if best is not None and bound < best[0] - _ROUNDING:
            break  # no rival from here on can fit better
        for share, damaged in product(_OTHER, _DAMAGED):
            complete = (1 - share) * home[0] + share * other
            found = (_fit(complete, (1 - share) * home[1] + share * truncated, chance, damaged), share, region)
            best = found if best is None else max(best, found)
    return best


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
    here, there = (validate_numbers(first, read_in)["number"] for read_in in (region, likely))
    in_both_first = np.argsort(here[there != ""] == "", kind="stable")
    valid = there[there != ""].index[in_both_first[:_EXAMPLES]]
    return tuple(zip(first[valid], here[valid], there[valid], strict=True))


def _read_numbers(local: pa.StringArray) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Digits of each text as a number, and how many there are; of many a random sample."""
    read = read_digits(read_phone_texts(local).digits)
    usable = np.flatnonzero(read.length > 0)
    numbers, lengths = read.number[usable], read.length[usable].astype(np.int64)
    if len(numbers) > _MOST_NUMBERS:
        chosen = np.random.default_rng(_SEED).choice(len(numbers), _MOST_NUMBERS, replace=False)
        numbers, lengths = numbers[chosen], lengths[chosen]
    return numbers, lengths


def _fit(
    complete: NDArray[np.float64], truncated: NDArray[np.float64], chance: NDArray[np.float64], damaged: float
) -> float:
    """Log likelihood of a list, some cells of which are damaged: half of these lost digits, half are anything."""
    return float(np.log((1 - damaged) * complete + damaged * (truncated + chance) / 2).sum())


def _best_possible_fit(
    complete: tuple[NDArray[np.float64], NDArray[np.float64]],
    truncated: tuple[NDArray[np.float64], NDArray[np.float64]],
    chance: NDArray[np.float64],
) -> float:
    """At least what `_fit` gives for any mixture of two regions: most regions are out after these few sums.

    Args:
        complete: n probabilities as complete numbers, in each of the two regions.
        truncated: the same as numbers that lost digits.
        chance: n probabilities as anything.
    """
    likelier, likelier_truncated = np.maximum(*complete), np.maximum(*truncated)
    return max(_fit(likelier, likelier_truncated, chance, damaged) for damaged in _DAMAGED)
