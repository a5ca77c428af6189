"""In which groups the numbers of a list are written, and in which each country writes its own.

`090-1234-5678` is a Japanese mobile number, `07911 123456` a British one: the groups are those of the package's
national formats, whatever separates them.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import phonenumbers
from phonenumbers import PhoneMetadata

from callsheet.arrow_strings import take
from callsheet.validation.countries.list_origin.national_prefix import (
    national_prefix,
    rewrites_prefix,
    rewritten_prefix,
)
from callsheet.validation.phones.automaton.pattern_parser import digits_matched, parse
from callsheet.validation.phones.digits import shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

Groups = tuple[int, ...]
"""How many digits each group has: (5, 6) for "07911 123456"."""

# Set with benchmarks/bench_countries.py.
_OWN_WAY = 0.6
"""Share of the grouped lists that are written as their country does."""
_WAYS = 20.0
"""Other ways in which a list may be written, each as likely."""
_STRAY = 0.1
"""Share of the numbers of a list that are written otherwise than most."""
_MOST_LOST = 3
"""Digits that a number may have lost at its end."""
_PART = re.compile(r"\(([^()]*)\)")
_ANY_DIGITS = re.compile(r"(?:\(\\d(?:\{\d+(?:,\d+)?\})?\))+")
"""A pattern whose parts may have any digits, so that the parts of a number follow from its length."""
_MOST_GROUPED = 200
"""Numbers of a list that are compared with a country's formats."""

IN_OWN_WAY, IN_SOME_WAY = float(np.log(_OWN_WAY)), float(np.log((1 - _OWN_WAY) / _WAYS))
"""Logarithm of the probability that a grouped list is written as its country does, and in one particular other way."""


