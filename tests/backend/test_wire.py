"""Clients that are slow, broken or greedy: they are let go or refused, and nobody else notices."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import requests

from callsheet.backend.http import protocol
from tests.backend.statements import before_statement
from tests.support.running_backend import HEADER, LEADS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.support.running_backend import Backend


ENVELOPE = {"statusCode", "message", "error"}
MIB = 1024 * 1024


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AbstractContextManager[None]]:
    """A server that waits for a moment instead of half a minute, for as long as a block lasts."""

    @contextmanager
    def shortly(silence: float = 0.2, head: float = 0.6, body: float = 0.8) -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(protocol, "SILENCE_SECONDS", silence)
            patch.setattr(protocol, "HEAD_SECONDS", head)
            patch.setattr(protocol, "BODY_SECONDS", body)
            yield

    return shortly


def connected(backend: Backend) -> socket.socket:
    address = urlsplit(backend.root)
    connection = socket.create_connection((address.hostname, address.port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def head(backend: Backend, campaign: str, *more: str) -> bytes:
    lines = (
        f"POST /v1/campaigns-leads/upload-file/{campaign} HTTP/1.1",
        "Host: server",
        f"Authorization: Bearer {backend.key}",
        *more,
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def multipart(data: str = LEADS, boundary: str = "line", part: str = 'name="file"; filename="leads.csv"') -> bytes:
    return f"--{boundary}\r\nContent-Disposition: form-data; {part}\r\n\r\n{data}\r\n--{boundary}--\r\n".encode()


FORM = "Content-Type: multipart/form-data; boundary=line"


def answer_of(connection: socket.socket) -> tuple[int, dict]:
    """Status and body of the answer; 0 when the connection was closed without one."""
    found = b""
    while b"\r\n\r\n" not in found:
        piece = connection.recv(65_536)
        if not piece:
            return 0, {}
        found += piece
    lines, _, body = found.partition(b"\r\n\r\n")
    length = int(
        next(line.split(b":")[1] for line in lines.split(b"\r\n") if line.lower().startswith(b"content-length"))
    )
    while len(body) < length:
        body += connection.recv(65_536)
    return int(lines.split()[1]), json.loads(body)


def is_closed_while(connection: socket.socket, trickle: bytes) -> bool:
    """Send a byte at a time until the other side closes; False when it takes all of them."""
    connection.settimeout(0.05)
    try:
        for each in trickle:
            connection.sendall(bytes([each]))
            try:
                if connection.recv(1) == b"":
                    return True
            except TimeoutError:
                continue
    except OSError:
        return True
    return False


@pytest.mark.parametrize("begun", [b"", b"GET /health HT", b"GET /health HTTP/1.1\r\nHost: a\r\nX: "])
def test_a_head_that_stops_is_not_waited_for(
    backend: Backend, impatient: Callable[..., AbstractContextManager[None]], begun: bytes
) -> None:
    """A connection without a whole request is closed."""
    with impatient(), closing(connected(backend)) as connection:
        connection.sendall(begun)
        assert connection.recv(1) == b""


def test_a_head_that_trickles_is_not_waited_for(
    backend: Backend, impatient: Callable[..., AbstractContextManager[None]]
) -> None:
    """Never silent, and yet too slow: closed."""
    with impatient(silence=30), closing(connected(backend)) as connection:
        assert is_closed_while(connection, b"GET /health HTTP/1.1\r\nX: " + b"x" * 200)


@pytest.mark.parametrize("rest", [b"", multipart()[:60]], ids=["no body", "half a body"])
def test_a_body_that_stops_is_not_waited_for(
    backend: Backend, campaign: str, impatient: Callable[..., AbstractContextManager[None]], rest: bytes
) -> None:
    """The length was promised: closed, nothing queued."""
    with impatient(), closing(connected(backend)) as connection:
        connection.sendall(head(backend, campaign, FORM, "Content-Length: 5000") + rest)
        assert connection.recv(1) == b""
    assert backend.leads(campaign) == []


def test_a_body_that_trickles_is_not_waited_for(
    backend: Backend, campaign: str, impatient: Callable[..., AbstractContextManager[None]]
) -> None:
    """A byte now and then does not keep a connection for ever."""
    with impatient(silence=30), closing(connected(backend)) as connection:
        connection.sendall(head(backend, campaign, FORM, "Content-Length: 5000"))
        assert is_closed_while(connection, b"x" * 300)


def test_a_slow_response_is_not_a_slow_client(
    backend: Backend, campaign: str, impatient: Callable[..., AbstractContextManager[None]]
) -> None:
    """While the server works, the client may wait in silence beyond every timeout."""
    whole = multipart()
    request = head(backend, campaign, FORM, f"Content-Length: {len(whole)}") + whole
    slow = before_statement(backend.services.engine, "SELECT country_rules", lambda: threading.Event().wait(2.5))
    with slow, impatient(silence=1, head=1, body=1), closing(connected(backend)) as connection:
        connection.sendall(request)
        assert answer_of(connection)[0] == 201


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
def test_what_is_no_http_is_refused_in_the_envelope(backend: Backend, request_bytes: bytes) -> None:
    """400 with a body that any client of the API can read."""
    with closing(connected(backend)) as connection:
        connection.sendall(request_bytes)
        status, body = answer_of(connection)
    assert (status, set(body)) == (400, ENVELOPE)


def test_a_chunk_that_is_none_queues_nothing(backend: Backend, campaign: str) -> None:
    """A body broken in the middle is refused; the campaign stays as it was."""
    with closing(connected(backend)) as connection:
        connection.sendall(head(backend, campaign, FORM, "Transfer-Encoding: chunked") + b"5\r\nabcde\r\nzz\r\n")
        assert answer_of(connection)[0] in (0, 400)
    assert backend.leads(campaign) == []


@pytest.mark.parametrize("length", [10, len(multipart()) - 3])
def test_a_length_below_the_body_cuts_the_file(backend: Backend, campaign: str, length: int) -> None:
    """Half a form is no file: refused, nothing queued."""
    with closing(connected(backend)) as connection:
        connection.sendall(head(backend, campaign, FORM, f"Content-Length: {length}") + multipart()[:length])
        assert answer_of(connection)[0] == 400
    assert backend.leads(campaign) == []


def test_an_endless_upload_is_refused_while_it_comes(backend: Backend, campaign: str) -> None:
    """No length is stated: 413 a little after 10 MB, long before the client has sent its 100."""
    start = multipart(HEADER)[: -len("\r\n--line--\r\n")]
    rows, answered, sent = b"9876543210,Asha\n" * 4096, threading.Event(), []
    with closing(connected(backend)) as connection:

        def send() -> None:
            connection.sendall(head(backend, campaign, FORM, "Transfer-Encoding: chunked"))
            for piece in (start, *[rows] * 1600):
                if answered.is_set():
                    return
                connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
                sent.append(len(piece))

        sender = threading.Thread(target=send)
        sender.start()
        status, body = answer_of(connection)
        answered.set()
        sender.join()
    assert (status, body["message"]) == (413, "File must not exceed 10 MB.")
    assert 10 * MIB < sum(sent) < 50 * MIB
    assert backend.leads(campaign) == []


def test_a_refusal_reaches_a_client_that_is_still_sending(backend: Backend, campaign: str) -> None:
    """401 and 413 come before the body is in, and arrive all the same."""
    body = multipart("x" * 12 * MIB)
    url = f"{backend.url}/campaigns-leads/upload-file/{campaign}"
    headers = {"Content-Type": "multipart/form-data; boundary=line"}
    for key, status in ((backend.key, 413), ("wrong", 401)) * 3:
        answer = requests.post(url, data=body, headers=headers | {"Authorization": f"Bearer {key}"}, timeout=60)
        assert answer.status_code == status


@pytest.mark.parametrize(
    "body",
    [
        b"".join(b'--line\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nx\r\n' % n for n in range(1000))
        + multipart(),
        multipart()[: -len("--line--\r\n")] + multipart(),
        multipart(part='name="file"; filename="leads.csv"\r\n' + "".join(f"X-{n}: y\r\n" for n in range(100)) + "Z: z"),
        multipart(part=f'name="file"; filename="leads.csv"\r\nX: {"y" * 100_000}'),
        multipart("x" * 2 * MIB, part='name="notes"'),
        multipart(boundary="another"),
    ],
    ids=["1,000 fields", "two files", "100 headers of a part", "a long header", "a large field", "other boundary"],
)  # fmt: skip
def test_a_form_of_many_parts_is_refused(backend: Backend, campaign: str, body: bytes) -> None:
    """400 in the envelope, nothing queued, nothing kept in memory."""
    answer = backend.call(
        "POST",
        f"/campaigns-leads/upload-file/{campaign}",
        data=body,
        headers={"Content-Type": "multipart/form-data; boundary=line"},
    )
    assert (answer.status_code, set(answer.json())) == (400, ENVELOPE)
    assert backend.leads(campaign) == []


def test_the_media_type_may_be_written_in_any_case(backend: Backend, campaign: str) -> None:
    """`Multipart/Form-Data` is the same type."""
    headers = {"Content-Type": "Multipart/Form-Data; boundary=line"}
    answer = backend.call("POST", f"/campaigns-leads/upload-file/{campaign}", data=multipart(), headers=headers)
    assert answer.status_code == 201
