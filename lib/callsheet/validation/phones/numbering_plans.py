"""Numbering plans: the installed metadata of each calling code, as tables."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import phonenumbers
from phonenumbers import PhoneMetadata

from callsheet.validation.phones.automaton.dfa import Patterns
from callsheet.validation.phones.libphonenumber import length_reason, metadata_of
from callsheet.validation.phones.verdicts import CODE_INDEX, REGION_INDEX, REGIONS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from numpy.typing import NDArray
    from phonenumbers.phonemetadata import PhoneNumberDesc

MOST_NATIONAL_DIGITS = 17
"""Longest national number that the package parses."""

_KINDS = (
    *("premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail"),
    *("fixed_line", "mobile"),
)


_CODE_DIGITS = 3
"""Digits of every calling code that belongs to no country."""

_POWERS_OF_TEN = 10 ** np.arange(19, dtype=np.int64)


class PlanGroup(NamedTuple):
    """Numbers of one calling code, region and length.

    Args:
        calling_code: 91.
        region: one of the plan's regions.
        length: digits of the national numbers.
        rows: position of each number (n).
        national: the national numbers (n).
    """

    calling_code: int
    region: str
    length: int
    rows: NDArray[np.intp]
    national: NDArray[np.int64]


class Prefix:
    """A prefix that numbers may start with.

    Args:
        pattern: a regular expression over digits; None: no number starts with it.
    """

    def __init__(self, pattern: str | None) -> None:
        self.literal = pattern if pattern and re.fullmatch(r"\d+", pattern) else ""
        self._pattern = pattern
        if pattern and not self.literal:
            patterns = Patterns()
            patterns.add(pattern, "prefix", start_only=True, approximate=True)
            self._automaton = patterns.automaton()
            self._may_start = self._automaton.where("prefix")

    def where(self, numbers: NDArray[np.int64], length: int) -> NDArray[np.bool_]:
        """Return which numbers start with the prefix; unless it is a literal, which may start with it (n × bool).

        Args:
            numbers: n × digits as a number.
            length: digits of each number.
        """
        if not self._pattern or length < len(self.literal):
            return np.zeros(len(numbers), np.bool_)
        if self.literal:
            starts: NDArray[np.bool_] = numbers // 10 ** (length - len(self.literal)) == int(self.literal)
            return starts
        return self._may_start.take(self._automaton.read(numbers, length))


class NumberingPlan:
    """The national numbers of a calling code.

    Args:
        calling_code: 91.
    """

    def __init__(self, calling_code: int) -> None:
        self.calling_code = calling_code
        self._regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[calling_code]
        self._metadata = [_metadata(calling_code, region) for region in self._regions]
        main = metadata_of(calling_code)
        self.national_prefix = Prefix(main.national_prefix_for_parsing)
        self.transforms = main.national_prefix_transform_rule is not None
        general = main.general_desc
        self._possible = set(general.possible_length if general else ())
        self._local = set(general.possible_length_local_only if general else ())
        self._automaton = self.patterns().automaton()
        self._general = self._automaton.where((0, "general_desc"))
        self._region_by_length: dict[int, NDArray[np.int16]] = {}
        self._region_by_set: dict[int, NDArray[np.int16]] = {}

    def validate(self, numbers: NDArray[np.int64], length: int) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
        """Return the region of each valid number (index in `REGIONS`, 0: not valid), and which fit the general pattern.

        Args:
            numbers: n × national number.
            length: digits of each number, leading zeros included.
        """
        states = self._automaton.read(numbers, length)
        if length not in self._region_by_length:
            self._region_by_length[length] = self._regions_of_sets(length).take(self._automaton.set_of)
        return self._region_by_length[length].take(states), self._general.take(states)

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions that share the calling code, the main one first."""
        return tuple(self._regions)

    def states(self, numbers: NDArray[np.int64], length: int) -> NDArray[np.int32]:
        """Return the state of the table after reading each number (n × index of a row of `steps()`).

        Args:
            numbers: n × national number.
            length: digits of each number, leading zeros included.
        """
        return self._automaton.read(numbers, length)

    def states_of_digits(self, digits: NDArray[np.int64]) -> NDArray[np.int32]:
        """As `states`, for digits that are already apart (length × n, as `digit_columns` returns them)."""
        return self._automaton.read_digits(digits)

    def accepting(self, region: str, kind: str, length: int) -> NDArray[np.bool_]:
        """Return in which states a valid number of one region and kind ends (states × bool).

        Args:
            region: one of `regions`.
            kind: attribute of the package's metadata, "mobile" or "fixed_line".
            length: digits of the national number.
        """
        index = self._regions.index(region)
        accepted: NDArray[np.bool_] = self._regions_of_sets(length) == REGION_INDEX[region]
        for number in np.flatnonzero(accepted).tolist():
            accepted[number] = self._matches(self._automaton.tag_sets[number], index, kind, length)
        return accepted.take(self._automaton.set_of)

    def steps(self) -> NDArray[np.int32]:
        """Return the table behind the results: states × 10, the state after each digit, to compare with the package."""
        return self._automaton.table

    def lengths(self) -> set[int]:
        """Return the lengths that national numbers may have."""
        return {length for length in self._possible if length > 0}

    def is_too_long(self, length: int) -> bool:
        """Tell whether the package calls a national number of that length too long."""
        return length not in self._local and length > max(self._possible)

    def is_possible(self, length: int) -> bool:
        """Tell whether the package takes the national prefix off when that length remains (possible or too long)."""
        return length not in self._local and (length in self._possible or length > max(self._possible))

    def reason(self, length: int) -> int:
        """Return the index in `CODES` of why a national number of that length is not valid."""
        return CODE_INDEX[length_reason(self.calling_code, length)]

    def patterns(self) -> Patterns:
        """Return the patterns of the plan's table."""
        patterns = Patterns()
        for index, metadata in enumerate(self._metadata):
            for kind in ("general_desc", *_KINDS):
                description = getattr(metadata, kind)
                if description is not None and description.national_number_pattern:
                    patterns.add(description.national_number_pattern, (index, kind))
            if len(self._metadata) > 1 and metadata.leading_digits is not None:
                patterns.add(metadata.leading_digits, (index, "leading_digits"), start_only=True)
        return patterns

    def _regions_of_sets(self, length: int) -> NDArray[np.int16]:
        """Index in `REGIONS` of a number by the set of patterns that match it, 0: not valid (sets of patterns)."""
        if length not in self._region_by_set:
            regions = [self._region_of(tags, length) for tags in self._automaton.tag_sets]
            self._region_by_set[length] = np.array(regions, np.int16)
        return self._region_by_set[length]

    def _region_of(self, tags: frozenset[Hashable], length: int) -> int:
        """Index in `REGIONS` of a valid number: the package's rules, applied to the patterns that match it."""
        if len(self._metadata) == 1:
            return REGION_INDEX[self._regions[0]] if self._is_valid(tags, 0, length) else 0
        for index, metadata in enumerate(self._metadata):
            by_leading_digits = metadata.leading_digits is not None
            if (index, "leading_digits") in tags if by_leading_digits else self._is_valid(tags, index, length):
                return REGION_INDEX[self._regions[index]] if self._is_valid(tags, index, length) else 0
        return 0

    def _is_valid(self, tags: frozenset[Hashable], index: int, length: int) -> bool:
        matches = (kind for kind in _KINDS if self._matches(tags, index, kind, length))
        return self._matches(tags, index, "general_desc", length) and any(matches)

    def _matches(self, tags: frozenset[Hashable], index: int, kind: str, length: int) -> bool:
        description: PhoneNumberDesc | None = getattr(self._metadata[index], kind)
        if description is None or (index, kind) not in tags:
            return False
        return not description.possible_length or length in description.possible_length


