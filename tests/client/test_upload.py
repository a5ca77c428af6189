"""Upload a file: every response and failure becomes an outcome, none an exception; nothing is sent twice."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest
import requests

from callsheet.client import Accepted, CallsheetApi, NotSent, RateLimited, Refused, RefusedRow, Unknown
from callsheet.client.transport import retry_after_seconds
from tests.client.fault_server import HALF_A_RESPONSE, NO_RESPONSE, run_fault_server
from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from callsheet.client import Outcome
    from tests.support.running_backend import Backend


DATA = LEADS.encode()
GROUP = {
    "reason": "unsupported_prefix",
    "title": "Unsupported prefix",
    "count": 1,
    "rows": [{"row": 5, "phone_number": "+911"}],
}


def upload_to(url: str) -> Outcome:
    return CallsheetApi(url, "key").upload("cmp_1", "leads.csv", DATA)


def error_body(status: int, message: object) -> dict[str, object]:
    return {"statusCode": status, "message": message, "error": "x"}


@contextmanager
def unreachable_address() -> Iterator[str]:
    """A base URL on a port that is bound, but on which no server listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}/v1"


def success_body(**more: object) -> dict[str, object]:
    return {"campaign_id": "cmp_1", "leads_created": 2, "leads_skipped": 0, "message": "2 leads queued."} | more


CLOSED = "Cannot add leads to a completed campaign"
INVALID, PREFIX = "Invalid phone number", "Unsupported prefix"
ACCEPTED = Accepted(201, 2, 0, "2 leads queued.")


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (201, success_body(), ACCEPTED),
        (200, success_body(), Accepted(200, 2, 0, "2 leads queued.")),
        (201, success_body(new_field={"x": 1}), ACCEPTED),
        (202, success_body(leads_created="2"), Accepted(202, 2, 0, "2 leads queued.")),
        (201, b"<html>", Unknown("Created", 201)),
        (201, {"campaign_id": "cmp_1"}, Unknown("Created", 201)),
        (201, [1], Unknown("1", 201)),
        (204, b"", Unknown("No Content", 204)),
        (307, b"", Unknown("Temporary Redirect", 307)),
        (401, error_body(401, "API key is missing or invalid"), Refused(401, "API key is missing or invalid")),
        (403, error_body(403, "No"), Refused(403, "No")),
        (404, error_body(404, "Campaign not found"), Refused(404, "Campaign not found")),
        (413, error_body(413, "Too large"), Refused(413, "Too large")),
        (415, error_body(415, "Not this"), Refused(415, "Not this")),
        (409, error_body(409, CLOSED), Refused(409, CLOSED)),
        (409, error_body(409, "Try later"), Unknown("Try later", 409)),
        (422, error_body(422, "Other bytes"), Unknown("Other bytes", 422)),
        (500, error_body(500, "Internal server error"), Unknown("Internal server error", 500)),
        (503, b"", Unknown("Service Unavailable", 503)),
    ],
)  # fmt: skip
def test_each_status_has_its_outcome(
    status: int,
    body: object,
    outcome: Outcome,
) -> None:
    """Only an unambiguous response is a success or a refusal; everything else is unknown."""
    with run_fault_server(status, body) as server:
        assert upload_to(server.url) == outcome


