"""Applies what the operator did in the grid; the browser sends a list that only grows until it is acknowledged.

Each entry has a `sequence` and a `kind`:

    {"kind": "edit", "step", "row", "column", "value"}    entries of one step are undone together
    {"kind": "leave_out" | "put_back", "view", "ranges"}  ranges: [first, last] places in that view, counted from 0
    {"kind": "accept_all", "code", "column"}
    {"kind": "undo" | "redo"}
    {"kind": "again"}                                     sequence 0: makes a resent list differ from the last one

An entry may have a `window`, [view, place of the first row shown, how many], so that the answer carries those rows.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from callsheet.ui.session.summary import Focus, suggestions
from callsheet.validation import Edit
from callsheet.wording.ui import review as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callsheet.ui.session.session import Session

    GridEntry = Mapping[str, Any]


def with_entries(session: Session, entries: Iterable[GridEntry]) -> Session:
    """The session with every entry applied that was not applied yet.

    Args:
        session: `acknowledged` is the sequence number of the last entry it has applied.
        entries: the browser's whole unacknowledged list, in the order of the operator's actions.

    Raises:
        KeyError: an entry names a cell that the file does not have.
    """
    new_entries = [entry for entry in entries if int(entry["sequence"]) > session.acknowledged]
    if not new_entries:
        return session
    for (kind, _), group in groupby(new_entries, key=_step):
        session = _with_step(session, kind, list(group))
    return replace(session, acknowledged=max(int(entry["sequence"]) for entry in new_entries))


def _step(entry: GridEntry) -> tuple[str, int]:
    kind = str(entry.get("kind", "edit"))
    return kind, int(entry.get("step", entry["sequence"])) if kind == "edit" else int(entry["sequence"])


def _with_step(session: Session, kind: str, entries: list[GridEntry]) -> Session:
    first = entries[0]
    if kind == "edit":
        edits = [Edit(int(entry["row"]), str(entry["column"]), str(entry["value"])) for entry in entries]
        return session.with_edits(edits, words.step(kind, len(edits)))
    if kind in ("leave_out", "put_back"):
        change = session.with_rows_left_out if kind == "leave_out" else session.with_rows_put_back
        rows = _rows_of(session, first)
        return change(rows, words.step(kind, len(rows)))
    if kind == "accept_all":
        return with_suggestions_accepted(session, Focus(str(first["code"]), "", str(first["column"])))
    return session.undo() if kind == "undo" else session.redo()


def _rows_of(session: Session, entry: GridEntry) -> list[int]:
    """The row numbers that an entry means.

    Raises:
        KeyError: it means places of a view that was closed long ago.
    """
    rows = session.view.rows_of(str(entry["view"])) if session.view is not None else None
    if rows is None:
        raise KeyError(entry["view"])
    return [int(row) for first, last in entry["ranges"] for row in rows[int(first) : int(last) + 1]]


def with_suggestions_accepted(session: Session, focus: Focus) -> Session:
    """The session with every suggested value of one kind accepted, as one step.

    Args:
        session: at Review.
        focus: the kind of warning and its column.
    """
    if session.report is None:
        return session
    accepted = suggestions(session.report, focus)
    edits = [Edit(int(row), column, text) for row, column, text in accepted.itertuples(index=False, name=None)]
    return session.with_edits(edits, words.step("accept_all", len(edits)))
