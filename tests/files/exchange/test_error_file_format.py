"""Error files, format version 1: how a corrected file is recognised, and that older files still are."""

from __future__ import annotations

import csv
import io

import pytest

from callsheet.files import (
    Corrections,
    parse_corrections,
    row_hashes,
    strip_error_file,
    write_error_csv,
    write_error_workbook,
)
from callsheet.files.exchange.headings import Origin, parse_origin
from callsheet.files.pipeline import parse_table
from tests.files.exchange.test_round_trip import SHA256, report_of
from tests.support.files.workbooks import Text, as_xlsx

ROWS = [("12", "=1+1", "a"), ("34", "'=2", "-b"), ("9876543210", "c", "d")]


def corrections_of(name: str, data: bytes) -> Corrections:
    """The corrections in a file, which must be an error file."""
    corrections = parse_corrections(parse_table(name, data))
    assert corrections is not None
    return corrections


def changed_rows(data: bytes, change: dict[int, str]) -> list[list[str]]:
    """The lines of an error file in CSV with other headings, by column index; -1 counts from the end."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    for index, heading in change.items():
        rows[0][index] = heading
    return rows


def as_csv(rows: list[list[str]]) -> bytes:
    """Rows as a CSV file."""
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue().encode()


@pytest.mark.parametrize("draft_id", ["", "VhG2k9_x-12345678"])
@pytest.mark.parametrize("name", ["e.csv", "e.xlsx"])
def test_a_file_names_the_file_and_the_rows_it_came_from(name: str, draft_id: str) -> None:
    """With the source file's SHA-256, whether the app or the command line wrote it."""
    report = report_of(ROWS)
    write = write_error_csv if name == "e.csv" else write_error_workbook
    corrections = corrections_of(name, write(report, draft_id=draft_id))
    assert corrections.origin == Origin(SHA256, draft_id, is_escaped=name == "e.csv")
    assert corrections.cells.index.tolist() == [5, 7]
    assert corrections.hashes.tolist() == row_hashes(report.frame.loc[[5, 7]]).tolist()


@pytest.mark.parametrize(
    ("heading", "origin"),
    [
        ("callsheet:1 file=ab draft=cd cells=escaped", Origin("ab", "cd", is_escaped=True)),
        (" callsheet:1 file=ab ", Origin("ab")),
        ("callsheet:1 cells=escaped later=x file=ab", Origin("ab", is_escaped=True)),
        ("callsheet:VhG2k9", Origin(draft_id="VhG2k9", version=0)),
        ("Callsheet", None),
        ("", None),
    ],
)
def test_a_heading_is_parsed(heading: str, origin: Origin | None) -> None:
    """Both versions; fields in any order, unknown ones ignored."""
    assert parse_origin(heading) == origin


def test_a_version_0_file_is_still_read() -> None:
    """Its heading holds the draft id alone, its cells the hash alone; a CSV file was escaped."""
    report = report_of(ROWS)
    rows = changed_rows(write_error_csv(report, draft_id="d-1"), {-1: "callsheet:d-1"})
    for row in rows[1:]:
        row[-1] = row[-1].partition(":")[2]
    corrections = corrections_of("e.csv", as_csv(rows))
    assert corrections.origin == Origin(draft_id="d-1", version=0)
    assert corrections.cells.to_numpy().tolist() == report.frame.loc[[5, 7]].to_numpy().tolist()
    assert corrections.hashes.to_dict() == row_hashes(report.frame.loc[[5, 7]]).to_dict()


def test_a_csv_saved_as_a_workbook_is_unescaped_too() -> None:
    """The heading says that the cells are escaped, whatever the format of the file that came back."""
    report = report_of(ROWS)
    rows = [[Text(cell) for cell in row] for row in changed_rows(write_error_csv(report), {})]
    corrections = corrections_of("e.xlsx", as_xlsx(rows))
    assert corrections.cells.to_numpy().tolist() == report.frame.loc[[5, 7]].to_numpy().tolist()


def test_rows_are_known_by_the_origin_column_or_by_their_number() -> None:
    """Sorted, with an emptied number column, with an emptied origin cell; a row without either is skipped."""
    report = report_of([*ROWS, ("56", "e", "f")])
    head, first, second, third = changed_rows(write_error_csv(report), {})
    second[0], first[-1] = "", ""
    third[0] = third[-1] = ""
    corrections = corrections_of("e.csv", as_csv([head, third, second, first]))
    assert corrections.cells.index.tolist() == [7, 5]
    assert corrections.hashes.tolist()[1] == ""


@pytest.mark.parametrize("name", ["e.csv", "e.xlsx"])
def test_an_error_file_can_be_read_as_leads(name: str) -> None:
    """Its own columns are removed and its cells as they were, so that the rows can be checked by themselves."""
    report = report_of(ROWS)
    write = write_error_csv if name == "e.csv" else write_error_workbook
    table = strip_error_file(parse_table(name, write(report)))
    assert table.headers == ("Mobile", "Note", "Other")
    assert table.frame.to_numpy().tolist() == report.frame.loc[[5, 7]].to_numpy().tolist()


def test_a_header_that_a_spreadsheet_could_run_is_escaped_too() -> None:
    """And read back as it was."""
    written = write_error_csv(report_of([("98", "a", "b")], ("Mobile", "=1+1", "Other")))
    assert b",'=1+1," in written.splitlines()[0]
    assert strip_error_file(parse_table("e.csv", written)).headers == ("Mobile", "=1+1", "Other")


def test_any_other_file_is_read_as_it_is() -> None:
    """An apostrophe before a formula belongs to the cell; so do columns called like ours."""
    data = b"Row,phone_number,name\n1,9876543210,'=1+1\n2,9876543211,'-5\n"
    table = parse_table("leads.csv", data)
    assert table.frame["name"].tolist() == ["'=1+1", "'-5"]
    assert parse_corrections(table) is None
    assert strip_error_file(table).frame.equals(table.frame)
