"""Random phone numbers of any country, drawn evenly from its numbering plan."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import phonenumbers
from phonenumbers import PhoneMetadata

from callsheet.validation.phones.numbering_plans import numbering_plan

if TYPE_CHECKING:
    from numpy.typing import NDArray

COUNTRIES = (
    *("IN", "US", "DE", "GB", "BR", "AE", "FR", "ES", "IT", "NL", "PL", "SE", "AU", "NZ", "JP", "KR", "CN", "ID", "PH"),
    *("PK", "BD", "NG", "KE", "ZA", "MX", "CO", "AR", "SA", "EG", "TR", "CA", "PT", "AT", "CH", "BE", "IE", "DK", "NO"),
    *("FI", "RU", "UA", "RO", "TH", "VN", "MY", "SG", "HK", "LK"),
)
ROUTES = ("IN", "US", "DE", "GB", "BR", "AE", "FR", "ES", "AU", "ID", "NG", "ZA")


class _Plan(NamedTuple):
    """A plan as a walk: from each state, how many numbers are left after each digit."""

    steps: NDArray[np.int32]
    left: list[NDArray[np.float64]]
    length: int


def local_numbers(region: str, count: int, dice: np.random.Generator, kind: str = "mobile") -> list[str]:
    """National numbers without national prefix, of the length of the package's example number.

    Args:
        region: "IN".
        count: how many.
        dice: source of randomness.
        kind: "mobile" or "fixed_line".
    """
    plan = _plan(region, kind)
    numbers = []
    for _ in range(count):
        state, number = 0, ""
        for position in range(plan.length):
            weights = plan.left[plan.length - position - 1][plan.steps[state]]
            digit = int(dice.choice(10, p=weights / weights.sum()))
            number, state = f"{number}{digit}", int(plan.steps[state][digit])
        numbers.append(number)
    return numbers


def many_local_numbers(region: str, count: int, dice: np.random.Generator) -> list[str]:
    """As `local_numbers` of mobile numbers, quick for thousands of them.

    Args:
        region: "IN".
        count: how many.
        dice: source of randomness.
    """
    plan = _plan(region, "mobile")
    states = np.zeros(count, np.int64)
    numbers = np.zeros(count, np.int64)
    for position in range(plan.length):
        digits = np.zeros(count, np.int64)
        for state in np.unique(states).tolist():
            rows = np.flatnonzero(states == state)
            weights = plan.left[plan.length - position - 1][plan.steps[state]]
            digits[rows] = dice.choice(10, size=len(rows), p=weights / weights.sum())
        numbers = numbers * 10 + digits
        states = plan.steps[states, digits].astype(np.int64)
    return [f"{number:0{plan.length}}" for number in numbers.tolist()]


def grouped(region: str, numbers: list[str], *, prefixed: bool) -> list[str]:
    """National numbers in the groups in which the country writes them.

    Args:
        region: of the numbers.
        numbers: without national prefix.
        prefixed: False leaves the national prefix out, as Excel does with a leading zero.
    """
    code = phonenumbers.country_code_for_region(region)
    written = []
    for number in numbers:
        zeros = len(number) - len(number.lstrip("0"))
        parsed = phonenumbers.PhoneNumber(
            code, int(number), italian_leading_zero=zeros > 0, number_of_leading_zeros=zeros
        )
        text = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
        written.append(text if prefixed else text.removeprefix("(").lstrip("0").strip())
    return written


def as_written(region: str, numbers: list[str]) -> list[str]:
    """National numbers with the national prefix, where the country writes one."""
    metadata = PhoneMetadata.metadata_for_region(region)
    prefix = (metadata.national_prefix if metadata else None) or ""
    rules = [each.national_prefix_formatting_rule or "" for each in metadata.number_format] if metadata else []
    return [prefix + number for number in numbers] if any(prefix in rule for rule in rules) else numbers


def damaged(numbers: list[str], share: float, dice: np.random.Generator) -> list[str]:
    """A share of the numbers without their last two digits."""
    return [number[:-2] if dice.random() < share else number for number in numbers]


@cache
def _plan(region: str, kind: str) -> _Plan:
    plan = numbering_plan(phonenumbers.country_code_for_region(region))
    types = {"mobile": phonenumbers.PhoneNumberType.MOBILE, "fixed_line": phonenumbers.PhoneNumberType.FIXED_LINE}
    example = phonenumbers.example_number_for_type(region, types[kind])
    assert example is not None, region
    length = len(phonenumbers.national_significant_number(example))
    left = [plan.accepting(region, kind, length).astype(np.float64)]
    for _ in range(length):
        left.append(left[-1][plan.steps()].sum(axis=1))
    return _Plan(plan.steps(), left, length)
