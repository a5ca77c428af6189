"""What the client makes of an upload's answer: a value, never an exception."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import requests

from callsheet.client import Accepted, CallsheetApi, NotSent, RateLimited, Refused, RefusedRow, Unknown
from tests.client.fault_server import scripted
from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.running_backend import Backend


DATA = LEADS.encode()
GROUP = {
    "reason": "unsupported_prefix",
    "title": "Unsupported prefix",
    "count": 1,
    "rows": [{"row": 5, "phone_number": "+911"}],
}


def api_of(url: str, key: str = "key", **more: float) -> CallsheetApi:
    return CallsheetApi(url, key, **more)


def envelope(status: int, message: object) -> dict[str, object]:
    return {"statusCode": status, "message": message, "error": "x"}


@contextmanager
def deaf():
    """An address that is taken, where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


def created(**more: object) -> dict[str, object]:
    return {"campaign_id": "cmp_1", "leads_created": 2, "leads_skipped": 0, "message": "2 leads queued."} | more


FINISHED = "Cannot add leads to a completed campaign"
WRONG, PREFIX = "Invalid phone number", "Unsupported prefix"
TAKEN = Accepted(201, 2, 0, "2 leads queued.")


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (201, created(), TAKEN),
        (200, created(), Accepted(200, 2, 0, "2 leads queued.")),
        (201, created(new_field={"x": 1}), TAKEN),
        (202, created(leads_created="2"), Accepted(202, 2, 0, "2 leads queued.")),
        (201, b"<html>", Unknown("Created", 201)),
        (201, {"campaign_id": "cmp_1"}, Unknown("Created", 201)),
        (201, [1], Unknown("1", 201)),
        (204, b"", Unknown("No Content", 204)),
        (307, b"", Unknown("Temporary Redirect", 307)),
        (401, envelope(401, "API key is missing or invalid"), Refused(401, "API key is missing or invalid")),
        (403, envelope(403, "No"), Refused(403, "No")),
        (404, envelope(404, "Campaign not found"), Refused(404, "Campaign not found")),
        (413, b"<html>too large</html>", Refused(413, "Request Entity Too Large")),
        (415, envelope(415, "Not this"), Refused(415, "Not this")),
        (409, envelope(409, FINISHED), Refused(409, FINISHED)),
        (409, envelope(409, "Try later"), Unknown("Try later", 409)),
        (422, envelope(422, "Other bytes"), Unknown("Other bytes", 422)),
        (500, envelope(500, "Internal server error"), Unknown("Internal server error", 500)),
        (503, b"", Unknown("Service Unavailable", 503)),
    ],
)  # fmt: skip
def test_each_status_has_its_outcome(
    status: int,
    body: bytes | list[int] | dict[str, str | int] | dict[str, str] | dict[str, int | str],
    outcome: Accepted | Unknown | Refused,
) -> None:
    """Clear answers are believed, everything else is unknown (sending.md)."""
    with scripted(status, body) as server:
        found = api_of(server.url).upload("cmp_1", "leads.csv", DATA)
    if outcome.__class__ is Refused and status == 413:
        assert (found.status, found.rows) == (413, ())
    else:
        assert found == outcome


@pytest.mark.parametrize(
    ("message", "more", "rows"),
    [
        (["Unsupported prefix: row 5"], {"errors": [GROUP]}, [(5, "+911", "unsupported_prefix", PREFIX)]),
        ("Invalid phone number: rows 3, 8", {}, [(3, None, "", WRONG), (8, None, "", WRONG)]),
        (["Invalid phone number: rows 3 and 8", "Unsupported prefix: row 4"], {},
         [(3, None, "", WRONG), (8, None, "", WRONG), (4, None, "", PREFIX)]),
        ([{"row": 4, "phone_number": "12", "reason": "bad"}], {}, [(4, "12", "", "bad")]),
        ([{"position": 4, "phone_number": "12", "failed_parsing_reason": "bad"}], {}, [(4, "12", "", "bad")]),
        ("Row 7 has an invalid phone number", {}, [(7, None, "", "Row 7 has an invalid phone number")]),
        ("Invalid phone number: rows 3, 8 and 1,005 more", {}, [(3, None, "", WRONG), (8, None, "", WRONG)]),
        ("Unsupported prefix: rows 3 to 5", {}, [(row, None, "", PREFIX) for row in (3, 4, 5)]),
        ("bad", {"errors": [{"row": "4", "phone_number": 12, "message": "no"}]}, [(4, "12", "", "no")]),
        ("bad", {"errors": {"unsupported_prefix": [4]}}, [(4, None, "unsupported_prefix", "unsupported_prefix")]),
        ("bad", {"errors": [{"rows": 5}]}, []),
        ("Something new", {"errors": "odd"}, []),
        ([], {"errors": [{"rows": None}, 3, {"rows": [9]}]}, [(9, None, "", "")]),
        (None, {}, []),
    ],
)  # fmt: skip
def test_a_refusal_is_read_whatever_its_shape(
    message: str | list[str] | list[dict[str, int | str]] | None,
    more: dict[str, str],
    rows: list[tuple[int, str, str, str]] | list[tuple[int, None, str, str]],
) -> None:
    """Rows are found in groups, lists and sentences; what cannot be placed is kept word for word."""
    with scripted(400, envelope(400, message) | more) as server:
        found = api_of(server.url).upload("cmp_1", "leads.csv", DATA)
    assert isinstance(found, Refused)
    assert found.rows == tuple(RefusedRow(*row) for row in rows)
    if isinstance(message, str):
        assert found.message == message


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7), ("1.5", 1.5), ("", 60), ("soon", 60), ("-3", 0), ("nan", 60), ("inf", 86400)]
)
def test_a_rate_limit_says_how_long(header: str, seconds: float) -> None:
    """429 is no refusal: Retry-After in seconds, a minute when it cannot be read."""
    with scripted(429, envelope(429, "Slow"), {"Retry-After": header} if header else {}) as server:
        found = api_of(server.url).upload("cmp_1", "leads.csv", DATA)
    assert found == RateLimited(seconds, "Slow")


