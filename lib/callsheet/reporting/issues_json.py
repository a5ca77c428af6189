"""The issues of a report as JSON, encoded a column at a time: a file can have millions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

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

    import pyarrow as pa

    from callsheet.validation import IssueKind, IssuePlaces, Report

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
    issues = report.issue_places
    count = len(issues.row) if most is None else min(most, len(issues.row))
    separator = SEPARATOR.removeprefix(",")
    for start in range(0, count, BATCH):
        lines = encode_issue_lines(report, issues.slice(start, min(start + BATCH, count)), SEPARATOR)
        yield separator + str(concatenated_bytes(lines)[: -len(SEPARATOR)], "utf-8")
        separator = SEPARATOR


def encode_issue_lines(report: Report, issues: IssuePlaces, end: str = "", first: str = "") -> pa.StringArray:
    """Encode some issues, each as one JSON object (n × text).

    Args:
        report: the checked file.
        issues: n of its issues.
        end: written behind each object.
        first: members, with a comma behind them, that each object begins with.
    """
    templates = [_template(report, kind) for kind in issues.kinds]
    numbers = from_integers(issues.row)
    return join(
        f'{{{first}"row": ', numbers, take(from_texts(templates), issues.kind), _values(report, issues), "}" + end
    )


def _template(report: Report, kind: IssueKind) -> str:
    """What stands between row number and value: it is the same for all issues of a kind."""
    table, column = report.table, kind.column
    parts = {
        "column": table.position_of(column) if column else None,
        "header": table.header_of(column) if column else None,
        "code": kind.code,
        "severity": kind.severity,
    }
    return f', {json.dumps(parts, ensure_ascii=False)[1:-1]}, "value": '


def _values(report: Report, issues: IssuePlaces) -> pa.StringArray:
    """The cell of each issue as JSON (n × text)."""
    columns = list(dict.fromkeys(kind.column for kind in issues.kinds))
    column = np.array([columns.index(kind.column) for kind in issues.kinds], np.int64)[issues.kind]
    parts, indices = [], []
    for index, name in enumerate(columns):
        here = np.flatnonzero(column == index)
        if name:
            parts.append(encode_json_strings(from_series(report.values(name, issues.position[here]))))
        else:
            parts.append(from_texts(["null"] * len(here)))
        indices.append(here)
    return concat_in_order(parts, indices)
