from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import (
    MAX_BYTES,
    read_table,
    sample_csv,
    sample_workbook,
    write_clean_csv,
    write_error_csv,
    write_error_workbook,
)
from callsheet.validation import Choices, NoteCode, Route, check, suggest_mapping
from callsheet.wording import notes, refusals
from tests.support.files.workbooks import as_xls, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable


LEADS = [["phone_number", "name"], ["9876543210", "Asha"], ["12345", "=cmd"], ["", ""], ["+971501234567", "Ärger, O"]]


def lines(delimiter: str, encoding: str) -> bytes:
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in LEADS]
    return "\r\n".join(delimiter.join(row) for row in quoted).encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_delimiter_and_encoding_gives_the_same_table(delimiter: str, encoding: str) -> None:
    """Cells and row numbers do not depend on how a CSV was saved."""
    table = read_table("leads.csv", lines(delimiter, encoding))
    assert table.frame.reset_index().to_numpy().tolist() == [
        [row, *cells] for row, cells in enumerate(LEADS[1:], start=2)
    ]
    assert table.flags.empty


@pytest.mark.parametrize(("name", "make"), [("leads.xlsx", as_xlsx), ("leads.xls", as_xls)])
def test_numbers_in_workbooks_keep_their_digits(name: str, make: Callable[..., bytes]) -> None:
    """A numeric phone cell has neither `.0` nor an exponent; the row is the one Excel shows."""
    table = read_table(name, make([["phone_number", "rate"], [9876543210.0, 0.5], [919876543210, 1e-05]]))
    assert table.frame.loc[[2, 3]].to_numpy().tolist() == [["9876543210", "0.5"], ["919876543210", "0.00001"]]


