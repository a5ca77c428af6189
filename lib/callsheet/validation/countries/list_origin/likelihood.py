"""How probable numbers are in each region, as local numbers of that region's people would be written."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import phonenumbers

from callsheet.arrow_strings import from_utf8
from callsheet.validation.countries.list_origin.national_prefix import (
    may_have_rewritten_prefix,
    national_prefix,
    rewrites_prefix,
    rewritten_prefix,
    writes_prefix,
)
from callsheet.validation.phones.automaton.dfa import digit_columns
from callsheet.validation.phones.numbering_plans import numbering_plan
from callsheet.validation.phones.plan_density import plan_densities

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa
    from numpy.typing import NDArray

    from callsheet.validation.phones.plan_density import PlanDensity

# The constants were set with benchmarks/bench_countries.py.
_ALIKE = 0.9
"""Share of the numbers that must begin in one of a few ways before a list counts as one of a few towns or operators."""

_WITH_PREFIX = {"prefix": 0.9, "bare": 0.07, "code": 0.03}
_WITHOUT_PREFIX = {"prefix": 0.02, "bare": 0.95, "code": 0.03}
"""How the numbers of one list are written: with the national prefix (0171…), without it, or with the calling code."""


class _BeginAlike(NamedTuple):
    """How the numbers of a list of a few towns or operators begin.

    Args:
        is_fixed: whether they are fixed lines.
        lead: leading digits.
        most_groups: in how many ways these begin.
    """

    is_fixed: bool
    lead: int
    most_groups: int


class _Read(NamedTuple):
    """Numbers of one length as one form of a calling code's national numbers (n).

    Args:
        form: "bare", "prefix" or "code": what is before the national number.
        states: n × state of the plan's automaton behind the number.
        national: n × national number.
        digits: of each.
        most_alike: how a list of the region may begin; (): as any.
    """

    form: str
    states: NDArray[np.int32]
    national: NDArray[np.int64]
    digits: int
    most_alike: tuple[_BeginAlike, ...]


_USUALLY_ALIKE = (
    _BeginAlike(is_fixed=True, lead=3, most_groups=4),  # area codes
    _BeginAlike(is_fixed=True, lead=2, most_groups=1),
    _BeginAlike(is_fixed=False, lead=3, most_groups=2),
    _BeginAlike(is_fixed=False, lead=2, most_groups=2),
)
_FIRST_DIGITS = (_BeginAlike(is_fixed=False, lead=1, most_groups=2),)


class Likelihood(NamedTuple):
    """Probabilities of n numbers in one region.

    Args:
        spellings: ways of writing × n: with and without the national prefix.
        truncated: n × as numbers that lost digits.
    """

    spellings: NDArray[np.float64]
    truncated: NDArray[np.float64]


def likelihoods(numbers: NDArray[np.int64], lengths: NDArray[np.int64]) -> Iterator[tuple[str, Likelihood]]:
    """Yield the likelihood of the numbers in every region that at least one of them fits.

    Args:
        numbers: n × digits as a number.
        lengths: n × how many digits each has, leading zeros included.
    """
    by_length = _by_length(numbers, lengths)
    for code, shared_by in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        if shared_by[0] != "001":  # numbers of no country
            results = _of_code(code, by_length, len(numbers), None)
            yield from ((region, result) for region, result in results.items() if result.spellings.any())


def home_likelihood(
    numbers: NDArray[np.int64], lengths: NDArray[np.int64], home: str | None, *, first_digits: bool = False
) -> Likelihood:
    """Return the likelihood of the numbers in one region, where they may begin alike, as those of one town do.

    Args:
        numbers: as in `likelihoods`.
        lengths: as in `likelihoods`.
        home: None: no region, in which no number is likely.
        first_digits: whether mobile numbers may also begin with few of the digits with which they begin in the plan,
            as the old ones of India do: 9, then 8.
    """
    if home is None:
        return Likelihood(np.zeros((1, len(numbers))), np.zeros(len(numbers)))
    code = phonenumbers.country_code_for_region(home)
    return _of_code(code, _by_length(numbers, lengths), len(numbers), home, first_digits=first_digits)[home]


def _by_length(numbers: NDArray[np.int64], lengths: NDArray[np.int64]) -> list[tuple[NDArray[np.intp], _Written]]:
    return [(rows, _Written(numbers[rows], int(lengths[rows[0]]))) for rows in _alike(lengths)]


def _of_code(
    code: int,
    by_length: list[tuple[NDArray[np.intp], _Written]],
    size: int,
    home: str | None,
    *,
    first_digits: bool = False,
) -> dict[str, Likelihood]:
    """The likelihood in each region of a calling code; `home`: the region whose numbers may begin alike."""
    most_alike = {home: (*_USUALLY_ALIKE, *(_FIRST_DIGITS if first_digits else ()))}
    densities = plan_densities(code)
    results = {region: Likelihood(np.zeros((2, size)), np.zeros(size)) for region in densities}
    for rows, written in by_length:
        for form, (selected, national, digits) in written.forms(code):
            states = numbering_plan(code).states_of_digits(digits)
            of_form = rows if len(selected) == len(rows) else rows[selected]
            for region, density in densities.items():
                read = _Read(form, states, national, len(digits), most_alike.get(region, ()))
                _add_into(results[region], of_form, read, region, density)
    return results


@cache
def _lengths(code: int) -> frozenset[int]:
    """How many digits the national numbers of a calling code may have, whole or without their last ones."""
    densities = plan_densities(code).values()
    return frozenset(length for density in densities for length in (*density.complete, *density.truncated))


class _Nationals(NamedTuple):
    """National numbers of one length (k of n).

    Args:
        selected: indices of the n numbers that they were read from, ascending.
        numbers: k × national number.
        digits: length × k.
    """

    selected: NDArray[np.intp]
    numbers: NDArray[np.int64]
    digits: NDArray[np.int64]


class _Written:
    """Numbers of one length, as they are written (n).

    Args:
        numbers: n × digits as a number.
        length: how many digits each has.
    """

    def __init__(self, numbers: NDArray[np.int64], length: int) -> None:
        self._bare = _Nationals(np.arange(len(numbers)), numbers, digit_columns(numbers, length))
        self._leading = [numbers // 10**left for left in range(length)]
        self._present = [set(leading.tolist()) for leading in self._leading]
        self._behind: dict[tuple[int, int], _Nationals] = {}

    def forms(self, code: int) -> Iterator[tuple[str, _Nationals]]:
        """Yield the national numbers of a calling code that the digits may stand for, each with what is before it.

        Numbers of a length that no number of the calling code has are left out.
        """
        length, lengths = len(self._leading), _lengths(code)
        if length in lengths:
            yield "bare", self._bare
        main_prefix = national_prefix(numbering_plan(code).regions[0])
        for form, prefix in (("prefix", main_prefix), ("code", str(code))):
            left = length - len(prefix)
            if prefix and left > len(prefix) and left in lengths and int(prefix) in self._present[left]:
                yield form, self._behind_prefix(int(prefix), left)
        if rewrites_prefix(code):
            yield from (found for found in self._rewritten(code, main_prefix) if len(found[1].digits) in lengths)

    def _behind_prefix(self, prefix: int, left: int) -> _Nationals:
        """The last digits of the numbers that begin with a prefix: found once, as many countries share theirs."""
        if (prefix, left) not in self._behind:
            selected = np.flatnonzero(self._leading[left] == prefix)
            _, numbers, digits = self._bare
            self._behind[prefix, left] = _Nationals(selected, numbers[selected] % 10**left, digits[-left:, selected])
        return self._behind[prefix, left]

    def _rewritten(self, code: int, main_prefix: str) -> Iterator[tuple[str, _Nationals]]:
        """As `forms`, the numbers whose prefix is replaced by other digits."""
        groups: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for row in np.flatnonzero(may_have_rewritten_prefix(self._text, code)).tolist():
            text = f"{int(self._bare.numbers[row]):0{len(self._leading)}}"
            national = rewritten_prefix(text, code)
            if national is not None:
                form = "prefix" if main_prefix and text.startswith(main_prefix) else "bare"
                groups.setdefault((form, len(national)), []).append((row, int(national)))
        for (form, length), found in groups.items():
            rows, numbers = (np.array(values, np.int64) for values in zip(*found, strict=True))
            yield form, _Nationals(rows.astype(np.intp), numbers, digit_columns(numbers, length))

    @cached_property
    def _text(self) -> pa.StringArray:
        """The numbers as text, leading zeros included."""
        length, size = self._bare.digits.shape
        encoded = (self._bare.digits.T + ord("0")).astype(np.uint8).tobytes()
        return from_utf8(np.arange(0, size * length + 1, length, dtype=np.int32), np.frombuffer(encoded, np.uint8))


def _alike(lengths: NDArray[np.int64]) -> list[NDArray[np.intp]]:
    """The rows of each length, the shortest first."""
    return [np.flatnonzero(lengths == length) for length in np.unique(lengths)]


def _add_into(
    result: Likelihood,
    rows: NDArray[np.intp],
    read: _Read,
    region: str,
    density: PlanDensity,
) -> None:
    form, states, national, digits, most_alike = read
    if digits in density.truncated:
        result.truncated[rows] += density.truncated[digits].take(states) / 2
    if digits in density.complete:
        probability = density.complete[digits].take(states)
        if most_alike:
            is_fixed = density.fixed_line[digits].take(states)
            probability = _with_alike(probability, is_fixed, national, digits, most_alike)
        weights = (_WITH_PREFIX if writes_prefix(region) else _WITHOUT_PREFIX), _WITHOUT_PREFIX
        for spelling, weight in zip(result.spellings, weights, strict=True):
            spelling[rows] += weight[form] * probability


def _with_alike(
    probability: NDArray[np.float64],
    fixed_line: NDArray[np.bool_],
    numbers: NDArray[np.int64],
    digits: int,
    most_alike: tuple[_BeginAlike, ...],
) -> NDArray[np.float64]:
    """Allow for lists of one town or one operator, whose numbers begin alike and are no random draws of the plan.

    Args:
        probability: n × of each number in the whole plan.
        fixed_line: n × whether it may be a fixed line.
        numbers: n × national number.
        digits: of each number.
        most_alike: how lists of fixed lines and of mobiles may begin.
    """
    valid = probability > 0
    alike = np.zeros(len(numbers))
    for is_fixed, lead, most_groups in most_alike:
        selected, rest = valid & (fixed_line == is_fixed), digits - lead
        if rest <= 0 or not selected.any():
            continue
        _, group, counts = np.unique(numbers[selected] // 10**rest, return_inverse=True, return_counts=True)
        if np.sort(counts)[-most_groups:].sum() >= _ALIKE * len(group):
            others_alike = (counts[group] - 1) / len(numbers)  # without the number itself
            alike[selected] = np.maximum(alike[selected], others_alike * 10.0**-rest)
    return np.maximum(probability, alike)


def begin_alike(numbers: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """Probability of each number as a damaged one of a list whose numbers begin alike (n × float)."""
    rest = np.maximum(lengths - 3, 0)
    _, group, counts = np.unique(numbers // 10**rest, return_inverse=True, return_counts=True)
    probability: NDArray[np.float64] = (counts[group] - 1) / len(numbers) * 10.0**-rest
    return probability
