"""Keys and workspaces, the rate limit, logs, and a database of an older version."""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Never

import pytest

from callsheet.backend.http import middleware
from callsheet.backend.http.logging import JsonLines
from callsheet.backend.services import MIGRATIONS, VERSION_TABLE, open_services
from callsheet.database import migrate, open_database
from callsheet.settings import Settings
from tests.backend.statements import before_statement
from tests.support.running_backend import LEADS, run_backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.running_backend import Backend


@pytest.fixture(scope="module")
def two(
    tmp_path_factory: pytest.TempPathFactory, database_url: Callable[[], str | None]
) -> Iterator[tuple[Backend, str]]:
    """A backend with two workspaces; the second's key comes with it."""
    with run_backend(tmp_path_factory.mktemp("two"), backend_database_url=database_url()) as live:
        _, _, key = open_services(live.settings).keys.create(None, "second")
        yield live, key


def test_one_workspace_never_sees_another(two: tuple[Backend, str]) -> None:
    """Campaigns, leads, uploads, numbers and rules of another are not there, neither read nor written nor counted."""
    live, stranger = two
    campaign = live.campaign()
    live.upload(campaign, LEADS)
    lead = live.leads(campaign)[0]["id"]
    for method, path, body in [
        ("GET", f"/campaigns/{campaign}", None),
        ("PATCH", f"/campaigns/{campaign}", {"name": "mine"}),
        ("GET", f"/campaigns/{campaign}/leads", None),
        ("GET", f"/campaigns-leads/{lead}", None),
        ("PATCH", f"/campaigns-leads/{lead}", {"name": "mine"}),
        ("DELETE", f"/campaigns-leads/{lead}", None),
        ("POST", "/campaigns-leads", {"campaignId": campaign, "phoneNumber": "9876543210"}),
    ]:
        answer = live.call(method, path, json=body, key=stranger)
        assert (answer.status_code, "not found" in answer.json()["message"]) == (404, True)
    assert live.upload(campaign, LEADS, key=stranger).status_code == 404
    for path in ("/campaigns", "/organization-phone-numbers", "/phone-country-rules/enabled-network-groups"):
        found = live.get(path, key=stranger)
        assert (found.get("data", found.get("items")) if isinstance(found, dict) else found) == []
    assert live.call("PUT", "/telephony-config", json={"countries": []}, key=stranger).json() == []
    assert len(live.get("/phone-country-rules/enabled-network-groups")) == 5
    assert live.get(f"/campaigns/{campaign}")["total_leads"] == 2


def test_a_revoked_key_opens_nothing_more(two: tuple[Backend, str]) -> None:
    """At once, while the others go on; keys are listed without themselves."""
    live, _ = two
    keys = open_services(live.settings).keys
    workspace = live.get("/campaigns")["data"][:1] and live.get("/campaigns")["data"][0]["organization_id"]
    key_id, _, key = keys.create(workspace or keys.workspaces()[0], "laptop")
    assert live.call("GET", "/campaigns", key=key).status_code == 200
    assert keys.revoke(key_id)
    assert live.call("GET", "/campaigns", key=key).status_code == 401
    assert live.call("GET", "/campaigns").status_code == 200
    listed = {each.id: each for each in keys.list_all()}
    assert (listed[key_id].name, listed[key_id].revoked_at is None) == ("laptop", False)
    assert not keys.revoke("key_000000000000")


def test_too_many_requests(tmp_path: Path, database_url: Callable[[], str | None]) -> None:
    """The limit is a key's own; headers count down; 429 says when to come back, and `/health` is free."""
    with run_backend(tmp_path, backend_database_url=database_url(), rate_limit=3) as live:
        _, _, other = open_services(live.settings).keys.create(None, "second")
        if time.time() % 60 > 50:
            time.sleep(61 - time.time() % 60)
        left = [live.call("GET", "/capabilities").headers["X-RateLimit-Remaining"] for _ in range(3)]
        refused = live.call("GET", "/capabilities")
        assert (left, refused.status_code) == (["2", "1", "0"], 429)
        assert refused.json() == {
            "statusCode": 429,
            "message": "Too many requests. Please slow down and retry after a moment.",
            "error": "Too Many Requests",
        }
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert int(refused.headers["X-RateLimit-Reset"]) % 60 == 0
        assert refused.headers["X-RateLimit-Limit"] == "3"
        assert live.call("GET", "/capabilities", key=other).status_code == 200
        assert [live.call("GET", "/capabilities", key="wrong").status_code for _ in range(4)] == [401] * 3 + [429]
        assert live.call("GET", "/../health", key="").status_code == 200


