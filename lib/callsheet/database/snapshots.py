"""Read several databases as they were at one moment, while others write."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import select, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine, Table

LOCK_SECONDS = 30
"""How long a writer may keep the moment waiting. Chosen by hand: as long as SQLite waits for another writer."""


@contextmanager
def simultaneous_snapshots(databases: Sequence[tuple[Engine, Table]]) -> Iterator[list[Connection]]:
    """Open a connection to each database that sees it as it was at one moment, the same for all.

    Writers are stopped for that moment only, and go on while the snapshots are read.

    Args:
        databases: each with a table that every write which matters changes; no two are the same SQLite file.

    Yields:
        A connection a database, in the same order; what is read there does not change.

    Raises:
        DatabaseFault: a database cannot be read, or a writer does not end.
    """
    with ExitStack() as readers:
        with ExitStack() as writers:
            for engine, table in databases:
                _stop_writers(writers.enter_context(engine.connect()), table)
            connections = [readers.enter_context(_frozen(engine, table)) for engine, table in databases]
        yield connections


def _stop_writers(connection: Connection, table: Table) -> None:
    """Wait for writers, and let no other one begin until the connection is closed."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'"))
    connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))


@contextmanager
def _frozen(engine: Engine, table: Table) -> Iterator[Connection]:
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)  # noqa: PLW2901 - the same connection
        connection.execute(select(table).limit(1)).first()  # the first statement decides the moment
        yield connection
