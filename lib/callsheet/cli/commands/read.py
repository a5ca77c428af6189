"""`callsheet read`: show a file as it was read, before it is checked."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from callsheet.cli.checks.inputs import prepare_reader, read_file
from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.output_files import STANDARD_OUTPUT, outputs_of, write_outputs
from callsheet.cli.terminal.console import say, visible
from callsheet.cli.terminal.json_output import VERSION, print_json
from callsheet.cli.terminal.screen import progress
from callsheet.reporting import file_json, notes_json, sheets_json
from callsheet.validation import IssueCode
from callsheet.wording.cli import files as words
from callsheet.wording.cli.findings import READING
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
        SettingsError: there is no such file, or a file cannot be written.
    """
    prepare_reader()
    with progress(READING.format(name=options.file), is_shown=not options.quiet):
        table = read_file(options)
    outputs = outputs_of(options)
    if outputs:
        data = _as_csv(table)
        write_outputs([(output, data) for output in outputs], options.replaceable)
    if options.json:
        facts = {"rows": len(table.frame), "broken_rows": _broken_rows(table), "notes": notes_json(table)}
        print_json({"file": file_json(table), "sheets": sheets_json(table.source), **facts, "version": VERSION})
    elif not options.quiet and options.csv != STANDARD_OUTPUT:
        _print_table(table)
    return ALL_WELL


def _broken_rows(table: Table) -> list[int]:
    """The numbers of rows that have another number of cells than the header, or a quote that does not close."""
    flags = table.flags
    broken = (flags["code"] == IssueCode.BROKEN_ROW.value) & (flags["column"] == "")
    return [int(row) for row in flags["row"][broken.to_numpy()]]


def _as_csv(table: Table) -> bytes:
    rows = table.frame.copy(deep=False)
    rows.insert(0, "row", rows.index, allow_duplicates=True)
    target = io.BytesIO()
    rows.to_csv(target, index=False, encoding="utf-8", lineterminator="\r\n")
    return target.getvalue()


def _print_table(table: Table) -> None:
    source = table.source
    say(words.file_line(visible(source.name), source.format, source.encoding, source.delimiter, source.sheet))
    say(words.rows_line(len(table.frame), source.header_row))
    for position, column in enumerate(table.frame.columns, start=1):
        values = table.frame[column]
        filled = values[values != ""]
        samples = list(map(visible, filled.head(3).to_list()))
        say(words.column_line(position, visible(column), len(filled), len(values), samples))
    broken = _broken_rows(table)
    if broken:
        say(f"· {words.broken_rows_line(broken)}")
    for entry in table.notes:
        say(f"· {visible(note(entry.code.value, entry.rows, entry.columns, entry.facts))}")
