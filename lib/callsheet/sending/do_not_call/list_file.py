"""Read a do-not-call list from any file with a column of phone numbers: a text file in pieces, a workbook whole."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import numpy as np

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import MAX_BYTES_INTERACTIVE, escape_formula, read_table
from callsheet.sending.do_not_call.row_details import detail_columns, row_details
from callsheet.store import NO_DETAIL, OWN_LIST_ID, Detail
from callsheet.validation import (
    FEWEST_PHONE_DIGITS,
    Choices,
    ColumnMapping,
    Fix,
    Route,
    check,
    phone_headers_first,
    suggest_country_column,
    suggest_mapping,
    validate_numbers,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from callsheet.store import SuppressionList
    from callsheet.validation import Table

PIECE_BYTES = 4_000_000
"""Of a text file, read at once; some 300,000 numbers, which the reader and the checks take in 0.2 GB."""

_FIRST_CELLS, _MOST = 1000, 0.5
"""Filled cells of a column that are read where nothing else tells the numbers, and the share that must be valid."""

_NOT_STREAMED = (b"PK", b"\xd0\xcf\x11\xe0", b"<", b"\xff\xfe", b"\xfe\xff", b"\x09")
"""First bytes of workbooks, of markup and of UTF-16, in which a line ends in more than one byte."""


class ListPiece(NamedTuple):
    """Rows of a do-not-call list.

    Args:
        numbers: the valid ones, E.164.
        rows: rows that are not blank.
        unreadable: of these, rows without a valid number.
        details: reason and end of numbers for which the file has one.
    """

    numbers: frozenset[str]
    rows: int
    unreadable: int
    details: Mapping[str, Detail]


class Imported(NamedTuple):
    """What became of the rows of a file.

    Args:
        added: numbers that were not on the list.
        known: rows whose number was on it already.
        unreadable: rows without a valid number.
    """

    added: int
    known: int
    unreadable: int


@dataclass(frozen=True)
class ListTarget:
    """Where the numbers of a file go.

    Args:
        who: the person who adds them.
        list_id: the list.
        detail: reason and end of numbers for which the file has none.
    """

    who: str
    list_id: int = OWN_LIST_ID
    detail: Detail = NO_DETAIL


class _Columns(NamedTuple):
    """The columns of a list, counted from 1; 0: the file has no such column.

    Args:
        phone: of the numbers.
        country: of the country of each row.
        details: of the reasons, and of the ends.
    """

    phone: int
    country: int
    details: tuple[int, int]


def import_suppressed(
    suppression: SuppressionList,
    name: str,
    file: BinaryIO,
    target: ListTarget,
    *,
    region: str | None,
    sheet: str | None = None,
) -> Imported:
    """Add the numbers of a file to the list, piece by piece.

    Args:
        suppression: the lists.
        name: the file's name.
        file: opened for bytes.
        target: the list that they go to.
        region: country of numbers without country code; None: unknown.
        sheet: of a workbook.

    Raises:
        FileRefused: as in `read_suppressed`; what was read before it stays on the list.
    """
    added = rows = unreadable = 0
    for part in read_suppressed(name, file, region, sheet):
        added += suppression.add(
            part.numbers, target.who, list_id=target.list_id, detail=target.detail, details=part.details
        )
        rows, unreadable = rows + part.rows, unreadable + part.unreadable
    return Imported(added, rows - unreadable - added, unreadable)


def suppressed_csv(suppression: SuppressionList, list_id: int | None = None) -> Iterator[str]:
    """Yield lists as CSV, some numbers at a time: number, when and by whom it was added, list, reason, until when.

    Args:
        suppression: the lists.
        list_id: this list; None: every one.
    """
    yield "phone_number,added_at,added_by,list,reason,expires_at\n"
    for entries in suppression.batches(list_id):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(
            [
                entry.number,
                entry.added_at.astimezone(UTC).isoformat(timespec="seconds"),
                escape_formula(entry.added_by),
                escape_formula(entry.list_name),
                escape_formula(entry.reason),
                entry.expires_at.astimezone(UTC).isoformat(timespec="seconds") if entry.expires_at else "",
            ]
            for entry in entries
        )
        yield text.getvalue()


def read_suppressed(name: str, file: BinaryIO, region: str | None, sheet: str | None = None) -> Iterator[ListPiece]:
    """Read the numbers of a file piece by piece; each piece is read in the sandbox and takes the same memory.

    A number is understood in any spelling that a fix of Review would mend, because a person who is listed twice is
    called less, and one who is missed is called.

    Args:
        name: the file's name.
        file: opened for bytes.
        region: country of numbers without country code; None skips such numbers, unless a column names their country.
        sheet: of a workbook.

    Yields:
        The numbers of some rows, in the order of the file.

    Raises:
        FileRefused: the file cannot be read, no column holds phone numbers, or a workbook is larger than 60 MB.
    """
    piece, rest = _first_piece(file)
    table, columns = _open(name, piece, region, sheet)
    yield _listed(table, columns, region)
    while rest or piece:
        piece, rest = _next_piece(file, rest)
        if piece.strip():
            yield _listed(read_table("list.csv", piece, header_row=0), columns, region)


def _first_piece(file: BinaryIO) -> tuple[bytes, bytes]:
    """The first whole lines of a text file and the beginning of the next; of another file all of it."""
    start = file.read(PIECE_BYTES)
    if start.startswith(_NOT_STREAMED) or len(start) < PIECE_BYTES:
        whole = start + file.read(MAX_BYTES_INTERACTIVE + 1 - len(start))
        if len(whole) > MAX_BYTES_INTERACTIVE:
            raise FileRefused(RefusalCode.TOO_LARGE, size=len(whole), limit=MAX_BYTES_INTERACTIVE)
        return whole, b""
    return _cut(start)


def _next_piece(file: BinaryIO, rest: bytes) -> tuple[bytes, bytes]:
    read = file.read(PIECE_BYTES)
    return _cut(rest + read) if read else (rest, b"")


def _cut(data: bytes) -> tuple[bytes, bytes]:
    """Cut behind the last line break that is not within quotes; a text without one is not cut."""
    end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
    while end and data.count(b'"', 0, end) % 2:
        end = max(data.rfind(b"\n", 0, end - 1), data.rfind(b"\r", 0, end - 1)) + 1
    return (data[:end], data[end:]) if end else (data, b"")


def _open(name: str, piece: bytes, region: str | None, sheet: str | None) -> tuple[Table, _Columns]:
    """Read the beginning of a file and find its columns."""
    table = read_table(name, piece, sheet, limit_bytes=MAX_BYTES_INTERACTIVE)
    phone = _phone_column(table, region)
    if phone is None or _is_number(table.header_of(phone)):  # a list without a header: a number was read as the header
        table = read_table(name, piece, sheet, 0, limit_bytes=MAX_BYTES_INTERACTIVE)
        phone = _phone_column(table, region)
    if phone is None:
        raise FileRefused(RefusalCode.NO_PHONE_COLUMN, columns=phone_headers_first(table.headers))
    country = suggest_country_column(table, ColumnMapping((phone,), {}), region)
    position = 0 if country is None else table.position_of(country.column)
    return table, _Columns(table.position_of(phone), position, detail_columns(table))


def _phone_column(table: Table, region: str | None) -> str | None:
    """The column that would be called, else the one of most valid numbers, if that is most of its first cells.

    A register is often sorted, and numbers that count up do not look like the phones of leads.
    """
    mapping = suggest_mapping(table, region)
    if mapping.phone:
        return mapping.phone[0]
    shares = {}
    for column in table.frame.columns:
        cells = table.frame[column][(table.frame[column] != "").to_numpy()].head(_FIRST_CELLS)
        if len(cells):
            shares[str(column)] = float((validate_numbers(cells, region)["number"] != "").mean())
    best = max(shares, key=lambda column: shares[column], default=None)
    return best if best is not None and shares[best] > _MOST else None


def _is_number(header: str) -> bool:
    return sum(character.isdigit() for character in header) >= FEWEST_PHONE_DIGITS


def _listed(table: Table, columns: _Columns, region: str | None) -> ListPiece:
    """The numbers of a table; all rows are unreadable where it lacks the column."""
    names = list(table.frame.columns)
    filled = np.logical_or.reduce([(table.frame[column] != "").to_numpy() for column in names])
    rows = int(np.count_nonzero(filled))
    if columns.phone > len(names):
        return ListPiece(frozenset(), rows, rows, {})
    phone = names[columns.phone - 1]
    country = names[columns.country - 1] if 0 < columns.country <= len(names) else None
    choices = Choices(country_column=country, fixes=tuple(fix.value for fix in Fix))
    numbers = check(table, ColumnMapping((phone,), {}), Route.unknown(region), choices).numbers
    valid = (numbers != "").to_numpy()
    given, details = row_details(table, columns.details), dict[str, Detail]()
    if given is not None:
        details = _longest(numbers, given)
    unreadable = rows - int(np.count_nonzero(valid & filled))
    return ListPiece(frozenset(numbers[valid].tolist()), rows, unreadable, details)


def _longest(numbers: pd.Series[str], given: list[Detail]) -> dict[str, Detail]:
    """Of each number the detail that counts longest; the first one of several that count for ever."""
    details: dict[str, Detail] = {}
    for number, detail in zip(numbers, given, strict=True):
        before = details.get(number)
        if before is None or (
            before.expires_at is not None and (detail.expires_at is None or detail.expires_at > before.expires_at)
        ):
            details[number] = detail
    return {number: detail for number, detail in details.items() if number and detail != NO_DETAIL}
