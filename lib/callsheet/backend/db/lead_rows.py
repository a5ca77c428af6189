"""Judged rows as lead rows of the database, in columns."""

from __future__ import annotations

import os
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import encode_json_strings, from_series, join
from callsheet.validation import Bucket

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation import Report

ALPHABET = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz0123456789", dtype=np.uint8)
ID_LENGTH = 12
NAME = "name"
_NUL = "\x00"


def lead_rows(report: Report) -> pa.Table:
    """The leads of a file that the endpoint takes: every row with a valid number, the second of two alike as well.

    Args:
        report: the judgement of the file with its literal columns, without errors but for missing numbers.

    Returns:
        leads × (id, name, phone_number, notes), strings; `name` is null where empty; `notes` is JSON in which empty
        cells are absent.
    """
    accepted = report.buckets.isin([Bucket.READY.value, Bucket.DUPLICATES.value]).to_numpy()
    frame, empties = report.frame, report.judgement.empties
    length = int(accepted.sum())
    pairs, name = [], pa.nulls(length, pa.string())
    for column, variable in report.mapping.variables.items():
        values = _filled(frame.loc[accepted, column], empties[column][accepted])
        pairs.append(_pairs(variable, values))
        if variable == NAME:
            name = pc.replace_substring(values, _NUL, "")
    return pa.table(
        {
            "id": make_ids("lead", length),
            "name": name,
            "phone_number": from_series(report.numbers[accepted]),
            "notes": _objects(pairs, length),
        }
    )


def make_ids(kind: str, number: int) -> pa.StringArray:
    """New ids: a kind and twelve letters or digits, `lead_x7…` (documented shape)."""
    drawn = np.frombuffer(os.urandom(number * ID_LENGTH), dtype=np.uint8) % len(ALPHABET)
    letters = ALPHABET[drawn].tobytes()
    ends = np.arange(number + 1, dtype=np.int32) * ID_LENGTH
    tails = pa.StringArray.from_buffers(number, pa.py_buffer(ends.tobytes()), pa.py_buffer(letters))
    return join(f"{kind}_", tails)


def _filled(cells: pd.Series[str], empty: NDArray[np.bool_]) -> pa.StringArray:
    values: pa.StringArray = pc.if_else(pa.array(empty), pa.scalar(None, pa.string()), from_series(cells))
    return values


def _pairs(name: str, values: pa.StringArray) -> pa.StringArray:
    """Each value as `, "name": "value"` of a JSON object, "" where there is none."""
    pairs: Any = join(f", {encode_basestring(name)}: ", encode_json_strings(values))
    filled: pa.StringArray = pairs.fill_null("")
    return filled


def _objects(pairs: list[pa.StringArray], length: int) -> pa.StringArray:
    if not pairs:
        return pa.array(["{}"] * length, pa.string())
    return join("{", pc.utf8_slice_codeunits(join(*pairs), len(", ")), "}")
