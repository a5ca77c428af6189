"""Rate limit: requests a key may make in a minute, counted for all worker processes of a machine."""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WINDOW_SECONDS = 60
"""Length of a window (documented for a sister endpoint). Windows start at whole minutes of UTC for everyone."""
_COUNT_REQUEST = """
INSERT INTO hits (identity, period, number) VALUES (?, ?, 1)
ON CONFLICT (identity) DO UPDATE SET
    number = CASE WHEN period = excluded.period THEN number + 1 ELSE 1 END, period = excluded.period
RETURNING number
"""


@dataclass(frozen=True)
class Allowance:
    """What is left of a caller's limit.

    Args:
        limit: requests in a window.
        remaining: requests left in this window.
        reset: when the next window starts, in seconds since 1970.
        wait: seconds until then.
        granted: False if the request exceeds the limit.
    """

    limit: int
    remaining: int
    reset: int
    wait: int
    granted: bool

    def headers(self) -> dict[str, str]:
        """Return the headers of every response (documented for a sister endpoint)."""
        headers = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset),
        }
        return headers if self.granted else headers | {"Retry-After": str(self.wait)}


class RateLimit:
    """Counts requests in a small SQLite file that processes share. Its contents may be lost in a crash.

    Args:
        path: the file.
        limit: requests a caller may make in a window.
    """

    def __init__(self, path: Path, limit: int) -> None:
        self._limit = limit
        self._one_at_a_time = threading.Lock()  # the connection is shared by the threads of this process
        try:
            self._database = _open(path)
        except sqlite3.OperationalError:  # locked, or a file that may not be used
            raise
        except sqlite3.DatabaseError:  # damaged in a crash: it holds the counts of a minute
            path.unlink(missing_ok=True)
            self._database = _open(path)
        self._window = 0

    def take(self, identity: str) -> Allowance:
        """Count one request.

        Args:
            identity: the caller; never an API key itself, because the file is not protected.
        """
        now = time.time()
        window = int(now) // WINDOW_SECONDS
        with self._one_at_a_time:
            if window != self._window:
                self._window = window
                self._database.execute("DELETE FROM hits WHERE period < ?", (window,))
            number = self._database.execute(_COUNT_REQUEST, (identity, window)).fetchone()[0]
        reset = (window + 1) * WINDOW_SECONDS
        remaining = max(0, self._limit - number)
        return Allowance(self._limit, remaining, reset, math.ceil(reset - now), number <= self._limit)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    try:
        database.execute("PRAGMA synchronous=OFF")
        database.execute("PRAGMA journal_mode=MEMORY")
        database.execute("CREATE TABLE IF NOT EXISTS hits (identity TEXT PRIMARY KEY, period INT, number INT)")
    except sqlite3.Error:
        database.close()
        raise
    return database
