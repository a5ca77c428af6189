"""The command line: the same walk from a terminal."""

from __future__ import annotations


def main() -> int:
    """Run the command line.

    Returns:
        The exit code.
    """
    return 0
