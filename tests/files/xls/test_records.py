"""XLS: records in columns against xlrd, and the records that no library of ours writes."""

from __future__ import annotations

import datetime as dt
import re
import struct
from typing import TYPE_CHECKING, Any

import pytest
import xlrd
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.files.pipeline import parse_table
from callsheet.files.sheet.raw_cells import Kind, RawCells
from callsheet.files.workbooks import read_workbook
from callsheet.files.xls.book import _read_by_xlrd
from callsheet.files.xls.cells import cells_of
from callsheet.files.xls.records import records_of
from callsheet.validation import NoteCode, Table
from tests.support.files.workbooks import Formatted, SheetRows, as_xls

if TYPE_CHECKING:
    from collections.abc import Sequence


DATED, SHARE, PADDED = "yyyy-mm-dd", "0.0%", "0000000000"


def read(rows: Sequence[Sequence[Any]], *, from_1904: bool = False) -> Table:
    return parse_table(
        "leads.xls", as_xls([["phone_number", "x"], *rows], digits_are_numbers=False, from_1904=from_1904)
    )


VALUES = [
    (9876543210, "9876543210"),
    (919876543210.0, "919876543210"),
    (0.1 + 0.2, "0.3"),
    (1e-5, "0.00001"),
    (12.34, "12.34"),
    (-7, "-7"),
    (1e20, "100000000000000000000"),
    (Formatted(9876543210, DATED), "9876543210"),
    (Formatted(45000, DATED), "2023-03-15"),
    (Formatted(dt.datetime(2024, 2, 29, 10, 30), DATED), "2024-02-29 10:30:00"),  # noqa: DTZ001 - a workbook knows no time zones
    (Formatted(0.155, SHARE), "15.5%"),
    (Formatted(9876543210, SHARE), "9876543210"),
    (Formatted(501234567, PADDED), "0501234567"),
    (True, "TRUE"),
    ("9.19877E+11", "9.19877E+11"),
    ("Ärger, 王", "Ärger, 王"),
]


@pytest.mark.parametrize(("value", "shown"), VALUES)
def test_a_cell_is_read_as_it_is_meant(value: object, shown: str) -> None:
    """All digits, no noise, dates as ISO; a phone number in a cell formatted as a date or per cent is a number."""
    assert read([["1", value]]).frame["x"].tolist() == [shown]


def test_dates_counted_from_1904() -> None:
    """The same serial is another day."""
    assert read([["1", Formatted(43538, DATED)]], from_1904=True).frame["x"].tolist() == ["2023-03-15"]


def test_numbers_formatted_as_dates_are_told() -> None:
    """With their rows and column."""
    table = read([[Formatted(9876543210, DATED), "a"], [Formatted(45000, DATED), "b"]])
    (note,) = [each for each in table.notes if each.code is NoteCode.DATE_FORMATTED_NUMBERS]
    assert (note.rows, note.columns) == ((2,), ("phone_number",))


def test_formulas_that_nobody_calculated_are_marked() -> None:
    """As a library writes them: no value is saved, and none is made up."""
    table = read([[xlwt.Formula("1+1"), "a"], ["9876543210", xlwt.Formula('"b"')]])
    assert table.flags.to_numpy().tolist() == [
        [2, "phone_number", "formula_without_value"],
        [3, "x", "formula_without_value"],
    ]


VALUE = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**9), 10**9).map(lambda number: number / 100),
    st.booleans(),
    st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), min_size=1, max_size=6),
)


def listed(cells: RawCells, shared: Sequence[str]) -> list[tuple[Any, ...]]:
    values = [
        shared[int(str(text))] if kind == Kind.SHARED else text
        for kind, text in zip(cells.kind.tolist(), cells.text.to_pylist(), strict=True)
    ]
    kinds = [Kind.TEXT if kind == Kind.SHARED else kind for kind in cells.kind.tolist()]
    found = zip(cells.row.tolist(), cells.column.tolist(), kinds, values, strict=True)
    return sorted(each for each in found if each[3])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(VALUE, min_size=1, max_size=6), min_size=1, max_size=12))
