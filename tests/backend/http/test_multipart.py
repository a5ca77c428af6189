"""Receive an upload's form: size limit while it streams in, unusual forms."""

from __future__ import annotations

import json
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import requests

from callsheet.backend.http import lingering_transport
from tests.backend.http.raw_requests import FORM, connect, form_with_file, read_response, upload_head
from tests.support.running_backend import HEADER

if TYPE_CHECKING:
    import socket

    from tests.support.running_backend import Backend

ENVELOPE = {"statusCode", "message", "error"}
MIB = 1024 * 1024


def test_an_endless_upload(backend: Backend, campaign: str) -> None:
    """Without a Content-Length: 413 after little more than 10 MB of the 100 that the client wants to send."""
    start = form_with_file(HEADER)[: -len("\r\n--line--\r\n")]
    rows, is_answered, sent = b"9876543210,Asha\n" * 4096, threading.Event(), list[int]()
    with closing(connect(backend)) as connection:

        def send() -> None:
            connection.sendall(upload_head(backend, campaign, FORM, "Transfer-Encoding: chunked"))
            for chunk in (start, *[rows] * 1600):
                if is_answered.is_set():
                    return
                connection.sendall(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                sent.append(len(chunk))

        sender = threading.Thread(target=send)
        sender.start()
        status, body = read_response(connection)
        is_answered.set()
        sender.join()
    assert (status, body["message"]) == (413, "File must not exceed 10 MB.")
    assert 10 * MIB < sum(sent) < 50 * MIB
    assert backend.leads(campaign) == []


def test_an_early_error_response_arrives(backend: Backend, campaign: str) -> None:
    """401 and 413 are sent before the body has arrived, and a client that is still sending gets them."""
    body = form_with_file("x" * 12 * MIB)
    url = f"{backend.url}/campaigns-leads/upload-file/{campaign}"
    headers = {"Content-Type": "multipart/form-data; boundary=line"}
    for key, status in ((backend.key, 413), ("wrong", 401)) * 3:
        answer = requests.post(url, data=body, headers=headers | {"Authorization": f"Bearer {key}"}, timeout=60)
        assert answer.status_code == status


@pytest.mark.parametrize(
    ("path", "key", "size", "status"),
    [
        ("/campaigns-leads/upload-file/{campaign}", "wrong", 9, 401),
        ("/campaigns-leads/upload-file/cmp_000000000000", "", 9, 404),
        ("/campaigns-leads/upload-file/{closed}", "", 9, 409),
        ("/campaigns-leads/upload-file/{campaign}", "", 30, 413),
        ("/check", "wrong", 9, 401),
        ("/check", "", 30, 413),
        ("/campaigns", "", 9, 413),
    ],
)
def test_an_early_answer_reaches_a_client_that_closes(
    backend: Backend, campaign: str, path: str, key: str, size: int, status: int
) -> None:
    """Urllib says `Connection: close` and reads only after it has sent everything: no reset, whatever the size."""
    closed = backend.campaign()
    assert backend.call("PATCH", f"/campaigns/{closed}", json={"status": "cancelled"}).status_code == 200
    body = form_with_file("9876543210,A\n" * (size * MIB // 13))
    headers = {"Content-Type": "multipart/form-data; boundary=line", "Authorization": f"Bearer {key or backend.key}"}
    for _ in range(3):
        request = Request(backend.url + path.format(campaign=campaign, closed=closed), body, headers)
        with pytest.raises(HTTPError) as refused:
            urlopen(request, timeout=60)
        with refused.value as answer:
            assert (answer.code, set(json.load(answer))) == (status, ENVELOPE)


def send_slowly(connection: socket.socket, data: bytes, times: int) -> None:
    """Send the same bytes again and again, with a pause in between."""
    for _ in range(times):
        connection.sendall(data)
        time.sleep(0.001)


def test_an_answered_client_cannot_send_for_ever(
    backend: Backend, campaign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection is closed some time after the answer, although the client goes on sending."""
    monkeypatch.setattr(lingering_transport, "LINGER_SECONDS", 0.3)
    with closing(connect(backend)) as connection:
        connection.sendall(upload_head(backend, campaign, FORM, "Connection: close", "Content-Length: 900000000"))
        status, _ = read_response(connection)
        assert status == 413
        with pytest.raises(OSError, match=r"reset|pipe|abort"):
            send_slowly(connection, b"x" * 65_536, 10_000)


@pytest.mark.parametrize(
    "body",
    [
        b"".join(b'--line\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nx\r\n' % n for n in range(1000))
        + form_with_file(),
        form_with_file()[: -len("--line--\r\n")] + form_with_file(),
        form_with_file(part='name="file"; filename="leads.csv"' + "".join(f"\r\nX-{n}: y" for n in range(101))),
        form_with_file(part=f'name="file"; filename="leads.csv"\r\nX: {"y" * 100_000}'),
        form_with_file("x" * 2 * MIB, part='name="notes"'),
        form_with_file(boundary="another"),
    ],
    ids=["1,000 fields", "two files", "100 headers of a part", "a long header", "a large field", "other boundary"],
)  # fmt: skip
def test_unusual_forms(backend: Backend, campaign: str, body: bytes) -> None:
    """400 in the envelope, and nothing is queued."""
    answer = backend.call(
        "POST",
        f"/campaigns-leads/upload-file/{campaign}",
        data=body,
        headers={"Content-Type": "multipart/form-data; boundary=line"},
    )
    assert (answer.status_code, set(answer.json())) == (400, ENVELOPE)
    assert backend.leads(campaign) == []


def test_the_content_type_is_case_insensitive(backend: Backend, campaign: str) -> None:
    """`Multipart/Form-Data` is accepted."""
    headers = {"Content-Type": "Multipart/Form-Data; boundary=line"}
    answer = backend.call("POST", f"/campaigns-leads/upload-file/{campaign}", data=form_with_file(), headers=headers)
    assert answer.status_code == 201
