"""`callsheet receipt`: the outcome of each row of a file that was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.output import print_json
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
        StoreError: there is no such submission.
    """
    ledger = open_services(server_url=options.server).store.ledger
    receipt = make_receipt(ledger, ledger.get(options.id))
    if options.out:
        writers = {".xlsx": receipt.as_workbook, ".json": receipt.as_json}
        options.out.write_bytes(writers.get(options.out.suffix.lower(), receipt.as_csv)())
    elif options.json:
        print_json(receipt.to_json())
    else:
        for label, value in receipt.facts():
            print(f"{label:<28} {value}")
    return ALL_WELL
