"""Print why a file cannot be accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.terminal.console import complain, visible
from callsheet.cli.terminal.json_output import print_json, print_json_line, refusal_json

if TYPE_CHECKING:
    import argparse

    from callsheet.errors import FileRefused


def print_refusal(refused: FileRefused, options: argparse.Namespace) -> None:
    """Print a refusal: as JSON on standard output, or as a sentence on standard error.

    Args:
        refused: why.
        options: the command line.
    """
    value = refusal_json(refused)
    if vars(options).get("jsonl"):
        print_json_line({"type": "refused", **value})
    elif vars(options).get("json"):
        print_json({"refused": value})
    else:
        complain(visible(value["message"]))
