"""Wire reasons of issue codes."""

from __future__ import annotations

import pytest

from callsheet.contract import Reason, reason_of_code
from callsheet.validation import IssueCode

INVALID = [
    "too_few_digits", "too_many_digits", "contains_letters", "unknown_country_code", "not_in_use", "not_a_number",
    "shortened_by_excel", "has_extension", "several_numbers", "formula_without_value", "error_cell",
]  # fmt: skip


@pytest.mark.parametrize("code", INVALID)
def test_every_invalid_number_has_one_reason(code: str) -> None:
    """The wire has one reason for a number that is not valid, whatever is wrong with it."""
    assert reason_of_code(code) == "invalid_phone_number"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("missing_phone_number", None),
        ("no_enabled_countries", "no_enabled_countries"),
        ("country_not_enabled", "unsupported_destination_country"),
        ("prefix_not_enabled", "unsupported_prefix"),
        ("broken_row", "broken_row"),
    ],
)
def test_other_reasons(code: str, reason: str | None) -> None:
    """A row without a number is skipped and has no reason; the Telephony Config has three, a broken row its own."""
    assert reason_of_code(code) == reason


def test_every_reason_occurs() -> None:
    """Every issue code has a reason or none, and every reason belongs to an issue code."""
    assert {reason_of_code(code) for code in IssueCode} == {None, *Reason}
