"""Failures of a hosted backend: a database that goes away, simultaneous starts, a stop during an upload."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import requests
from sqlalchemy import create_engine, func, make_url, select, text

from callsheet.backend.db.tables import API_KEYS, CAMPAIGNS, WORKSPACES
from callsheet.backend.services import open_backend_database
from callsheet.client.upload import encode_file
from callsheet.settings import Settings
from tests.backend.statements import before_statement
from tests.support.processes import run_server
from tests.support.running_backend import LEADS, run_backend

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.postgresql import PostgresqlServer
    from tests.support.running_backend import Backend

START_FOUR = """
import os, sys
from callsheet.backend.services import open_backend_database
from callsheet.client.upload import encode_file
from callsheet.settings import Settings
database = sys.argv[2] or None
children = []
for index in range(4):
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            home = f"{sys.argv[1]}/{index if database else 'home'}"
            open_backend_database(Settings(home=home, backend_database_url=database)).dispose()
            failed = 0
        finally:
            os._exit(failed)
    children.append(child)
raise SystemExit(sum(os.waitpid(child, 0)[1] for child in children))
"""


@pytest.mark.nightly
def test_simultaneous_starts_on_an_empty_database(tmp_path: Path, database_url: Callable[[], str | None]) -> None:
    """Four processes, on PostgreSQL with four data folders, create one workspace, one key and one campaign."""
    url = database_url()
    command = [sys.executable, "-W", "ignore", "-c", START_FOUR, str(tmp_path), url or ""]
    subprocess.run(command, check=True)
    engine = open_backend_database(
        Settings(home=tmp_path / ("again" if url else "home"), backend_database_url=url, rate_limit=0)
    )
    with engine.connect() as connection:
        for table in (WORKSPACES, API_KEYS, CAMPAIGNS):
            assert connection.scalar(select(func.count()).select_from(table)) == 1, table.name
    engine.dispose()
    assert len(list(tmp_path.glob("*/api-key"))) == 1


def test_a_database_that_goes_away_and_comes_back(tmp_path: Path, postgresql: PostgresqlServer) -> None:
    """While PostgreSQL refuses connections: opaque 500s, nothing queued. Afterwards everything works again."""
    url = make_url(postgresql.create())
    admin = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with run_backend(tmp_path, backend_database_url=url.render_as_string(hide_password=False)) as backend:
        campaign = backend.campaign()
        assert backend.upload(campaign, LEADS, headers={"Idempotency-Key": "before"}).status_code == 201
        with admin.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS false"))
            end = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
            connection.execute(end, {"name": url.database})
            for answer in (backend.call("GET", "/../health"), backend.upload(campaign, LEADS)):
                assert (answer.status_code, answer.json()["message"]) == (500, "Internal server error")
            ready = backend.call("GET", "/../ready", key="")
            assert (ready.status_code, ready.json()["message"]) == (503, "The database does not answer.")
            connection.execute(text(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS true"))
        assert backend.call("GET", "/../health").json() == {"status": "ok"}
        assert backend.get(f"/campaigns/{campaign}")["total_leads"] == 2
        assert backend.upload(campaign, LEADS, headers={"Idempotency-Key": "before"}).json()["leads_created"] == 2
        assert backend.upload(campaign, LEADS, headers={"Idempotency-Key": "after"}).status_code == 201
        assert backend.get(f"/campaigns/{campaign}")["total_leads"] == 4
    admin.dispose()


def test_a_locked_sqlite_database(tmp_path: Path) -> None:
    """While another process writes for a second, an upload waits and reads do not."""
    with run_backend(tmp_path) as backend:
        campaign = backend.campaign()
        with closing(sqlite3.connect(tmp_path / "backend.db", check_same_thread=False)) as other:
            other.execute("BEGIN IMMEDIATE")
            threading.Timer(1, other.rollback).start()
            with ThreadPoolExecutor(1) as pool:
                upload = pool.submit(_upload, backend.url, backend.key, campaign)
                assert backend.get(f"/campaigns/{campaign}")["total_leads"] == 0
                assert upload.result().status_code == 201
        assert backend.get(f"/campaigns/{campaign}")["total_leads"] == 2


def _upload(url: str, key: str, campaign: str, **more: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {key}"} | more
    path = f"{url}/campaigns-leads/upload-file/{campaign}"
    return requests.post(path, headers=headers, files={"file": ("leads.csv", LEADS)}, timeout=60)


@pytest.mark.parametrize("with_key", [False, True], ids=["no Idempotency-Key", "Idempotency-Key"])
def test_a_key_revoked_during_an_upload(backend: Backend, campaign: str, *, with_key: bool) -> None:
    """401 and no lead, although the file was being checked; its Idempotency-Key can be used with the next API key."""
    keys, headers = backend.services.keys, {"Idempotency-Key": f"revoked-{campaign}"} if with_key else {}
    key_id, workspace, key = keys.create(backend.workspace_id, "laptop")
    with before_statement(backend.services.engine, "SELECT country_rules", lambda: keys.revoke(key_id)):
        answer = _upload(backend.url, key, campaign, **headers)
    assert (answer.status_code, answer.json()["message"]) == (401, "API key is missing or invalid")
    assert backend.leads(campaign) == []
    _, _, new_key = keys.create(workspace, "new laptop")
    assert _upload(backend.url, new_key, campaign, **headers).status_code == 201


def test_a_key_revoked_during_a_batch_call_or_an_enrolment(calling: Backend, agent: str) -> None:
    """401, and neither a batch nor a lead, although the file was being checked."""
    workflow = calling.workflow(agent)
    for method, target in (("batch_call", agent), ("enrol", workflow)):
        key_id, _, key = calling.services.keys.create(calling.workspace_id, "laptop")
        revoke = partial(calling.services.keys.revoke, key_id)
        with before_statement(calling.services.engine, "SELECT country_rules", revoke):
            answer = getattr(calling.with_key(key), method)(target, LEADS)
        assert (answer.status_code, answer.json()["message"]) == (401, "API key is missing or invalid")
    assert calling.get("/batch-calls")["total"] == 0
    assert calling.get(f"/workflows/{workflow}/leads")["count"] == 0


@pytest.mark.nightly
def test_a_stop_during_an_upload() -> None:
    """Two workers: simultaneous requests with one key queue one set of leads; SIGTERM lets an upload finish."""
    with run_server(None, home=Path(mkdtemp(prefix="callsheet")), workers=2) as server:
        key, campaign = server.headers["Authorization"].split()[1], server.campaign()
        with ThreadPoolExecutor(8) as pool:
            same = {"Idempotency-Key": "one"}
            answers = list(pool.map(lambda _: _upload(server.url, key, campaign, **same), range(8)))
        assert {answer.text for answer in answers} == {answers[0].text}
        assert server.total(campaign) == 2
        connection, rest = _send_half(server.url, key, campaign)
        with closing(connection):
            os.kill(server.process.pid, signal.SIGTERM)
            time.sleep(0.5)
            assert server.process.poll() is None
            connection.sendall(rest)
            assert connection.recv(65_536).startswith(b"HTTP/1.1 201")
        assert server.process.wait(60) == 0
        with closing(sqlite3.connect(server.home / "backend.db")) as database:
            assert database.execute("SELECT count(*) FROM leads").fetchone() == (4,)


def _send_half(url: str, key: str, campaign: str) -> tuple[socket.socket, bytes]:
    """Send half of an upload; return the connection and the other half."""
    address = urlsplit(url)
    body, content_type = encode_file("leads.csv", LEADS.encode())
    lines = (
        f"POST /v1/campaigns-leads/upload-file/{campaign} HTTP/1.1",
        "Host: localhost",
        f"Authorization: Bearer {key}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body)}",
    )
    connection = socket.create_connection((address.hostname, address.port), timeout=60)
    connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode() + body[:50])
    time.sleep(0.3)  # so that the request has begun when the signal arrives
    return connection, body[50:]
