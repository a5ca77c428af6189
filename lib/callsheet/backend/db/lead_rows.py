"""Lead rows of the database from a report, vectorised."""

from __future__ import annotations

from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import encode_json_strings, from_series, join, replace_substring
from callsheet.backend.db.ids import make_ids
from callsheet.validation import Bucket

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation import Report

NAME = "name"
_NUL = "\x00"
_compute: Any = pc  # pyarrow-stubs accept few of the array types that the functions take


def lead_rows(report: Report, kind: str = "lead") -> pa.Table:
    """Build the leads of a file: every row with a valid number, duplicates included.

    Args:
        report: the check of the file with its literal columns. Its only errors are missing numbers.
        kind: the first part of each id.

    Returns:
        leads × (id, name, phone_number, notes), strings. `name` is null if the cell is empty; `notes` is a JSON object
        without the empty cells.
    """
    accepted = report.buckets.isin([Bucket.READY.value, Bucket.DUPLICATES.value]).to_numpy()
    frame = report.frame
    count = int(accepted.sum())
    members, name = [], pa.nulls(count, pa.string())
    for column, variable in report.mapping.variables.items():
        values = _null_where(report.empty(column)[accepted], frame.loc[accepted, column])
        members.append(_json_members(variable, values))
        if variable == NAME:
            name = replace_substring(values, _NUL, "")  # PostgreSQL cannot store NUL in a text; JSON escapes it
    return pa.table(
        {
            "id": make_ids(kind, count),
            "name": name,
            "phone_number": from_series(report.numbers[accepted]),
            "notes": _json_objects(members, count),
        }
    )


def _null_where(empty: NDArray[Any], cells: pd.Series[str]) -> pa.StringArray:
    values: pa.StringArray = _compute.if_else(pa.array(empty), pa.scalar(None, pa.string()), from_series(cells))
    return values


def _json_members(name: str, values: pa.StringArray) -> pa.StringArray:
    """Each value as `, "name": "value"`; "" for a null."""
    members: pa.StringArray = _compute.fill_null(
        join(f", {encode_basestring(name)}: ", encode_json_strings(values)), ""
    )
    return members


def _json_objects(members: list[pa.StringArray], count: int) -> pa.StringArray:
    if not members:
        return pa.array(["{}"] * count, pa.string())
    return join("{", _compute.utf8_slice_codeunits(join(*members), len(", ")), "}")
