"""Column letters of spreadsheet references."""

from __future__ import annotations

from functools import cache

from xlsxwriter.utility import xl_cell_to_rowcol


@cache  # at most 26 + 26² + 26³ names of up to three letters
def column_index(letters: str) -> int:
    """The index of a column from its letters, in either case: "A" → 0, "AA" → 26."""
    column: int = xl_cell_to_rowcol(f"{letters.upper()}1")[1]
    return column
