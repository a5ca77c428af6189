"""The columns of the grid: what is sent, in the order of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from callsheet.validation import PHONE_NUMBER

if TYPE_CHECKING:
    from callsheet.validation import Report

_PHONE_WIDTH, _MIN_WIDTH, _MAX_WIDTH = 15.0, 6.0, 16.0
_REM_PER_CHARACTER = 0.54
"""Widths in rem, chosen by hand for the grid's font."""
_WIDTH_SAMPLE = 200
"""Rows whose text decides the width of a column."""


class GridColumn(TypedDict):
    """A column of the grid: its name in the Table, its target name, its header as written, its width in rem."""

    column: str
    name: str
    header: str
    width: float


def grid_columns(report: Report) -> list[GridColumn]:
    """The columns that are sent: phone numbers first, then the variables in the order of the file."""
    mapping = report.mapping
    phones = [PHONE_NUMBER, *(f"{PHONE_NUMBER}_{position}" for position in range(2, len(mapping.phone) + 1))]
    targets = dict(zip(mapping.phone, phones, strict=False)) | dict(mapping.variables)
    return [
        GridColumn(
            column=column,
            name=target,
            header=report.table.header_of(column).strip() or column,
            width=_PHONE_WIDTH if column in mapping.phone else _width(report, column),
        )
        for column, target in targets.items()
    ]


def _width(report: Report, column: str) -> float:
    lengths = report.table.frame[column].iloc[:_WIDTH_SAMPLE].str.len()
    longest = max(float(lengths.quantile(0.9)) if len(lengths) else 0.0, len(column) + 1)
    return round(min(max(longest * _REM_PER_CHARACTER + 1.25, _MIN_WIDTH), _MAX_WIDTH), 1)
