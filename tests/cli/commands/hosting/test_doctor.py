"""`callsheet doctor` against servers of several kinds."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.settings import Settings
from callsheet.store import Clock, open_store
from tests.cli.test_schema import check as check_schema
from tests.support.ledgers import create_submission
from tests.support.running_backend import run_backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import CommandResult

AGENT = {"id": "agent_1", "versions": [{"version_number": 1, "is_published": True, "prompt_text": "Hello {{name}}"}]}
DRAFT = {"id": "agent_2", "versions": [{"version_number": 1, "is_published": False}]}
EMPTY_PAGE = {"data": [], "meta": {"page": 1, "limit": 1, "total": 0, "totalPages": 0}}
ANSWERS: dict[str, dict[str, tuple[int, Any]]] = {
    "campaigns only": {"/v1/campaigns": (200, EMPTY_PAGE)},
    "nothing": {},
    "documented": {
        "/v1/campaigns": (200, EMPTY_PAGE),
        "/v1/batch-calls": (200, {"items": [], "total": 0, "page": 1, "limit": 1}),
        "/v1/workflows": (403, {"statusCode": 403, "message": "No", "error": "Forbidden"}),
        "/v1/agents": (200, {"agents": [AGENT, DRAFT]}),
    },
    "observed": {
        "/v1/campaigns": (200, []),
        "/v1/batch-calls": (200, []),
        "/v1/agents": (200, {"data": {"agents": [DRAFT, "nonsense"]}}),
        "/v1/workflows": (502, "<html>"),
    },
    "wrong key": dict.fromkeys(
        ("/v1/campaigns", "/v1/agents", "/v1/capabilities"), (401, {"statusCode": 401, "message": "API key is missing"})
    ),
    "slow down": {"/v1/campaigns": (429, {"statusCode": 429, "message": "Too many"})},
}


@contextmanager
def serving(answers: dict[str, tuple[int, Any]], *, behind: float = 0) -> Iterator[tuple[str, list[str]]]:
    """A server with fixed answers, whose clock is behind; yields its address and the requests it got."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            asked.append(f"{self.command} {path}")
            status, body = answers.get(path, (404, {"statusCode": 404, "message": "Cannot GET"}))
            data = (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_response_only(status)
            self.send_header("Date", formatdate(time() - behind, usegmt=True))
            self.send_header("Content-Length", str(len(data)))
            self.send_header("X-RateLimit-Limit", "150")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def doctor(
    callsheet: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], tuple[CommandResult, dict[str, Any]]]:
    """Run the command twice against a server, for people and for programs."""
    monkeypatch.setenv("CALLSHEET_API_KEY", "sk_test")

    def ask(url: str) -> tuple[CommandResult, dict[str, Any]]:
        monkeypatch.setenv("CALLSHEET_API_URL", url)
        ran = callsheet("doctor", "--json")
        check_schema("doctor", ran.json)
        shown = callsheet("doctor")
        assert shown.code == ran.code
        return shown, ran.json

    return ask


@pytest.mark.parametrize(
    ("kind", "code", "found", "sentence"),
    [
        ("campaigns only", 0, {"campaigns": "yes", "agents": "no"}, "Which countries may be called is not known."),
        ("nothing", 0, {"campaigns": "no", "capabilities": "no"}, "The server has none of these calls"),
        ("documented", 0, {"workflows": "not_allowed", "agents": "yes"}, "2 agents, 1 with a published version."),
        ("observed", 0, {"batch_calls": "yes", "workflows": "unknown"}, "Their scripts cannot be read"),
        ("wrong key", 2, {"campaigns": "key_refused"}, "does not accept the API key."),
        ("slow down", 0, {"campaigns": "unknown", "batch_calls": "unknown"}, "150 requests a minute."),
    ],
)
def test_what_a_server_offers(
    doctor: Callable[[str], tuple[CommandResult, dict[str, Any]]],
    kind: str,
    code: int,
    found: dict[str, str],
    sentence: str,
) -> None:
    """Each list is asked for once, by GET; what is missing is said with what follows from it."""
    with serving(ANSWERS[kind]) as (url, asked):
        shown, facts = doctor(url)
    assert shown.code == code
    assert {name: facts["server"]["calls"][name]["found"] for name in found} == found
    assert sentence in shown.out + shown.err
    assert all(request.startswith("GET ") for request in asked)
    assert len(asked) == 2 * (1 if kind == "slow down" else 7)


def test_the_shape_of_each_list_is_seen(doctor: Callable[[str], tuple[CommandResult, dict[str, Any]]]) -> None:
    """Bare arrays and nested lists, as servers were seen to send them."""
    with serving(ANSWERS["observed"]) as (url, _):
        _, facts = doctor(url)
    shapes = {name: call["shape"] for name, call in facts["server"]["calls"].items() if call["shape"]}
    assert shapes == {"campaigns": "array", "batch_calls": "array", "agents": "data.agents"}
    assert (facts["server"]["agents_published"], facts["server"]["prompts_readable"]) == (0, False)


