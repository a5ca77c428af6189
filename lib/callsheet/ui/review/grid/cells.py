"""What the browser gets about one row of the grid: its texts, and what is special about single cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callsheet.validation import NOT_ABOUT_NUMBERS, Bucket, IssueCode, Severity, decisive_words
from callsheet.wording import issues as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.validation import Explanation, Issue, Report, RowPage


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
        found: indexes of the columns in which the search has found something.
    """

    row: int
    values: list[str]
    states: dict[int, CellState]
    bucket: str
    found: Sequence[int] = ()


class Remark(NamedTuple):
    """What a person reads about a cell.

    Args:
        reason: what is wrong or special, in a few words.
        advice: what to do about it, in a sentence.
    """

    reason: str
    advice: str


def grid_rows(report: Report, rows: Sequence[int], columns: Sequence[str]) -> list[GridRow]:
    """Describe some rows; the cost depends on these rows only.

    Args:
        report: the validated file.
        rows: row numbers.
        columns: names in the Table, in the order of the grid.
    """
    page = report.page(rows, columns)
    states = cell_states(report, rows, columns, page)
    return [
        GridRow(int(row), cells, states.get(row, {}), _drawn_as(bucket))
        for row, cells, bucket in zip(rows, page.values, page.buckets, strict=True)
    ]


def _drawn_as(bucket: Bucket) -> str:
    """A row without consent looks like any that is left out."""
    return (Bucket.LEFT_OUT if bucket is Bucket.WITHOUT_CONSENT else bucket).value


def cell_states(
    report: Report, rows: Sequence[int], columns: Sequence[str], page: RowPage
) -> dict[int, dict[int, CellState]]:
    """The cells that are not plain: row number → index of the column → state.

    Args:
        report: the validated file.
        rows: row numbers.
        columns: names in the Table, in the order of the grid.
        page: cells, numbers and buckets of these rows.
    """
    column_index = {column: index for index, column in enumerate(columns)}
    issues_by_cell: dict[tuple[int, int], list[Issue]] = {}
    for issue in report.issues_of(rows):
        issues_by_cell.setdefault((issue.row, column_index.get(issue.column or "", 0)), []).append(issue)
    explained = report.explanations(rows)
    states: dict[int, dict[int, CellState]] = {}
    for row, values, originals, number, bucket in zip(rows, *page, strict=True):
        for index, (value, original) in enumerate(zip(values, originals, strict=True)):
            sent = number if index == 0 and bucket is Bucket.READY and number != value else ""
            issues = issues_by_cell.get((row, index), [])
            remarks = [_remark(report, issue, explained.get(row), value) for issue in issues]
            if sent and not remarks and row in explained:
                remarks = [_source_of_number(report, explained[row])]
            state = cell_state(issues, remarks, original if value != original else None, sent)
            if state is not None:
                states.setdefault(row, {})[index] = state
    return states


def cell_state(issues: Sequence[Issue], remarks: Sequence[Remark], original: str | None, sent: str) -> CellState | None:
    """The state of one cell; None when it is plain.

    Args:
        issues: what is wrong with it.
        remarks: what is said about it.
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
    reasons = " · ".join(dict.fromkeys(remark.reason for remark in remarks))
    advice = " ".join(dict.fromkeys(remark.advice for remark in remarks))
    suggestions = [Suggestion(issue.suggestion, issue.code.value) for issue in issues if issue.suggestion]
    suggestion = suggestions[0] if state == "warning" and suggestions else None
    return CellState(state, reasons, original, sent, suggestion, advice)


def _remark(report: Report, issue: Issue, explanation: Explanation | None, value: str) -> Remark:
    """What is said about an issue: of a phone number its cause, as beside the table; of an order its words."""
    if issue.code is IssueCode.READS_LIKE_AN_INSTRUCTION:
        return Remark(words.reads_like_an_instruction(decisive_words(value)), words.advice(issue.code))
    if explanation is not None and issue.code is IssueCode.REPAIRED_NUMBER and explanation.taken_from is not None:
        return _source_of_number(report, explanation)
    is_about_number = issue.severity is Severity.ERROR and issue.code not in NOT_ABOUT_NUMBERS
    if explanation is not None and is_about_number and (explanation.fixes or explanation.region):
        return Remark(*words.cell_explanation(explanation.fixes, explanation.region))
    facts = (issue.code, issue.detail, None if issue.kept_row is None else report.table.row_label(issue.kept_row))
    return Remark(words.reason(*facts), words.advice(*facts))


def _source_of_number(report: Report, explanation: Explanation) -> Remark:
    """From which column a number was taken."""
    column = explanation.taken_from or ""
    return Remark(*words.taken_from(report.table.header_of(column).strip() or column))