@pytest.mark.parametrize("status", [0, -1], ids=["closed without an answer", "half an answer"])
def test_the_connection_breaks_after_the_body_left(status: int) -> None:
    """Nobody knows whether the leads were queued."""
    with scripted(status, created()) as server:
        assert isinstance(api_of(server.url).upload("cmp_1", "leads.csv", DATA), Unknown)
        assert len(server.seen) == 1


def test_no_answer_in_time() -> None:
    """A time-out once the body left is unknown, and the request is not made again."""
    with scripted(201, created(), wait=threading.Event()) as server:
        assert isinstance(api_of(server.url, upload_timeout=0.2).upload("cmp_1", "leads.csv", DATA), Unknown)
        assert len(server.seen) == 1


def test_the_intent_comes_after_the_connection_and_before_the_first_byte() -> None:
    """`before_first_byte` is called once; what it raises stops the upload with nothing left."""
    calls = []

    def stop() -> None:
        calls.append("intent")
        raise TimeoutError

    with scripted(201, created()) as server:
        api = api_of(server.url)
        with pytest.raises(TimeoutError):
            api.upload("cmp_1", "leads.csv", DATA, before_first_byte=stop)
        assert (calls, server.seen) == (["intent"], [])
        assert api.upload("cmp_1", "leads.csv", DATA, before_first_byte=lambda: calls.append("sent")) == TAKEN
        assert calls == ["intent", "sent"]


def test_nobody_listens() -> None:
    """No connection, no byte, no intent: not sent."""
    calls = []
    with deaf() as url:
        found = api_of(url).upload("cmp_1", "leads.csv", DATA, before_first_byte=lambda: calls.append("never"))
    assert (isinstance(found, NotSent), calls) == (True, [])


def test_redirects_are_not_followed() -> None:
    """A second server never sees the leads or the key."""
    with scripted(201, created()) as other, scripted(307, b"", {"Location": other.url}) as server:
        assert isinstance(api_of(server.url).upload("cmp_1", "leads.csv", DATA), Unknown)
        assert other.seen == []


def test_tls_that_fails_is_not_sent() -> None:
    """A server that speaks no TLS: no byte of the body leaves, and no intent is needed."""
    calls = []
    with scripted(201, created()) as server:
        api = api_of(server.url.replace("http:", "https:"))
        found = api.upload("cmp_1", "leads.csv", DATA, before_first_byte=lambda: calls.append("never"))
        assert (isinstance(found, NotSent), calls, server.seen) == (True, [], [])


def test_the_environment_sees_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither a proxy nor a .netrc of the environment comes between: the key goes straight to its server."""
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with scripted(201, created()) as proxy, scripted(201, created()) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert api_of(server.url).upload("cmp_1", "leads.csv", DATA) == TAKEN
        assert api_of(server.url).capabilities()
        assert proxy.seen == []
        assert [headers["Authorization"] for _, _, headers in server.seen] == ["Bearer key"] * 2


def test_a_socket_serves_one_upload() -> None:
    """Two uploads come over two connections, each closed after its answer."""
    with scripted(201, created()) as server:
        api = api_of(server.url)
        assert [api.upload("cmp_1", "leads.csv", DATA) for _ in range(2)] == [TAKEN, TAKEN]
        assert [headers["Connection"] for _, _, headers in server.seen] == ["close", "close"]
        assert len(set(server.peers)) == 2


def test_the_transport_can_be_changed(backend: Backend, campaign: str) -> None:
    """`session.mount` is the seam: the caller's own adapter carries the requests."""
    carried = []

    class Adapter(requests.adapters.HTTPAdapter):
        def send(self, request: requests.PreparedRequest, **more: Any):
            carried.append((request.method, request.headers["Authorization"]))
            return super().send(request, **more)

    session = requests.Session()
    session.mount("http://", Adapter())
    api = CallsheetApi(backend.url, backend.key, session=session)
    assert api.upload(campaign, "leads.csv", DATA).leads_created == 2
    assert carried == [("POST", f"Bearer {backend.key}")]


@pytest.mark.parametrize("name", ['a"; name="x', "a\r\nX: y", "लीड.csv"])
def test_a_file_name_stays_a_file_name(backend: Backend, campaign: str, name: str) -> None:
    """Whatever it holds, the server finds the file and nothing else."""
    found = CallsheetApi(backend.url, backend.key).upload(campaign, f"{name}.csv", DATA)
    assert isinstance(found, Accepted)
