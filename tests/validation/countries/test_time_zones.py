"""Time zones of a column of numbers, compared with the package number by number."""

from __future__ import annotations

import random

import numpy as np
import phonenumbers
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import timezone
from phonenumbers.tzdata import TIMEZONE_DATA, TIMEZONE_LONGEST_PREFIX

from callsheet.validation import zone_sets

CALLING_CODES = sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)


def zones_of(numbers: list[int]) -> list[tuple[str, ...]]:
    found = zone_sets(np.array(numbers, np.int64))
    return [found.zones[index] for index in found.position.tolist()]


def expected(number: int) -> tuple[str, ...]:
    """The package's own search for the longest prefix."""
    text = str(number)
    for length in range(TIMEZONE_LONGEST_PREFIX, 0, -1):
        if text[:length] in TIMEZONE_DATA:
            zones = TIMEZONE_DATA[text[:length]]
            return () if zones == (timezone.UNKNOWN_TIMEZONE,) else tuple(zones)
    return ()


def test_every_prefix_of_the_metadata_is_found_at_both_of_its_ends() -> None:
    """The first and the last number of each prefix, and the numbers next to them, have the package's zones."""
    numbers = []
    for prefix in TIMEZONE_DATA:
        width = 10 ** (15 - len(prefix))
        start = int(prefix) * width
        numbers += [start - 1, start, start + width - 1, start + width]
    assert zones_of(numbers) == [expected(number) for number in numbers]


def test_numbers_of_any_length_have_the_packages_zones() -> None:
    """Short and long numbers of every calling code, 20 each."""
    dice = random.Random(7)
    numbers = [int(f"{code}{dice.randrange(10 ** dice.randrange(3, 12))}") for code in CALLING_CODES for _ in range(20)]
    assert zones_of(numbers) == [expected(number) for number in numbers]


@given(st.lists(st.integers(1, 10**15 - 1), max_size=50))
def test_any_number_has_the_packages_zones(numbers: list[int]) -> None:
    """No integer that could be an E.164 number is looked up differently."""
    assert zones_of(numbers) == [expected(number) for number in numbers]


def test_the_package_agrees_through_its_own_function() -> None:
    """`time_zones_for_geographical_number` gives the same for example numbers of every region."""
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        example = phonenumbers.example_number(region)
        if example is not None:
            e164 = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
            zones = tuple(timezone.time_zones_for_geographical_number(example))
            assert zones_of([int(e164[1:])]) == [() if zones == (timezone.UNKNOWN_TIMEZONE,) else zones], region


def test_no_number_has_no_zone() -> None:
    """0 marks a row without a number."""
    assert zones_of([0]) == [()]