@pytest.mark.parametrize(("behind", "result"), [(0, "ok"), (3_600, "problem"), (-3_600, "problem")])
def test_a_wrong_clock_is_noticed(
    doctor: Callable[[str], tuple[CommandResult, dict[str, Any]]], behind: float, result: str
) -> None:
    """Calling hours depend on it."""
    with serving(ANSWERS["documented"], behind=behind) as (url, _):
        shown, facts = doctor(url)
    assert [finding["result"] for finding in facts["findings"] if finding["check"] == "clock"] == [result]
    assert (shown.code == 2) is (result == "problem")


def test_a_server_that_is_away(callsheet: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, and what was found on this machine."""
    monkeypatch.setenv("CALLSHEET_API_KEY", "sk_test")
    monkeypatch.setenv("CALLSHEET_API_URL", "http://127.0.0.1:1/v1")
    ran = callsheet("doctor")
    assert ran.code == 2
    assert "data folder  ok" in ran.out
    assert "sk_test" not in ran.out + ran.err


def test_our_own_server(
    doctor: Callable[[str], tuple[CommandResult, dict[str, Any]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has campaigns, rules and numbers, and says what it can do beyond the documented calls."""
    with run_backend(tmp_path / "backend") as backend:
        monkeypatch.setenv("CALLSHEET_API_KEY", backend.key)
        shown, facts = doctor(backend.url)
    assert shown.code == 0
    assert facts["server"]["capabilities"]["lead_lookup"] is True
    assert "A server of Callsheet" in shown.out


def findings_of(callsheet: Callable[..., CommandResult]) -> dict[str, tuple[str, str]]:
    """Check → result and meaning, of a machine whose server is away."""
    findings = callsheet("doctor", "--json").json["findings"]
    return {finding["check"]: (finding["result"], finding["meaning"]) for finding in findings}


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server is configured that does not answer."""
    monkeypatch.setenv("CALLSHEET_API_KEY", "sk_test")
    monkeypatch.setenv("CALLSHEET_API_URL", "http://127.0.0.1:1/v1")


@pytest.mark.usefixtures("no_server")
def test_a_new_machine_has_nothing_to_mend(callsheet: Callable[..., CommandResult]) -> None:
    """Everything local was looked at, nothing is a problem; ports and descriptors depend on the machine."""
    found = findings_of(callsheet)
    ours = {"home", "private", "room", "ledger", "stored_clock", "restored", "hosts", "proxy", "sign_in"}
    assert {name: result for name, (result, _) in found.items() if name in ours} == dict.fromkeys(ours, "ok")
    assert (found["backend"][0], found["sender"][0]) == ("no", "no")
    assert {"port_app", "port_backend", "open_files"} <= set(found)


@pytest.mark.usefixtures("no_server")
@pytest.mark.parametrize(
    ("variables", "check", "result", "word"),
    [
        ({"CALLSHEET_OPERATORS": "@example.com"}, "hosts", "problem", "421"),
        ({"CALLSHEET_HOSTS": "leads.example"}, "proxy", "problem", "CALLSHEET_PROXIES"),
        ({"CALLSHEET_HOSTS": "leads.example"}, "sign_in", "no", "everybody"),
        ({"CALLSHEET_HOSTS": "leads.example", "CALLSHEET_PROXIES": "10.0.0.0/8"}, "proxy", "ok", "10.0.0.0/8"),
        ({"CALLSHEET_OPERATORS": "@example.com"}, "sign_in", "not_known", "secrets.toml"),
    ],
)
def test_settings_that_do_not_fit_each_other(
    callsheet: Callable[..., CommandResult],
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    check: str,
    result: str,
    word: str,
) -> None:
    """Names without a proxy, people without names: each is said with the setting that mends it."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    found = findings_of(callsheet)[check]
    assert (found[0], word in found[1]) == (result, True)


@pytest.mark.usefixtures("no_server")
def test_what_can_be_wrong_on_disk(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """Files that others may read, a sign-in that lets nobody in, a restored ledger, a clock behind its events."""
    home = tmp_path / "home"
    store = open_store(Settings(home=home))
    later = Clock(now=lambda: datetime.now(UTC) + timedelta(days=2))
    create_submission(replace(store, clock=later).ledger)
    store.restores.record()
    store.engine.dispose()
    (home / "secrets.toml").write_text("[auth]\n")
    (home / "secrets.toml").chmod(0o644)
    found = findings_of(callsheet)
    wrong = {name for name, (result, _) in found.items() if result == "problem"}
    assert wrong == {"private", "sign_in", "restored", "stored_clock"}
    assert "secrets.toml" in found["private"][1]


@pytest.mark.usefixtures("no_server")
def test_a_damaged_backend_is_named(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """Its file is no database: a problem, in one sentence."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "backend.db").write_bytes(b"not a database, but long enough to be taken for one" * 100)
    (home / "backend.db").chmod(0o600)
    result, meaning = findings_of(callsheet)["backend"]
    assert (result, "backend.db" in meaning) == ("problem", True)
