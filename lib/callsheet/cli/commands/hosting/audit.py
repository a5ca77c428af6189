"""`callsheet audit`: export who did what, when, and check that nothing of it was changed."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL, REFUSED
from callsheet.cli.terminal.console import complain, say, write_raw
from callsheet.cli.terminal.json_output import print_json_line
from callsheet.files import escape_formula
from callsheet.runtime.services import open_services
from callsheet.wording.cli import audit as words

if TYPE_CHECKING:
    import argparse

    from callsheet.store import Store

COLUMNS = ("number", "at", "who", "what", "subject", "facts", "key_id", "signature")


def run(options: argparse.Namespace) -> int:
    """Export the audit, or check its signatures.

    Args:
        options: the command line.

    Returns:
        0; 2 when an entry was changed or is missing.
    """
    store = open_services().store
    if options.action == "check":
        return _check(store)
    if options.csv:
        write_raw([_csv_line(COLUMNS)])
    for entry in store.audit.entries():
        if options.csv:
            values = entry.to_json() | {"facts": json.dumps(entry.facts)}
            write_raw([_csv_line([escape_formula(str(values[column])) for column in COLUMNS])])
        else:
            print_json_line(entry.to_json())
    return ALL_WELL


def _check(store: Store) -> int:
    found = store.audit.verify()
    if found.broken_at is not None:
        complain(words.BROKEN.format(number=found.broken_at))
        return REFUSED
    say(words.whole(found.entries, found.unsigned))
    return ALL_WELL


def _csv_line(cells: list[str] | tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
