"""The issues of a file, as one frame or as objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from callsheet.arrow_strings import to_list
from callsheet.validation.engine.edits import row_numbers_at
from callsheet.validation.engine.issue_rules import IssueBatch, IssueFinder
from callsheet.validation.engine.rows import BUCKET_INDEX
from callsheet.validation.model.codes import Bucket, IssueCode, Severity
from callsheet.validation.model.issue import Issue
from callsheet.validation.phones.validate import take_names
from callsheet.validation.phones.verdicts import CODES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import CheckedCells
    from callsheet.validation.engine.rows import CheckedRows

_CODE_VALUES = [code.value if code else "" for code in CODES]
_SEVERITIES = tuple(Severity)
_WITHOUT_ISSUES = [BUCKET_INDEX[bucket] for bucket in (Bucket.BLANK, Bucket.LEFT_OUT, Bucket.WITHOUT_CONSENT)]


class IssueKind(NamedTuple):
    """What issues of a kind have in common.

    Args:
        column: "" means the row as a whole.
        code: `IssueCode` value.
        severity: `Severity` value.
    """

    column: str
    code: str
    severity: str


class IssuePlaces(NamedTuple):
    """Issues without their details (n), ordered by row, then by column as in the file: cheap where there are many.

    Args:
        position: intp, of the row, counted from 0.
        row: int64, its row number.
        kind: index in `kinds`.
        kinds: the kinds that occur.
    """

    position: NDArray[np.intp]
    row: NDArray[np.int64]
    kind: NDArray[np.int64]
    kinds: tuple[IssueKind, ...]

    def slice(self, start: int, stop: int) -> IssuePlaces:
        """Return some of them, as a slice of a list does."""
        return self._replace(**{name: getattr(self, name)[start:stop] for name in ("position", "row", "kind")})


class _OrderedIssues(NamedTuple):
    """Issues in order (n): columns, codes and severities as indices.

    Args:
        batches: as they were found, in another order.
        order: index among those of each issue; None: that is the order.
    """

    position: NDArray[np.intp]
    column: NDArray[np.int64]
    code: NDArray[np.int64]
    severity: NDArray[np.int64]
    batches: list[IssueBatch]
    order: NDArray[np.intp] | None

    def details(self) -> pa.StringArray:
        """The detail of each."""
        detail = pa.concat_arrays([batch.details() for batch in self.batches])
        return detail if self.order is None else detail.take(pa.array(self.order, pa.int64()))

    def kept_rows(self, index: pd.Index[Any]) -> NDArray[np.int64]:
        """The number of the row that is sent instead of each, -1 without one."""
        kept = np.concatenate([batch.kept_positions() for batch in self.batches])
        kept = kept if self.order is None else kept[self.order]
        kept_row = np.full(len(kept), -1, np.int64)
        kept_row[kept >= 0] = row_numbers_at(index, kept[kept >= 0])
        return kept_row


def issue_places(cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp] | None = None) -> IssuePlaces:
    """Return where a file, or some of its rows, has issues of which kind; as `issues_frame` without the details.

    Args:
        cells: the checked cells.
        rows: the checked rows.
        positions: of the rows wanted, ascending; None: all.
    """
    issues = _ordered(cells, rows, positions)
    columns = ["", *cells.table.frame.columns]
    kind = (issues.column * len(_CODE_VALUES) + issues.code) * len(_SEVERITIES) + issues.severity
    present = np.flatnonzero(np.bincount(kind))
    rank = np.zeros(int(present.max(initial=-1)) + 1, np.int64)
    rank[present] = np.arange(len(present))
    kinds = []
    for number in present.tolist():
        rest, severity = divmod(number, len(_SEVERITIES))
        column, code = divmod(rest, len(_CODE_VALUES))
        kinds.append(IssueKind(columns[column], _CODE_VALUES[code], _SEVERITIES[severity].value))
    row = row_numbers_at(cells.table.frame.index, issues.position)
    return IssuePlaces(issues.position, row, rank[kind], tuple(kinds))


def issues_frame(cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp] | None = None) -> pd.DataFrame:
    """Return the issues of a file, or of some of its rows. Blank and left-out rows have no issues (our own rule).

    Args:
        cells: the checked cells.
        rows: the checked rows.
        positions: of the rows wanted, ascending; None: all.

    Returns:
        n × (row int64, column str, code str, severity str, detail str, kept_row Int64), ordered by row, then by
        column as in the file.
    """
    issues = _ordered(cells, rows, positions)
    kept_row = issues.kept_rows(cells.table.frame.index)
    return pd.DataFrame(
        {
            "row": row_numbers_at(cells.table.frame.index, issues.position),
            "column": take_names(["", *cells.table.frame.columns], issues.column).array,
            "code": take_names(_CODE_VALUES, issues.code).array,
            "severity": take_names(_SEVERITIES, issues.severity).array,
            "detail": pd.Series(issues.details(), dtype="str").array,
            "kept_row": pd.arrays.IntegerArray(kept_row, kept_row < 0),
        }
    )


def issues_at(cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp]) -> list[Issue]:
    """Return the issues of some rows as objects, in the same order.

    Args:
        cells: the checked cells.
        rows: the checked rows.
        positions: of the rows wanted, ascending.
    """
    issues = _ordered(cells, rows, positions)
    columns = [None, *cells.table.frame.columns]
    numbers = row_numbers_at(cells.table.frame.index, issues.position).tolist()
    indices = (part.tolist() for part in (issues.column, issues.code, issues.severity))
    details, kept_rows = to_list(issues.details()), issues.kept_rows(cells.table.frame.index).tolist()
    return [
        Issue(
            row,
            columns[column],
            IssueCode(_CODE_VALUES[code]),
            _SEVERITIES[severity],
            detail,
            kept_row if kept_row >= 0 else None,
        )
        for row, column, code, severity, detail, kept_row in zip(numbers, *indices, details, kept_rows, strict=True)
    ]


def errors_by_code(cells: CheckedCells, rows: CheckedRows) -> dict[str, int]:
    """Count the errors of a file by `IssueCode` value, without looking for its warnings.

    Args:
        cells: the checked cells.
        rows: the checked rows.
    """
    codes = [batch.code for batch in _finder(cells, rows, None).errors()]
    counts = np.bincount(np.concatenate(codes), minlength=len(_CODE_VALUES)).tolist()
    return {code: count for code, count in zip(_CODE_VALUES, counts, strict=True) if count}


def _finder(cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp] | None) -> IssueFinder:
    if positions is None:
        positions = np.arange(len(cells.table.frame))
    return IssueFinder(cells, rows, positions[~np.isin(rows.bucket[positions], _WITHOUT_ISSUES)])


def _ordered(cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp] | None) -> _OrderedIssues:
    """The issues of some rows, or of all, in order."""
    every = list(_finder(cells, rows, positions).batches())
    batches = [batch for batch in every if len(batch.position)] or every[:1]
    position = np.concatenate([batch.position for batch in batches])
    column = np.concatenate([batch.column for batch in batches])
    code = np.concatenate([batch.code for batch in batches])
    sizes = [len(batch.position) for batch in batches]
    severity = np.repeat([_SEVERITIES.index(batch.severity) for batch in batches], sizes)
    key = position * (len(cells.table.frame.columns) + 1) + column
    if not (key[1:] < key[:-1]).any():
        return _OrderedIssues(position, column, code, severity, batches, None)
    order = np.argsort(key, kind="stable")
    return _OrderedIssues(position[order], column[order], code[order], severity[order], batches, order)
