"""SQL that SQLite and PostgreSQL write differently: insert-or-ignore, row locks, deletion without remains."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import String, any_, func, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Column, ColumnElement, Connection, Engine, Table


Value = TypeVar("Value")


def blocks(values: Sequence[Value], size: int) -> Iterator[Sequence[Value]]:
    """Yield the values of a statement in blocks, because a statement can name only so many.

    Args:
        values: any number of them.
        size: values of a block; the last one may have fewer.
    """
    for start in range(0, len(values), size):
        yield values[start : start + size]


def is_one_of(connection: Connection, column: Column[str], texts: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a column has one of many texts, which go to the database as one value.

    `column.in_(texts)` makes a parameter of each: of 5,000 SQLAlchemy needs ten times as long as SQLite to find them.

    Args:
        connection: chooses the dialect.
        column: of texts.
        texts: any number of them.
    """
    if connection.dialect.name == "postgresql":
        return column == any_(literal(list(texts), postgresql.ARRAY(String)))
    wanted = func.json_each(json.dumps(list(texts))).table_valued("value")
    return column.in_(select(wanted.c.value))


def insert_or_ignore(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an `INSERT … ON CONFLICT DO NOTHING` in the dialect of a connection.

    Args:
        connection: chooses the dialect.
        table: where to insert; rows whose key already exists are ignored.
    """
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def lock_rows(connection: Connection, column: Column[str], *conditions: ColumnElement[bool]) -> None:
    """Lock rows until the transaction ends.

    The statement is `UPDATE … SET column = column`, because SQLite has no `SELECT … FOR UPDATE`: there the driver
    begins the transaction, and takes the database's write lock, only at the first statement that writes. What is read
    before it could be changed by another process until then. On PostgreSQL the statement locks the rows.

    Args:
        connection: inside a transaction.
        column: any column of the table; its value does not change.
        *conditions: which rows.
    """
    connection.execute(update(column.table).where(*conditions).values({column: column}))


@contextmanager
def secure_delete_transaction(engine: Engine, *, empties_log: bool = True) -> Iterator[Connection]:
    """Open a transaction whose deleted values cannot be recovered from the database's files.

    SQLite overwrites deleted content with zeros and truncates its write-ahead log afterwards; PostgreSQL frees the
    space at its next vacuum.

    Args:
        engine: the database.
        empties_log: False leaves the log to the next deletion or purge, where nobody may be kept waiting.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
            connection.rollback()
        with connection.begin():
            yield connection
    if empties_log:
        truncate_log(engine)


def truncate_log(engine: Engine) -> None:
    """Empty the write-ahead log of SQLite, which shows what was deleted until then; nothing on PostgreSQL.

    A reader that is busy with an older state makes this wait for `BUSY_SECONDS`, then leaves the log as it is.

    Args:
        engine: the database.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
