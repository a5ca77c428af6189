"""Senders that stand by: one is active, another takes over, and each goes on after the database was away."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from callsheet.runtime import standing_by
from callsheet.runtime.services import open_services
from callsheet.runtime.standing_by import Role, StandingSender
from callsheet.sending import is_sender_running
from tests.support.postgresql import cut_connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from callsheet.runtime.services import Services
    from tests.support.postgresql import PostgresqlServer

PATIENCE_SECONDS = 60.0


def is_soon(condition: Callable[[], bool]) -> bool:
    """Wait until a condition holds; False when it does not within a minute."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        if condition():
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def services(tmp_path: Path, postgresql: PostgresqlServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """A ledger on PostgreSQL, and a server that does not answer."""
    settings = {"HOME": str(tmp_path), "DATABASE_URL": postgresql.create_store(), "API_URL": "http://127.0.0.1:9/v1"}
    for name, value in (settings | {"API_KEY": "key"}).items():
        monkeypatch.setenv(f"CALLSHEET_{name}", value)
    monkeypatch.setattr(standing_by, "LOOK_SECONDS", 0.02)
    opened = open_services()
    yield opened
    opened.store.engine.dispose()


@contextmanager
def running(sender: StandingSender) -> Iterator[None]:
    """Run a sender in a thread; it must end when it is stopped."""
    thread = threading.Thread(target=sender.run)
    thread.start()
    try:
        yield
    finally:
        sender.stop()
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


def test_one_is_active_and_another_takes_over(services: Services) -> None:
    """Stopped, and cut off from the database: each time one of them, and only one, ends up active."""
    first, second = StandingSender(services), StandingSender(services)
    with running(second):
        with running(first):
            assert is_soon(lambda: Role.ACTIVE in (first.role, second.role))
            for _ in range(2):
                assert cut_connections(services.store.engine)
                assert is_soon(lambda: (first.role, second.role).count(Role.ACTIVE) == 1 and is_running(services))
                assert first.is_alive
        assert is_soon(lambda: second.role is Role.ACTIVE)
        assert first.role is Role.STANDING_BY
    assert second.role is Role.STANDING_BY
    assert not is_running(services)


def is_running(services: Services) -> bool:
    """Whether a sender holds the lock."""
    return is_sender_running(services.store, services.server)
