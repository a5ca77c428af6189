"""Create SQLAlchemy engines: SQLite embedded, PostgreSQL by URL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, make_url

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 30
"""How long a statement waits for another writer of a SQLite file."""
CONNECT_SECONDS = 10
"""How long a connection to PostgreSQL may take, unless its URL says otherwise."""


def open_database(url: str) -> Engine:
    """Create an engine with the durability that the ledger requires.

    Args:
        url: SQLAlchemy URL, `sqlite:///…` or `postgresql…`; a plain `postgresql://` uses psycopg 3.

    Returns:
        An engine. SQLite runs in WAL mode with `synchronous=FULL` and enforced foreign keys; its folder and its file
        are created when missing, readable by their owner only.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        waits = {} if "connect_timeout" in parsed.query else {"connect_timeout": CONNECT_SECONDS}
        return create_engine(parsed, pool_pre_ping=True, connect_args=waits)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
    path = database_file(engine)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():  # SQLite would create a file that everybody may read
            path.touch(mode=0o600)
    event.listen(engine, "connect", _set_pragmas)
    return engine


def database_file(engine: Engine) -> Path | None:
    """The file of a SQLite database; None in memory and on PostgreSQL.

    Args:
        engine: the database.
    """
    database = engine.url.database
    on_disk = engine.dialect.name == "sqlite" and database and database != ":memory:"
    return Path(str(database)) if on_disk else None


def _set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
