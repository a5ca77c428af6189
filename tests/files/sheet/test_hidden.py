"""Hidden rows, columns and sheets: told with their numbers, read, and left out in one move."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlwt

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

ROWS = [["phone_number", "note", "name"], *([str(9876543210 + place), "x", "A"] for place in range(5))]


def hidden_xlsx() -> bytes:
    book, target = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.worksheets[0].row_dimensions[3].hidden = book.worksheets[0].row_dimensions[5].hidden = True
    book.worksheets[0].row_dimensions[40].hidden = True
    book.worksheets[0].column_dimensions["B"].hidden = True
    book.create_sheet("Old").append(["phone_number"])
    book["Old"].sheet_state = "hidden"
    book.save(target)
    return target.getvalue()


def hidden_xls() -> bytes:
    book, target = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("Leads")
    for place, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(place, column, value)
    sheet.row(2).hidden = sheet.row(4).hidden = True
    sheet.col(1).hidden = True
    book.add_sheet("Old").write(0, 0, "phone_number")
    book.get_sheet(1).visibility = 1
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(("name", "data"), [("leads.xlsx", hidden_xlsx()), ("leads.xls", hidden_xls())])
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
    table = read_table("leads.xlsx", hidden_xlsx())
    mapping = suggest_mapping(table, "IN")
    chosen = without_hidden_rows(table, Choices(left_out_rows=frozenset({2})))
    dropped = without_hidden_columns(table, mapping)
    report = check(table, dropped, Route.unknown("IN"), chosen)
    assert (report.counts.left_out, report.counts.ready) == (3, 2)
    assert (dropped.phone, dict(dropped.variables)) == (("phone_number",), {"name": "name"})
    assert with_hidden_rows(table, chosen).left_out_rows == {2}