def test_records_are_read_as_xlrd_reads_them(rows: list[list[Any]]) -> None:
    """No cell differs in place, kind or value; rows that hold something are counted alike a second way."""
    data = as_xls(rows, digits_are_numbers=False)
    book = xlrd.open_workbook(file_contents=data, on_demand=True)
    records = records_of(book.mem, book._sh_abs_posn[0])
    mine = cells_of(records)
    assert listed(mine, book._sharedstrings) == listed(_read_by_xlrd(book.sheet_by_index(0)), [])
    assert records.filled == len({*mine.row.tolist()})
    if records.filled and any(value not in (None, "") for row in rows for value in row):
        grid = read_workbook(data, "xls", None)
        assert grid.counted == grid.cells.num_rows


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def stream_of(records: Sequence[bytes]) -> bytes:
    return b"".join([record(0x809, bytes(16)), *records, record(0x0A)])


def formula(row: int, column: int, result: bytes) -> bytes:
    return record(0x06, struct.pack("<HHH", row, column, 0) + result + bytes(6))


def special(what: int, value: int = 0) -> bytes:
    return bytes([what, 0, value, 0, 0, 0]) + b"\xff\xff"


def unicode(text: str, *, wide: bool) -> bytes:
    body = text.encode("utf-16-le") if wide else text.encode("latin-1")
    return struct.pack("<HB", len(text), int(wide)) + body


def test_records_of_every_kind_of_cell() -> None:
    """Numbers packed and plain, several in one, labels, truth values, errors, formulas with what they came to."""
    stream = stream_of(
        [
            record(0x203, struct.pack("<HHHd", 0, 0, 3, 9876543210)),
            record(0x27E, struct.pack("<HHHI", 0, 1, 0, (12 << 2) | 2)),
            record(0x27E, struct.pack("<HHHI", 0, 2, 0, (1250 << 2) | 3)),
            record(0xBD, struct.pack("<HHHIHIH", 1, 0, 4, (7 << 2) | 2, 5, (8 << 2) | 2, 1)),
            record(0x204, struct.pack("<HHH", 2, 0, 0) + unicode("née", wide=False)),
            record(0xD6, struct.pack("<HHH", 2, 1, 0) + unicode("王", wide=True) + bytes(6)),
            record(0x205, struct.pack("<HHHBB", 3, 0, 0, 1, 0)),
            record(0x205, struct.pack("<HHHBB", 3, 1, 0, 42, 1)),
            formula(4, 0, struct.pack("<d", 919876543210)),
            formula(4, 1, special(0)),
            record(0x4BC, bytes(12)),
            record(0x207, unicode("text", wide=False)),
            formula(5, 0, special(1, 1)),
            formula(5, 1, special(2, 7)),
            formula(5, 2, special(3)),
            record(0x809, bytes(16)),
            record(0x203, struct.pack("<HHHd", 90, 0, 0, 1)),
            record(0x0A),
            record(0x201, struct.pack("<HHH", 95, 0, 0)),
        ]
    )
    records = records_of(stream, 0)
    cells = cells_of(records)
    found = {
        (row, column): (Kind(kind).name, text, style)
        for row, column, kind, text, style in zip(
            cells.row.tolist(), cells.column.tolist(), cells.kind.tolist(), cells.text.to_pylist(),
            cells.style.tolist(), strict=True,
        )
    }  # fmt: skip
    assert found == {
        (1, 0): ("NUMBER", "9876543210", 3),
        (1, 1): ("NUMBER", "12", 0),
        (1, 2): ("NUMBER", "12.5", 0),
        (2, 0): ("NUMBER", "7", 4),
        (2, 1): ("NUMBER", "8", 5),
        (3, 0): ("TEXT", "née", 0),
        (3, 1): ("TEXT", "王", 0),
        (4, 0): ("TRUTH", "1", 0),
        (4, 1): ("ERROR", "#N/A", 0),
        (5, 0): ("NUMBER", "919876543210", 0),
        (5, 1): ("TEXT", "text", 0),
        (6, 0): ("TRUTH", "1", 0),
        (6, 1): ("ERROR", "#DIV/0!", 0),
        (6, 2): ("TEXT", "", 0),
    }
    assert records.filled == 6
    assert not cells.without_value.any()


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    """A file in which one record header is another one of the same length."""
    assert data.count(old) == 1
    return data.replace(old, new)


