"""Requests to unknown names and from other pages are refused."""

from __future__ import annotations

import pytest

from callsheet.web import HostCheck, KnownHosts
from tests.support.asgi import RecordingApp, run_asgi


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8501", "127.0.0.1", "127.0.0.1:8501", "127.1.2.3:80", "[::1]", "[::1]:8501", "localhost."],
)
def test_loopback_names_are_always_known(host: str) -> None:
    """Whatever the port; the machine itself can be named in several ways."""
    assert KnownHosts().knows(host)


@pytest.mark.parametrize(
    "host",
    [
        "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:8501",
        "localhost@evil.example", "user@localhost", "localhost/path", "localhost, evil.example", "localhost:port",
        "localhost:99999", " localhost", "192.168.1.5", "8.8.8.8", "[::]", "[::1", "::1", "localhost?x", "localhost#x",
        "local\thost", "127.0.0.1:8501:8501",
    ],
)  # fmt: skip
def test_other_names_are_unknown(host: str) -> None:
    """Names that only look like a loopback name, and what is no name at all, are unknown."""
    assert not KnownHosts().knows(host)


@pytest.mark.parametrize(
    ("host", "is_known"),
    [
        ("leads.example", True), ("Leads.Example:8443", True), ("calls.example:443", True), ("calls.example", False),
        ("calls.example:80", False), ("a.leads.example", False), ("localhost", True), ("192.168.1.5", True),
    ],
)  # fmt: skip
def test_configured_names_are_known(host: str, is_known: bool) -> None:
    """A name without a port is known at every port, one with a port at that port only."""
    assert KnownHosts(" leads.example, calls.example:443,, 192.168.1.5").knows(host) is is_known


def outcome(kind: str, method: str, headers: list[tuple[bytes, bytes]]) -> str:
    """What became of a request: the type of the first message."""
    passed, unknown, other = (RecordingApp({"type": name}) for name in ("passed", "unknown", "other"))
    check = HostCheck(passed, KnownHosts("leads.example"), unknown, other)
    return str(run_asgi(check, {"type": kind, "method": method, "headers": headers})[0]["type"])


@pytest.mark.parametrize(
    ("kind", "method", "host", "origin", "expected"),
    [
        ("http", "GET", "localhost:8501", "", "passed"),
        ("http", "GET", "evil.example", "", "unknown"),
        ("http", "POST", "evil.example", "http://evil.example", "unknown"),
        ("http", "POST", "localhost:8501", "", "passed"),
        ("http", "POST", "localhost:8501", "http://localhost:8501", "passed"),
        ("http", "POST", "localhost:8501", "http://localhost:8502", "other"),
        ("http", "PUT", "localhost:8501", "http://127.0.0.1:8501", "other"),
        ("http", "DELETE", "localhost:8501", "null", "other"),
        ("http", "GET", "localhost:8501", "http://evil.example", "passed"),
        ("http", "POST", "leads.example", "https://leads.example", "passed"),
        ("http", "POST", "leads.example:443", "https://leads.example", "passed"),
        ("http", "POST", "leads.example", "https://leads.example:8443", "other"),
        ("websocket", "", "localhost:8501", "http://localhost:8501", "passed"),
        ("websocket", "", "localhost:8501", "", "passed"),
        ("websocket", "", "localhost:8501", "http://evil.example", "websocket.close"),
        ("websocket", "", "evil.example", "http://evil.example", "websocket.close"),
        ("websocket", "", "localhost:8501", "file://", "websocket.close"),
        ("lifespan", "", "", "", "passed"),
    ],
)
def test_requests_are_passed_or_refused(kind: str, method: str, host: str, origin: str, expected: str) -> None:
    """Writing, and a WebSocket, need an origin that is this server's own, or none, as of a program."""
    headers = [(name, value.encode()) for name, value in ((b"host", host), (b"origin", origin)) if value]
    assert outcome(kind, method, headers) == expected


def test_a_request_with_two_hosts_is_refused() -> None:
    """Two `Host` headers may be read differently by a proxy and by us."""
    assert outcome("http", "GET", [(b"host", b"localhost"), (b"host", b"evil.example")]) == "unknown"
