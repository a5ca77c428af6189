"""Workbooks of Excel 2, 3 and 4: every cell, with the number formats that the file defines."""

from __future__ import annotations

import pytest

from callsheet.files.pipeline import parse_table
from tests.files.xls.old_files import old_workbook

ROWS: list[list[object]] = [["phone_number", "name", "x"], [9876543210, "Zoë", 45000], ["9876543211", "Ravi", "text"]]


@pytest.mark.parametrize("version", [2, 3, 4])
@pytest.mark.parametrize(
    ("code", "shown"), [("yyyy-mm-dd", "2023-03-15"), ('"+"0', "+45000"), ("0000000", "0045000"), ("0.000", "45000")]
)
def test_an_old_workbook_is_read_to_every_cell(version: int, code: str, shown: str) -> None:
    """Texts in the code page of Windows, numbers as their own format shows them."""
    table = parse_table("leads.xls", old_workbook(version, ROWS, code))
    assert table.headers == ("phone_number", "name", "x")
    assert table.frame.to_numpy().tolist() == [["9876543210", "Zoë", shown], ["9876543211", "Ravi", "text"]]
    assert table.flags.empty
    assert table.notes == ()
