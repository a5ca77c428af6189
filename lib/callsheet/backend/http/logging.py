"""Structured logs: one JSON object a line on standard error. They hold positions, codes and times, no lead data."""

from __future__ import annotations

import json
import logging
import math
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

REPEATED_AFTER_SECONDS = 60.0
_PACKAGE = Path(__file__).parents[2]


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object: time, level, event, and the record's `facts`."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record. Of an exception only class and positions are logged: its message could hold lead data."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            # The messages of other libraries could hold data as well; their logger's name is enough.
            "event": record.getMessage() if record.name.startswith(("callsheet", "uvicorn")) else record.name,
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["at"] = package_positions(record.exc_info[1])
        return json.dumps(line | getattr(record, "facts", {}))


class OncePerMinute(logging.Filter):
    """Lets a message of asyncio through once a minute: without descriptors it logs each connection that it refuses."""

    def __init__(self) -> None:
        super().__init__()
        self._logged: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is logged: its first line was not within a minute."""
        line = record.getMessage().partition("\n")[0]
        last = self._logged.get(line, -math.inf)
        if record.created - last < REPEATED_AFTER_SECONDS:
            return False
        self._logged = {line: record.created}
        return True


def package_positions(error: BaseException | None) -> list[str]:
    """Return the lines of this package in an exception's traceback, outermost first, as "backend/app.py:42"."""
    trace = error.__traceback__ if error is not None else None
    lines = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(trace)]
    return [f"{path.relative_to(_PACKAGE)}:{line}" for path, line in lines if path.is_relative_to(_PACKAGE)]


def configure_logging(level: int) -> None:
    """Send the logs of this process to standard error as JSON lines.

    Args:
        level: the lowest level that is logged; uvicorn and Alembic log warnings and errors only.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("uvicorn.error").setLevel(max(level, logging.WARNING))
    asyncio_log = logging.getLogger("asyncio")
    asyncio_log.filters = [OncePerMinute()]
    logging.getLogger("alembic").setLevel(logging.WARNING)
