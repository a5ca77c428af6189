from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.ui.match.columns import (
    Becomes,
    becomes,
    facts_of,
    problem_of,
    renamed,
    with_column,
)
from callsheet.validation import MappingProblem, suggest_mapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table


COLUMNS = {"Mobile": ["9876543210", "9123456789"], "Name": ["Priya", ""], "Old mobile": ["9876543211", "9123456780"]}


def test_a_column_shows_samples_and_how_full_it_is(lead_table: Callable[..., Table]) -> None:
    """Three different filled values and the share of filled cells."""
    facts = facts_of(lead_table(COLUMNS | {"Name": ["", "Rahul"]}))[1]
    assert (facts.samples, facts.filled) == (("Rahul",), 0.5)


def test_another_phone_column_takes_the_place_of_the_first(lead_table: Callable[..., Table]) -> None:
    """There is one phone column at a time, and the one before becomes a variable of its own name."""
    table = lead_table(COLUMNS)
    mapping = suggest_mapping(table, "IN")
    mapping = with_column(table, mapping, "Mobile", Becomes.PHONE)
    other = with_column(table, mapping, "Old mobile", Becomes.PHONE)
    assert other.phone == ("Old mobile",)
    assert other.variables["Mobile"] == "Mobile"
    assert becomes(with_column(table, other, "Name", Becomes.LEFT_OUT), "Name") is Becomes.LEFT_OUT


def test_two_columns_of_one_name_are_told_apart(lead_table: Callable[..., Table]) -> None:
    """A name that another column has is a problem of both, until one is renamed."""
    table = lead_table(COLUMNS)
    mapping = with_column(table, suggest_mapping(table, "IN"), "Mobile", Becomes.PHONE)
    clash = renamed(mapping, "Old mobile", "Name")
    assert problem_of(clash, "Name") is MappingProblem.SAME_VARIABLE_NAME
    assert problem_of(renamed(clash, "Old mobile", "old"), "Name") is None
