"""XLS files that Excel opens and xlrd does not: read whole, or with every lost cell marked."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from callsheet.files.pipeline import parse_table
from callsheet.validation import NoteCode
from tests.files.robustness.hostile_xls import entry, number
from tests.support.files.workbooks import as_xls

if TYPE_CHECKING:
    from collections.abc import Callable

HEADER_MARK, ROOT, FIRST, SIZE = 28, "Root Entry", 116, 120
STRINGS, CONTINUED, NAME, FONT = 0xFC, 0x3C, 0x18, 0x31
ROWS: list[list[object]] = [["phone_number", "name"], *([9876500000 + n, f"Lead {n}, Zoë"] for n in range(200))]


def leads() -> bytearray:
    """Two hundred leads with a name each; its workbook has more than 4,096 bytes."""
    return bytearray(as_xls(ROWS))


def record(data: bytearray, kind: int) -> int:
    """Offset of the first record of a kind in the workbook's stream, which is the first in the file."""
    at = 512
    while struct.unpack_from("<H", data, at)[0] != kind:
        at += 4 + int(struct.unpack_from("<H", data, at + 2)[0])
    return at


def root_without_size() -> bytes:
    """The root entry has a first sector and no size, as old Perl, Java and PHP writers leave it."""
    data = leads()
    struct.pack_into("<II", data, entry(data, ROOT) + FIRST, 0, 0)
    return bytes(data)


def root_over_the_workbook() -> bytes:
    """The root entry claims the sectors of the workbook, as PHPExcel writes it."""
    data = leads()
    book = entry(data, "Workbook")
    struct.pack_into("<II", data, entry(data, ROOT) + FIRST, number(data, book + FIRST), number(data, book + SIZE))
    return bytes(data)


def odd_mark() -> bytes:
    """The byte-order mark of the container is FFFF."""
    data = leads()
    data[HEADER_MARK : HEADER_MARK + 2] = b"\xff\xff"
    return bytes(data)


def odd_size(change: int) -> bytes:
    """The directory states another size of the workbook, and the file ends inside a sector."""
    data = leads()
    book = entry(data, "Workbook")
    struct.pack_into("<I", data, book + SIZE, number(data, book + SIZE) + change)
    return bytes(data) + b"\0" * 100


def odd_mark_and_size() -> bytes:
    data = bytearray(odd_size(-600))
    data[HEADER_MARK : HEADER_MARK + 2] = b"\xff\xff"
    return bytes(data)


def strings_counted(change: int) -> bytes:
    """The string table states more or fewer strings than it has."""
    data = leads()
    at = record(data, STRINGS) + 8
    struct.pack_into("<I", data, at, number(data, at) + change)
    return bytes(data)


def odd_name(formula: bytes = b"\xff\xff") -> bytes:
    """A defined name with tokens that no formula has."""
    data = leads()
    at = record(data, FONT)
    (length,) = struct.unpack_from("<H", data, at + 2)
    body = struct.pack("<HBBHHHBBBB", 0, 0, 1, len(formula), 0, 0, 0, 0, 0, 0) + b"\0N" + formula
    data[at : at + 4 + length] = struct.pack("<HH", NAME, length) + body.ljust(length, b"\0")
    return bytes(data)


WHOLE: list[Callable[[], bytes]] = [
    root_without_size,
    root_over_the_workbook,
    odd_mark,
    lambda: odd_size(-600),
    lambda: odd_size(100_000),
    odd_mark_and_size,
    lambda: strings_counted(7),
    lambda: strings_counted(1 << 24),
    lambda: strings_counted(-5),
    odd_name,
    lambda: odd_name(b"\x3a\x05\x00"),
    lambda: odd_name(b"\x01\0\0\0\0"),
    lambda: odd_name(b"\x43\xff\xff\xff\xff"),
]


@pytest.mark.parametrize("make", WHOLE)
def test_a_file_that_excel_opens_is_read_whole(make: Callable[[], bytes]) -> None:
    """Every cell of every lead, and no mark."""
    table = parse_table("leads.xls", make())
    assert table.frame.to_numpy().tolist() == [[str(phone), name] for phone, name in ROWS[1:]]
    assert table.flags.empty
    assert {note.code for note in table.notes} <= {NoteCode.SECOND_OPINION_USED}


def test_texts_behind_a_cut_are_marked() -> None:
    """Strings that are in no record any more are errors in their cells, and all the others are read."""
    rows = [*ROWS[:1], *([phone, f"{name} {'x' * 60}"] for phone, name in ROWS[1:])]
    data = bytearray(as_xls(rows))
    struct.pack_into("<H", data, record(data, CONTINUED), 0x0FFF)
    table = parse_table("leads.xls", bytes(data))
    lost = table.flags["row"].tolist()
    assert table.frame["phone_number"].tolist() == [str(phone) for phone, _ in rows[1:]]
    assert 0 < len(lost) < len(rows) - 1
    assert set(table.flags["code"]) == {"error_cell"}
    assert table.frame["name"].drop(lost).tolist() == [
        name for row, (_, name) in enumerate(rows[1:], 2) if row not in lost
    ]
    assert [note.code for note in table.notes] == [NoteCode.SECOND_OPINION_USED]


def test_text_across_records_is_read() -> None:
    """A string that goes on in the next record, one byte or two a character."""
    names = [f"Lead {index} {'xü王'[index % 3] * (index % 90)}" for index in range(400)]
    data = bytearray(as_xls([["phone_number", "name"], *([9876500000, name] for name in names)]))
    at = record(data, STRINGS) + 8
    struct.pack_into("<I", data, at, number(data, at) + 7)
    table = parse_table("leads.xls", bytes(data))
    assert table.frame["name"].tolist() == names
    assert [note.code for note in table.notes] == [NoteCode.SECOND_OPINION_USED]
