"""What the browser gets about one row of the grid: its texts, and what is special about single cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callsheet.validation import Bucket, Severity
from callsheet.wording import issues as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callsheet.validation import Issue, Report, RowPage


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


def grid_rows(report: Report, rows: Sequence[int], columns: Sequence[str]) -> list[GridRow]:
    """Describe some rows; the cost depends on these rows only.

    Args:
        report: the validated file.
        rows: row numbers.
        columns: names in the Table, in the order of the grid.
    """
    page = report.page(rows, columns)
    states = cell_states(report.issues_of(rows), rows, columns, page)
    return [
        GridRow(int(row), cells, states.get(row, {}), bucket.value)
        for row, cells, bucket in zip(rows, page.values, page.buckets, strict=True)
    ]


def cell_states(
    issues: Iterable[Issue], rows: Sequence[int], columns: Sequence[str], page: RowPage
) -> dict[int, dict[int, CellState]]:
    """The cells that are not plain: row number → index of the column → state.

    Args:
        issues: of these rows.
        rows: row numbers.
        columns: names in the Table, in the order of the grid.
        page: cells, numbers and buckets of these rows.
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
