"""Applies what the operator did in the grid; the browser sends a list that only grows until it is acknowledged.

Each entry has a `sequence` and a `kind`, and is one undo step:

    {"kind": "edit", "row", "column", "value"}          one cell, by its row number
    {"kind": "write", "operation", …, "columns", "values"}
                                                        a block, repeated over these cells; "paste" or "clear"
    {"kind": "fill", …, "columns", "source"}            the rows `source`, [first, last], repeated over these cells
    {"kind": "leave_out" | "put_back", …}               rows
    {"kind": "keep", "row"}                             this duplicate is sent, not another row with its number
    {"kind": "restore", …, "columns"}                   these cells get the values of the file
    {"kind": "use_for_all", "row", "column"}            a changed value for all cells that are as this one was
    {"kind": "accept_all", "code", "column"}
    {"kind": "undo" | "redo"}
    {"kind": "sort", "column", "descending"}            null: in the order of the file; no undo step, nor the next four
    {"kind": "filter", "column", "values"}              null: all
    {"kind": "layout", "widths", "hidden", "frozen"}    of the columns
    {"kind": "show_duplicates", "row"}                  the rows with the number of this one
    {"kind": "show_all"}                                all rows, without search and filters
    {"kind": "search", …}                               the fields of `Search`: over all rows; no undo step
    {"kind": "replace", "view", "replacement", …}       and the fields of `Search`: all matches in that view's rows
    {"kind": "again"}                                   sequence 0: makes a resent list differ from the last one

where … is "view", "ranges": [first, last] places of rows in that view, counted from 0. The browser need not have loaded
those rows. Where it has, "rows" (of a fill also "source_rows") are the same rows as runs [first, last] of their
numbers: what a server needs that was restarted and does not know the view. Without them the entry is skipped, and the
browser says so. The `nonce` of an entry is that of the session to which it was sent: after a restart the page first
sends the list that it sent last, of which everything may have been saved before. An entry may have a `window`, [view,
place of the first row shown, how many], so that the answer carries the rows in view.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

from callsheet.arrow_strings import PatternTooSlow
from callsheet.ui.review.grid.source import rows_like
from callsheet.ui.session.arrangement import Arrangement
from callsheet.ui.session.duplicates import rows_in_the_way
from callsheet.ui.session.layout import Layout
from callsheet.ui.session.search import Search, replacements
from callsheet.ui.session.summary import Focus, suggestions
from callsheet.ui.session.view import Tab
from callsheet.validation import Edit
from callsheet.wording.ui import review as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from callsheet.ui.session.session import Session

    GridEntry = Mapping[str, Any]


class _UnknownView(Exception):
    """An entry names places of a view that is not known, and no row numbers."""


def with_entries(session: Session, entries: Iterable[GridEntry]) -> Session:
    """The session with every entry applied that was not applied yet.

    Args:
        session: `acknowledged` is the sequence number of the last entry it has applied.
        entries: the browser's whole unacknowledged list, in the order of the operator's actions.

    Raises:
        KeyError: an entry names a cell that the file does not have.
    """
    new_entries = [entry for entry in entries if int(entry["sequence"]) > session.acknowledged]
    new_entries = [entry for entry in new_entries if entry.get("nonce", session.nonce) == session.nonce]
    if not new_entries:
        return session
    for entry in new_entries:
        try:
            session = _with_entry(session, str(entry.get("kind", "edit")), entry)
        except _UnknownView:
            session = replace(session, skipped=session.skipped + 1)
    return replace(session, acknowledged=max(int(entry["sequence"]) for entry in new_entries))


def _with_entry(session: Session, kind: str, entry: GridEntry) -> Session:
    if kind in ("undo", "redo"):
        return session.undo() if kind == "undo" else session.redo()
    if kind == "layout":
        return replace(session, layout=session.layout.with_columns_of(Layout.from_json({**entry, "order": None})))
    if kind in ("sort", "filter", "show_duplicates", "show_all", "search"):
        return _shown(session, kind, entry)
    if kind in ("leave_out", "put_back"):
        change = session.with_rows_left_out if kind == "leave_out" else session.with_rows_put_back
        rows = _rows_of(session, entry)
        return change(rows, words.step(kind, len(rows)))
    if kind == "keep" and session.report is not None:
        row = int(entry["row"])
        return session.with_rows_left_out(rows_in_the_way(session.report, row), words.keeping(row))
    return _replaced(session, entry) if kind == "replace" else _edited(session, kind, entry)


def _edited(session: Session, kind: str, entry: GridEntry) -> Session:
    """With cells changed."""
    if kind == "write":
        values = [[str(value) for value in line] for line in entry["values"]]
        return _with_block(session, entry, values, str(entry["operation"]))
    if kind == "fill":
        source = _rows_of(session, {**entry, "ranges": [entry["source"]], "rows": entry.get("source_rows")})
        return _with_block(session, entry, _texts(session, source, entry["columns"]), kind)
    if kind == "restore":
        originals = _texts(session, _rows_of(session, entry), entry["columns"], original=True)
        return _with_block(session, entry, originals, kind)
    if kind == "use_for_all":
        return _used_for_all(session, int(entry["row"]), str(entry["column"]))
    if kind == "accept_all":
        return with_suggestions_accepted(session, Focus(str(entry["code"]), "", str(entry["column"])))
    edit = Edit(int(entry["row"]), str(entry["column"]), str(entry["value"]))
    return session.with_edits([edit], words.step("edit", 1))


def _with_block(session: Session, entry: GridEntry, values: Sequence[Sequence[str]], operation: str) -> Session:
    """With a block repeated over the cells of an entry; cells that have the value already are not edited."""
    if session.report is None:
        return session
    rows = _rows_of(session, entry)
    edits: list[Edit] = []
    for right, column in enumerate(map(str, entry["columns"])):
        new = islice(cycle([line[right % len(line)] for line in values]), len(rows))
        old = session.report.texts(column, rows)
        edits += [Edit(row, column, text) for row, before, text in zip(rows, old, new, strict=True) if text != before]
    return session.with_edits(edits, words.step(operation, len(edits)))


def _texts(session: Session, rows: Sequence[int], columns: Sequence[str], *, original: bool = False) -> list[list[str]]:
    if session.report is None or not rows:
        return []
    page = session.report.page(rows, columns)
    return page.originals if original else page.values


def _used_for_all(session: Session, row: int, column: str) -> Session:
    if session.report is None:
        return session
    page = session.report.page([row], [column])
    edits = [Edit(other, column, page.values[0][0]) for other in rows_like(session.report, row, column)]
    return session.with_edits(edits, words.step("use_for_all", len(edits)))


def _replaced(session: Session, entry: GridEntry) -> Session:
    if session.report is None or session.view is None:
        return session
    rows = session.view.rows_of(str(entry["view"]))
    if rows is None:
        raise _UnknownView
    with suppress(PatternTooSlow):
        edits = replacements(session.report, search_of(entry), rows, str(entry["replacement"]))
        return session.with_edits(edits, words.step("replace", len(edits)))
    return session


def search_of(fields: GridEntry) -> Search:
    """What the browser searches for.

    Raises:
        KeyError: a field of `Search` is missing.
    """
    options = {name: bool(fields[name]) for name in ("match_case", "whole_cell", "is_regex")}
    return Search(str(fields["text"]), **options)


def _shown(session: Session, kind: str, entry: GridEntry) -> Session:
    if session.view is None or session.report is None:
        return session
    if kind == "show_duplicates":
        number = session.report.page([int(entry["row"])], []).numbers[0]
        return session.filtered(Tab.ALL, Search(number), None) if number else session
    if kind == "show_all":
        everything = session.arranged(Arrangement(session.view.arrangement.order))
        return everything.filtered(Tab.ALL, Search(), None)
    if kind == "search":
        return session.searched(search_of(entry))
    arrangement, column = session.view.arrangement, str(entry["column"])
    if kind == "sort":
        descending = entry["descending"]
        return session.arranged(
            arrangement.sorted_by(column, descending=None if descending is None else bool(descending))
        )
    values = entry["values"]
    return session.arranged(arrangement.with_values(column, None if values is None else map(str, values)))


def _rows_of(session: Session, entry: GridEntry) -> list[int]:
    """The row numbers that an entry means.

    Raises:
        _UnknownView: it means places of a view that was closed long ago, and does not say which rows those were.
    """
    rows = session.view.rows_of(str(entry["view"])) if session.view is not None else None
    if rows is not None:
        return [row for first, last in entry["ranges"] for row in rows[int(first) : int(last) + 1].tolist()]
    if not entry.get("rows"):
        raise _UnknownView
    return [row for first, last in entry["rows"] for row in range(int(first), int(last) + 1)]


def with_suggestions_accepted(session: Session, focus: Focus) -> Session:
    """The session with every suggested value of one kind accepted, as one step.

    Args:
        session: at Review.
        focus: the kind of warning and its column.
    """
    if session.report is None:
        return session
    accepted = suggestions(session.report, focus)
    edits = [
        Edit(int(row), column, text, "accepted") for row, column, text in accepted.itertuples(index=False, name=None)
    ]
    return session.with_edits(edits, words.step("accept_all", len(edits)))
