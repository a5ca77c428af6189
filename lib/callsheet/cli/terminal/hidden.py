"""What the command line does about rows and columns that are hidden in a workbook: nothing is sent until it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.terminal.console import visible
from callsheet.errors import FileRefused, RefusalCode
from callsheet.validation import hidden_columns, hidden_rows
from callsheet.wording.cli.files import hidden_parts

if TYPE_CHECKING:
    import argparse

    from callsheet.validation import Report


def refuse_hidden(report: Report, options: argparse.Namespace) -> None:
    """Refuse to send what is hidden in the workbook, unless an option says what becomes of it.

    Args:
        report: the checked file.
        options: the command line.

    Raises:
        FileRefused: HIDDEN_PARTS_UNCLEAR (parts).
    """
    if options.drop_hidden or options.keep_hidden:
        return
    table, choices, mapping = report.table, report.choices, report.mapping
    rows = hidden_rows(table) - choices.left_out_rows
    columns = [column for column in hidden_columns(table) if column not in mapping.left_out]
    if rows or columns:
        names = [visible(table.header_of(column) or column) for column in columns]
        raise FileRefused(RefusalCode.HIDDEN_PARTS_UNCLEAR, parts=hidden_parts(len(rows), names))
