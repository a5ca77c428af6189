"""What the component gets at each run of the script: the filter, and the rows that are in view; no others.

All other rows are fetched from `address` as they come into view (routes.py).
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypedDict

from callsheet.ui.review.grid.source import GridSource
from callsheet.ui.session.view import Tab
from callsheet.validation import PHONE_NUMBER, RESERVED_NAMES
from callsheet.wording.ui import steps
from callsheet.wording.ui.review import GRID_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callsheet.ui.review.grid.cells import GridRow
    from callsheet.ui.review.grid.columns import GridColumn
    from callsheet.ui.session.session import Session
    from callsheet.ui.session.view import View
    from callsheet.validation import Report

FIRST_ROWS = 40
"""Rows sent before the browser has said how many it shows: those of a screen 1080 pixels high."""
_MOST_ROWS = 120


class Payload(TypedDict):
    """Everything the component gets; script/types.js has the same for the browser."""

    script: str
    address: str
    view: str
    filter: str
    search: dict[str, str | bool]
    draft: str
    layout: dict[str, Any]
    sorted: list[str | bool]
    filtered: list[str]
    version: int
    count: int
    tall: float
    label: str
    empty: str
    acknowledged: int
    skipped: int
    nonce: str
    prompt: str
    fallbacks: dict[str, str]
    by_agent: list[str]
    words: dict[str, str]
    columns: list[GridColumn]
    parts: list[tuple[int, str]]
    first: int
    rows: list[GridRow]


def grid_source(session: Session, columns: list[GridColumn]) -> GridSource:
    """The rows behind the grid.

    Args:
        session: at Review.
        columns: from `grid_columns`.

    Raises:
        ValueError: the session has no report.
    """
    if session.report is None or session.view is None:
        raise ValueError(session.step)
    return GridSource(session.report, session.view, tuple(column["column"] for column in columns))


def grid_payload(
    session: Session,
    source: GridSource,
    columns: list[GridColumn],
    *,
    script: str = "",
    address: str = "",
    version: int = 1,
    window: tuple[int, int] = (0, FIRST_ROWS),
    empty: str = "",
) -> Payload:
    """Describe the grid of a session.

    Args:
        session: at Review.
        source: from `grid_source`.
        columns: from `grid_columns`.
        script: where the browser fetches the grid's script.
        address: where the browser fetches further rows.
        version: changes whenever `source` does.
        window: place of the first row to send, and how many.
        empty: text shown when there is no row.
    """
    report, view = source.report, source.view
    first = min(window[0], max(len(view.rows) - 1, 0))
    return Payload(
        script=script,
        address=address,
        view=view.key,
        filter=f"{view.tab}|{view.search}|{view.focus}|{view.arrangement.order}|{len(view.arrangement.values)}",
        search=asdict(view.search),
        draft=session.draft_id,
        layout=session.layout.to_json(),
        sorted=list(view.arrangement.order or ()),
        filtered=list(view.arrangement.values),
        version=version,
        count=len(view.rows),
        tall=_share_of_tall_rows(report, view),
        label=steps.GRID_LABEL,
        empty=empty,
        acknowledged=session.acknowledged,
        skipped=session.skipped,
        nonce=session.nonce,
        prompt=report.choices.prompt,
        fallbacks={**report.choices.fallbacks, **report.mapping.constants},
        by_agent=sorted(RESERVED_NAMES - {PHONE_NUMBER}),
        words=GRID_WORDS,
        columns=columns,
        parts=[(part.offset, part.label) for part in report.table.parts],
        first=first,
        rows=source.rows(first, min(window[1], _MOST_ROWS)),
    )


def window_of(entries: Iterable[Mapping[str, Any]], view: str) -> tuple[int, int]:
    """What the browser showed when it sent its last entry: place of the first row, and how many.

    Args:
        entries: the browser's list.
        view: key of the view that is shown now; another one starts at its top.
    """
    windows = [entry["window"] for entry in entries if "window" in entry]
    if not windows or windows[-1][0] != view:
        return 0, FIRST_ROWS
    _, first, count = windows[-1]
    return max(int(first), 0), max(int(count), 1)


def _share_of_tall_rows(report: Report, view: View) -> float:
    """The likely share of rows with a second line, from 0 to 1, by which the browser guesses the height of all rows."""
    if view.tab in (Tab.NEED_FIXING, Tab.DUPLICATES) or view.focus is not None:
        return 1.0
    if view.tab is Tab.ALL:
        return round((report.counts.errors + report.counts.duplicates) / max(report.counts.rows, 1), 3)
    return 0.0
