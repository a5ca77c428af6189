"""Locks between processes, as locked files and in PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, make_url, text

from callsheet.database import ProcessLock, open_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.postgresql import PostgresqlServer

HOLD = """
import sys
from pathlib import Path
from callsheet.database import ProcessLock, open_database
lock = ProcessLock(Path(sys.argv[1]), open_database(sys.argv[2]), "shared")
print(lock.acquire(wait=False), flush=True)
sys.stdin.read()
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'a.db'}"
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    return server.create_store()


@pytest.fixture
def new_lock(url: str, tmp_path: Path) -> Iterator[Callable[..., ProcessLock]]:
    engine = open_database(url)
    yield lambda name="shared": ProcessLock(tmp_path / f"{name}.lock", engine, name)
    engine.dispose()


def test_only_one_instance_holds_a_lock(new_lock: Callable[..., ProcessLock]) -> None:
    """Also within one process; a lock of another name is free."""
    first, second, other = new_lock(), new_lock(), new_lock("other")
    assert first.acquire()
    assert (second.acquire(wait=False), other.acquire(wait=False)) == (False, True)
    assert (first.is_held(), second.is_held(), second.is_taken()) == (True, False, True)
    first.release()
    assert not first.is_held()
    assert not second.is_taken()
    assert second.acquire(wait=False)
    second.release()
    other.release()


def test_a_lock_is_not_taken_twice_by_its_holder(new_lock: Callable[..., ProcessLock]) -> None:
    """A second acquisition fails, and one release is enough; another release does nothing."""
    lock = new_lock()
    assert lock.acquire(wait=False)
    assert not lock.acquire(wait=False)
    lock.release()
    lock.release()
    assert not new_lock().is_taken()


def test_a_lock_is_waited_for(new_lock: Callable[..., ProcessLock]) -> None:
    """`held` blocks until the other holder releases; the lock is free after the block."""
    first, second = new_lock(), new_lock()
    order: list[str] = []
    with first.held():
        waiting = threading.Thread(target=lambda: _note(second, order))
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]
    assert not second.is_taken()


def _note(lock: ProcessLock, order: list[str]) -> None:
    with lock.held():
        order.append("second")


def test_the_death_of_its_process_releases_a_lock(
    new_lock: Callable[..., ProcessLock], url: str, tmp_path: Path
) -> None:
    """SIGKILL: the next process gets the lock at once."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "shared.lock"), url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"True\n"
        lock = new_lock()
        assert lock.is_taken()
        assert not lock.acquire(wait=False)
        holder.kill()
    with lock.held():
        assert lock.is_held()


def test_a_lost_connection_ends_a_lock_for_good(postgresql: PostgresqlServer, tmp_path: Path) -> None:
    """PostgreSQL drops the lock with its connection: no later check is answered by a new connection without it."""
    url = postgresql.create_store()
    engine = open_database(url)
    lock = ProcessLock(tmp_path / "unused.lock", engine, "shared")
    assert lock.acquire(wait=False)
    admin = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        end = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
        connection.execute(end, {"name": make_url(url).database})
    assert [lock.is_held(), lock.is_held(), lock.is_taken()] == [False] * 3
    assert lock.acquire(wait=False)
    lock.release()
    for each in (admin, engine):
        each.dispose()


def test_a_temporary_lock_leaves_no_file(tmp_path: Path) -> None:
    """Its name is never locked again, so its file is deleted with it, and by whoever finds its holder dead."""
    path = tmp_path / "locks" / "name.lock"
    lock = ProcessLock(path, is_temporary=True)
    assert lock.acquire()
    assert path.exists()
    lock.release()
    assert not path.exists()
    path.touch()
    assert not ProcessLock(path, is_temporary=True).is_taken()
    assert not path.exists()
