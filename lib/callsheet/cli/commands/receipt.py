"""`callsheet receipt`: the outcome of each row of a file that was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL, SOME_LEFT_OUT
from callsheet.cli.input_files import open_input
from callsheet.cli.output_files import outputs_of, write_outputs
from callsheet.cli.sends.submissions import find_submission
from callsheet.cli.terminal.console import say, visible
from callsheet.cli.terminal.json_output import VERSION, print_json
from callsheet.errors import InvalidArgument
from callsheet.runtime.services import open_services
from callsheet.sending import check_seal, make_receipt
from callsheet.wording import receipt as words
from callsheet.wording.cli.errors import ID_OR_CHECK

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Print a receipt, or write it to a file (.xlsx, .csv, .json).

    Args:
        options: the command line.

    Returns:
        0; 1 where the receipt to check was changed, or was sealed elsewhere.

    Raises:
        InvalidArgument: there is no such submission, or the file to check is no receipt.
        SettingsError: the file cannot be written.
    """
    ledger = open_services(server_url=options.server).store.ledger
    if options.check is not None:
        return _check(options.check, ledger.signing_key())
    if options.id is None:
        raise InvalidArgument(ID_OR_CHECK)
    receipt = make_receipt(ledger, find_submission(ledger, options.id))
    writers = {".xlsx": receipt.as_workbook, ".json": receipt.as_json}
    outputs = outputs_of(options)
    write_outputs([(output, writers.get(output.ending, receipt.as_csv)()) for output in outputs], options.replaceable)
    if options.json:
        print_json(receipt.sealed() | {"version": VERSION})
    elif not outputs and not options.quiet:
        for label, value in receipt.facts():
            say(f"{label:<28} {visible(value)}")
    return ALL_WELL


def _check(name: str, key: bytes) -> int:
    """Say whether a saved receipt was changed."""
    with open_input(name) as file:
        found = check_seal(file.read(), key)
    if found.is_whole:
        say(words.UNCHANGED)
        return ALL_WELL
    say(words.changed(found.changed_at) if found.is_ours else words.OTHER_KEY)
    return SOME_LEFT_OUT
