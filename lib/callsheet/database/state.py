"""How a database is at present: whether it answers, how fast, how large it is."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from callsheet.database.engine import database_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Engine


@dataclass(frozen=True)
class DatabaseState:
    """A database as it is at present.

    Args:
        answers: whether it answered.
        seconds: how long that took, a new connection included where there was none.
        sizes: bytes by file: "database", and "wal" of SQLite.
        connections: of everybody to the PostgreSQL database; None on SQLite.
    """

    answers: bool
    seconds: float
    sizes: Mapping[str, int] = field(default_factory=dict)
    connections: int | None = None


def database_state(engine: Engine) -> DatabaseState:
    """Ask a database how it is; one that fails does not raise.

    Args:
        engine: the database.
    """
    started = time.perf_counter()
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1")).scalar_one()
            seconds = time.perf_counter() - started
            sizes, connections = _sizes(connection, engine), None
            if engine.dialect.name == "postgresql":
                count = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                connections = int(connection.scalar(text(count)) or 0)
            return DatabaseState(answers=True, seconds=seconds, sizes=sizes, connections=connections)
    except (SQLAlchemyError, OSError):
        return DatabaseState(answers=False, seconds=time.perf_counter() - started)


def _sizes(connection: Connection, engine: Engine) -> dict[str, int]:
    if engine.dialect.name == "postgresql":
        return {"database": int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)}
    path = database_file(engine)
    if path is None:
        return {}
    log = path.with_name(f"{path.name}-wal")
    return {"database": path.stat().st_size, "wal": log.stat().st_size if log.exists() else 0}
