from __future__ import annotations

import pytest

from callsheet.files import BundledFile, read_together
from callsheet.validation import NoteCode, Route, check, suggest_mapping
from tests.support.files.workbooks import as_xlsx

NORTH = b"Mobile,First Name,City\n9820010001,Priya,Pune\n9820010002,Rahul,Delhi\n"
SOUTH = b"Leads of May,,\nPHONE NO,first  name,Email\n9820010002,Anand,a@example.com\n9820010003,Meera,m@example.com\n"


def test_columns_with_one_meaning_become_one_and_rows_keep_their_numbers() -> None:
    """Same name in other case and spacing, and the phone column under another name; the rest is added, and said."""
    table = read_together("both", [BundledFile("North.csv", NORTH), BundledFile("South.csv", SOUTH)]).table
    assert list(table.frame.columns) == ["Mobile", "First Name", "City", "Email", "source"]
    assert table.frame["First Name"].tolist() == ["Priya", "Rahul", "Anand", "Meera"]
    assert table.frame["Email"].tolist() == ["", "", "a@example.com", "m@example.com"]
    assert table.frame["source"].tolist() == ["North.csv"] * 2 + ["South.csv"] * 2
    assert [table.row_label(row) for row in table.frame.index] == [
        "North.csv:2", "North.csv:3", "South.csv:3", "South.csv:4",
    ]  # fmt: skip
    notes = {note.code: note for note in table.notes}
    assert notes[NoteCode.COLUMNS_MATCHED].facts["places"] == ["PHONE NO (South.csv) → Mobile"]
    assert notes[NoteCode.COLUMNS_OF_SOME_FILES].columns == ("City", "Email")
    assert notes[NoteCode.PREAMBLE_SKIPPED].facts["file"] == "South.csv"


def test_a_number_in_two_files_is_a_duplicate() -> None:
    """The row of the first file is sent."""
    table = read_together("both", [BundledFile("North.csv", NORTH), BundledFile("South.csv", SOUTH)]).table
    report = check(table, suggest_mapping(table, "IN"), Route.unknown("IN"))
    assert (report.counts.ready, report.counts.duplicates) == (3, 1)
    [duplicate] = [issue for issue in report.issues_of(table.frame.index) if issue.code == "duplicate"]
    assert table.row_label(duplicate.row) == "South.csv:3"
    assert table.row_label(duplicate.kept_row or 0) == "North.csv:3"


def test_the_column_with_the_files_name_is_not_sent_unless_asked() -> None:
    """It says where a row came from, which the agent need not know; a file's own column of that name keeps it."""
    own = NORTH.replace(b"City", b"Source")
    table = read_together("both", [BundledFile("a.csv", own), BundledFile("b.csv", own)]).table
    mapping = suggest_mapping(table, "IN")
    assert (table.origin_columns, mapping.left_out) == (("source (2)",), ("source (2)",))
    assert "Source" in mapping.variables


def test_sheets_of_one_workbook_are_named_by_sheet() -> None:
    """A column `sheet` and labels of sheets; the workbook is stored once."""
    rows = {name: [["Mobile", "Name"], [f"98200100{index:02}", name]] for index, name in enumerate(("May", "June"))}
    data = as_xlsx(dict(rows))
    together = read_together("x", [BundledFile("x.xlsx", data, "May"), BundledFile("x.xlsx", data, "June")])
    assert together.table.frame["sheet"].tolist() == ["May", "June"]
    assert [part.label for part in together.table.parts] == ["May", "June"]
    assert len(together.data) < len(data) * 1.5


def test_files_without_column_names_are_put_together_by_position() -> None:
    """As long as the phone numbers are in the same place."""
    unnamed = b"9820010005,Asha,Goa\n9820010006,Vikram,Surat\n"
    table = read_together("x", [BundledFile("a.csv", NORTH), BundledFile("b.csv", unnamed, header_row=0)]).table
    assert list(table.frame.columns) == ["Mobile", "First Name", "City", "source"]
    assert table.frame["City"].tolist() == ["Pune", "Delhi", "Goa", "Surat"]


def test_names_that_occur_twice_get_labels_of_their_own() -> None:
    """Two files of one name, from two folders."""
    table = read_together("x", [BundledFile("leads.csv", NORTH), BundledFile("leads.csv", SOUTH)]).table
    assert [part.label for part in table.parts] == ["leads.csv", "leads.csv (2)"]


def test_row_numbers_that_would_meet_are_refused() -> None:
    """Two parts may not have one row number."""
    with pytest.raises(ValueError, match="0"):
        read_together("x", [BundledFile("a.csv", NORTH, offset=0), BundledFile("b.csv", SOUTH, offset=0)])