@pytest.mark.parametrize(
    ("message", "more", "rows"),
    [
        (["Unsupported prefix: row 5"], {"errors": [GROUP]}, [(5, "+911", "unsupported_prefix", PREFIX)]),
        ("Invalid phone number: rows 3, 8", {}, [(3, None, "", INVALID), (8, None, "", INVALID)]),
        (["Invalid phone number: rows 3 and 8", "Unsupported prefix: row 4"], {},
         [(3, None, "", INVALID), (8, None, "", INVALID), (4, None, "", PREFIX)]),
        ([{"row": 4, "phone_number": "12", "reason": "bad"}], {}, [(4, "12", "", "bad")]),
        ([{"position": 4, "phone_number": "12", "failed_parsing_reason": "bad"}], {}, [(4, "12", "", "bad")]),
        ("Row 7 has an invalid phone number", {}, [(7, None, "", "Row 7 has an invalid phone number")]),
        ("Invalid phone number: rows 3, 8 and 1,005 more", {}, [(3, None, "", INVALID), (8, None, "", INVALID)]),
        ("Unsupported prefix: rows 3 to 5", {}, [(row, None, "", PREFIX) for row in (3, 4, 5)]),
        ("bad", {"errors": [{"row": "4", "phone_number": 12, "message": "no"}]}, [(4, "12", "", "no")]),
        ("bad", {"errors": {"unsupported_prefix": [4]}}, [(4, None, "unsupported_prefix", "unsupported_prefix")]),
        ("Unsupported prefix: rows 5, 6 and 4,312 more", {"errors": [GROUP | {"count": 4314, "truncated": True}]},
         [(5, "+911", "unsupported_prefix", PREFIX)]),
        ("bad", {"errors": [{"rows": 5}]}, []),
        ("Something new", {"errors": "odd"}, []),
        ([], {"errors": [{"rows": None}, 3, {"rows": [9]}]}, [(9, None, "", "")]),
        (None, {}, []),
    ],
)  # fmt: skip
def test_refused_rows_are_parsed_from_any_shape(
    message: object, more: dict[str, object], rows: list[tuple[int, str | None, str, str]]
) -> None:
    """Rows are parsed from groups, lists and sentences; the message is verbatim in any case."""
    with run_fault_server(400, error_body(400, message) | more) as server:
        outcome = upload_to(server.url)
    assert isinstance(outcome, Refused)
    assert outcome.rows == tuple(RefusedRow(*row) for row in rows)
    if isinstance(message, str):
        assert outcome.message == message


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7), ("1.5", 1.5), ("", 60), ("soon", 60), ("-3", 0), ("nan", 60), ("inf", 86400)]
)
def test_retry_after_of_a_429(header: str, seconds: float) -> None:
    """A 429 is not a refusal. Retry-After is in seconds; an unreadable one is a minute, the longest a day."""
    with run_fault_server(429, error_body(429, "Slow"), {"Retry-After": header} if header else {}) as server:
        assert upload_to(server.url) == RateLimited(seconds, "Slow")


@pytest.mark.parametrize("offset", [timedelta(days=-2), timedelta(), timedelta(days=2)])
def test_a_date_to_wait_for_is_read_by_the_clock_of_the_server(offset: timedelta) -> None:
    """Our clock and the server's may be days apart: the wait is what lies between its own two times."""
    theirs = datetime.now(UTC) + offset
    response = requests.Response()
    response.headers["Date"] = format_datetime(theirs, usegmt=True)
    response.headers["Retry-After"] = format_datetime(theirs + timedelta(seconds=90), usegmt=True)
    assert retry_after_seconds(response) == 90


def test_an_upload_has_the_request_id_that_it_is_given() -> None:
    """The server's log then names the same upload as ours."""
    with run_fault_server(201, success_body()) as server:
        CallsheetApi(server.url, "key").upload("cmp_1", "leads.csv", DATA, request_id="part-1")
    ((_, _, headers),) = server.requests
    assert headers["X-Request-Id"] == "part-1"


@pytest.mark.parametrize("status", [NO_RESPONSE, HALF_A_RESPONSE], ids=["no response", "half a response"])
def test_a_connection_that_breaks_after_the_body_was_sent(status: int) -> None:
    """It is unknown whether the leads were queued, and the request is not repeated."""
    with run_fault_server(status, success_body()) as server:
        assert isinstance(upload_to(server.url), Unknown)
        assert len(server.requests) == 1


def test_a_response_that_times_out() -> None:
    """After the body was sent, a timeout means unknown, and the request is not repeated."""
    with run_fault_server(201, success_body(), wait=threading.Event()) as server:
        api = CallsheetApi(server.url, "key", upload_timeout=0.2)
        assert isinstance(api.upload("cmp_1", "leads.csv", DATA), Unknown)
        assert len(server.requests) == 1


