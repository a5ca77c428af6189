"""The suppression list: numbers that are never called, whichever file they are in. It never leaves this database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from callsheet.database.sql import insert_or_ignore
from callsheet.store.clock import utc_now
from callsheet.store.tables import SUPPRESSED

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Engine

NUMBERS_PER_STATEMENT = 20_000
"""Bounds the memory of one bulk insert; chosen by hand."""


class SuppressionList:
    """The suppression list of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, numbers: Collection[str], who: str) -> None:
        """Add numbers to the list.

        Args:
            numbers: E.164.
            who: the person who adds them.
        """
        added_at = utc_now()
        rows = [{"phone_number": number, "added_at": added_at, "added_by": who} for number in numbers]
        with self._engine.begin() as connection:
            statement = insert_or_ignore(connection, SUPPRESSED)
            for start in range(0, len(rows), NUMBERS_PER_STATEMENT):
                connection.execute(statement, rows[start : start + NUMBERS_PER_STATEMENT])

    def numbers(self) -> frozenset[str]:
        """Return every number on the list, E.164."""
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(SUPPRESSED.c.phone_number)))

    def count(self) -> int:
        """Return the number of entries."""
        with self._engine.connect() as connection:
            return int(connection.scalar(select(func.count()).select_from(SUPPRESSED)) or 0)

    def clear(self) -> None:
        """Delete every entry."""
        with self._engine.begin() as connection:
            connection.execute(delete(SUPPRESSED))
