"""The issues of a file, as one frame or as objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from callsheet.validation.engine.issue_rules import IssueFinder
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
_WITHOUT_ISSUES = [BUCKET_INDEX[Bucket.BLANK], BUCKET_INDEX[Bucket.LEFT_OUT]]


class _IssueColumns(NamedTuple):
    """Issues in order (n), as in `issues_frame`, but with indices, and -1 without a kept row."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    code: NDArray[np.int64]
    severity: NDArray[np.int64]
    detail: pa.StringArray
    kept_row: NDArray[np.int64]


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
    issues = _issue_columns(cells, rows, np.arange(len(cells.table.frame)) if positions is None else positions)
    return pd.DataFrame(
        {
            "row": issues.row,
            "column": take_names(["", *cells.table.frame.columns], issues.column).array,
            "code": take_names(_CODE_VALUES, issues.code).array,
            "severity": take_names(_SEVERITIES, issues.severity).array,
            "detail": pd.Series(issues.detail, dtype="str").array,
            "kept_row": pd.arrays.IntegerArray(issues.kept_row, issues.kept_row < 0),
        }
    )


def issues_at(cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp]) -> list[Issue]:
    """Return the issues of some rows as objects, in the same order.

    Args:
        cells: the checked cells.
        rows: the checked rows.
        positions: of the rows wanted, ascending.
    """
    issues = _issue_columns(cells, rows, positions)
    columns = [None, *cells.table.frame.columns]
    return [
        Issue(
            row,
            columns[column],
            IssueCode(_CODE_VALUES[code]),
            _SEVERITIES[severity],
            detail,
            kept_row if kept_row >= 0 else None,
        )
        for row, column, code, severity, detail, kept_row in zip(*(part.tolist() for part in issues), strict=True)
    ]


def _issue_columns(cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp]) -> _IssueColumns:
    positions = positions[~np.isin(rows.bucket[positions], _WITHOUT_ISSUES)]
    every = list(IssueFinder(cells, rows, positions).batches())
    batches = [batch for batch in every if len(batch.position)] or every[:1]
    position = np.concatenate([batch.position for batch in batches])
    column = np.concatenate([batch.column for batch in batches])
    code = np.concatenate([batch.code for batch in batches])
    sizes = [len(batch.position) for batch in batches]
    severity = np.repeat([_SEVERITIES.index(batch.severity) for batch in batches], sizes)
    kept = np.concatenate([batch.kept_positions() for batch in batches])
    detail = pa.concat_arrays([batch.details() for batch in batches])
    key = position * (len(cells.table.frame.columns) + 1) + column
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        position, column, code, severity, kept = (values[order] for values in (position, column, code, severity, kept))
        detail = detail.take(pa.array(order, pa.int64()))
    row_numbers = cells.table.frame.index.to_numpy()
    kept_row = np.full(len(kept), -1, np.int64)
    kept_row[kept >= 0] = row_numbers[kept[kept >= 0]]
    return _IssueColumns(row_numbers[position].astype(np.int64), column, code, severity, detail, kept_row)
