"""Hidden rows, hidden columns and merged cells of a sheet, searched in its XML without parsing the cells."""

from __future__ import annotations

import re

from callsheet.files.grid import MergedCells
from callsheet.files.limits import SHEET_COLUMNS
from callsheet.files.sheet.column_letters import column_index
from callsheet.files.sheet.merged_headers import header_names

_TAG = re.compile(rb"<(?:\w+:)?(row|col)\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*["']([^"']*)["']""")
_NO = (b"0", b"false", b"off", b"")
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})["']"""
)


def hidden_rows_in(xml: bytes, before: int = 0) -> list[int]:
    """Numbers of the hidden rows in a piece of a sheet.

    Args:
        xml: the piece, in an ASCII-compatible encoding.
        before: number of the row before the piece; a row without a number gets the number after the previous row.
    """
    rows, number = [], before
    for tag in _TAG.finditer(xml):
        if tag[1] == b"row":
            known = dict(_ATTRIBUTE.findall(tag[2]))
            stated = known.get(b"r", b"")
            number = int(stated) if stated.isdigit() else number + 1
            if known.get(b"hidden", b"") not in _NO:
                rows.append(number)
    return rows


def hidden_columns_in(xml: bytes) -> tuple[int, ...]:
    """Indices of the hidden columns, ascending.

    Args:
        xml: the part of the sheet before its rows, in an ASCII-compatible encoding.
    """
    columns: set[int] = set()
    for tag in _TAG.finditer(xml):
        if tag[1] != b"col":
            continue
        known = dict(_ATTRIBUTE.findall(tag[2]))
        first, last = known.get(b"min", b""), known.get(b"max", b"")
        if known.get(b"hidden", b"") not in _NO and first.isdigit() and last.isdigit():
            columns |= set(range(int(first) - 1, min(int(last), SHEET_COLUMNS)))
    return tuple(sorted(columns))


def merged_in(xml: bytes) -> list[MergedCells]:
    """Merged cells at the top of a sheet.

    Args:
        xml: the part of the sheet after its rows, in an ASCII-compatible encoding.
    """
    merged = (
        MergedCells(int(top), int(bottom), column_index(letters.decode()))
        for letters, top, bottom in _MERGED.findall(xml)
    )
    return header_names(merged)
