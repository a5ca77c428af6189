"""The Report: the judgement of a whole file, one row at a time accounted for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

from callsheet.errors import ConservationError
from callsheet.validation.codes import IssueCode, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from callsheet.validation.choices import Choices
    from callsheet.validation.mapping import ColumnMapping
    from callsheet.validation.route import Route
    from callsheet.validation.table import Table


class Issue(NamedTuple):
    """One thing wrong with, or worth knowing about, a row.

    Args:
        row: row number of the file.
        column: column name of the Table; None: the row as a whole.
        code: what it is.
        severity: an error keeps the row from being sent.
        detail: the fact its sentence needs (a region, a server's own words, a cleaned value); "" when none.
        kept_row: of a duplicate, the row that is sent instead.
    """

    row: int
    column: str | None
    code: IssueCode
    severity: Severity
    detail: str = ""
    kept_row: int | None = None


@dataclass(frozen=True)
class Counts:
    """Where the rows of a file ended up. The five buckets add up to `rows`; `missing` and `suppressed` are facts.

    Raises:
        ConservationError: the buckets do not add up.
    """

    rows: int
    ready: int
    errors: int
    duplicates: int
    blank: int
    left_out: int
    missing: int = 0
    suppressed: int = 0

    def __post_init__(self) -> None:
        total = self.ready + self.errors + self.duplicates + self.blank + self.left_out
        if total != self.rows:
            raise ConservationError(f"{self.rows} rows in the file, {total} accounted for")

    def to_json(self) -> dict[str, int]:
        """The counts by name, in the order of codes.md."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True)
class Report:
    """The judgement of a whole file.

    Args:
        table: the file as read.
        mapping: what its columns became.
        route: the rules it was judged by.
        choices: what the operator decided.
        frame: the cells with the operator's edits in place (rows × columns of the Table).
        issues: n × (row int64, column str, code str, severity str, detail str, kept_row Int64), ordered by row;
            column "" is the row as a whole, detail "" is none.
        numbers: E.164 by row, "" where there is no valid number (rows; index: row number).
        regions: libphonenumber's region by row, "" where there is no valid number (rows; index: row number).
        buckets: `Bucket` value by row (rows; index: row number).
        clean: what will be sent: `phone_number` in E.164, then the variables (ready rows × 1 + variables;
            index: row number).
        counts: the adding-up line.
    """

    table: Table
    mapping: ColumnMapping
    route: Route
    choices: Choices
    frame: pd.DataFrame
    issues: pd.DataFrame
    numbers: pd.Series[str]
    regions: pd.Series[str]
    buckets: pd.Series[str]
    clean: pd.DataFrame
    counts: Counts

    def issues_of(self, rows: Iterable[int]) -> list[Issue]:
        """The issues of some rows as objects, for a page of a grid; never for a whole file.

        Args:
            rows: row numbers.
        """
        some = self.issues[self.issues["row"].isin(list(rows))]
        return [
            Issue(
                row=int(row),
                column=column or None,
                code=IssueCode(code),
                severity=Severity(severity),
                detail=detail,
                kept_row=None if kept_row is None or kept_row != kept_row else int(kept_row),  # noqa: PLR0124 - NaN
            )
            for row, column, code, severity, detail, kept_row in zip(
                some["row"],
                some["column"],
                some["code"],
                some["severity"],
                some["detail"],
                some["kept_row"].astype("float64"),
                strict=True,
            )
        ]
