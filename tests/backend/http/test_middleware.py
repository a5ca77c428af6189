"""What applies to every request: authentication, request id, body limit, log, error envelope."""

from __future__ import annotations

import json
import logging
import re
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Never

import pytest

from callsheet.backend.http import middleware
from callsheet.backend.http.logging import JsonLines, OncePerMinute
from callsheet.backend.http.middleware import LOG
from callsheet.web import COMMON_HEADERS
from tests.backend.http.raw_requests import connect
from tests.backend.statements import before_statement
from tests.support.running_backend import run_backend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.running_backend import Backend

ENVELOPE = {"statusCode", "message", "error"}


@pytest.fixture(scope="module")
def named_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """A backend that also answers to leads.example."""
    with run_backend(tmp_path_factory.mktemp("named"), hosts="leads.example") as backend:
        yield backend


@pytest.mark.parametrize(
    ("method", "path", "message"),
    [
        ("GET", "/campaigns/cmp_000000000000", "Campaign not found"),
        ("GET", "/campaigns/..%2f..", "Not found"),
        ("GET", "/campaigns/%00", "Campaign not found"),
        ("PATCH", "/campaigns/cmp_000000000000", "Campaign not found"),
        ("GET", "/campaigns/cmp_000000000000/leads", "Campaign not found"),
        ("GET", "/campaigns-leads/lead_000000000000", "Lead not found"),
        ("PATCH", "/campaigns-leads/x", "Lead not found"),
        ("DELETE", "/campaigns-leads/lead_000000000000", "Lead not found"),
        ("GET", "/uploads/never-seen", "Upload not found"),
        ("GET", "/nothing", "Not found"),
    ],
)
def test_unknown_paths_and_ids(backend: Backend, method: str, path: str, message: str) -> None:
    """404 in the envelope, with a message that names what does not exist."""
    answer = backend.call(method, path, json={} if method == "PATCH" else None)
    assert (answer.status_code, answer.json()) == (404, {"statusCode": 404, "message": message, "error": "Not Found"})


def test_a_method_that_a_path_lacks(backend: Backend) -> None:
    """405 in the envelope; `Allow` lists the methods of the path."""
    answer = backend.call("DELETE", "/campaigns")
    assert (answer.status_code, set(answer.json())) == (405, ENVELOPE)
    assert "GET" in answer.headers["Allow"]


def test_authentication_comes_first(backend: Backend) -> None:
    """401 comes before any error of the body or the path."""
    for method, path in (("POST", "/campaigns"), ("PATCH", "/campaigns-leads/x"), ("GET", "/nothing")):
        answer = backend.call(method, path, key="wrong", data="{", headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["message"]) == (401, "API key is missing or invalid")


def test_no_redirects(backend: Backend) -> None:
    """A path with a slash too many is a 404, not a redirect."""
    answer = backend.call("GET", "/campaigns/", allow_redirects=False)
    assert (answer.status_code, answer.json()["message"]) == (404, "Not found")


def test_every_call_needs_a_key(backend: Backend) -> None:
    """Every operation of the API answers 401 without a key; `/health` needs none."""
    paths = backend.call("GET", "/../openapi.json").json()["paths"]
    for path, operations in paths.items():
        for method in operations:
            if not path.startswith("/v1"):
                continue
            answer = backend.call(method.upper(), path.removeprefix("/v1"), key="")
            assert (answer.status_code, answer.json()["message"]) == (401, "API key is missing or invalid")
            assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert backend.call("GET", "/../health", key="").json() == {"status": "ok"}


def test_every_response_has_a_request_id(backend: Backend) -> None:
    """The client's own id if it has the right form, otherwise a new one."""
    response = backend.call("GET", "/capabilities", headers={"X-Request-Id": "abc-1"})
    assert response.headers["X-Request-Id"] == "abc-1"
    for invalid in ("x" * 65, "a b"):
        answer = backend.call("GET", "/nothing", headers={"X-Request-Id": invalid})
        assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-Id"])


def test_the_body_limit(backend: Backend) -> None:
    """413 for a body of more than 1 MB, with or without a Content-Length."""

    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 65536

    headers = {"Content-Type": "application/json"}
    for data in (b" " * 1_100_000, endless()):
        answer = backend.call("POST", "/campaigns", data=data, headers=headers)
        assert (answer.status_code, answer.json()["message"]) == (413, "Request body must not exceed 1 MB")


