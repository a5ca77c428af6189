"""Which country a list of local numbers is from.

The share of valid numbers cannot tell: British, Japanese and Nigerian mobile numbers are all valid in India. Here each
region is asked how probable the list would be among its own numbers, with damaged cells and a second country allowed
for. A number that few plans contain says much, one that nearly every digit string would be says little.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import phonenumbers
from phonenumbers import PhoneMetadata

from callsheet.arrow_strings import contains, filter_rows, from_series
from callsheet.validation.normalize import empty_cells
from callsheet.validation.phones.digits import read_digits
from callsheet.validation.phones.grammar import read_phone_texts
from callsheet.validation.phones.numbering_plans import numbering_plan
from callsheet.validation.phones.plan_density import plan_densities
from callsheet.validation.phones.validate import validate_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa
    from numpy.typing import NDArray

    from callsheet.validation.phones.plan_density import PlanDensity

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
_MARGIN_PER_NUMBER = 0.08
"""How much better it must explain each number of a long list: real lists are no random draws of a plan."""

_ALIKE = 0.9
"""Share of the numbers that must begin in one of a few ways before a list counts as one of a few towns or operators."""

_WITH_PREFIX = {"prefix": 0.9, "bare": 0.07, "code": 0.03}
_WITHOUT_PREFIX = {"prefix": 0.02, "bare": 0.95, "code": 0.03}
"""How the numbers of one list are written: with the national prefix (0171…), without it, or with the calling code."""


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


class _Likelihood(NamedTuple):
    """Probabilities of n numbers in one region.

    Args:
        spellings: ways of writing × n: with and without the national prefix.
        truncated: n × as numbers that lost digits.
    """

    spellings: NDArray[np.float64]
    truncated: NDArray[np.float64]


def doubted_country(values: pd.Series[str], region: str | None) -> CountryDoubt | None:
    """Check whether the local numbers of a list are more likely from another country than from their region.

    Args:
        values: n × str, the phone cells; empty cells, numbers with a plus and texts that are no number are ignored. Of
            more than 5,000 rows or 1,000 distinct numbers a random sample with a fixed seed is examined.
        region: of numbers without a country code; None: not set, so that any region explains them better.

    Returns:
        None when the list is not doubted, or has fewer than ten local numbers.
    """
    local = _local_texts(values)
    numbers, lengths = _read_numbers(local)
    if len(numbers) < _FEWEST_NUMBERS:
        return None
    regions = dict(_likelihoods(numbers, lengths, region))
    chance = 10.0 ** -lengths.astype(np.float64)
    nothing = _Likelihood(np.zeros((1, len(numbers))), np.zeros(len(numbers)))
    home = regions.pop(region or "", nothing)
    home = home._replace(truncated=np.maximum(home.truncated, _begin_alike(numbers, lengths) / 2))
    at_home, spelling = max(
        (_fit(spelling, home.truncated, chance, damaged), index)
        for (index, spelling), damaged in product(enumerate(home.spellings), _DAMAGED)
    )
    home_numbers = home.spellings[spelling]
    best = max(
        (
            (
                _fit(
                    (1 - share) * home_numbers + share * other,
                    (1 - share) * home.truncated + share * likelihood.truncated,
                    chance,
                    damaged,
                ),
                share,
                candidate,
            )
            for candidate, likelihood in regions.items()
            for other, share, damaged in product(likelihood.spellings, _OTHER, _DAMAGED)
        ),
        default=None,
    )
    needed = _PRIOR + max(_MARGIN, _MARGIN_PER_NUMBER * len(numbers))
    if best is None or best[0] - at_home < needed:
        return None
    return CountryDoubt(region, best[2], round(best[1], 2), len(numbers), _examples(local, region, best[2]))


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


def _likelihoods(
    numbers: NDArray[np.int64], lengths: NDArray[np.int64], home: str | None
) -> Iterator[tuple[str, _Likelihood]]:
    """Yield the regions that any of the numbers fits."""
    by_length = [(int(length), np.flatnonzero(lengths == length)) for length in np.unique(lengths)]
    for code, shared_by in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        if shared_by[0] == "001":  # numbers of no country
            continue
        densities = plan_densities(code)
        results = {region: _Likelihood(np.zeros((2, len(numbers))), np.zeros(len(numbers))) for region in densities}
        for length, rows in by_length:
            for form, selected, national, digits in _forms(numbers[rows], length, code):
                if any(digits in density.complete or digits in density.truncated for density in densities.values()):
                    states = numbering_plan(code).states(national, digits)
                    for region, density in densities.items():
                        read = form, states, national, digits
                        _add_into(results[region], rows[selected], read, region, density, is_home=region == home)
        yield from ((region, result) for region, result in results.items() if result.spellings.any())


def _forms(
    numbers: NDArray[np.int64], length: int, code: int
) -> Iterator[tuple[str, NDArray[np.intp], NDArray[np.int64], int]]:
    """Yield the national numbers that digits may stand for: form, which rows, the numbers, their length."""
    yield "bare", np.arange(len(numbers)), numbers, length
    for form, prefix in (("prefix", _national_prefix(numbering_plan(code).regions[0])), ("code", str(code))):
        left = length - len(prefix)
        if prefix and left > len(prefix):
            selected = np.flatnonzero(numbers // 10**left == int(prefix))
            if len(selected):
                yield form, selected, numbers[selected] % 10**left, left


def _add_into(
    result: _Likelihood,
    rows: NDArray[np.intp],
    read: tuple[str, NDArray[np.int32], NDArray[np.int64], int],
    region: str,
    density: PlanDensity,
    *,
    is_home: bool,
) -> None:
    form, states, national, digits = read
    if digits in density.truncated:
        result.truncated[rows] += density.truncated[digits].take(states) / 2
    if digits in density.complete:
        probability = density.complete[digits].take(states)
        if is_home:
            probability = _with_alike(probability, density.fixed_line[digits].take(states), national, digits)
        weights = (_WITH_PREFIX if _writes_prefix(region) else _WITHOUT_PREFIX), _WITHOUT_PREFIX
        for spelling, weight in zip(result.spellings, weights, strict=True):
            spelling[rows] += weight[form] * probability


def _with_alike(
    probability: NDArray[np.float64], fixed_line: NDArray[np.bool_], numbers: NDArray[np.int64], digits: int
) -> NDArray[np.float64]:
    """Allow for lists of one town or one operator, whose numbers begin alike and are no random draws of the plan.

    Args:
        probability: n × of each number in the whole plan.
        fixed_line: n × whether it may be a fixed line.
        numbers: n × national number.
        digits: of each number.
    """
    valid = probability > 0
    alike = np.zeros(len(numbers))
    for selected, lead, most_groups in _usually_alike(valid, fixed_line):
        rest = digits - lead
        if rest <= 0 or not selected.any():
            continue
        _, group, counts = np.unique(numbers[selected] // 10**rest, return_inverse=True, return_counts=True)
        if np.sort(counts)[-most_groups:].sum() >= _ALIKE * len(group):
            others_alike = (counts[group] - 1) / len(numbers)  # without the number itself
            alike[selected] = np.maximum(alike[selected], others_alike * 10.0**-rest)
    return np.maximum(probability, alike)


def _usually_alike(
    valid: NDArray[np.bool_], fixed_line: NDArray[np.bool_]
) -> Iterator[tuple[NDArray[np.bool_], int, int]]:
    """Yield which numbers, their leading digits, and in how many ways a list of a few towns or operators begins."""
    yield valid & fixed_line, 3, 4  # area codes
    yield valid & fixed_line, 2, 1
    yield valid & ~fixed_line, 3, 2
    yield valid & ~fixed_line, 2, 2


def _begin_alike(numbers: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """Probability of each number as a damaged one of a list whose numbers begin alike (n × float)."""
    rest = np.maximum(lengths - 3, 0)
    _, group, counts = np.unique(numbers // 10**rest, return_inverse=True, return_counts=True)
    probability: NDArray[np.float64] = (counts[group] - 1) / len(numbers) * 10.0**-rest
    return probability


def _writes_prefix(region: str) -> bool:
    """Tell whether national numbers are written with the national prefix, by the package's formats."""
    metadata, prefix = PhoneMetadata.metadata_for_region(region), _national_prefix(region)
    rules = [format_.national_prefix_formatting_rule for format_ in metadata.number_format] if metadata else []
    return bool(prefix) and any(prefix in (rule or "") for rule in rules)


def _national_prefix(region: str) -> str:
    """What is dialled before a national number, "0"; "": nothing."""
    metadata = PhoneMetadata.metadata_for_region(region)
    prefix = (metadata.national_prefix or "") if metadata else ""
    return prefix if prefix.isdecimal() else ""
