"""Column letters of spreadsheet references."""

from __future__ import annotations

from functools import cache


@cache  # at most 26 + 26² + 26³ names of up to three letters
def column_index(letters: str) -> int:
    """The index of a column from its letters, in either case: "A" → 0, "AA" → 26."""
    from xlsxwriter.utility import xl_cell_to_rowcol  # noqa: PLC0415 - only workbooks need it

    column: int = xl_cell_to_rowcol(f"{letters.upper()}1")[1]
    return column
