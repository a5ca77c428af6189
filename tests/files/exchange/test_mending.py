"""Broken rows that come back corrected in an error file."""

from __future__ import annotations

import pytest

from callsheet.files import parse_corrections, write_error_csv, write_error_workbook
from callsheet.files.pipeline import parse_table
from callsheet.validation import Edit, Report, Route, check, suggest_mapping

LEADS = b"name,phone,city\nAsha,9876543210,Pune\nKumar, Jr,9876543211,Goa\nUma,,9123456789,Agra,\n"


@pytest.mark.parametrize(("name", "write"), [("fix.csv", write_error_csv), ("fix.xlsx", write_error_workbook)])
def test_a_broken_row_is_mended_by_the_returned_file(name: str, write: object) -> None:
    """The file has the cells beyond the header; with them moved back, the rows are ready."""
    table = parse_table("leads.csv", LEADS)
    report = check(table, suggest_mapping(table, "IN"), Route.unknown("IN"))
    assert report.counts.ready == 1
    assert callable(write)
    returned = parse_corrections(parse_table(name, write(report)))
    assert returned is not None
    assert returned.cells.to_numpy().tolist() == [
        ["Kumar", " Jr", "9876543211", "Goa"],
        ["Uma", "", "9123456789", "Agra"],
    ]
    mended = report.with_edits(
        _edits(report, 3, ("Kumar, Jr", "9876543211", "Goa", "")) + _edits(report, 4, ("Uma", "9123456789", "Agra", ""))
    )
    assert mended.counts.ready == 3
    assert list(mended.numbers) == ["+919876543210", "+919876543211", "+919123456789"]


def _edits(report: Report, row: int, cells: tuple[str, ...]) -> list[Edit]:
    """The cells of a row that differ, as the app takes them from a returned file."""
    columns = zip(report.frame.columns, cells, strict=True)
    return [Edit(row, column, cell) for column, cell in columns if report.frame.loc[row, column] != cell]
