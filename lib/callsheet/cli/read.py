"""`callsheet read`: show a file as it was read, before it is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.inputs import read_file
from callsheet.cli.output import print_json
from callsheet.reporting import file_json, notes_json, sheets_json
from callsheet.validation import IssueCode
from callsheet.wording import cli
from callsheet.wording.notes import note

if TYPE_CHECKING:
    import argparse

    from callsheet.validation import Table


def run(options: argparse.Namespace) -> int:
    """Read a file and print what was read.

    Args:
        options: the command line.

    Returns:
        0.

    Raises:
        FileRefused: the file cannot be accepted.
        SettingsError: there is no such file, or it may not be read.
    """
    table = read_file(options)
    if options.csv:
        rows = table.frame.copy(deep=False)
        rows.insert(0, "row", rows.index, allow_duplicates=True)
        rows.to_csv(options.csv, index=False, encoding="utf-8", lineterminator="\r\n")
    if options.json:
        source = table.source
        print_json(
            {
                "file": file_json(source),
                "sheets": sheets_json(source),
                "rows": len(table.frame),
                "broken_rows": _broken_rows(table),
                "notes": notes_json(table),
            }
        )
    else:
        _print_table(table)
    return ALL_WELL


def _broken_rows(table: Table) -> list[int]:
    """The numbers of rows that have another number of cells than the header, or a quote that does not close."""
    flags = table.flags
    broken = (flags["code"] == IssueCode.BROKEN_ROW.value) & (flags["column"] == "")
    return [int(row) for row in flags["row"][broken.to_numpy()]]


def _print_table(table: Table) -> None:
    source = table.source
    print(cli.file_line(source.name, source.format, source.encoding, source.delimiter, source.sheet))
    print(cli.rows_line(len(table.frame), source.header_row))
    for position, column in enumerate(table.frame.columns, start=1):
        values = table.frame[column]
        filled = values[values != ""]
        print(cli.column_line(position, column, len(filled), len(values), filled.head(3).to_list()))
    broken = _broken_rows(table)
    if broken:
        print(f"· {cli.broken_rows_line(broken)}")
    for entry in table.notes:
        print(f"· {note(entry.code.value, entry.rows, entry.columns, entry.facts)}")