class WrittenGroups(NamedTuple):
    """The grouped numbers of a list (k of n).

    Args:
        rows: k × index of the number.
        digits: k × its digits as written.
        groups: k × its groups.
        usual: k × share of the grouped numbers that have the same groups.
        size: n.
    """

    rows: NDArray[np.intp]
    digits: list[str]
    groups: list[Groups]
    usual: NDArray[np.float64]
    size: int

    @classmethod
    def of(cls, text: pa.StringArray) -> WrittenGroups:
        """Split the first 200 grouped numbers of a list.

        Args:
            text: n phone cells, as written.
        """
        encoded = shapes(text).dictionary_encode()
        by_shape = [_groups_of(str(shape)) for shape in cast("pa.StringArray", encoded.dictionary).to_pylist()]
        is_grouped = np.array([len(groups) > 1 for groups in by_shape], np.bool_)
        index = encoded.indices.to_numpy()
        rows = np.flatnonzero(is_grouped[index])[:_MOST_GROUPED] if by_shape else np.zeros(0, np.intp)
        cells = [re.sub(r"\D", "", str(cell)) for cell in take(text, rows).to_pylist()]
        groups = [by_shape[index[row]] for row in rows]
        counts = {written: groups.count(written) for written in set(groups)}
        usual = np.array([counts[written] / len(groups) for written in groups], np.float64)
        return cls(rows, cells, groups, usual, len(text))

    def weights(self, region: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return how much likelier the groups of each number are if the list is written as a region does.

        Args:
            region: whose formats are compared.

        Returns:
            N × factor as complete numbers, and n × factor as numbers that lost their last digits.
        """
        whole, cut = np.zeros(len(self.digits), np.bool_), np.zeros(len(self.digits), np.bool_)
        may_be = {groups: _written_so(region, groups) for groups in set(self.groups)}
        for index, (digits, groups) in enumerate(zip(self.digits, self.groups, strict=True)):
            as_whole, as_cut = may_be[groups]
            whole[index] = as_whole and groups in national_groups(digits, region)
            cut[index] = as_cut and not whole[index] and _begins_a_number(digits, groups, region)
        return self._spread(whole), self._spread(cut)

    def most(self) -> NDArray[np.float64]:
        """Return the largest weight that any region can give each number (n × factor)."""
        return self._spread(np.ones(len(self.digits), np.bool_))

    def _spread(self, own: NDArray[np.bool_]) -> NDArray[np.float64]:
        weights = np.ones(self.size)
        weights[self.rows] = np.where(own, (1 - _STRAY) / self.usual, 0.0) + _STRAY
        return weights


def national_groups(digits: str, region: str) -> list[Groups]:
    """Return the groups in which a region writes a number: with its national prefix, and as it is left without.

    Args:
        digits: as written, with or without national prefix.
        region: "GB".

    Returns:
        One way where the number begins with the prefix or there is no such prefix; none where no format has a number
        of this length and beginning.
    """
    prefix, code, may_be_rewritten = _dialling(region)
    national = [digits]
    if prefix and digits.startswith(prefix):
        national.insert(0, digits.removeprefix(prefix))
    rewritten = rewritten_prefix(digits, code) if may_be_rewritten else None
    if rewritten is not None:
        national.insert(0, rewritten)
    found = chain.from_iterable(_formatted(number, region) for number in national)
    return [groups for groups in found if sum(groups) == len(digits)]


@cache
def _dialling(region: str) -> tuple[str, int, bool]:
    """The national prefix of a region, its calling code, and whether a prefix may be replaced by other digits."""
    code = phonenumbers.country_code_for_region(region)
    return national_prefix(region), code, rewrites_prefix(code)


def _begins_a_number(digits: str, groups: Groups, region: str) -> bool:
    """True when a region would write digits in these groups if up to three more followed."""
    longer = (national_groups(digits + "0" * lost, region) for lost in range(1, _MOST_LOST + 1))
    return any(
        groups[:-1] == found[: len(groups) - 1] and groups[-1] <= found[len(groups) - 1]
        for found in chain.from_iterable(longer)
        if len(found) >= len(groups)
    )


def _formatted(national: str, region: str) -> Sequence[Groups]:
    """Groups of a national number as its format has them, with the national prefix and without."""
    for some, ways in _formats_of_length(region, len(national)):
        if some.leading is None or some.leading.match(national):
            if ways is not None:
                return ways
            match = some.pattern.fullmatch(national)
            if match is not None:
                return some.ways(match)
    return ()


@cache
def _formats_of_length(region: str, digits: int) -> list[tuple[_Format, Sequence[Groups] | None]]:
    """The formats that numbers of a length may have, and their groups; None: those depend on the number."""
    found: list[tuple[_Format, Sequence[Groups] | None]] = []
    for some in _formats(region):
        if _ANY_DIGITS.fullmatch(some.pattern.pattern):
            match = some.pattern.fullmatch("0" * digits)
            found += [] if match is None else [(some, some.ways(match))]
        else:
            found.append((some, None))
    return found


def _written_so(region: str, groups: Groups) -> tuple[bool, bool]:
    """Whether a region may write a number in these groups, and one that begins with them and is up to 3 digits longer.

    Most regions write numbers of few lengths in few ways, so that hardly a number has to be formatted.
    """
    ways = _ways_to_write(region)
    if ways is None:
        return True, True
    last, size = len(groups) - 1, sum(groups)
    longer = (way for way in ways if len(way) > last and size < sum(way) <= size + _MOST_LOST)
    return groups in ways, any(groups[:-1] == way[:last] and groups[-1] <= way[last] for way in longer)


@cache
def _ways_to_write(region: str) -> frozenset[Groups] | None:
    """The groups in which a region may write some number; None: a format has parts of any length, or parts in parts."""
    ways: set[Groups] = set()
    for _, pattern, *templates in _formats(region):
        parts = _PART.findall(pattern.pattern)
        if "".join(f"({part})" for part in parts) != pattern.pattern:
            return None
        sizes = [digits_matched(parse(part)) for part in parts]
        if any(most is None for _, most in sizes):
            return None
        for lengths in product(*(range(least, (most or 0) + 1) for least, most in sizes)):
            ways.update(_groups_of_template(template, lengths) for template in templates)
    return frozenset(ways)


@cache
def _groups_of_template(template: str, lengths: Groups) -> Groups:
    """Groups of a number whose parts 1, 2, … have so many digits, in the order and with the digits of a template."""
    return _groups_of(re.sub(r"\\(\d)", lambda part: "0" * lengths[int(part[1]) - 1], template))


class _Format(NamedTuple):
    """A national format.

    Args:
        leading: how its numbers begin; None: in any way.
        pattern: of a whole number, with a group for each part.
        with_prefix: template with the national prefix.
        without: template without it.
    """

    leading: re.Pattern[str] | None
    pattern: re.Pattern[str]
    with_prefix: str
    without: str

    def ways(self, match: re.Match[str]) -> tuple[Groups, Groups]:
        """Return the groups of a number that the pattern matches, with the national prefix and without."""
        lengths = tuple(map(len, match.groups()))
        return _groups_of_template(self.with_prefix, lengths), _groups_of_template(self.without, lengths)


@cache
def _formats(region: str) -> list[_Format]:
    """The national formats of a region."""
    own = PhoneMetadata.metadata_for_region(region)
    code = phonenumbers.country_code_for_region(region)
    main = PhoneMetadata.metadata_for_region(phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code][0])
    formats = (own.number_format if own else None) or (main.number_format if main else None) or []
    found = []
    for number_format in formats:
        if number_format.pattern is None or number_format.format is None:
            continue
        leading = re.compile(number_format.leading_digits_pattern[-1]) if number_format.leading_digits_pattern else None
        rule = number_format.national_prefix_formatting_rule
        # As the package does: the rule's \1 is the first group that the format names, whichever that is.
        with_prefix = re.sub(r"(\\\d)", rule, number_format.format, count=1) if rule else number_format.format
        found.append(_Format(leading, re.compile(number_format.pattern), with_prefix, number_format.format))
    return found


def _groups_of(text: str) -> Groups:
    return tuple(map(len, re.findall(r"\d+", text)))
