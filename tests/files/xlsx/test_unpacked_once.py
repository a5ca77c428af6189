"""Parts that the checks before reading have unpacked are read from memory, with the same result as from the archive."""

from __future__ import annotations

import io
import zipfile

import pytest

from callsheet.errors import FileRefused
from callsheet.files.detect import detect_format
from callsheet.files.pipeline import parse_table, read_grid
from callsheet.files.preflight import zip as archives
from tests.support.files.workbooks import sheet_of, xlsx_of_xml

SHEET = "xl/worksheets/sheet1.xml"
ROWS = "".join(f'<row r="{row}"><c r="A{row}"><v>{9_876_543_000 + row}</v></c></row>' for row in range(1, 40_001))
"""Longer than one chunk, so that a block of the reader is made of several."""


def book() -> bytes:
    """A workbook of one long sheet."""
    return xlsx_of_xml(sheet_of(ROWS))


def unpacked(data: bytes) -> dict[str, list[bytes]]:
    """The parts that detection leaves for the reader."""
    return detect_format("leads.xlsx", data, 250_000_000).parts


def test_a_sheet_is_handed_over_and_taken_out_when_it_is_read() -> None:
    """It equals the sheet read from the archive, and its memory is free afterwards."""
    data = book()
    parts = unpacked(data)
    assert len(parts[SHEET]) > 1
    assert b"".join(parts[SHEET]) == zipfile.ZipFile(io.BytesIO(data)).read(SHEET)
    grid = read_grid("leads.xlsx", data, "xlsx", None, parts)
    assert grid.cells.equals(read_grid("leads.xlsx", data, "xlsx", None).cells)
    assert grid.cells.num_rows == 40_000
    assert SHEET not in parts


def test_parts_beyond_the_limit_are_unpacked_by_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet that is too large to be held is read as before."""
    monkeypatch.setattr(archives, "MOST_REUSED", 100_000)
    data = book()
    assert SHEET not in unpacked(data)
    assert len(parse_table("leads.xlsx", data, None, 0).frame) == 40_000


def test_a_part_with_another_checksum_is_not_handed_over() -> None:
    """So its damage is found by the reader, which refuses the file."""
    damaged = with_entry_byte(16)
    assert SHEET not in unpacked(damaged)
    with pytest.raises(FileRefused):
        parse_table("leads.xlsx", damaged)


def test_a_part_of_another_size_is_not_handed_over() -> None:
    """It is read from the archive, which decides what a stated size means."""
    damaged = with_entry_byte(24)
    assert SHEET not in unpacked(damaged)
    assert len(parse_table("leads.xlsx", damaged, None, 0).frame) == 40_000


def with_entry_byte(at: int) -> bytes:
    """The workbook with one bit flipped in the directory's entry of its sheet.

    Args:
        at: offset in the entry: 16 is the checksum, 24 the size, which becomes larger by one here.
    """
    data = bytearray(book())
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(SHEET.encode()))
    data[entry + at] ^= 1
    return bytes(data)
