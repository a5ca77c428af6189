"""The issues of a report as JSON, encoded a column at a time: a file can have millions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from callsheet.arrow_strings import (
    concat_in_order,
    concatenated_bytes,
    encode_json_strings,
    from_integers,
    from_series,
    from_texts,
    join,
    take,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    from callsheet.validation import Report

BATCH = 50_000
"""Issues encoded at once: some 10 MB of text. Chosen by hand; larger batches are no faster."""
SEPARATOR = ",\n  "


def encode_issues(report: Report, most: int | None = None) -> Iterator[str]:
    """Encode issues as JSON objects {row, column, header, code, severity, value}, with commas between them.

    `value` is the cell with the operator's edits; column, header and value are null where the row as a whole is meant.

    Args:
        report: the checked file.
        most: how many issues, counted from the first; None: all.

    Yields:
        Pieces of the text, in order.
    """
    issues = report.issues if most is None else report.issues.iloc[:most]
    separator = SEPARATOR.removeprefix(",")
    for start in range(0, len(issues), BATCH):
        lines = encode_issue_lines(report, issues.iloc[start : start + BATCH])
        text = str(concatenated_bytes(join(lines, SEPARATOR)), "utf-8")
        yield separator + text.removesuffix(SEPARATOR)
        separator = SEPARATOR


def encode_issue_lines(report: Report, issues: pd.DataFrame) -> pa.StringArray:
    """Encode some issues, each as one JSON object (n × text).

    Args:
        report: the checked file.
        issues: n rows of `report.issues`.
    """
    columns, column = _distinct(issues["column"])
    codes, code = _distinct(issues["code"])
    severities, severity = _distinct(issues["severity"])
    kind_of = (column * len(codes) + code) * len(severities) + severity
    kinds = np.flatnonzero(np.bincount(kind_of))
    kind = np.searchsorted(kinds, kind_of)
    templates = []
    for number in kinds.tolist():
        rest, of_severity = divmod(number, len(severities))
        of_column, of_code = divmod(rest, len(codes))
        templates.append(_template(report, columns[of_column], codes[of_code], severities[of_severity]))
    values = _values(report, issues["row"].to_numpy(), columns, column)
    return join('{"row": ', from_integers(issues["row"].to_numpy()), take(from_texts(templates), kind), values, "}")


def _distinct(texts: pd.Series[str]) -> tuple[list[str], NDArray[np.int64]]:
    encoded: Any = from_series(texts).dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.int64)


def _template(report: Report, column: str, code: str, severity: str) -> str:
    """What stands between row number and value: it is the same for all issues of a kind."""
    table = report.table
    parts = {
        "column": table.position_of(column) if column else None,
        "header": table.header_of(column) if column else None,
        "code": code,
        "severity": severity,
    }
    return f', {json.dumps(parts, ensure_ascii=False)[1:-1]}, "value": '


def _values(report: Report, rows: NDArray[np.int64], columns: list[str], column: NDArray[np.int64]) -> pa.StringArray:
    """The cell of each issue as JSON (n × text)."""
    positions = np.searchsorted(report.table.frame.index.to_numpy(), rows)
    parts, indices = [], []
    for index, name in enumerate(columns):
        here = np.flatnonzero(column == index)
        if name:
            parts.append(encode_json_strings(from_series(report.values(name, positions[here]))))
        else:
            parts.append(from_texts(["null"] * len(here)))
        indices.append(here)
    return concat_in_order(parts, indices)
