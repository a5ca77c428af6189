"""Requests a key may make in a minute, counted for all worker processes of a machine."""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 60
_COUNT = """
INSERT INTO hits (identity, period, number) VALUES (?, ?, 1)
ON CONFLICT (identity) DO UPDATE SET
    number = CASE WHEN period = excluded.period THEN number + 1 ELSE 1 END, period = excluded.period
RETURNING number
"""


@dataclass(frozen=True)
class Allowance:
    """What a caller may still do.

    Args:
        limit: requests in a period.
        remaining: requests left in this one.
        reset: when the next begins, in seconds since 1970.
        wait: seconds until then.
        granted: False when this request is one too many.
    """

    limit: int
    remaining: int
    reset: int
    wait: int
    granted: bool

    def headers(self) -> dict[str, str]:
        """The headers every answer carries (documented for a sister endpoint)."""
        told = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset),
        }
        return told if self.granted else told | {"Retry-After": str(self.wait)}


class RateLimit:
    """Counts in a small file that processes share and that no crash needs to survive.

    Args:
        path: that file.
        limit: requests a caller may make in 60 s.
    """

    def __init__(self, path: Path, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute("PRAGMA journal_mode=MEMORY")
        self._database.execute("CREATE TABLE IF NOT EXISTS hits (identity TEXT PRIMARY KEY, period INT, number INT)")
        self._period = 0

    def take(self, identity: str) -> Allowance:
        """Count one request.

        Args:
            identity: whose; never a key itself.
        """
        now = time.time()
        period = int(now) // SECONDS
        with self._lock:
            if period != self._period:
                self._period = period
                self._database.execute("DELETE FROM hits WHERE period < ?", (period,))
            number = self._database.execute(_COUNT, (identity, period)).fetchone()[0]
        reset = (period + 1) * SECONDS
        left = max(0, self._limit - number)
        return Allowance(self._limit, left, reset, math.ceil(reset - now), number <= self._limit)

    def close(self) -> None:
        """Close the file."""
        self._database.close()
