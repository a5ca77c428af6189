"""Workbooks of Excel 2 to 5: every cell, with the number formats that the file defines."""

from __future__ import annotations

import struct

import pytest

from callsheet.files.pipeline import parse_table
from tests.files.xls.old_files import old_workbook, workbook_of_excel_5

ROWS: list[list[object]] = [["phone_number", "name", "x"], [9876543210, "Zoë", 45000], ["9876543211", "Ravi", "text"]]


@pytest.mark.parametrize("version", [2, 3, 4, 5])
@pytest.mark.parametrize(
    ("code", "shown"), [("yyyy-mm-dd", "2023-03-15"), ('"+"0', "+45000"), ("0000000", "0045000"), ("0.000", "45000")]
)
def test_an_old_workbook_is_read_to_every_cell(version: int, code: str, shown: str) -> None:
    """Texts in the code page of Windows, numbers as their own format shows them."""
    data = workbook_of_excel_5(ROWS, code) if version == 5 else old_workbook(version, ROWS, code)
    table = parse_table("leads.xls", data)
    assert table.headers == ("phone_number", "name", "x")
    assert table.frame.to_numpy().tolist() == [["9876543210", "Zoë", shown], ["9876543211", "Ravi", "text"]]
    assert table.flags.empty
    assert table.notes == ()


def test_an_unknown_cell_record_of_excel_5_is_an_error() -> None:
    """As in newer files: marked, and in no way blank."""
    data = workbook_of_excel_5(ROWS).replace(
        struct.pack("<HHHH", 0x203, 14, 1, 0), struct.pack("<HHHH", 0x299, 14, 1, 0)
    )
    table = parse_table("leads.xls", data)
    assert table.frame["phone_number"].tolist() == ["", "9876543211"]
    assert table.flags.to_numpy().tolist() == [[2, "phone_number", "error_cell"]]
