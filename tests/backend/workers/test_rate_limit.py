"""The rate limit over HTTP."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.support.running_backend import run_backend

if TYPE_CHECKING:
    from pathlib import Path


def test_too_many_requests(tmp_path: Path) -> None:
    """Each key has its limit; headers count down; a 429 says how long to wait; `/health` has no limit."""
    with run_backend(tmp_path, rate_limit=3) as backend:
        if time.time() % 60 > 50:
            time.sleep(61 - time.time() % 60)  # a new minute would start counting again
        remaining = [backend.call("GET", "/capabilities").headers["X-RateLimit-Remaining"] for _ in range(3)]
        refused = backend.call("GET", "/capabilities")
        assert (remaining, refused.status_code) == (["2", "1", "0"], 429)
        assert refused.json() == {
            "statusCode": 429,
            "message": "Too many requests. Please slow down and retry after a moment.",
            "error": "Too Many Requests",
        }
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert int(refused.headers["X-RateLimit-Reset"]) % 60 == 0
        assert refused.headers["X-RateLimit-Limit"] == "3"
        assert backend.new_workspace().call("GET", "/capabilities").status_code == 200
        assert [backend.call("GET", "/capabilities", key="wrong").status_code for _ in range(4)] == [401] * 3 + [429]
        assert backend.call("GET", "/../health", key="").status_code == 200
