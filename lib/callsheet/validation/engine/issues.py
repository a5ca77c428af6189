"""Issues: what is wrong with the rows of a file, as one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from callsheet.validation.engine.issue_rules import Finder
from callsheet.validation.engine.rows import BUCKETS
from callsheet.validation.model.codes import Bucket, IssueCode, Severity
from callsheet.validation.model.issue import Issue
from callsheet.validation.phones.judge import named
from callsheet.validation.phones.verdicts import CODES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import JudgedCells
    from callsheet.validation.engine.issue_rules import Part
    from callsheet.validation.engine.rows import Rows

_NAMES = [code.value if code else "" for code in CODES]
_SEVERITIES = tuple(Severity)
_SILENT = [BUCKETS.index(Bucket.BLANK), BUCKETS.index(Bucket.LEFT_OUT)]


def issues_frame(judgement: JudgedCells, rows: Rows, places: NDArray[np.intp] | None = None) -> pd.DataFrame:
    """The issues of a file, or of some of its rows. Blank and left-out rows have none (ours).

    Args:
        judgement: the judged cells.
        rows: the judged rows.
        places: positions of the rows wanted, ascending; None: all.

    Returns:
        n × (row int64, column str, code str, severity str, detail str, kept_row Int64), ordered by row, then by
        column as in the file.
    """
    found = _found(judgement, rows, np.arange(len(judgement.table.frame)) if places is None else places)
    return pd.DataFrame(
        {
            "row": found.row,
            "column": named(["", *judgement.table.frame.columns], found.column).array,
            "code": named(_NAMES, found.code).array,
            "severity": named(_SEVERITIES, found.severity).array,
            "detail": pd.Series(found.detail, dtype="str").array,
            "kept_row": pd.arrays.IntegerArray(found.kept_row, found.kept_row < 0),
        }
    )


def issues_at(judgement: JudgedCells, rows: Rows, places: NDArray[np.intp]) -> list[Issue]:
    """The issues of some rows as objects, in the same order.

    Args:
        judgement: the judged cells.
        rows: the judged rows.
        places: positions of the rows wanted, ascending.
    """
    found = _found(judgement, rows, places)
    columns = [None, *judgement.table.frame.columns]
    parts = (found.row, found.column, found.code, found.severity, found.detail, found.kept_row)
    return [
        Issue(row, columns[column], IssueCode(_NAMES[code]), _SEVERITIES[severity], detail, kept if kept >= 0 else None)
        for row, column, code, severity, detail, kept in zip(*(part.tolist() for part in parts), strict=True)
    ]


class _Found(NamedTuple):
    """Issues in order (n), as in `issues_frame`, but by places and with -1 for no row kept."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    code: NDArray[np.int64]
    severity: NDArray[np.int64]
    detail: pa.StringArray
    kept_row: NDArray[np.int64]


def _found(judgement: JudgedCells, rows: Rows, wanted: NDArray[np.intp]) -> _Found:
    wanted = wanted[~np.isin(rows.bucket[wanted], _SILENT)]
    found = list(Finder(judgement, rows, wanted).parts())
    parts = [part for part in found if len(part.place)] or found[:1]
    place, column, code = (np.concatenate([part[which] for part in parts]) for which in (0, 1, 2))
    severity = np.repeat([_SEVERITIES.index(part.severity) for part in parts], [len(part.place) for part in parts])
    kept = np.concatenate([_none(part) if part.kept is None else part.kept for part in parts])
    detail = pa.concat_arrays([_blank(len(part.place)) if part.detail is None else part.detail for part in parts])
    key = place * (len(judgement.table.frame.columns) + 1) + column
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        place, column, code, severity, kept = (each[order] for each in (place, column, code, severity, kept))
        detail = detail.take(pa.array(order, pa.int64()))
    numbers = judgement.table.frame.index.to_numpy()
    kept_row = np.full(len(kept), -1, np.int64)
    kept_row[kept >= 0] = numbers[kept[kept >= 0]]
    return _Found(numbers[place].astype(np.int64), column, code, severity, detail, kept_row)


def _none(part: Part) -> NDArray[np.intp]:
    return np.full(len(part.place), -1, np.intp)


def _blank(size: int) -> pa.StringArray:
    return pa.repeat(pa.scalar("", pa.string()), size)
