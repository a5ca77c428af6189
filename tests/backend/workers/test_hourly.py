"""What a server does every hour, beginning when it starts."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from callsheet.backend.db.calling.tables import CALLS
from callsheet.backend.db.tables import WORKSPACES
from callsheet.backend.services import open_backend_database
from callsheet.backend.workers.hourly import HourlyTask
from callsheet.settings import Settings
from tests.support.running_backend import run_backend

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_failure_is_logged_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    """The text of an error could hold a number."""
    done = threading.Event()

    def fail() -> None:
        done.set()
        raise OSError("+919876543210")

    task = HourlyTask("retention of calls", fail)
    task.start()
    assert done.wait(10)
    task.stop()
    assert ("retention of calls failed" in caplog.text, "98765" in caplog.text) == (True, False)


def test_a_server_erases_calls_past_their_time_when_it_starts(tmp_path: Path) -> None:
    """By `ledger_days`; copies of the database from before a migration go after `draft_days`, here not yet."""
    engine = open_backend_database(Settings(home=tmp_path))
    ended = datetime.now(UTC) - timedelta(days=6)
    with engine.begin() as connection:
        workspace = connection.scalar(select(WORKSPACES.c.id))
        call = {"workspace_id": workspace, "agent_id": "a", "from_number": "+912234567890", "status": "completed"}
        rows = [
            {**call, "id": call_id, "to_number": "+919876543210", "variables": "{}", "created_at": ended - age,
             "ended_at": ended - age}
            for call_id, age in (("call_young", timedelta(days=-2)), ("call_old", timedelta(0)))
        ]  # fmt: skip
        connection.execute(insert(CALLS), rows)
    copy = tmp_path / "backend.db.before-0005"
    copy.write_bytes(b"a copy")
    numbers = select(CALLS.c.id, CALLS.c.to_number).where(CALLS.c.id.in_(["call_old", "call_young"]))

    def numbers_now() -> dict[str, str]:
        with engine.connect() as connection:
            return dict(map(tuple, connection.execute(numbers)))

    with run_backend(tmp_path, ledger_days=5):
        ends = time.monotonic() + 20
        while time.monotonic() < ends:
            if not numbers_now()["call_old"]:
                break
            time.sleep(0.02)
    assert numbers_now() == {"call_old": "", "call_young": "+919876543210"}
    assert copy.exists()
    engine.dispose()
