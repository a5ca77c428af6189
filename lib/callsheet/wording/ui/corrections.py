"""Sentences about the import of a corrected error file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

STEP = "corrections from the error file"
OTHER_FILE = "These are error rows of an upload that is no longer kept. Drop your whole file instead."
OTHER_COLUMNS = "The columns of this error file were changed. Bring them back in their old order."
DROP = "Drop corrected rows here"
READING = "Reading your corrections…"
NOT_CORRECTIONS = "These are not rows that you downloaded to fix. To send another file, go to Upload."
CLOSE = "Close"
_NAMED = 10


def fixed(rows: int) -> str:
    """What the import mended: "Your file fixed 31 rows."."""
    return f"Your file fixed {count(rows, 'row')}." if rows else "Your file fixed no row."


def still_open(rows: int) -> str:
    """Rows of the file that are as wrong as before: "7 rows in it still need fixing."."""
    if not rows:
        return "No row in it needs fixing any more."
    return f"{count(rows, 'row')} in it still {'needs' if rows == 1 else 'need'} fixing."


def missing(rows: Sequence[int]) -> str:
    """Rows that need fixing and did not come back: "3 rows that need fixing were not in it: 4, 9 and 12."."""
    verbs = ("needs", "was") if len(rows) == 1 else ("need", "were")
    return f"{count(len(rows), 'row')} that {verbs[0]} fixing {verbs[1]} not in it: {_named(rows)}."


def conflicts(rows: Sequence[int]) -> str:
    """Rows that were changed in the app as well and are left as they are."""
    return f"{count(len(rows), 'row was', 'rows were')} changed here as well, and we kept that: {_named(rows)}."


def take_theirs(rows: int) -> str:
    """The button that uses the file's values in those rows after all."""
    return f"Use the file's values in {'that row' if rows == 1 else f'those {rows:,} rows'}"


def unknown(rows: Sequence[int]) -> str:
    """Rows that the draft does not have."""
    return f"We left out {count(len(rows), 'row')} of it that this upload does not have."


def _named(rows: Sequence[int]) -> str:
    """The first row numbers, and how many more there are."""
    if len(rows) <= _NAMED:
        return listed([f"{row:,}" for row in rows])
    return f"{', '.join(f'{row:,}' for row in rows[:_NAMED])} and {len(rows) - _NAMED:,} more"
