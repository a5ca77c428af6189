"""`callsheet man`: print the manual page, which is made from the parser when the documentation is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.terminal.console import write_raw

if TYPE_CHECKING:
    import argparse

PAGE = Path(__file__).parents[2] / "reference" / "callsheet.1"


def run(_: argparse.Namespace) -> int:
    """Print the page in the format of man(7).

    Returns:
        0.
    """
    write_raw([PAGE.read_text(encoding="utf-8")])
    return ALL_WELL
