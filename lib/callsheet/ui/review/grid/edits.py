"""What the browser did, on its way to the session: a list that only grows until it is acknowledged.

Each entry has a `sequence` and a `kind`:

    {"kind": "edit", "step", "row", "column", "value"}    entries of one step are undone together
    {"kind": "leave_out" | "put_back", "rows"}
    {"kind": "accept_all", "code", "column"}
    {"kind": "undo" | "redo"}
    {"kind": "turn_page", "by"}                                pages onward; past the last comes the first
    {"kind": "again"}                                     sequence 0: only makes a repeated list another one
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


def taken(session: Session, sent: Iterable[Mapping[str, Any]]) -> Session:
    """The session with everything done that was not done yet; a browser sends its whole unacknowledged list each time.

    Args:
        session: as it is; `acknowledged` says what it has taken before.
        sent: entries in the order they were made.

    Raises:
        KeyError: an entry speaks of a cell that the file does not have.
    """
    fresh = [each for each in sent if int(each["sequence"]) > session.acknowledged]
    if not fresh:
        return session
    for (kind, _), group in groupby(fresh, key=_step):
        session = _done(session, kind, list(group))
    return replace(session, acknowledged=max(int(each["sequence"]) for each in fresh))


def _step(entry: Mapping[str, Any]) -> tuple[str, int]:
    kind = str(entry.get("kind", "edit"))
    return kind, int(entry.get("step", entry["sequence"])) if kind == "edit" else int(entry["sequence"])


def _done(session: Session, kind: str, group: list[Mapping[str, Any]]) -> Session:
    first = group[0]
    if kind == "edit":
        edits = [Edit(int(each["row"]), str(each["column"]), str(each["value"])) for each in group]
        return session.with_edits(edits, words.step(kind, len(edits)))
    if kind in ("leave_out", "put_back"):
        move = session.with_rows_left_out if kind == "leave_out" else session.with_rows_put_back
        return move(map(int, first["rows"]), words.step(kind, len(first["rows"])))
    if kind == "accept_all":
        return accepted(session, Focus(str(first["code"]), "", str(first["column"])))
    if kind == "turn_page":
        return session.with_page_turned(int(first["by"]))
    return session.undo() if kind == "undo" else session.redo()


def accepted(session: Session, focus: Focus) -> Session:
    """The session with every suggestion of one kind taken, as one step.

    Args:
        session: as it is.
        focus: the kind of warning, and its column.
    """
    if session.report is None:
        return session
    found = suggestions(session.report, focus)
    edits = [Edit(int(row), column, text) for row, column, text in found.itertuples(index=False, name=None)]
    return session.with_edits(edits, words.step("accept_all", len(edits)))
