"""The suppression list: numbers that are never called, whatever file they stand in. It never leaves this database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from callsheet.store.clock import now
from callsheet.store.sql import insert_or_ignore
from callsheet.store.tables import SUPPRESSED

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Engine

NUMBERS_A_STATEMENT = 20_000


class SuppressionList:
    """The suppression list of one database.

    Args:
        engine: where it lies.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, numbers: Collection[str], who: str) -> None:
        """Put numbers on the list.

        Args:
            numbers: E.164.
            who: the person.
        """
        moment = now()
        lines = [{"phone_number": number, "added_at": moment, "added_by": who} for number in numbers]
        with self._engine.begin() as connection:
            for start in range(0, len(lines), NUMBERS_A_STATEMENT):
                connection.execute(insert_or_ignore(connection, SUPPRESSED), lines[start : start + NUMBERS_A_STATEMENT])

    def numbers(self) -> frozenset[str]:
        """Every number on the list, E.164."""
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(SUPPRESSED.c.phone_number)))

    def count(self) -> int:
        """How many numbers are on the list."""
        with self._engine.connect() as connection:
            return int(connection.scalar(select(func.count()).select_from(SUPPRESSED)) or 0)

    def clear(self) -> None:
        """Empty the list."""
        with self._engine.begin() as connection:
            connection.execute(delete(SUPPRESSED))
