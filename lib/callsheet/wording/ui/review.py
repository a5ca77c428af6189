"""Sentences of Review: causes, fixes, undo, and the words of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording import issues
from callsheet.wording.format import count

if TYPE_CHECKING:
    from collections.abc import Sequence

GRID_WORDS = {
    "row": "Row",
    "was": "was",
    "empty": "empty",
    "use": "Use",
    "useHint": "Alt+Enter accepts it",
    "fixed": "fixed",
    "select": "Select this row (Shift+Space)",
    "selected": "{n} rows selected",
    "oneSelected": "1 row selected",
    "leaveOut": "Leave out",
    "takeIn": "Take back in",
    "clear": "Clear selection",
    "pastedPart": "{n} of {of} cells pasted: the others lie outside this page.",
    "heard": "The agent says to row",
    "heardNowhere": "Choose a cell to hear how the agent opens that call.",
}
SHOW = "Show"
SHOW_ALL = "Show all rows"
UNDO, REDO = "Undo", "Redo"
ACCEPT_ALL = "Accept all {n}"
LEAVE_OUT_ALL = "Leave out {n}"
MORE_CAUSES = "Show {n} more"
FEWER_CAUSES = "Show fewer"
BY_COLUMN = "Rows with something wrong in one column"
ONLY = "Only: {what}"
DRAFT_CHANGED = "This upload was changed in another tab. Choose which version goes on."
TAKE_THEIRS = "Go on with the newer version"
KEEP_MINE = "Keep what this tab shows"

_STEPS = {
    "edit": ("change of {n}", "cell", "cells"),
    "leave_out": ("leaving out {n}", "row", "rows"),
    "put_back": ("taking back {n}", "row", "rows"),
    "accept_all": ("accepting {n}", "suggestion", "suggestions"),
}


def step(kind: str, number: int) -> str:
    """Label of an undo step: "change of 3 cells"."""
    words, one, many = _STEPS[kind]
    return words.format(n=count(number, one, many))


def undo_help(label: str) -> str:
    """Which step the Undo button undoes: "Undo: change of 3 cells"."""
    return f"{UNDO}: {label}"


def redo_help(label: str) -> str:
    """Which step the Redo button does again: "Redo: change of 3 cells"."""
    return f"{REDO}: {label}"


def cause(code: str, number: int, detail: str = "", fixes: Sequence[str] = (), region: str | None = None) -> str:
    """A cause with its rows: "1,204 rows: too few digits", "35 rows: Excel added .0"."""
    return f"{count(number, 'row')}: {issues.explanation(code, detail, fixes, region)}"


def warned(code: str, number: int, header: str) -> str:
    """Warnings of one kind in one column: "12 cells in Notes: contains a line break"."""
    return f"{count(number, 'cell')} in {header}: {issues.reason(code)}"


def change(before: str, after: str) -> str:
    """One cell of a preview: "0044 20 7946 0000 → +442079460000"."""
    return f"{before} → {after}"
