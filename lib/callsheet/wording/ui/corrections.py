"""Sentences about the import of a corrected error file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

STEP = "corrections from the error file"
OTHER_FILE = "These are error rows of an upload that is no longer kept. Drop your whole file instead."
OTHER_COLUMNS = "The columns of this error file were changed. Bring them back in their old order."
_NAMED = 10


def came_back(fixed: int, open_before: int, open_after: int) -> str:
    """What the import changed: "31 of 38 fixed, 7 still open."."""
    return f"{fixed:,} of {open_before:,} fixed, {open_after:,} still open."


def conflicts(rows: Sequence[int]) -> str:
    """Rows that were changed in the app as well and are left as they are."""
    named = listed([f"{row:,}" for row in rows[:_NAMED]])
    more = f" and {len(rows) - _NAMED:,} more" if len(rows) > _NAMED else ""
    return f"{count(len(rows), 'row was', 'rows were')} changed here as well and kept: {named}{more}."


def take_theirs(rows: int) -> str:
    """The button that uses the file's values in those rows after all."""
    return f"Use the file's values in {'that row' if rows == 1 else f'those {rows:,} rows'}"


def unknown(rows: Sequence[int]) -> str:
    """Rows that the draft does not have."""
    return f"Left away, because this upload does not have them: {count(len(rows), 'row')}."
