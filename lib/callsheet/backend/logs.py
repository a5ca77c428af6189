"""Logs as JSON lines on standard error: positions, codes and times; never a lead's data."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """One object a line: when, how grave, what, and facts."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record. A trace is left out: it could hold a lead's data; its kind is kept."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if record.name.startswith(("callsheet", "uvicorn")) else record.name,
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line | getattr(record, "facts", {}))


def start_logging(level: int) -> None:
    """Send everything of this process to standard error.

    Args:
        level: from which gravity on.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("uvicorn.error").setLevel(max(level, logging.WARNING))
    logging.getLogger("alembic").setLevel(logging.WARNING)
