"""`callsheet schema`: print the JSON Schema of what a command prints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.terminal.console import write_raw

if TYPE_CHECKING:
    import argparse

FOLDER = Path(__file__).parents[2] / "reference" / "schemas"


def run(options: argparse.Namespace) -> int:
    """Print a schema.

    Args:
        options: the command line.

    Returns:
        0.
    """
    write_raw([(FOLDER / f"{options.name}.json").read_text(encoding="utf-8")])
    return ALL_WELL
