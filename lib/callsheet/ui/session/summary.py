"""What lies behind the problems of a file, for the head of Review. Pure: no Streamlit."""

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


class Focus(NamedTuple):
    """One kind of problem, to see its rows alone.

    Args:
        code: an `IssueCode` value; "": any error or warning.
        detail: the region, where the kind is about one; else "".
        column: the column of the Table it stands in; "": any.
    """

    code: str
    detail: str = ""
    column: str = ""


@dataclass(frozen=True)
class Warned:
    """Warnings of one kind in one column.

    Args:
        focus: which.
        count: cells.
        suggested: cells with a cleaned value to accept.
        sample: a cell as it is and as it would be, where there is one.
    """

    focus: Focus
    count: int
    suggested: int
    sample: tuple[str, str] | None


@dataclass(frozen=True, eq=False)
class Summary:
    """What lies behind the problems of a file.

    Args:
        causes: of errors and duplicates, the one of most rows first.
        warnings: by kind and column, the one of most cells first.
        columns: columns with errors or warnings, each with how many, the most first.
        looks: ready rows that a person should see before they are called.
        statistics: ready leads by country and hour, the others by cause; None before there is a report.
    """

    causes: tuple[Cause, ...] = ()
    warnings: tuple[Warned, ...] = ()
    columns: tuple[tuple[str, int], ...] = ()
    looks: tuple[Highlight, ...] = ()
    statistics: Statistics | None = None

    @classmethod
    def of(cls, report: Report) -> Self:
        """Draw it up; a tenth of a second and more for files of 100,000 rows, so not after every edit."""
        looks = tuple(highlight_rows(report, 2))
        return cls(tuple(report.causes), tuple(_warned(report)), _columns(report), looks, Statistics.of(report))


def _columns(report: Report) -> tuple[tuple[str, int], ...]:
    issues = report.issues
    wrong = issues["column"][issues["severity"] != Severity.INFO.value]
    found = [(str(column), int(number)) for column, number in wrong.value_counts().items() if column]
    return tuple(found)


def _warned(report: Report) -> list[Warned]:
    issues = report.issues
    some = issues[issues["severity"] == Severity.WARNING.value]
    found = []
    for (code, column), group in some.groupby(["code", "column"], sort=False):
        suggesting = group[group["detail"] != ""] if code in WITH_SUGGESTION else group.iloc[:0]
        sample = None
        if len(suggesting):
            first = suggesting.iloc[0]
            sample = (str(report.frame.loc[first["row"], first["column"]]), str(first["detail"]))
        found.append(Warned(Focus(str(code), "", str(column)), len(group), len(suggesting), sample))
    return sorted(found, key=lambda each: -each.count)


def rows_in_focus(report: Report, focus: Focus) -> NDArray[np.int64]:
    """Row numbers with a problem of one kind, in the order of the file.

    Args:
        report: the judgement.
        focus: which kind.
    """
    issues = report.issues
    wanted = issues["code"] == focus.code if focus.code else issues["severity"] != Severity.INFO.value
    if focus.detail:
        wanted &= issues["detail"] == focus.detail
    if focus.column:
        wanted &= issues["column"] == focus.column
    return np.unique(issues["row"][wanted].to_numpy(np.int64))


def suggestions(report: Report, focus: Focus) -> pd.DataFrame:
    """The values to accept for warnings of one kind: n × (row, column, detail).

    Args:
        report: the judgement.
        focus: which kind.
    """
    issues = report.issues
    wanted = (issues["code"] == focus.code) & (issues["column"] == focus.column) & (issues["detail"] != "")
    return issues.loc[wanted, ["row", "column", "detail"]]