def test_cors_is_closed(backend: Backend) -> None:
    """No header allows another origin."""
    answer = backend.call("GET", "/capabilities", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_capabilities(backend: Backend) -> None:
    """The server offers everything that clients can ask for."""
    assert backend.get("/capabilities") == {
        "idempotency_key": True, "list_leads": True, "all_or_nothing": True, "remove_leads": True,
        "lead_cursor": True, "lead_lookup": True, "bulk_removal": True,
        "number_erasure": True,
        "check": True,
        "agents": True,
        "batch_calls": True,
        "workflows": True,
        "calls": True,
        "simulated_calls": False,
    }  # fmt: skip


def log_lines(caplog: pytest.LogCaptureFixture, backend: Backend) -> list[str]:
    """The log so far. A request is logged after its response was sent, so another request is made and awaited."""
    backend.call("GET", "/nothing", headers={"X-Request-Id": "the-last"})
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        lines = [JsonLines().format(record) for record in list(caplog.records) if record.name == LOG.name]
        if any('"the-last"' in line for line in lines):
            return lines
        time.sleep(0.01)
    raise AssertionError("nothing was logged")


def test_logs_hold_no_lead_data(backend: Backend, campaign: str, caplog: pytest.LogCaptureFixture) -> None:
    """One JSON line a request with its id, route, status and counts, without numbers, names, headers or keys."""
    with caplog.at_level(logging.INFO, "callsheet.backend"):
        backend.upload(campaign, "phone_number,name\n9876543210,Zaphod\n", headers={"X-Request-Id": "r-1"})
        backend.upload(campaign, "phone_number,Zaphod\n98-76,Beeblebrox\n")
        lead = backend.leads(campaign)[0]["id"]
        backend.call("GET", f"/campaigns-leads/{lead}")
        backend.call("POST", "/campaigns-leads", json={"phoneNumber": {"Zaphod": "98765"}})
        lines = log_lines(caplog, backend)
    (first,) = [line for line in map(json.loads, lines) if line["request_id"] == "r-1"]
    assert (first["request_id"], first["status"], first["leads_created"], first["event"]) == ("r-1", 201, 1, "request")
    assert first["route"] == "/v1/campaigns-leads/upload-file/{campaign_id}"
    everything = "\n".join(lines)
    for secret in ("98765", "98-76", "Zaphod", "Beeblebrox", backend.key, lead, campaign):
        assert secret not in everything


def test_an_unexpected_error_reveals_nothing(backend: Backend, campaign: str, caplog: pytest.LogCaptureFixture) -> None:
    """500 in the envelope with an id; the log has the class of the error and its positions, not its message."""

    def fail() -> Never:
        raise RuntimeError("9876543210 Zaphod")

    with caplog.at_level(logging.INFO, "callsheet.backend"):
        with before_statement(backend.services.engine, "SELECT campaigns", fail):
            answer = backend.call("GET", f"/campaigns/{campaign}")
        lines = [json.loads(line) for line in log_lines(caplog, backend)]
    assert (answer.status_code, answer.json()) == (
        500,
        {"statusCode": 500, "message": "Internal server error", "error": "Internal Server Error"},
    )
    (fault,) = [line for line in lines if line["event"] == "failed"]
    files = [position.split(":")[0] for position in fault["at"]]
    assert "backend/routes/campaigns.py" in files
    assert files[-1] == "backend/db/campaigns.py"
    assert (fault["request_id"], fault["error"]) == (answer.headers["X-Request-Id"], "RuntimeError")
    assert "Zaphod" not in str(lines)


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/campaigns", {"Host": "evil.example"}, 421),
        ("GET", "/../health", {"Host": "evil.example"}, 421),
        ("GET", "/../docs", {"Host": "evil.example:8787"}, 421),
        ("POST", "/campaigns", {"Origin": "http://evil.example"}, 403),
        ("GET", "/campaigns", {"Origin": "http://evil.example"}, 200),
        ("GET", "/campaigns", {"Host": "leads.example"}, 200),
    ],
)
def test_a_request_to_an_unknown_name_is_refused(
    named_backend: Backend, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """A web page that points its own name at this machine reads nothing, with or without a key; and writes nothing."""
    assert named_backend.call(method, path, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("path", "key"),
    [("/capabilities", None), ("/capabilities", "wrong"), ("/nothing", None), ("/../docs", ""), ("/../health", "")],
)
def test_a_browser_is_told_what_it_may_do(backend: Backend, path: str, key: str | None) -> None:
    """No response is taken for another type, shown in another page, or followed by its address."""
    headers = backend.call("GET", path, key=key).headers
    assert {name: headers[name] for name in COMMON_HEADERS} == COMMON_HEADERS


def test_a_response_to_what_is_no_http_has_the_same_headers(backend: Backend) -> None:
    """It is made below the application."""
    with closing(connect(backend)) as connection:
        connection.sendall(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n")
        head = connection.makefile("rb").read().partition(b"\r\n\r\n")[0].decode().lower()
    for name, value in COMMON_HEADERS.items():
        assert f"{name.lower()}: {value.lower()}" in head


def test_a_key_has_a_limit_of_requests_under_way(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond it the answer is 429 at once; when one is done, the next is handled."""
    monkeypatch.setattr(middleware, "MOST_AT_ONCE", 1)
    begun, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        go_on.wait(30)

    with before_statement(backend.services.engine, "SELECT campaigns", wait), ThreadPoolExecutor(1) as pool:
        first = pool.submit(backend.call, "GET", "/campaigns")
        assert begun.wait(30)
        second = backend.call("GET", "/campaigns")
        go_on.set()
        assert first.result().status_code == 200
    assert (second.status_code, second.headers["Retry-After"]) == (429, "1")
    assert backend.call("GET", "/campaigns").status_code == 200


def test_a_connection_that_cannot_be_accepted_is_logged_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    """The event loop logs it every second for as long as descriptors lack."""
    log = logging.getLogger("asyncio.test")
    log.addFilter(OncePerMinute())
    for _ in range(5):
        log.error("socket.accept() out of system resource\nsocket: <socket>")
    assert len(caplog.records) == 1
    log.error("another")
    assert len(caplog.records) == 2


def test_a_server_without_room_is_not_ready(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    """`/ready` needs no key; on a disk that is nearly full it answers 503 and says so, while `/health` stays well."""
    assert backend.call("GET", "/../ready", key="").json() == {"status": "ready"}
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    answer = backend.call("GET", "/../ready", key="")
    assert (answer.status_code, answer.json()["message"]) == (503, "The disk is nearly full.")
    assert backend.call("GET", "/../health", key="").status_code == 200