def test_the_hook_is_called_before_the_first_byte() -> None:
    """`before_first_byte` is called once per upload; what it raises is raised again, and no byte was sent."""
    calls: list[str] = []

    def stop() -> None:
        calls.append("stopped")
        raise TimeoutError

    with run_fault_server(201, success_body()) as server:
        api = CallsheetApi(server.url, "key")
        with pytest.raises(TimeoutError):
            api.upload("cmp_1", "leads.csv", DATA, before_first_byte=stop)
        assert (calls, server.requests, server.received) == (["stopped"], [], 0)
        assert api.upload("cmp_1", "leads.csv", DATA, before_first_byte=lambda: calls.append("sent")) == ACCEPTED
        assert calls == ["stopped", "sent"]


def test_an_unreachable_server() -> None:
    """Without a connection nothing is sent, and the hook is not called."""
    calls: list[str] = []
    with unreachable_address() as url:
        api = CallsheetApi(url, "key")
        outcome = api.upload("cmp_1", "leads.csv", DATA, before_first_byte=lambda: calls.append("called"))
    assert (isinstance(outcome, NotSent), calls) == (True, [])


def test_redirects_are_not_followed() -> None:
    """The server of a redirect gets neither the leads nor the key."""
    with run_fault_server(201, success_body()) as other, run_fault_server(307, b"", {"Location": other.url}) as server:
        assert isinstance(upload_to(server.url), Unknown)
        assert other.requests == []


def test_a_failed_tls_handshake() -> None:
    """Nothing is sent to a server that does not speak TLS, and the hook is not called."""
    calls: list[str] = []
    with run_fault_server(201, success_body()) as server:
        api = CallsheetApi(server.url.replace("http:", "https:"), "key")
        outcome = api.upload("cmp_1", "leads.csv", DATA, before_first_byte=lambda: calls.append("called"))
        assert (isinstance(outcome, NotSent), calls, server.requests) == (True, [], [])


def test_proxies_and_netrc_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No proxy gets the key, and no password of a .netrc replaces it."""
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with run_fault_server(201, success_body()) as proxy, run_fault_server(201, success_body()) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert upload_to(server.url) == ACCEPTED
        assert CallsheetApi(server.url, "key").capabilities()
        assert proxy.requests == []
        assert [headers["Authorization"] for _, _, headers in server.requests] == ["Bearer key"] * 2


def test_every_upload_has_its_connection() -> None:
    """Two uploads use two connections, each closed after its response."""
    with run_fault_server(201, success_body()) as server:
        api = CallsheetApi(server.url, "key")
        assert [api.upload("cmp_1", "leads.csv", DATA) for _ in range(2)] == [ACCEPTED, ACCEPTED]
        assert [headers["Connection"] for _, _, headers in server.requests] == ["close", "close"]
        assert len(set(server.clients)) == 2


def test_a_mounted_adapter_carries_the_requests(backend: Backend, campaign: str) -> None:
    """`session.mount` replaces the transport."""
    carried: list[tuple[str | None, str]] = []

    class Adapter(requests.adapters.HTTPAdapter):
        def send(self, request: requests.PreparedRequest, *options: Any, **more: Any) -> requests.Response:
            carried.append((request.method, request.headers["Authorization"]))
            return super().send(request, *options, **more)

    session = requests.Session()
    session.mount("http://", Adapter())
    api = CallsheetApi(backend.url, backend.key, session=session)
    assert api.upload(campaign, "leads.csv", DATA) == Accepted(201, 2, 0, "2 leads queued successfully.")
    assert carried == [("POST", f"Bearer {backend.key}")]


@pytest.mark.parametrize("name", ['a"; name="x', "a\r\nX: y", "लीड.csv"])
def test_any_file_name_is_encoded(backend: Backend, campaign: str, name: str) -> None:
    """Quotes, line breaks and other scripts in the name do not break the form."""
    outcome = CallsheetApi(backend.url, backend.key).upload(campaign, f"{name}.csv", DATA)
    assert isinstance(outcome, Accepted)
