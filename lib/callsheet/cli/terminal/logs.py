"""What is logged, on standard error: one visible line a record, never the message of an exception."""

from __future__ import annotations

import logging

from callsheet.cli.terminal.console import complain, visible


class VisibleLines(logging.Handler):
    """Prints a record as one line; of an exception only its class, because its message could hold lead data."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a record."""
        kind = record.exc_info[0] if record.exc_info else None
        complain(visible(f"{record.getMessage()}{f' ({kind.__name__})' if kind is not None else ''}"))


def show_logs() -> None:
    """Print warnings and errors of this process, unless its logs go elsewhere already."""
    logging.basicConfig(level=logging.WARNING, handlers=[VisibleLines()])
