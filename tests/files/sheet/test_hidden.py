"""Hidden rows, columns and sheets: told with their numbers, read, and left out in one move."""

from __future__ import annotations

import pytest

from callsheet.files import read_table
from callsheet.validation import (
    Choices,
    NoteCode,
    Route,
    check,
    hidden_columns,
    hidden_rows,
    suggest_mapping,
    with_hidden_rows,
    without_hidden_columns,
    without_hidden_rows,
)
from tests.support.files.workbooks import SheetRows, as_xls, as_xlsx

ROWS = [["phone_number", "note", "name"], *([str(9876543210 + place), "x", "A"] for place in range(5))]


HIDDEN = {
    "Leads": SheetRows(ROWS, hidden_rows=(3, 5, 40), hidden_columns=(1,)),
    "Old": SheetRows([["phone_number"]], is_hidden=True),
}


@pytest.mark.parametrize(("name", "data"), [("leads.xlsx", as_xlsx(HIDDEN)), ("leads.xls", as_xls(HIDDEN))])
def test_what_is_hidden_is_read_and_told_with_its_numbers(name: str, data: bytes) -> None:
    """Rows by the file's numbers, columns and sheets by name; all rows and columns are in the Table."""
    table = read_table(name, data)
    assert len(table.frame) == 5
    told = {note.code: note for note in table.notes}
    assert told[NoteCode.HIDDEN_ROWS].rows == (3, 5)
    assert told[NoteCode.HIDDEN_COLUMNS].columns == ("note",)
    assert told[NoteCode.HIDDEN_SHEETS].facts["sheets"] == ["Old"]
    assert (hidden_rows(table), hidden_columns(table)) == (frozenset({3, 5}), ("note",))


def test_hidden_rows_are_left_out_in_one_move_and_taken_back() -> None:
    """They land in the bucket `left_out`, their column among the left-out ones; what else was decided stays."""
    table = read_table("leads.xlsx", as_xlsx(HIDDEN))
    mapping = suggest_mapping(table, "IN")
    chosen = without_hidden_rows(table, Choices(left_out_rows=frozenset({2})))
    dropped = without_hidden_columns(table, mapping)
    report = check(table, dropped, Route.unknown("IN"), chosen)
    assert (report.counts.left_out, report.counts.ready) == (3, 2)
    assert (dropped.phone, dict(dropped.variables)) == (("phone_number",), {"name": "name"})
    assert with_hidden_rows(table, chosen).left_out_rows == {2}