NUMBER_HEADER = struct.pack("<HHHH", 0x203, 14, 1, 0)
FIRST_OWN_FORMAT = struct.pack("<H", 165)
"""The number that xlwt gives to the first format that a workbook defines."""
LEAD: list[list[object]] = [["phone_number", "name"], [98765432101.5, "Asha"], ["9876543211", "Ravi"]]


@pytest.mark.parametrize("kind", [0x02, 0x03, 0x05, 0xFB, 0xFE, 0x202, 0x210, 0x299, 0x1006])
def test_a_cell_record_of_an_unknown_kind_is_an_error(kind: int) -> None:
    """Its cell is marked, so the row is not called and not blank; the cells around it are read."""
    data = as_xls(LEAD, digits_are_numbers=False)
    table = parse_table("leads.xls", patched(data, NUMBER_HEADER, struct.pack("<HHHH", kind, 14, 1, 0)))
    assert table.frame.to_numpy().tolist() == [["", "Asha"], ["9876543211", "Ravi"]]
    assert table.flags.to_numpy().tolist() == [[2, "phone_number", "error_cell"]]


def test_a_row_of_nothing_but_unknown_records_is_in_the_table() -> None:
    """Also as the last one: it counts as a row that holds something."""
    data = as_xls([["phone_number"], ["9876543211"], [98765432101.5]], digits_are_numbers=False)
    old, new = (struct.pack("<HHHH", kind, 14, 2, 0) for kind in (0x203, 0x299))
    table = parse_table("leads.xls", patched(data, old, new))
    assert table.frame.index.tolist() == [2, 3]
    assert table.flags.to_numpy().tolist() == [[3, "phone_number", "error_cell"]]


@pytest.mark.parametrize("kind", [0x206, 0x406])
@pytest.mark.parametrize("result", [struct.pack("<d", 919876543210.0), struct.pack("<BBBBHH", 2, 0, 42, 0, 0, 0xFFFF)])
def test_formulas_with_the_record_kinds_of_older_files_are_read(kind: int, result: bytes) -> None:
    """With their saved results, errors included."""
    rows: list[list[object]] = [["phone_number", "name"], [xlwt.Formula("1+1"), "Asha"]]
    data = as_xls(rows)
    header = re.search(rb"\x06\x00..\x01\x00\x00\x00..", data, re.DOTALL)
    assert header is not None
    body = header.start() + 4
    changed = data[: header.start()] + struct.pack("<H", kind) + data[body - 2 : body + 6] + result + data[body + 14 :]
    table = parse_table("leads.xls", changed)
    is_error = result.endswith(b"\xff\xff")
    assert table.frame["phone_number"].tolist() == ["#N/A" if is_error else "919876543210"]
    assert table.flags["code"].tolist() == (["error_cell"] if is_error else [])


@pytest.mark.parametrize(
    ("key", "code", "value", "shown"),
    [
        (59, "yyyy-mm-dd", 45000, "2023-03-15"),
        (14, "hh:mm:ss", 0.5, "12:00:00"),
        (22, '"+"0', 919876543210, "+919876543210"),
        (1, "0000000000", 501234567, "0501234567"),
        (9, "0.000", 45000, "45000"),
    ],
)
def test_a_number_format_that_the_file_defines_itself_wins(key: int, code: str, value: float, shown: str) -> None:
    """Also under the number of a built-in one, which means something else in other files."""
    data = as_xls([["phone_number", "x"], ["9876543210", Formatted(value, code)]])
    own, other = FIRST_OWN_FORMAT, struct.pack("<H", key)
    text = struct.pack("<HB", len(code), 0) + code.encode()
    data = patched(data, own + text, other + text)
    data = re.sub(rb"(\xe0\x00\x14\x00..)" + re.escape(own), lambda match: match[1] + other, data, flags=re.DOTALL)
    table = parse_table("leads.xls", data)
    assert table.frame["x"].tolist() == [shown]


def test_column_names_in_two_rows() -> None:
    """A name merged over both rows is the column's."""
    rows: list[list[object]] = [
        ["Mobile", "Contact"],
        [None, "Name", "City"],
        [9876543210, "Asha", "Pune"],
        [9876543211, "Ravi", "Pune"],
    ]
    table = parse_table("leads.xls", as_xls(SheetRows(rows, merged=((1, 2, 0, 0), (1, 1, 1, 2)))))
    assert (table.headers, table.frame.index.tolist()) == (("Mobile", "Name", "City"), [3, 4])