@cache
def numbering_plan(calling_code: int) -> NumberingPlan:
    """Return the plan of a calling code, built on first use.

    Raises:
        KeyError: there is no such calling code.
    """
    return NumberingPlan(calling_code)


def plan_groups(numbers: NDArray[np.int64], regions: NDArray[np.int16]) -> Iterator[PlanGroup]:
    """Yield valid numbers by calling code, region and length.

    Args:
        numbers: n × E.164 without the plus; 0: no valid number.
        regions: n × index in `REGIONS`.
    """
    for calling_code, region, rows in _by_region(numbers, regions):
        digits = np.searchsorted(_POWERS_OF_TEN, numbers[rows], side="right")
        for length in np.unique(digits).tolist():
            own = rows[digits == length]
            national_length = length - len(str(calling_code))
            yield PlanGroup(calling_code, region, national_length, own, numbers[own] % 10**national_length)


def _by_region(numbers: NDArray[np.int64], regions: NDArray[np.int16]) -> Iterator[tuple[int, str, NDArray[np.intp]]]:
    """Yield the rows of each calling code and region."""
    counts = np.bincount(regions[numbers != 0], minlength=len(REGIONS))
    for index in np.flatnonzero(counts):
        rows = np.flatnonzero((regions == index) & (numbers != 0))
        region = REGIONS[index]
        if region in phonenumbers.SUPPORTED_REGIONS:
            yield phonenumbers.country_code_for_region(region), region, rows
        elif region:
            for row in rows:  # numbers of no country are rare
                yield int(str(numbers[row])[:_CODE_DIGITS]), region, np.array([row])


@cache
def international_prefix(region: str) -> Prefix:
    """Return what is dialled in a region before the calling code of another country."""
    metadata = PhoneMetadata.metadata_for_region(region)
    return Prefix(metadata.international_prefix if metadata else None)


def _metadata(calling_code: int, region: str) -> PhoneMetadata:
    metadata = PhoneMetadata.metadata_for_region(region) if region != "001" else metadata_of(calling_code)
    if metadata is None:
        raise KeyError(region)
    return metadata
