"""The rate limit over HTTP."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from callsheet.backend.workers.rate_limit import RateLimit
from callsheet.errors import SettingsError
from callsheet.settings import load_settings
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


@pytest.mark.parametrize(
    ("proxies", "statuses"),
    [
        ("", {401, 429}),
        ("10.0.0.0/8", {401, 429}),
        ("127.0.0.1", {401}),
        ("192.0.2.1, 127.0.0.0/8", {401}),
    ],
    ids=["no proxy", "another network", "this address", "this network"],
)
def test_a_client_says_its_own_address_to_no_avail(tmp_path: Path, proxies: str, statuses: set[int]) -> None:
    """Twenty-five wrong keys with as many invented addresses pass no limit of ten, unless a proxy of ours says them."""
    with run_backend(tmp_path, rate_limit=10, proxies=proxies) as backend:
        answers = [
            backend.call("GET", "/capabilities", key="wrong", headers={"X-Forwarded-For": f"203.0.113.{number}"})
            for number in range(25)
        ]
    assert {answer.status_code for answer in answers} == statuses


@pytest.mark.parametrize("proxies", ["*", "proxy.example", "10.0.0.1/33", "127.0.0.1;10.0.0.1"])
def test_proxies_are_addresses_or_networks(monkeypatch: pytest.MonkeyPatch, proxies: str) -> None:
    """A name, or everybody, would believe whoever claims it; the message names the variable."""
    monkeypatch.setenv("CALLSHEET_PROXIES", proxies)
    with pytest.raises(SettingsError, match="CALLSHEET_PROXIES"):
        load_settings()


def test_damaged_counts_are_begun_anew(tmp_path: Path) -> None:
    """The file holds the requests of a minute, and a crash may leave anything in it."""
    path = tmp_path / "rate-limit.db"
    path.write_bytes(b"no database" * 999)
    limit = RateLimit(path, 2)
    assert [limit.take("caller").granted for _ in range(3)].count(True) >= 2
    limit.close()
