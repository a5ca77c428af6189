"""Do-not-call lists as people bring them: any file, any spelling, any length."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from callsheet.errors import FileRefused
from callsheet.sending import ListedNumbers, read_suppressed
from callsheet.sending.do_not_call.list_file import PIECE_BYTES
from callsheet.store import Detail
from tests.support.files.workbooks import as_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callsheet.store import Store

ASHA, RAVI = "+919812345678", "+919898765432"
COUNTED = {f"+9190000{97 * number:05}" for number in range(90)}
"""A register in the order of its numbers."""

LISTS: list[tuple[str, bytes, str | None, set[str]]] = [
    ("dnd.csv", b"Mobile,Date\n9812345678,2026-01-01\n98987 65432,2026-01-02\n", "IN", {ASHA, RAVI}),
    ("plain.txt", b"9812345678\n9898765432\n", "IN", {ASHA, RAVI}),
    ("one.txt", b"+919812345678\n", None, {ASHA}),
    ("codes.txt", b"919812345678\r\n919898765432\r\n", "IN", {ASHA, RAVI}),
    ("ugly.csv", b"Phone\n'9812345678\n9898765432.0\nabc\n", "IN", {ASHA, RAVI}),
    ("exponent.csv", b"Phone\n9.812345678E9\n+91 98987-65432 ext. 7\n", "IN", {ASHA, RAVI}),
    ("country.csv", b"Phone,Country\n9812345678,India\n2079460958,GB\n", None, {ASHA, "+442079460958"}),
    ("utf16.txt", "Mobile\n9812345678\n9898765432\n".encode("utf-16"), "IN", {ASHA, RAVI}),
    ("quoted.csv", b'Name,Phone\n"Asha\nKumar",9812345678\n"R ""R""",9898765432\n', "IN", {ASHA, RAVI}),
    ("sorted.txt", b"".join(b"90000%05d\n" % (97 * number) for number in range(90)), "IN", COUNTED),
    ("sorted.csv", b"Nr\n" + b"".join(b"90000%05d\n" % (97 * number) for number in range(90)), "IN", COUNTED),
    ("local.txt", b"9812345678\n9898765432\n+442079460958\n", None, {"+442079460958"}),
]


def suppressed_numbers(name: str, data: bytes, region: str | None) -> set[str]:
    return {number for part in read_suppressed(name, io.BytesIO(data), region) for number in part.numbers}


@pytest.mark.parametrize(("name", "data", "region", "numbers"), LISTS, ids=[name for name, *_ in LISTS])
def test_a_list_is_read_whatever_its_form(name: str, data: bytes, region: str | None, numbers: set[str]) -> None:
    """The numbers column is found, and numbers are understood in every spelling that a fix would mend."""
    assert suppressed_numbers(name, data, region) == numbers


def test_a_workbook_is_a_list_too() -> None:
    """The column is found among others."""
    data = as_xlsx({"DND": [["Name", "Mobile"], ["Asha", 9812345678], ["Ravi", "98987 65432"]]})
    assert suppressed_numbers("dnd.xlsx", data, "IN") == {ASHA, RAVI}


def test_rows_that_could_not_be_read_are_counted() -> None:
    """Blank rows are none; a row without a valid number is one."""
    (part,) = read_suppressed("list.csv", io.BytesIO(b"Phone,Name\n9812345678,A\n12,B\n,C\n,\n\n9812345678,D\n"), "IN")
    assert part.numbers == {ASHA}
    assert (part.rows, part.unreadable) == (4, 2)


def test_a_file_without_numbers_is_refused() -> None:
    """Nothing is guessed."""
    with pytest.raises(FileRefused):
        suppressed_numbers("notes.csv", b"Name,City\nAsha,Pune\nRavi,Goa\n", "IN")


class Counted(io.RawIOBase):
    """A file that is made while it is read, and is far larger than a piece."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self._left, self.most = lines, b"", 0

    def read(self, size: int = -1) -> bytes:
        parts, length = [self._left], len(self._left)
        for line in self._lines:
            parts.append(line)
            length += len(line)
            if length >= size:
                break
        data = b"".join(parts)
        data, self._left = data[:size], data[size:]
        self.most = max(self.most, len(data))
        return data


def test_reasons_and_ends_of_a_list_are_read() -> None:
    """Of a number in several rows the one that counts longest; a day counts whole, what is no date for ever."""
    rows = (
        "9812345678,busy,2027-01-31\n9812345678,asked,\n9898765432,,2027-01-31T10:00:00+05:30\n9800000001,x,soon\n"
        "9800000002,,2027-01-31\n9800000003,,\n"
    )
    (part,) = read_suppressed("list.csv", io.BytesIO(f"Phone,Reason,Valid until\n{rows}".encode()), "IN")
    assert dict(part.details) == {
        ASHA: Detail("asked"),
        RAVI: Detail("", datetime(2027, 1, 31, 4, 30, tzinfo=UTC)),
        "+919800000001": Detail("x"),
        "+919800000002": Detail("", datetime(2027, 2, 1, tzinfo=UTC)),
    }


def test_numbers_of_a_file_are_looked_up_once(store: Store) -> None:
    """A number that was asked for keeps its answer; a later list is another look-up."""
    store.suppression.add([ASHA], "Meera")
    listed = ListedNumbers(store.suppression)
    numbers = np.array([919812345678, 0, 919898765432, 919812345678], np.int64)
    assert listed.among(numbers).tolist() == [True, False, False, True]
    store.suppression.add([RAVI, "+919800000001"], "Meera")
    assert listed.among(np.append(numbers, 919800000001)).tolist() == [True, False, False, True, True]
    assert listed.revision != store.suppression.revision()
    assert ListedNumbers(store.suppression).among(numbers).tolist() == [True, False, True, True]


def test_a_long_list_is_read_in_pieces_without_a_loss() -> None:
    """Each number is in exactly one piece, also those at the edges, and a line break within quotes cuts no row."""
    wanted = 2 * PIECE_BYTES // 40
    rows = (b'"note, with\nbreak",98%08d,x\n' % number for number in range(wanted))
    file = Counted(iter([b"Note,Mobile,Flag\n", *rows]))
    parts = list(read_suppressed("long.csv", file, "IN"))  # type: ignore[arg-type]
    found = [number for part in parts for number in part.numbers]
    assert len(parts) > 1
    assert len(found) == len(set(found)) == wanted == sum(part.rows for part in parts)
    assert sum(part.unreadable for part in parts) == 0
    assert file.most <= PIECE_BYTES