def logged(caplog: pytest.LogCaptureFixture, live):
    """The lines of the log so far: a request's line is written after its answer is out, so one more is waited for."""
    live.call("GET", "/nothing", headers={"X-Request-Id": "the-last"})
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        lines = [JsonLines().format(record) for record in list(caplog.records) if record.name == middleware.LOG.name]
        if any('"the-last"' in line for line in lines):
            return lines
        time.sleep(0.01)
    raise AssertionError("the log is silent")


def test_logs_hold_no_lead_data(backend: Backend, campaign: str, caplog: pytest.LogCaptureFixture) -> None:
    """One JSON line a request: its id, shape of path, status, counts; no number, name, header or key."""
    with caplog.at_level(logging.INFO, "callsheet.backend"):
        backend.upload(campaign, "phone_number,name\n9876543210,Zaphod\n", headers={"X-Request-Id": "r-1"})
        backend.upload(campaign, "phone_number,Zaphod\n98-76,Beeblebrox\n")
        lead = backend.leads(campaign)[0]["id"]
        backend.call("GET", f"/campaigns-leads/{lead}")
        backend.call("POST", "/campaigns-leads", json={"phoneNumber": {"Zaphod": "98765"}})
        lines = logged(caplog, backend)
    (first,) = [line for line in map(json.loads, lines) if line["request_id"] == "r-1"]
    assert (first["request_id"], first["status"], first["leads_created"], first["event"]) == ("r-1", 201, 1, "request")
    assert first["route"] == "/v1/campaigns-leads/upload-file/{campaign_id}"
    everything = "\n".join(lines)
    for secret in ("98765", "98-76", "Zaphod", "Beeblebrox", backend.key, lead, campaign):
        assert secret not in everything


def test_a_fault_shows_nothing_of_itself(backend: Backend, campaign: str, caplog: pytest.LogCaptureFixture) -> None:
    """500 in the envelope with an id; the log has the class of the error and its positions, not its message."""

    def fail() -> Never:
        raise RuntimeError("9876543210 Zaphod")

    with caplog.at_level(logging.INFO, "callsheet.backend"):
        with before_statement(backend.services.engine, "SELECT campaigns", fail):
            answer = backend.call("GET", f"/campaigns/{campaign}")
        lines = [json.loads(line) for line in logged(caplog, backend)]
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


def test_an_old_database_is_migrated_with_a_backup(tmp_path: Path) -> None:
    """A database of the first version keeps its campaigns, leads and keys; the copy before stays beside it."""
    settings = Settings(home=tmp_path, rate_limit=0)
    engine = open_database(settings.backend_url)
    migrate(engine, MIGRATIONS, VERSION_TABLE, to="0001")
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO workspaces VALUES ('org_1')",
            (
                "INSERT INTO api_keys (digest, workspace_id) VALUES "
                "('2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683', 'org_1')"
            ),
            (
                "INSERT INTO campaigns (id, organization_id, name, agent_id, from_phone_number, status, created_at)"
                " VALUES"
                " ('cmp_aaaaaaaaaaaa', 'org_1', 'Old', 'a', '+912234567890', 'draft', '2026-01-01 00:00:00.000000')"
            ),
            (
                "INSERT INTO leads (id, campaign_id, phone_number, status, notes, created_at) VALUES "
                "('lead_aaaaaaaaaaaa', 'cmp_aaaaaaaaaaaa', '+911', 'pending', '{}', '2026-01-01 00:00:00.000000')"
            ),
        ):
            connection.exec_driver_sql(statement)
    engine.dispose()
    settings.key_file.write_text("key\n")
    with run_backend(tmp_path) as live:
        assert live.get("/campaigns/cmp_aaaaaaaaaaaa")["total_leads"] == 1
        assert live.get("/campaigns/cmp_aaaaaaaaaaaa")["created_at"] == "2026-01-01T00:00:00Z"
    with closing(sqlite3.connect(tmp_path / "backend.db.before-0003")) as copy:
        assert copy.execute("SELECT version_num FROM backend_version").fetchone() == ("0001",)
        assert copy.execute("SELECT count(*) FROM leads").fetchone() == (1,)
