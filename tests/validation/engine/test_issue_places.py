"""Issues without their details: the same issues, in the same order, as those with details."""

from __future__ import annotations

import pandas as pd
import pytest

from callsheet import read_table
from callsheet.errors import NotInTable
from callsheet.validation import ColumnMapping, Report, Route, check

ROWS = ["9876543210,Asha", "98765,{{x}}", "9876543210,Ravi", ",", "ask for Mia,Mia", "9876543211,<b>Jo</b>"]


def report() -> Report:
    """The check of the rows."""
    table = read_table(pd.DataFrame([row.split(",") for row in ROWS], columns=["phone", "name"]))
    return check(table, ColumnMapping(phone=("phone",), variables={"name": "name"}), Route.unknown("IN"))


@pytest.mark.parametrize("rows", [1, 2, 100])
def test_places_and_batches_say_what_the_issues_say(rows: int) -> None:
    """Row, column, code and severity of each; also a few rows at a time."""
    checked = report()
    expected = checked.issues[["row", "column", "code", "severity"]].to_numpy().tolist()
    for places in ([checked.issue_places], checked.issue_batches(rows)):
        found = [
            [row, *part.kinds[kind]]
            for part in places
            for row, kind in zip(part.row.tolist(), part.kind.tolist(), strict=True)
        ]
        assert found == expected
    assert len(expected) > len(ROWS) / 2


def test_every_valid_number_is_named_once() -> None:
    """Whatever the bucket of its row; wrong and empty cells have none."""
    checked = report()
    assert checked.distinct_numbers() == sorted(set(checked.numbers) - {""})


def test_errors_are_counted_as_the_issues_say() -> None:
    """Each code with its errors; warnings and duplicates do not count."""
    checked = report()
    errors = checked.issues["code"][checked.issues["severity"] == "error"]
    assert checked.errors_by_code() == errors.value_counts().to_dict()
    assert len(set(errors)) > 1


@pytest.mark.parametrize("row", [-1, 0, 1, 8, 10**9])
def test_a_row_outside_the_file_is_refused(row: int) -> None:
    """Also the header's row and numbers below zero, which an array would count from its end."""
    with pytest.raises(NotInTable):
        report().row_positions([2, row])
