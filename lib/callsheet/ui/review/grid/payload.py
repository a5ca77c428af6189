"""What the browser needs to render one page of the review grid; nothing of the other rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypedDict

from callsheet.validation import PHONE_NUMBER, RESERVED_NAMES, Bucket, Severity
from callsheet.wording import issues as words
from callsheet.wording.ui import steps
from callsheet.wording.ui.review import GRID_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callsheet.ui.session.session import Session
    from callsheet.validation import Issue, Report, RowPage

HEIGHT = 452
"""Pixels the grid may take before it scrolls: with header, causes and bar it fills 1366 × 768."""
_PHONE_WIDTH, _MIN_WIDTH, _MAX_WIDTH = 15.0, 7.0, 16.0
_REM_PER_CHARACTER = 0.62
"""Widths in rem, chosen by hand for the grid's font."""
_WIDTH_SAMPLE = 200
"""Rows whose text decides the width of a column."""


class Suggestion(NamedTuple):
    """A value to accept in place of the cell's.

    Args:
        value: the cleaned value.
        code: the `IssueCode` value of the warning it answers.
    """

    value: str
    code: str


class CellState(NamedTuple):
    """What is special about one cell; an array on the wire.

    Args:
        state: "error", "warning", "changed" or "ok".
        reason: what is wrong, in a few words; "": nothing.
        original: the value in the file, where it differs; else None.
        sent: the number as sent, where it is written differently; else "".
        suggestion: of a warning, the value to accept; else None.
        advice: what to do about it, in a sentence; "": nothing.
    """

    state: str
    reason: str
    original: str | None
    sent: str
    suggestion: Suggestion | None
    advice: str = ""


class GridRow(NamedTuple):
    """One row; an array on the wire.

    Args:
        row: its row number in the file.
        values: cell texts, one per column of the grid.
        states: index of the column → what is special about the cell; plain cells are missing.
        bucket: the `Bucket` value.
    """

    row: int
    values: list[str]
    states: dict[int, CellState]
    bucket: str


class GridColumn(TypedDict):
    """A column of the grid: its name in the Table, its target name, its header as written, its width in rem."""

    column: str
    name: str
    header: str
    width: float


class Payload(TypedDict):
    """Everything the browser gets for one page; see render.js."""

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
    rows: list[GridRow]


def page_payload(session: Session, columns: list[GridColumn], *, empty: str = "") -> Payload:
    """Describe the open page of a session.

    Args:
        session: at Review.
        columns: from `grid_columns`.
        empty: text shown when there is no row.

    Raises:
        ValueError: the session has no report.
    """
    report, view = session.report, session.view
    if report is None or view is None:
        raise ValueError(session.step)
    names = [column["column"] for column in columns]
    rows = view.page_rows
    page = report.page(rows, names)
    states = cell_states(report.issues_of(rows), rows, names, page)
    return Payload(
        view=view.name,
        label=steps.GRID_LABEL,
        empty=empty,
        height=HEIGHT,
        pages=view.pages,
        acknowledged=session.acknowledged,
        nonce=session.nonce,
        prompt=report.choices.prompt,
        fallbacks={**report.choices.fallbacks, **report.mapping.constants},
        by_agent=sorted(RESERVED_NAMES - {PHONE_NUMBER}),
        words=GRID_WORDS,
        columns=columns,
        rows=[
            GridRow(int(row), cells, states.get(row, {}), bucket.value)
            for row, cells, bucket in zip(rows, page.values, page.buckets, strict=True)
        ],
    )


def grid_columns(report: Report) -> list[GridColumn]:
    """The columns that are sent: phone numbers first, then the variables in the order of the file."""
    mapping = report.mapping
    phones = [PHONE_NUMBER, *(f"{PHONE_NUMBER}_{position}" for position in range(2, len(mapping.phone) + 1))]
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
    lengths = report.table.frame[column].iloc[:_WIDTH_SAMPLE].str.len()
    longest = max(float(lengths.quantile(0.9)) if len(lengths) else 0.0, len(column) + 1)
    return round(min(max(longest * _REM_PER_CHARACTER + 1.5, _MIN_WIDTH), _MAX_WIDTH), 1)


def cell_states(
    issues: Iterable[Issue], rows: Sequence[int], columns: Sequence[str], page: RowPage
) -> dict[int, dict[int, CellState]]:
    """The cells of a page that are not plain: row number → index of the column → state.

    Args:
        issues: of these rows.
        rows: row numbers of the page.
        columns: names in the Table, in the order of the grid.
        page: its cells, numbers and buckets.
    """
    column_index = {column: index for index, column in enumerate(columns)}
    issues_by_cell: dict[tuple[int, int], list[Issue]] = {}
    for issue in issues:
        issues_by_cell.setdefault((issue.row, column_index.get(issue.column or "", 0)), []).append(issue)
    states: dict[int, dict[int, CellState]] = {}
    for row, values, originals, number, bucket in zip(rows, *page, strict=True):
        for index, (value, original) in enumerate(zip(values, originals, strict=True)):
            sent = number if index == 0 and bucket is Bucket.READY and number != value else ""
            state = cell_state(issues_by_cell.get((row, index), []), original if value != original else None, sent)
            if state is not None:
                states.setdefault(row, {})[index] = state
    return states


def cell_state(issues: Sequence[Issue], original: str | None, sent: str) -> CellState | None:
    """The state of one cell; None when it is plain.

    Args:
        issues: what is wrong with it.
        original: its value in the file, where that differs; else None.
        sent: the number as it will be sent, where that is written differently; else "".
    """
    severities = {issue.severity for issue in issues}
    if Severity.ERROR in severities:
        state = "error"
    elif Severity.WARNING in severities:
        state = "warning"
    else:
        state = "ok" if original is None else "changed"
    if state == "ok" and not issues and not sent:
        return None
    reasons = dict.fromkeys(words.reason(issue.code, issue.detail, issue.kept_row) for issue in issues)
    advice = dict.fromkeys(words.advice(issue.code, issue.detail, issue.kept_row) for issue in issues)
    suggestions = [Suggestion(issue.suggestion, issue.code.value) for issue in issues if issue.suggestion]
    suggestion = suggestions[0] if state == "warning" and suggestions else None
    return CellState(state, " · ".join(reasons), original, sent, suggestion, " ".join(advice))
