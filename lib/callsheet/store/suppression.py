"""The suppression list: numbers that are never called, whichever file they are in. It never leaves this database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, func, select, update

from callsheet.database.sql import secure_delete_transaction
from callsheet.store.audit import append
from callsheet.store.clock import utc_now
from callsheet.store.tables import LIST_REVISIONS, SUPPRESSED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Engine, Select

NUMBERS_PER_STATEMENT = 20_000
"""Bounds the memory of one bulk insert or look-up; chosen by hand. SQLite allows 32,766 bound values."""

_NAME = "do_not_call"
_COLUMNS = "phone_number, added_at, added_by"
_SQLITE_TIME = "%Y-%m-%d %H:%M:%S.%f"
"""How SQLAlchemy writes a time in UTC to SQLite."""


class SuppressedNumber(NamedTuple):
    """A number on the list.

    Args:
        number: E.164.
        added_at: when it was added first.
        added_by: who did.
    """

    number: str
    added_at: datetime
    added_by: str


class DoNotCallNumbers(NamedTuple):
    """The list at one moment.

    Args:
        revision: how often it had changed by then.
        numbers: E.164.
    """

    revision: int
    numbers: frozenset[str]

    def __repr__(self) -> str:
        """How many numbers there are, not which."""
        return f"<DoNotCallNumbers: {len(self.numbers):,} at revision {self.revision}>"


class SuppressionList:
    """The suppression list of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, numbers: Collection[str], who: str) -> int:
        """Add numbers to the list; one that is listed already stays as it is.

        Args:
            numbers: E.164.
            who: the person who adds them.

        Returns:
            How many were not on the list before.
        """
        wanted = list(dict.fromkeys(numbers))
        with self._engine.begin() as connection:
            added = sum(_insert(connection, part, who) for part in _parts(wanted))
            if added:
                _count_change(connection)
                append(connection, "listed", who, numbers=added)
        return added

    def remove(self, numbers: Collection[str], who: str = "") -> int:
        """Remove numbers from the list.

        Args:
            numbers: E.164.
            who: the person who removes them.

        Returns:
            How many were on the list.
        """
        wanted = list(numbers)
        with secure_delete_transaction(self._engine) as connection:
            removed = sum(
                connection.execute(delete(SUPPRESSED).where(SUPPRESSED.c.phone_number.in_(part))).rowcount
                for part in _parts(wanted)
            )
            if removed:
                _count_change(connection)
                append(connection, "unlisted", who, numbers=removed)
        return removed

    def find(self, number: str) -> SuppressedNumber | None:
        """Return a number with who added it and when, or None if it is not on the list."""
        entries = self._read(select(SUPPRESSED).where(SUPPRESSED.c.phone_number == number))
        return entries[0] if entries else None

    def among(self, numbers: Collection[str]) -> frozenset[str]:
        """Return which of some numbers are on the list; what it costs depends on them, not on the length of the list.

        Args:
            numbers: E.164.
        """
        wanted = sorted(set(numbers))  # neighbours in the table are read together
        with self._engine.connect() as connection:
            return frozenset(number for part in _parts(wanted) for number in _listed(connection, part))

    def numbers(self) -> frozenset[str]:
        """Return every number on the list, E.164."""
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(SUPPRESSED.c.phone_number)))

    def revision(self) -> int:
        """Return how often the list has changed; a list with the same revision has the same numbers."""
        with self._engine.connect() as connection:
            return int(connection.scalar(select(LIST_REVISIONS.c.revision).where(LIST_REVISIONS.c.name == _NAME)) or 0)

    def read(self) -> DoNotCallNumbers:
        """Return every number with the revision; a change meanwhile is noticed by the next look at the revision."""
        revision = self.revision()
        return DoNotCallNumbers(revision, self.numbers())

    def batches(self) -> Iterator[list[SuppressedNumber]]:
        """Yield the list in the order of the numbers, some at a time; it may change meanwhile."""
        last = ""
        while True:
            query = select(SUPPRESSED).where(SUPPRESSED.c.phone_number > last).order_by(SUPPRESSED.c.phone_number)
            entries = self._read(query.limit(NUMBERS_PER_STATEMENT))
            if not entries:
                return
            yield entries
            last = entries[-1].number

    def count(self) -> int:
        """Return the number of entries."""
        with self._engine.connect() as connection:
            return int(connection.scalar(select(func.count()).select_from(SUPPRESSED)) or 0)

    def newest(self) -> SuppressedNumber | None:
        """Return the number that was added last, or None for an empty list."""
        entries = self._read(select(SUPPRESSED).order_by(SUPPRESSED.c.added_at.desc()).limit(1))
        return entries[0] if entries else None

    def clear(self, who: str = "") -> None:
        """Delete every entry.

        Args:
            who: the person who empties the list.
        """
        with secure_delete_transaction(self._engine) as connection:
            removed = connection.execute(delete(SUPPRESSED)).rowcount
            _count_change(connection)
            append(connection, "list_emptied", who, numbers=removed)

    def _read(self, query: Select[Any]) -> list[SuppressedNumber]:
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [SuppressedNumber(row.phone_number, row.added_at, row.added_by) for row in rows]


def _count_change(connection: Connection) -> None:
    connection.execute(
        update(LIST_REVISIONS).where(LIST_REVISIONS.c.name == _NAME).values(revision=LIST_REVISIONS.c.revision + 1)
    )


def _parts(numbers: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(numbers), NUMBERS_PER_STATEMENT):
        yield numbers[start : start + NUMBERS_PER_STATEMENT]


def _listed(connection: Connection, numbers: Sequence[str]) -> Sequence[str]:
    """Those of some numbers that are on the list; they are bound as one value, which costs less than one each."""
    query = select(SUPPRESSED.c.phone_number)
    if connection.dialect.name == "sqlite":
        wanted = func.json_each(json.dumps(numbers)).table_valued("value")
        return connection.scalars(query.where(SUPPRESSED.c.phone_number.in_(select(wanted.c.value)))).all()
    return connection.scalars(query.where(SUPPRESSED.c.phone_number == func.any(list(numbers)))).all()


def _insert(connection: Connection, numbers: Sequence[str], who: str) -> int:
    """Insert numbers by the driver's bulk path, without those that are there; returns how many were inserted.

    Args:
        connection: inside a transaction.
        numbers: E.164; none holds what COPY escapes.
        who: the person who adds them.
    """
    if connection.dialect.name == "sqlite":
        statement = f"INSERT OR IGNORE INTO {SUPPRESSED.name} ({_COLUMNS}) VALUES (?, ?, ?)"  # noqa: S608 - constants
        moment = utc_now().strftime(_SQLITE_TIME)
        return connection.exec_driver_sql(statement, [(number, moment, who) for number in numbers]).rowcount
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE IF NOT EXISTS to_suppress (phone_number varchar(32)) ON COMMIT DROP"
    )
    connection.exec_driver_sql("TRUNCATE to_suppress")
    cursor = connection.connection.cursor()
    with cursor.copy("COPY to_suppress FROM STDIN") as copy:
        copy.write("".join([f"{number}\n" for number in numbers]))
    cursor.close()
    return connection.exec_driver_sql(
        f"INSERT INTO {SUPPRESSED.name} ({_COLUMNS})"  # noqa: S608 - constants
        " SELECT phone_number, %s::timestamptz, %s FROM to_suppress ON CONFLICT DO NOTHING",
        (utc_now(), who),
    ).rowcount
