"""Columns that a variable of the script may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.validation import ColumnMapping, similar_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table

MEANT = [
    ("first_name", "Customer Name"),
    ("first_name", "FirstName"),
    ("first_name", "First Names"),
    ("name", "Nombre"),
    ("name", "नाम"),
    ("budget", "budget_lakhs"),
    ("budget", "Budget (Lakhs)"),
    ("company", "Organisation"),
    ("company", "Account Name"),
    ("city", "Customer City"),
    ("city", "Stadt"),
    ("appointment_date", "Date"),
    ("product_interest", "Interested in"),
    ("amount_due", "Outstanding"),
    ("last_visit", "Last visit date"),
]
OTHERS = ["Phone", "Remarks", "Order ID", "Serial", "Updated by", "Zone"]


@pytest.mark.parametrize(("variable", "header"), MEANT)
def test_a_column_is_proposed_by_spelling_or_meaning(table: Callable[..., Table], variable: str, header: str) -> None:
    """In other words, another language, or with words that add nothing."""
    cells = table({"Phone": ["1"], "Serial": ["2"], "Zone": ["3"], header: ["x"]})
    assert similar_columns(cells, ColumnMapping(phone=("Phone",)), variable) == (header,)


def test_the_likeliest_column_comes_first(table: Callable[..., Table]) -> None:
    """The same words before the same meaning; a phone column never."""
    cells = table({"Contact": ["9876543210"], "Organisation": ["a"], "Company Name": ["b"], "company": ["c"]})
    near = similar_columns(cells, ColumnMapping(phone=("Contact",)), "Company")
    assert near == ("company", "Organisation", "Company Name")


@pytest.mark.parametrize("variable", ["first_name", "company", "budget", "city"])
def test_a_column_that_means_something_else_is_not_proposed(table: Callable[..., Table], variable: str) -> None:
    """Phone numbers, notes, orders."""
    cells = table({header: ["x"] for header in OTHERS})
    assert similar_columns(cells, ColumnMapping(phone=("Phone",)), variable) == ()
