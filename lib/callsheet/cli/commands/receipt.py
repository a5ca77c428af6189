"""`callsheet receipt`: the outcome of each row of a file that was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.output_files import outputs_of, write_outputs
from callsheet.cli.sends.submissions import find_submission
from callsheet.cli.terminal.console import say, visible
from callsheet.cli.terminal.json_output import VERSION, print_json
from callsheet.runtime.services import open_services
from callsheet.sending import make_receipt

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Print a receipt, or write it to a file (.xlsx, .csv, .json).

    Args:
        options: the command line.

    Returns:
        0.

    Raises:
        InvalidArgument: there is no such submission.
        SettingsError: the file cannot be written.
    """
    ledger = open_services(server_url=options.server).store.ledger
    receipt = make_receipt(ledger, find_submission(ledger, options.id))
    writers = {".xlsx": receipt.as_workbook, ".json": receipt.as_json}
    outputs = outputs_of(options)
    write_outputs([(output, writers.get(output.ending, receipt.as_csv)()) for output in outputs], options.replaceable)
    if options.json:
        print_json(receipt.to_json() | {"version": VERSION})
    elif not outputs and not options.quiet:
        for label, value in receipt.facts():
            say(f"{label:<28} {visible(value)}")
    return ALL_WELL
