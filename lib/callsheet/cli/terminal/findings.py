"""What is wrong with a file, for a person: one finding per cause, with three rows of it and the option that helps."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.reporting import has_remedy
from callsheet.validation import WITH_SUGGESTION, IssueCode, Severity, similar_columns
from callsheet.wording.cli import findings as words
from callsheet.wording.issues import advice, explanation, fix_offered, reason

if TYPE_CHECKING:
    import pandas as pd

    from callsheet.validation import Cause, Report

EXAMPLES = 3


class Example(NamedTuple):
    """A row of a finding.

    Args:
        row: row number, of several files with the file: "1,240", "North.csv:17".
        header: of the cell; "": the row as a whole.
        value: the cell.
        after: what the fix would make of it, or which row is sent in its place; "": nothing is known.
    """

    row: str
    header: str
    value: str
    after: str


class Finding(NamedTuple):
    """Rows with one cause.

    Args:
        number: how many rows, or for a warning, cells.
        why: in a few words.
        examples: the first three.
        advice: what to do, in one sentence.
        option: the option of the command line that does it, "--fix drop_extension"; "": no option does.
        is_warning: True where the rows are sent all the same.
    """

    number: int
    why: str
    examples: tuple[Example, ...]
    advice: str
    option: str
    is_warning: bool = False


def findings_of(report: Report) -> list[Finding]:
    """List the causes of a report, the cause of most rows first, then the warnings.

    Args:
        report: the checked file.
    """
    return [*(_finding(report, cause) for cause in report.causes), *_warnings(report)]


def _finding(report: Report, cause: Cause) -> Finding:
    why = explanation(cause.code.value, cause.detail, [fix.value for fix in cause.fixes], cause.region)
    if cause.code is IssueCode.DUPLICATE:
        return Finding(cause.count, why, _examples(report, cause), words.DUPLICATES, "")
    if cause.code is IssueCode.EMPTY_PROMPT_VARIABLE:
        return Finding(cause.count, why, _examples(report, cause), *_script_remedy(report, cause.detail))
    if not has_remedy(cause):
        examples = _examples(report, cause)
        option = f"--leave-out {cause.code.value}"
        if cause.code is IssueCode.UNKNOWN_COUNTRY_CODE and not any("+" in example.value for example in examples):
            option = words.CHOOSE_COUNTRY
        return Finding(cause.count, why, examples, advice(cause.code.value, cause.detail), option)
    label = fix_offered(
        [fix.value for fix in cause.fixes],
        cause.region,
        reaches=cause.reaches,
        country_column=_header(report, cause.country_column),
        other_phone=_header(report, cause.other_phone),
    )
    return Finding(cause.count, why, _changes(report, cause), f"{label}.", _option(cause))


def _script_remedy(report: Report, variable: str) -> tuple[str, str]:
    """What to do about a variable that leads lack, and an option that does it: of a likely column, else a text."""
    has_column = variable in report.mapping.variables.values()
    near = () if has_column else similar_columns(report.table, report.mapping, variable)
    if near:
        header = report.table.header_of(near[0])
        return words.may_mean(variable, header), f"--map {shlex.quote(f'{header}={variable}')}"
    option = "--if-empty" if has_column else "--value"
    return advice(IssueCode.EMPTY_PROMPT_VARIABLE.value, variable), f"{option} {shlex.quote(f'{variable}=TEXT')}"


def _option(cause: Cause) -> str:
    if cause.fixes:
        return " ".join(f"--fix {fix.value}" for fix in cause.fixes)
    if cause.region is not None:
        return f"--country {cause.region}"
    return f"--fix {cause.code.value}"


def _header(report: Report, column: str | None) -> str | None:
    return None if column is None else report.table.header_of(column)


def _changes(report: Report, cause: Cause) -> tuple[Example, ...]:
    if not cause.preview:
        return _examples(report, cause)
    header = report.table.header_of(report.mapping.phone[0])
    label = report.table.row_label
    return tuple(Example(label(change.row), header, change.before, change.after) for change in cause.preview[:EXAMPLES])


def _examples(report: Report, cause: Cause) -> tuple[Example, ...]:
    rows = cause.rows[:EXAMPLES]
    issues = {issue.row: issue for issue in report.issues_of(rows) if issue.code is cause.code}
    examples = []
    for row in rows:
        issue = issues.get(row)
        column = (issue.column if issue is not None else None) or ""
        value = str(report.values(column, report.row_positions([row])).iloc[0]) if column else ""
        kept = None if issue is None or issue.kept_row is None else report.table.row_label(issue.kept_row)
        after = "" if kept is None else words.row_sent(kept)
        examples.append(
            Example(report.table.row_label(row), report.table.header_of(column) if column else "", value, after)
        )
    return tuple(examples)


def _warnings(report: Report) -> list[Finding]:
    issues = report.issues[report.issues["severity"] == Severity.WARNING.value]
    codes, counts = np.unique(issues["code"].to_numpy(dtype=object).astype(str), return_counts=True)
    findings = []
    for code, count in sorted(zip(codes.tolist(), counts.tolist(), strict=True), key=lambda pair: -pair[1]):
        first = issues[issues["code"] == code].head(EXAMPLES)
        examples = tuple(_cell(report, first, position) for position in range(len(first)))
        findings.append(Finding(count, reason(code), examples, advice(code), f"--leave-out {code}", is_warning=True))
    return findings


def _cell(report: Report, issues: pd.DataFrame, position: int) -> Example:
    row, column = int(issues["row"].iloc[position]), str(issues["column"].iloc[position])
    label = report.table.row_label(row)
    if not column:
        return Example(label, "", "", "")
    value = str(report.values(column, report.row_positions([row])).iloc[0])
    is_suggestion = issues["code"].iloc[position] in WITH_SUGGESTION
    after = str(issues["detail"].iloc[position]) if is_suggestion else ""
    return Example(label, report.table.header_of(column), value, after)
