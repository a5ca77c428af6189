"""Receive an upload's form: size limit while it streams in, unusual forms."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import requests

from tests.backend.http.raw_requests import FORM, connect, form_with_file, read_response, upload_head
from tests.support.running_backend import HEADER

if TYPE_CHECKING:
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
