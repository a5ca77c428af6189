"""What we write, we read back: every cell of a clean file and of an error file, and its row number."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.files import Corrections, parse_corrections, write_clean_csv, write_error_csv, write_error_workbook
from callsheet.files.limits import MAX_CELL_CHARACTERS
from callsheet.files.pipeline import parse_table
from callsheet.validation import ColumnMapping, Report, Route, Source, Table, check
from tests.support.hypothesis_examples import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

ODD = st.sampled_from(
    ["=1+1", "'=1", "''@x", "'s-Hertogenbosch", "+12", "+919876543210", "-5", "@a", "\tx", "'", "''", " ", "_x0041_",
     "_x_x0041_", "a&amp;<b>", "x\ny", '"', "001", "1E+5", "é王😀", "TRUE", "2024-01-02", "=", "+", "'+1 2",
     "\ufeffa", "a\ufeffb"]
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=6)
SHA256 = "72dd67f505fe1234" * 4
CELL = st.one_of(ODD, TEXT)
PHONE = st.sampled_from(["12", "=9", "x", "9876543210", "'98", "+1"])


def report_of(rows: Sequence[Sequence[str]], headers: Sequence[str] = ("Mobile", "Note", "Other")) -> Report:
    index = pd.RangeIndex(5, 5 + 2 * len(rows), 2, name="row")
    frame = pd.DataFrame(rows, columns=list(headers), index=index, dtype="str")
    table = Table(frame, tuple(headers), Source("leads.csv", SHA256, "csv"))
    mapping = ColumnMapping((headers[0],), {header: f"v{place}" for place, header in enumerate(headers[1:])})
    return check(table, mapping, Route.unknown("IN"))


def corrections_in(table: Table) -> Corrections:
    """The corrections in a file, which must be an error file."""
    corrections = parse_corrections(table)
    assert corrections is not None
    return corrections


def sheet_of(data: bytes) -> Worksheet:
    """The only sheet of a workbook, as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def bad_rows(report: Report) -> pd.DataFrame:
    return report.frame[(report.buckets == "errors").to_numpy()]


@settings(max_examples=examples(10, 250), deadline=None)
@given(st.lists(st.tuples(PHONE, CELL, CELL), min_size=1, max_size=5))
def test_an_error_workbook_is_read_back_to_every_cell(rows: list[Any]) -> None:
    """Whatever characters, with the row numbers of the file; control characters and what looks like an escape too."""
    report = report_of(rows)
    wrong = bad_rows(report)
    if wrong.empty:
        return
    came = corrections_in(parse_table("e.xlsx", write_error_workbook(report, draft_id="d-1")))
    assert came.origin.draft_id == "d-1"
    assert came.cells.index.tolist() == wrong.index.tolist()
    assert came.cells.to_numpy().tolist() == wrong.to_numpy().tolist()


@settings(max_examples=examples(10, 250), deadline=None)
@given(st.lists(st.tuples(PHONE, CELL, CELL), min_size=1, max_size=5))
def test_an_error_csv_is_read_back_to_every_cell(rows: list[Any]) -> None:
    """An apostrophe is put only before what a spreadsheet would run, and taken away only there."""
    report = report_of([*rows, *[("12", "Asha", "Pune")] * 10])
    wrong = bad_rows(report)
    if wrong.empty:
        return
    data = write_error_csv(report, draft_id="d-1")
    came = corrections_in(parse_table("e.csv", data))
    assert came.cells.index.tolist() == wrong.index.tolist()
    assert came.cells.to_numpy().tolist() == wrong.to_numpy().tolist()


@settings(max_examples=examples(10, 250), deadline=None)
@given(st.lists(st.tuples(ODD, ODD), min_size=1, max_size=5))
def test_a_clean_file_is_read_back_to_every_cell(rows: list[Any]) -> None:
    """What is sent is never escaped, and reading it takes nothing away."""
    rows = [*rows, *[("Asha", "Pune")] * 10]
    clean = pd.DataFrame([("+919876543210", *row) for row in rows], columns=["phone_number", "a", "b"], dtype="str")
    assert parse_table("c.csv", write_clean_csv(clean)).frame.to_numpy().tolist() == clean.to_numpy().tolist()


def test_a_column_without_values_keeps_its_place() -> None:
    """An unnamed column that is blank in the rows left behind is not lost on the way back."""
    report = report_of([("12", "", "a"), ("34", "", "b")], ("Mobile", "Column 2", "Other"))
    for name, write in (("e.xlsx", write_error_workbook), ("e.csv", write_error_csv)):
        came = corrections_in(parse_table(name, write(report, draft_id="d-1")))
        assert came.cells.to_numpy().tolist() == [["12", "", "a"], ["34", "", "b"]]


def test_columns_named_like_ours_do_not_meet_them() -> None:
    """A file that has a column "Row" of its own keeps it."""
    report = report_of([("12", "x", "y")], ("Mobile", "Row", "Why it was left out"))
    sheet = sheet_of(write_error_workbook(report))
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0][:-1] == ["Row *", "Mobile", "Row", "Why it was left out", "Why it was left out *"]
    assert values[1][:-1] == [5, "12", "x", "y", "too few digits"]


def test_the_workbook_of_many_rows_is_what_other_programs_read() -> None:
    """Text cells, bad ones red, the first thousand with a comment, a reason for each row, the header in place."""
    report = report_of([("12", "a", "b")] * 1_500)
    sheet = sheet_of(write_error_workbook(report, draft_id="d-1"))
    assert sheet.max_row == 1_501
    assert [cell.value for cell in sheet[1]] == [
        "Row",
        "Mobile",
        "Note",
        "Other",
        "Why it was left out",
        f"callsheet:1 file={SHA256} draft=d-1",
    ]
    assert [cell.value for cell in sheet[1_501]][:5] == [3_003, "12", "a", "b", "too few digits"]
    assert sheet["B1501"].fill.fgColor.rgb == "FFFDECEC"
    assert sheet["C1501"].fill.fgColor.rgb != "FFFDECEC"
    assert (sheet["B2"].number_format, sheet["B2"].data_type) == ("@", "s")
    comments = sum(cell.comment is not None for row in sheet.iter_rows() for cell in row)
    assert (comments, sheet["B2"].comment.text) == (1_000, "too few digits")
    assert sheet.column_dimensions["F"].hidden


def test_no_row_left_behind_is_a_workbook_too() -> None:
    """Its header alone."""
    sheet = sheet_of(write_error_workbook(report_of([("9876543210", "a", "b")])))
    assert (sheet.max_row, sheet["B1"].value) == (1, "Mobile")


@pytest.mark.parametrize("length", [MAX_CELL_CHARACTERS, MAX_CELL_CHARACTERS + 1])
def test_a_cell_longer_than_a_spreadsheet_takes_does_not_damage_the_workbook(length: int) -> None:
    """It is written as far as it may be."""
    sheet = sheet_of(write_error_workbook(report_of([("12", "x" * length, "b")])))
    assert len(sheet["C2"].value) == MAX_CELL_CHARACTERS
