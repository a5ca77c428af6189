"""Create SQLAlchemy engines: SQLite embedded, PostgreSQL by URL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from callsheet.database.faults import database_url, explain_faults, explained_disk
from callsheet.errors import Fault, SystemFault

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 30
"""How long a statement waits for another writer of a SQLite file, unless its URL says otherwise."""
CONNECT_SECONDS = 10
"""How long a connection to PostgreSQL may take, unless its URL says otherwise."""
CACHE_KIB = 16_000
"""Pages of a SQLite file that one connection may hold in memory. In SQLite's own 2,000 the pages of an upload of 5,000
leads do not fit and are written several times: 5.6 s of CPU for 176,000 leads, 4.3 with 16,000, 4.1 with 32,000."""
CHECKPOINT_PAGES = 4_000
"""Pages of 4 KiB in the write-ahead log before they are copied to the file. With SQLite's own 1,000 every upload of
5,000 leads copies all its pages, most of which the next one changes again."""


def open_database(url: str, setting: str = "CALLSHEET_DATABASE_URL") -> Engine:
    """Create an engine with the durability that the ledger requires.

    Args:
        url: SQLAlchemy URL, `sqlite:///…` or `postgresql…`; a plain `postgresql://` uses psycopg 3.
        setting: the environment variable that names the database, for sentences.

    Returns:
        An engine. SQLite runs in WAL mode with `synchronous=FULL` and enforced foreign keys; its folder and its file
        are created when missing, readable by their owner only. Where the database fails, it raises a `DatabaseFault`,
        and no exception of it shows the parameters of a statement.

    Raises:
        SystemFault: the address is wrong, its driver is missing, or the file cannot be made.
    """
    parsed = database_url(url, setting)
    try:
        if parsed.get_backend_name() == "sqlite":
            waits = {} if "timeout" in parsed.query else {"timeout": BUSY_SECONDS}
            engine = create_engine(parsed, hide_parameters=True, connect_args=waits)
        else:
            if parsed.drivername == "postgresql":
                parsed = parsed.set(drivername="postgresql+psycopg")
            waits = {} if "connect_timeout" in parsed.query else {"connect_timeout": CONNECT_SECONDS}
            engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True, connect_args=waits)
    except ImportError:
        raise SystemFault(Fault.DRIVER_MISSING, setting=setting) from None
    except (SQLAlchemyError, TypeError, ValueError):  # a driver that does not exist, or an option that it lacks
        raise SystemFault(Fault.DATABASE_ADDRESS, setting=setting) from None
    path = database_file(engine)
    if path is not None:
        _make_file(path, setting)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    explain_faults(engine, setting)
    return engine


def _make_file(path: Path, setting: str) -> None:
    with explained_disk(path, setting):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():  # SQLite would create a file that everybody may read
            path.touch(mode=0o600)
    if path.is_dir():
        raise SystemFault(Fault.IS_A_FOLDER, where=path, setting=setting)


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
    sizes = (f"cache_size=-{CACHE_KIB}", f"wal_autocheckpoint={CHECKPOINT_PAGES}")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", *sizes):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