REFUSALS = [
    ("leads.csv", b"", RefusalCode.EMPTY),
    ("leads.csv", b"\r\n , \r\n", RefusalCode.EMPTY),
    ("leads.csv", b"phone_number,name\r\n", RefusalCode.NO_LEADS),
    ("leads.csv", b"\x89PNG\r\n\x1a\n0000", RefusalCode.WRONG_FORMAT),
    ("leads.pdf", b"%PDF-1.7", RefusalCode.WRONG_FORMAT),
    ("leads.xlsx", b"KP\x04\x03" + as_xlsx(LEADS)[4:], RefusalCode.NOT_WHAT_IT_SAYS),
    ("leads.xlsx", as_xlsx(LEADS)[:900], RefusalCode.UNREADABLE),
    ("leads.xls", as_xls(LEADS)[:900], RefusalCode.UNREADABLE),
    ("leads.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), RefusalCode.ENCRYPTED),
    ("leads.csv", b"a" * (MAX_BYTES + 1), RefusalCode.TOO_LARGE),
]


@pytest.mark.parametrize(("name", "data", "code"), REFUSALS)
def test_a_file_that_cannot_be_taken_says_why(name: str, data: bytes, code: RefusalCode) -> None:
    """Each bad file is refused with its own code and a sentence."""
    with pytest.raises(FileRefused) as refused:
        read_table(name, data)
    assert refused.value.code is code
    assert len(refusals.refusal(code, refused.value.facts)) > 20


def test_a_stray_quote_swallows_no_row() -> None:
    """The rows after an unclosed quote come back as rows; the broken one is marked."""
    table = read_table("leads.csv", b'phone_number,name\n987,"Asha\n9876543210,B\n9876543211,C\n')
    assert list(table.frame["phone_number"]) == ["987", "9876543210", "9876543211"]
    assert table.flags.to_numpy().tolist() == [[2, "", "broken_row"]]


def test_a_row_of_the_wrong_width_is_marked_and_shifts_nothing() -> None:
    """Too many or too few cells are a mark on that row alone, and on the cells beyond the header."""
    table = read_table("leads.csv", b"phone_number,name\n1,a,x\n2\n3,c,\n4,d\n")
    assert table.flags[["row", "column"]].to_numpy().tolist() == [[2, ""], [2, "Column 3"], [3, ""], [4, ""]]
    assert list(table.frame["name"]) == ["a", "", "c", "d"]


def test_several_sheets_are_a_question() -> None:
    """Which of two filled sheets is meant is never decided silently; the question says how many rows each has."""
    rows = [["phone_number"], ["9876543210"]]
    data = as_xlsx({"First": rows, "Second": [*rows, ["9876543211"]]})
    with pytest.raises(FileRefused) as refused:
        read_table("leads.xlsx", data)
    assert refused.value.facts == {"sheets": ["First", "Second"], "rows": [2, 3]}
    asked = "Several sheets have rows: First (2 rows) and Second (3 rows). Choose one."
    assert refusals.refusal(refused.value.code, refused.value.facts) == asked
    assert len(read_table("leads.xlsx", data, sheet="Second").frame) == 2


def test_a_formula_without_a_value_and_an_error_cell_are_marked() -> None:
    """Neither is silently blank."""
    table = read_table("leads.xlsx", as_xlsx([["phone_number", "name"], ["=A9", "a"], ["#N/A", "b"]]))
    assert "formula_without_value" in set(table.flags["code"])


def test_headers_are_unique_and_never_empty() -> None:
    """Repeated and missing headers get names; the headers stay as written."""
    table = read_table("leads.csv", b"Notes,Notes,,phone\na,b,c,9\n")
    assert list(table.frame.columns) == ["Notes", "Notes (2)", "Column 3", "phone"]
    assert table.headers == ("Notes", "Notes", "", "phone")


def test_no_header_numbers_the_columns() -> None:
    """Header row 0: every row is data, columns are named by number."""
    table = read_table("leads.csv", b"9876543210,Asha\n", header_row=0)
    assert (list(table.frame.columns), list(table.frame.index)) == (["Column 1", "Column 2"], [1])


def test_error_files_are_safe_and_whole() -> None:
    """Formulas are defused in CSV, numbers are not; the workbook has red cells with reasons, as text."""
    table = read_table("leads.csv", b"phone_number,name\n+12345,=cmd\n+9198765432,@x\n9876543210,ok\n")
    report = check(table, suggest_mapping(table, "IN"), Route.unknown("IN"), Choices())
    text = write_error_csv(report).decode("utf-8-sig").splitlines()
    assert text[1].startswith("2,'+12345,'=cmd,")
    assert text[2].startswith("3,+9198765432,'@x,")
    sheet = openpyxl.load_workbook(io.BytesIO(write_error_workbook(report))).worksheets[0]
    assert [cell.value for cell in sheet[2]][:3] == [2, "+12345", "=cmd"]
    assert sheet["B2"].comment is not None
    assert sheet["B2"].fill.fgColor.rgb == "FFFDECEC"
    assert sheet.max_row == 3


def test_the_clean_set_reads_back_as_it_was() -> None:
    """What is sent is what was judged: phone first, values untouched."""
    table = read_table("leads.csv", b'name,Mobile\n"=x, ""q""",9876543210\n')
    report = check(table, suggest_mapping(table, "IN"), Route.unknown("IN"))
    back = read_table("clean.csv", write_clean_csv(report.clean))
    assert back.frame.to_numpy().tolist() == [["+919876543210", '=x, "q"']]


@pytest.mark.parametrize(("name", "data"), [("s.csv", sample_csv()), ("s.xlsx", sample_workbook())])
def test_the_samples_are_ready_to_send(name: str, data: bytes) -> None:
    """Both sample files hold two leads that pass."""
    table = read_table(name, data)
    assert check(table, suggest_mapping(table, "IN"), Route.unknown("IN")).counts.ready == 2


@pytest.mark.parametrize("code", list(RefusalCode))
def test_every_refusal_has_its_sentence(code: RefusalCode) -> None:
    """No code is without words."""
    assert refusals.refusal(code, {})


@pytest.mark.parametrize("code", list(NoteCode))
def test_every_note_has_its_sentence(code: NoteCode) -> None:
    """No code is without words."""
    assert notes.note(code.value, (3,), ("Notes",), {"encoding": "cp1252"})


NOTES: list[tuple[NoteCode, dict[str, object], tuple[int, ...], str]] = [
    (NoteCode.ENCODING_GUESSED, {"encoding": "cp1251"}, (), "The letters of this file were read as Cyrillic (cp1251)."),
    (NoteCode.ENCODING_GUESSED, {"encoding": "utf-8"}, (), "The letters of this file were read as Unicode (utf-8)."),
    (NoteCode.BROKEN_QUOTES, {}, (14,), "Row 14 has a quotation mark in the wrong place"),
    (NoteCode.BROKEN_QUOTES, {}, (14, 1_500), "Rows 14 and 1,500 have a quotation mark in the wrong place"),
    (NoteCode.BROKEN_CHARACTERS, {"rows": 90}, tuple(range(2, 20)), "Rows 2, 3, 4, 5, 6 and 85 more have characters"),
    (NoteCode.PREAMBLE_SKIPPED, {}, (1,), "1 row above the column names was skipped."),
    (NoteCode.TRAILING_BLANK_ROWS, {}, (8, 9), "2 rows at the end are blank and were left out."),
    (
        NoteCode.OTHER_NUMBER_OF_NAMES,
        {"cells": 2, "names": 1},
        (),
        "Most rows have 2 cells, but the header has 1 column",
    ),
    (NoteCode.DISGUISED_FORMAT, {"format": "html"}, (), "The file is really a web page, and was read as that."),
    (
        NoteCode.STRAY_CELLS,
        {"cells": ["XFD2", "A99999"]},
        (),
        "Single cells far away from the leads were not read: XFD2 ",
    ),
]


@pytest.mark.parametrize(("code", "facts", "rows", "begin"), NOTES)
def test_a_note_is_a_whole_sentence(
    code: NoteCode, facts: dict[str, object], rows: tuple[int, ...], begin: str
) -> None:
    """One row or several, in words: no codec, format or delimiter without its name."""
    assert notes.note(code.value, rows, (), facts).startswith(begin)
