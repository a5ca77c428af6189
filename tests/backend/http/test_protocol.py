"""Slow and malformed clients: their connections are closed or get a 400; nothing is queued."""

from __future__ import annotations

import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Protocol

import pytest

from callsheet.backend.http import protocol
from tests.backend.http.raw_requests import FORM, connect, form_with_file, is_closed_during, read_response, upload_head
from tests.backend.statements import before_statement
from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from tests.support.running_backend import Backend

ENVELOPE = {"statusCode", "message", "error"}


class ShortTimeouts(Protocol):
    """Shortens the timeouts of the server for a block, in seconds."""

    def __call__(
        self, *, silence: float = 0.2, head: float = 0.6, body: float = 0.8
    ) -> AbstractContextManager[None]: ...


@pytest.fixture
def short_timeouts(monkeypatch: pytest.MonkeyPatch) -> ShortTimeouts:
    """Timeouts of a moment instead of half a minute."""

    @contextmanager
    def shorten(*, silence: float = 0.2, head: float = 0.6, body: float = 0.8) -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(protocol, "SILENCE_SECONDS", silence)
            patch.setattr(protocol, "HEAD_SECONDS", head)
            patch.setattr(protocol, "BODY_SECONDS", body)
            yield

    return shorten


@pytest.mark.parametrize("start", [b"", b"GET /health HT", b"GET /health HTTP/1.1\r\nHost: a\r\nX: "])
def test_a_head_that_stops(backend: Backend, short_timeouts: ShortTimeouts, start: bytes) -> None:
    """A connection on which the headers stop is closed."""
    with short_timeouts(), closing(connect(backend)) as connection:
        connection.sendall(start)
        assert connection.recv(1) == b""


def test_a_head_that_trickles(backend: Backend, short_timeouts: ShortTimeouts) -> None:
    """A connection on which the headers take too long is closed, although bytes keep arriving."""
    with short_timeouts(silence=30), closing(connect(backend)) as connection:
        assert is_closed_during(connection, b"GET /health HTTP/1.1\r\nX: " + b"x" * 200)


@pytest.mark.parametrize("rest", [b"", form_with_file()[:60]], ids=["no body", "half a body"])
def test_a_body_that_stops(backend: Backend, campaign: str, short_timeouts: ShortTimeouts, rest: bytes) -> None:
    """A connection on which the body stops is closed, and nothing is queued."""
    with short_timeouts(), closing(connect(backend)) as connection:
        connection.sendall(upload_head(backend, campaign, FORM, "Content-Length: 5000") + rest)
        assert connection.recv(1) == b""
    assert backend.leads(campaign) == []


def test_a_body_that_trickles(backend: Backend, campaign: str, short_timeouts: ShortTimeouts) -> None:
    """A connection on which the body takes too long is closed, although bytes keep arriving."""
    with short_timeouts(silence=30), closing(connect(backend)) as connection:
        start = form_with_file().partition(LEADS.encode())[0]
        connection.sendall(upload_head(backend, campaign, FORM, "Content-Length: 5000") + start)
        assert is_closed_during(connection, b"x" * 300)


def test_a_body_below_the_least_rate(
    backend: Backend, campaign: str, short_timeouts: ShortTimeouts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a while a body must arrive with a least rate on average; long before the longest duration, it is closed."""
    monkeypatch.setattr(protocol, "BODY_GRACE_SECONDS", 0.3)
    monkeypatch.setattr(protocol, "LEAST_BYTES_PER_SECOND", 100_000)
    with short_timeouts(silence=0.5, body=600), closing(connect(backend)) as connection:
        start = form_with_file().partition(LEADS.encode())[0]
        connection.sendall(upload_head(backend, campaign, FORM, "Content-Length: 5000") + start)
        assert is_closed_during(connection, b"x" * 300)
    assert backend.leads(campaign) == []


def test_a_slow_response_is_not_a_slow_client(backend: Backend, campaign: str, short_timeouts: ShortTimeouts) -> None:
    """While the server works, the client may wait in silence beyond every timeout."""
    whole = form_with_file()
    request = upload_head(backend, campaign, FORM, f"Content-Length: {len(whole)}") + whole
    slow = before_statement(backend.services.engine, "SELECT country_rules", lambda: threading.Event().wait(2.5))
    with slow, short_timeouts(silence=1, head=1, body=1), closing(connect(backend)) as connection:
        connection.sendall(request)
        assert read_response(connection)[0] == 201


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET /health HTTP/1.1\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"x" * 1000) for n in range(200)) + b"\r\n",
        b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /v1/campaigns HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        b"POST /v1/campaigns HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    ],
    ids=["TLS", "200 kB of headers", "a long path", "two lengths", "a length below 0"],
)
def test_requests_that_are_not_http(backend: Backend, request_bytes: bytes) -> None:
    """400 in the envelope of every error response."""
    with closing(connect(backend)) as connection:
        connection.sendall(request_bytes)
        status, body = read_response(connection)
    assert (status, set(body)) == (400, ENVELOPE)


def test_an_invalid_chunk(backend: Backend, campaign: str) -> None:
    """A body with an invalid chunk queues nothing."""
    with closing(connect(backend)) as connection:
        connection.sendall(upload_head(backend, campaign, FORM, "Transfer-Encoding: chunked") + b"5\r\nabcde\r\nzz\r\n")
        assert read_response(connection)[0] in (0, 400)
    assert backend.leads(campaign) == []


@pytest.mark.parametrize("length", [10, len(form_with_file()) - 3])
def test_a_content_length_below_the_body(backend: Backend, campaign: str, length: int) -> None:
    """A form that ends too early is a 400, and nothing is queued."""
    with closing(connect(backend)) as connection:
        connection.sendall(
            upload_head(backend, campaign, FORM, f"Content-Length: {length}") + form_with_file()[:length]
        )
        assert read_response(connection)[0] == 400
    assert backend.leads(campaign) == []
