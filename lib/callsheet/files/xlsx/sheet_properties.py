"""Hidden rows, hidden columns and merged cells of a sheet, searched in its XML without parsing the cells."""

from __future__ import annotations

import re

from callsheet.files.column_letters import column_index
from callsheet.files.limits import SHEET_COLUMNS
from callsheet.files.sheet.merged_headers import MergedCells, header_names

_TAG = re.compile(rb"<(?:\w+:)?(row|col)\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*["']([^"']*)["']""")
_NO = (b"0", b"false", b"off", b"")
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})["']"""
)


def hidden_rows_in(xml: bytes, before: int = 0) -> list[int]:
    """Numbers of hidden rows in a piece of a sheet.

    Args:
        xml: the piece, in an encoding that agrees with ASCII.
        before: number of the row before the piece, from which rows without a number count on.
    """
    found, number = [], before
    for tag in _TAG.finditer(xml):
        if tag[1] == b"row":
            known = dict(_ATTRIBUTE.findall(tag[2]))
            stated = known.get(b"r", b"")
            number = int(stated) if stated.isdigit() else number + 1
            if known.get(b"hidden", b"") not in _NO:
                found.append(number)
    return found


def hidden_columns_in(xml: bytes) -> tuple[int, ...]:
    """Places of hidden columns, ascending.

    Args:
        xml: what stands before the rows of a sheet, in an encoding that agrees with ASCII.
    """
    found: set[int] = set()
    for tag in _TAG.finditer(xml):
        if tag[1] != b"col":
            continue
        known = dict(_ATTRIBUTE.findall(tag[2]))
        first, last = known.get(b"min", b""), known.get(b"max", b"")
        if known.get(b"hidden", b"") not in _NO and first.isdigit() and last.isdigit():
            found |= set(range(int(first) - 1, min(int(last), SHEET_COLUMNS)))
    return tuple(sorted(found))


def merged_in(xml: bytes) -> list[MergedCells]:
    """Merged cells at the top of a sheet.

    Args:
        xml: the part of the sheet after its rows, in an encoding that agrees with ASCII.
    """
    merged = (
        MergedCells(int(top), int(bottom), column_index(letters.decode()))
        for letters, top, bottom in _MERGED.findall(xml)
    )
    return header_names(merged)
