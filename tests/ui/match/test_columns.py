from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.ui.match.columns import facts_of, problem_of, with_role
from callsheet.validation import ColumnRole, MappingProblem, suggest_mapping

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
    mapping = with_role(table, mapping, "Mobile", ColumnRole.PHONE)
    other = with_role(table, mapping, "Old mobile", ColumnRole.PHONE)
    assert other.phone == ("Old mobile",)
    assert other.variables["Mobile"] == "mobile"
    assert with_role(table, other, "Name", ColumnRole.LEFT_OUT).role_of("Name") is ColumnRole.LEFT_OUT


def test_two_columns_of_one_name_are_told_apart(lead_table: Callable[..., Table]) -> None:
    """A name that another column has is a problem of both, until one is renamed."""
    table = lead_table(COLUMNS)
    mapping = with_role(table, suggest_mapping(table, "IN"), "Mobile", ColumnRole.PHONE)
    clash = mapping.renamed("Old mobile", "name")
    assert problem_of(clash, "Name") is MappingProblem.SAME_VARIABLE_NAME
    assert problem_of(clash.renamed("Old mobile", "old"), "Name") is None
