"""Logs as JSON lines on standard error: positions, codes and times; never a lead's data."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class JsonLines(logging.Formatter):
    """One object a line: when, how grave, what, and facts."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record. A trace is left out: it could hold a lead's data; its kind is kept."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if record.name.startswith(("callsheet", "uvicorn")) else record.name,
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["at"] = places_of(record.exc_info[1])
        return json.dumps(line | getattr(record, "facts", {}))


def places_of(error: BaseException | None) -> list[str]:
    """Where in our own code a fault went by, the last place last: file and line, never what was there."""
    trace = error.__traceback__ if error is not None else None
    frames = [(Path(each.filename), each.lineno) for each in traceback.extract_tb(trace)]
    return [f"{path.relative_to(ROOT)}:{line}" for path, line in frames if path.is_relative_to(ROOT)]


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
