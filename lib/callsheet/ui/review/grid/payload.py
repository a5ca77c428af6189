"""What one page of the review grid needs to be painted, and nothing of the other rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict
from weakref import WeakKeyDictionary

from callsheet.validation import PHONE_NUMBER, RESERVED_NAMES, Bucket, Severity
from callsheet.wording import issues as words
from callsheet.wording.ui import steps
from callsheet.wording.ui.review import GRID_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callsheet.validation import ColumnMapping, Issue, Report, RowPage, Table

HEIGHT = 452
"""Pixels the grid may take before it scrolls."""
_PHONE_WIDTH, _LEAST_WIDTH, _MOST_WIDTH = 15.0, 7.0, 16.0
_REM_PER_CHARACTER = 0.62

CellState = tuple[str, str, str | None, str, tuple[str, str] | None]
"""State ("error", "warning", "changed", "ok"), why, the value in the file where it differs, the number as sent, and of
a warning the value to accept with its kind."""


class GridColumn(TypedDict):
    """A column of the grid: its name in the Table, its target name, its header as written, its width in rem."""

    column: str
    name: str
    header: str
    width: float


_GRID_COLUMNS: WeakKeyDictionary[Table, tuple[ColumnMapping, list[GridColumn]]] = WeakKeyDictionary()
"""Columns of each table in use and the mapping they belong to; edits do not change them."""


class Payload(TypedDict):
    """All that the browser is told about a page."""

    view: str
    label: str
    empty: str
    height: int
    pages: int
    acknowledged: int
    nonce: str
    prompt: str
    fallbacks: dict[str, str]
    by_agent: list[str]
    words: dict[str, str]
    columns: list[GridColumn]
    rows: list[tuple[int, list[str], dict[int, CellState], str]]


def page_payload(
    report: Report, rows: Sequence[int], *, view: str, empty: str, acknowledged: int, nonce: str = "", pages: int = 1
) -> Payload:
    """Describe one page.

    Args:
        report: the judgement of the file.
        rows: row numbers of the page, in order.
        view: names tab, search and page; another name starts the grid afresh.
        empty: what stands there when there is no row.
        acknowledged: sequence number of the last entry that was taken.
        nonce: another value asks the browser to send its unacknowledged entries again.
        pages: how many pages there are.

    Raises:
        KeyError: there is no such row.
    """
    columns = grid_columns(report)
    names = [column["column"] for column in columns]
    page = report.page(rows, names)
    states = cell_states(report.issues_of(rows), rows, names, page)
    return Payload(
        view=view,
        label=steps.GRID_LABEL,
        empty=empty,
        height=HEIGHT,
        pages=pages,
        acknowledged=acknowledged,
        nonce=nonce,
        prompt=report.choices.prompt,
        fallbacks=dict(report.choices.fallbacks),
        by_agent=sorted(RESERVED_NAMES - {PHONE_NUMBER}),
        words=GRID_WORDS,
        columns=columns,
        rows=[
            (int(row), cells, states.get(row, {}), bucket.value)
            for row, cells, bucket in zip(rows, page.values, page.buckets, strict=True)
        ],
    )


def grid_columns(report: Report) -> list[GridColumn]:
    """The columns that are sent: the phone number first, then the variables in the order of the file."""
    cached = _GRID_COLUMNS.get(report.table)
    if cached is not None and cached[0] == report.mapping:
        return cached[1]
    columns = _columns(report)
    _GRID_COLUMNS[report.table] = (report.mapping, columns)
    return columns


def _columns(report: Report) -> list[GridColumn]:
    mapping = report.mapping
    phones = [PHONE_NUMBER, *(f"{PHONE_NUMBER}_{place}" for place in range(2, len(mapping.phone) + 1))]
    targets = dict(zip(mapping.phone, phones, strict=False)) | dict(mapping.variables)
    return [
        GridColumn(
            column=column,
            name=target,
            header=report.table.header_of(column).strip() or column,
            width=_PHONE_WIDTH if column in mapping.phone else _width(report, column),
        )
        for column, target in targets.items()
    ]


def _width(report: Report, column: str) -> float:
    sample = report.table.frame[column].iloc[:200].str.len()
    longest = max(float(sample.quantile(0.9)) if len(sample) else 0.0, len(column) + 1)
    return round(min(max(longest * _REM_PER_CHARACTER + 1.5, _LEAST_WIDTH), _MOST_WIDTH), 1)


def cell_states(
    issues: Iterable[Issue], rows: Sequence[int], columns: Sequence[str], page: RowPage
) -> dict[int, dict[int, CellState]]:
    """The cells of a page that are more than plain: row number → place of the column → state.

    Args:
        issues: of these rows.
        rows: row numbers of the page.
        columns: names in the Table, in the order of the grid.
        page: its cells, numbers and buckets.
    """
    place_of = {column: place for place, column in enumerate(columns)}
    found: dict[tuple[int, int], list[Issue]] = {}
    for issue in issues:
        found.setdefault((issue.row, place_of.get(issue.column or "", 0)), []).append(issue)
    states: dict[int, dict[int, CellState]] = {}
    for row, cells, before, number, bucket in zip(rows, *page, strict=True):
        for place, (value, original) in enumerate(zip(cells, before, strict=True)):
            sent = number if place == 0 and bucket is Bucket.READY and number != value else ""
            state = cell_state(found.get((row, place), ()), original if value != original else None, sent)
            if state is not None:
                states.setdefault(row, {})[place] = state
    return states


def cell_state(issues: Iterable[Issue], original: str | None, sent: str) -> CellState | None:
    """The state of one cell; None when there is nothing to say about it.

    Args:
        issues: what is wrong with it.
        original: its value in the file, where that is another.
        sent: the number as it will be sent, where that is written otherwise.
    """
    listed = list(issues)
    severities = {issue.severity for issue in listed}
    why = " · ".join(dict.fromkeys(words.reason(issue.code, issue.detail, issue.kept_row) for issue in listed))
    if Severity.ERROR in severities:
        state = "error"
    elif Severity.WARNING in severities:
        state = "warning"
    else:
        state = "ok" if original is None else "changed"
    if state == "ok" and not why and not sent:
        return None
    offered = next(((issue.suggestion, issue.code.value) for issue in listed if issue.suggestion), None)
    return (state, why, original, sent, offered if state == "warning" else None)
