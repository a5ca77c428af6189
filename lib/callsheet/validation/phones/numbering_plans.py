"""Numbering plans: what the installed metadata says about each calling code, as tables."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import phonenumbers
from phonenumbers import PhoneMetadata

from callsheet.validation.phones.dfa import Patterns
from callsheet.validation.phones.libphonenumber import length_reason, metadata_of
from callsheet.validation.phones.verdicts import CODE_PLACE, REGION_PLACE

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray
    from phonenumbers.phonemetadata import PhoneNumberDesc

MOST_NATIONAL_DIGITS = 17
"""Longest national number the package reads."""

_KINDS = (
    *("premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail"),
    *("fixed_line", "mobile"),
)


class Prefix:
    """Which numbers start with a pattern, or may.

    Args:
        pattern: a regular expression over digits; None: no number does.
    """

    def __init__(self, pattern: str | None) -> None:
        self.literal = pattern if pattern and re.fullmatch(r"\d+", pattern) else ""
        self._pattern = pattern
        if pattern and not self.literal:
            patterns = Patterns()
            patterns.add(pattern, "may", start_only=True, approximate=True)
            self._automaton = patterns.automaton()
            self._may = self._automaton.where("may")

    def where(self, numbers: NDArray[np.int64], length: int) -> NDArray[np.bool_]:
        """Which numbers start with it; of a pattern that is no literal, which may.

        Args:
            numbers: n × digits as a number.
            length: how many digits each has.
        """
        if not self._pattern or length < len(self.literal):
            return np.zeros(len(numbers), np.bool_)
        if self.literal:
            start: NDArray[np.bool_] = numbers // 10 ** (length - len(self.literal)) == int(self.literal)
            return start
        return self._may.take(self._automaton.read(numbers, length))


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
        self._automaton = self._patterns().automaton()
        self._general = self._automaton.where((0, "general_desc"))
        self._region_by_length: dict[int, NDArray[np.int16]] = {}

    def judge(self, numbers: NDArray[np.int64], length: int) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
        """The region of each valid number (place in `REGIONS`, 0: not valid), and which fit the general pattern.

        Args:
            numbers: n × national number.
            length: digits of each, leading zeros among them.
        """
        states = self._automaton.read(numbers, length)
        if length not in self._region_by_length:
            known = {tags: self._region_of(tags, length) for tags in set(self._automaton.tags)}
            self._region_by_length[length] = np.array([known[tags] for tags in self._automaton.tags], np.int16)
        return self._region_by_length[length].take(states), self._general.take(states)

    def steps(self) -> NDArray[np.int32]:
        """The table behind the verdicts: states × 10, the state after each digit, to be held against the package."""
        return self._automaton.table

    def lengths(self) -> set[int]:
        """Lengths that national numbers may have."""
        return {length for length in self._possible if length > 0}

    def is_too_long(self, length: int) -> bool:
        """True when the package calls a national number of that length too long."""
        return length not in self._local and length > max(self._possible)

    def is_possible(self, length: int) -> bool:
        """True when the package takes a number of that length without its national prefix (possible or too long)."""
        return length not in self._local and (length in self._possible or length > max(self._possible))

    def reason(self, length: int) -> int:
        """Place in `CODES` of why a national number of that length is not valid."""
        return CODE_PLACE[length_reason(self.calling_code, length)]

    def _patterns(self) -> Patterns:
        patterns = Patterns()
        for place, metadata in enumerate(self._metadata):
            for kind in ("general_desc", *_KINDS):
                described = getattr(metadata, kind)
                if described is not None and described.national_number_pattern:
                    patterns.add(described.national_number_pattern, (place, kind))
            if len(self._metadata) > 1 and metadata.leading_digits is not None:
                patterns.add(metadata.leading_digits, (place, "leading_digits"), start_only=True)
        return patterns

    def _region_of(self, tags: frozenset[Hashable], length: int) -> int:
        """Place in `REGIONS` of a valid number: the package's rules, on the patterns that match it."""
        if len(self._metadata) == 1:
            return REGION_PLACE[self._regions[0]] if self._is_valid(tags, 0, length) else 0
        for place, metadata in enumerate(self._metadata):
            led = metadata.leading_digits is not None
            if (place, "leading_digits") in tags if led else self._is_valid(tags, place, length):
                return REGION_PLACE[self._regions[place]] if self._is_valid(tags, place, length) else 0
        return 0

    def _is_valid(self, tags: frozenset[Hashable], place: int, length: int) -> bool:
        matches = (kind for kind in _KINDS if self._matches(tags, place, kind, length))
        return self._matches(tags, place, "general_desc", length) and any(matches)

    def _matches(self, tags: frozenset[Hashable], place: int, kind: str, length: int) -> bool:
        described: PhoneNumberDesc | None = getattr(self._metadata[place], kind)
        if described is None or (place, kind) not in tags:
            return False
        return not described.possible_length or length in described.possible_length


@cache
def numbering_plan(calling_code: int) -> NumberingPlan:
    """The plan of a calling code, built on first use.

    Raises:
        KeyError: there is no such calling code.
    """
    return NumberingPlan(calling_code)


@cache
def international_prefix(region: str) -> Prefix:
    """What is dialled in a region before the calling code of another country."""
    metadata = PhoneMetadata.metadata_for_region(region)
    return Prefix(metadata.international_prefix if metadata else None)


def _metadata(calling_code: int, region: str) -> PhoneMetadata:
    metadata = PhoneMetadata.metadata_for_region(region) if region != "001" else metadata_of(calling_code)
    if metadata is None:
        raise KeyError(region)
    return metadata
