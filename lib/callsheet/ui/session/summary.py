"""What lies behind the problems of a file, for the top of Review. No Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from callsheet.ui.session.statistics import Statistics
from callsheet.validation import WITH_SUGGESTION, Cause, Highlight, Severity, highlight_rows

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation import Report

_HIGHLIGHTS_PER_REASON = 2
WITHOUT_CONSENT = "without_consent"
"""As the cause of a focus: the rows that the policy of consent leaves out for the reason of its code."""


class Focus(NamedTuple):
    """One kind of problem, to show its rows alone.

    Args:
        code: an `IssueCode` value; "": any error or warning.
        detail: the region, for kinds that are about one; else "".
        column: name of its column in the Table; "": any.
        cause: from `cause_key`, to show the rows of that cause alone; None: all of this kind.
    """

    code: str
    detail: str = ""
    column: str = ""
    cause: str | None = None


@dataclass(frozen=True)
class WarningGroup:
    """Warnings of one kind in one column.

    Args:
        focus: kind and column.
        count: cells.
        suggested: cells with a cleaned value to accept.
        sample: a cell before and after accepting; None if there is nothing to accept.
    """

    focus: Focus
    count: int
    suggested: int
    sample: tuple[str, str] | None


@dataclass(frozen=True, eq=False)
class Summary:
    """What lies behind the problems of a file.

    Args:
        causes: of errors and duplicates; the one of most rows first.
        warnings: by kind and column; the group of most cells first.
        columns: (column, cells with errors or warnings); the column with most first.
        highlights: ready rows that a person should look at before they are called.
        statistics: numbers for the charts; None while there is no report.
    """

    causes: tuple[Cause, ...] = ()
    warnings: tuple[WarningGroup, ...] = ()
    columns: tuple[tuple[str, int], ...] = ()
    highlights: tuple[Highlight, ...] = ()
    statistics: Statistics | None = None

    @classmethod
    def of(cls, report: Report) -> Self:
        """Compute it; takes 0.1 s and more for files of 100,000 rows, so not after every edit."""
        return cls(
            tuple(report.causes),
            tuple(_warning_groups(report)),
            _columns_with_problems(report),
            tuple(highlight_rows(report, _HIGHLIGHTS_PER_REASON)),
            Statistics.of(report),
        )


def _columns_with_problems(report: Report) -> tuple[tuple[str, int], ...]:
    issues = report.issues
    columns = issues["column"][issues["severity"] != Severity.INFO.value]
    return tuple((str(column), int(count)) for column, count in columns.value_counts().items() if column)


def _warning_groups(report: Report) -> list[WarningGroup]:
    warnings = report.issues[report.issues["severity"] == Severity.WARNING.value]
    groups = []
    for (code, column), group in warnings.groupby(["code", "column"], sort=False):
        suggesting = group[group["detail"] != ""] if code in WITH_SUGGESTION else group.iloc[:0]
        sample = None
        if len(suggesting):
            first = suggesting.iloc[0]
            sample = (str(report.frame.loc[first["row"], first["column"]]), str(first["detail"]))
        groups.append(WarningGroup(Focus(str(code), "", str(column)), len(group), len(suggesting), sample))
    return sorted(groups, key=lambda group: -group.count)


def rows_in_focus(report: Report, focus: Focus) -> NDArray[np.int64]:
    """Row numbers with one kind of problem, in the order of the file.

    Args:
        report: the validated file.
        focus: the kind.
    """
    if focus.cause == WITHOUT_CONSENT:
        positions = [rows for code, rows in report.without_consent.items() if code.value == focus.code]
        found_at = np.concatenate([*positions, np.zeros(0, np.intp)])
        return np.asarray(report.table.frame.index.to_numpy(np.int64)[found_at])
    if focus.cause is not None:
        identity = (focus.code, focus.detail, focus.cause)
        found = [
            cause.row_numbers for cause in report.causes if (cause.code, cause.detail, cause_key(cause)) == identity
        ]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    issues = report.issues
    matches = issues["code"] == focus.code if focus.code else issues["severity"] != Severity.INFO.value
    if focus.detail:
        matches &= issues["detail"] == focus.detail
    if focus.column:
        matches &= issues["column"] == focus.column
    return np.unique(issues["row"][matches].to_numpy(np.int64))


def cause_key(cause: Cause) -> str:
    """Tells causes of one code apart by their remedy: "drop_trailing_zero", "DE", a column; "": without a remedy."""
    return " ".join([*cause.fixes, *filter(None, (cause.region, cause.country_column, cause.other_phone))])


def rows_of_warnings(report: Report, focus: Focus) -> NDArray[np.int64]:
    """Row numbers with warnings of one kind in one column, in the order of the file.

    Args:
        report: the validated file.
        focus: kind and column.
    """
    return rows_in_focus(report, focus)


def suggestions(report: Report, focus: Focus) -> pd.DataFrame:
    """The values to accept for warnings of one kind: n × (row, column, detail).

    Args:
        report: the validated file.
        focus: kind and column.
    """
    issues = report.issues
    matches = (issues["code"] == focus.code) & (issues["column"] == focus.column) & (issues["detail"] != "")
    return issues.loc[matches, ["row", "column", "detail"]]
