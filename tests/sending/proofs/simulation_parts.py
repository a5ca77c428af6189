"""Parts of the simulation: a ledger in memory that is emptied in a moment, a clock that the trial sets, known files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from callsheet.settings import Settings
from callsheet.store import Clock, Store, open_store
from tests.sending.bench import check_file

if TYPE_CHECKING:
    from callsheet.validation import Report

START = datetime(2026, 1, 1, tzinfo=UTC)
NUMBERS_BY_FILE = ((0, 1), (1, 2, 3), (0, 1, 2, 3, 4), (4, 5), tuple(range(12)))
"""Which numbers each file contains: they overlap, and two files are split into parts."""


class ProcessKilled(BaseException):
    """The simulated process was killed: no handler of the program may catch it."""


class SimulatedTime:
    """A clock that the trial moves: the time of day can be set (`shift`), the boot clock only goes forward."""

    def __init__(self) -> None:
        self.seconds, self.shift = 0.0, 0.0

    def boot_seconds(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds + self.shift)

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.boot_seconds, lambda: "one")


class MemoryLedger:
    """The ledger's real tables, triggers and statements on SQLite in memory; `fresh` empties them at once."""

    def __init__(self) -> None:
        self._raw = sqlite3.connect(":memory:", check_same_thread=False)
        self.engine = create_engine("sqlite://", creator=lambda: self._raw, poolclass=StaticPool)
        event.listen(self.engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys=ON"))
        self._empty = sqlite3.connect(":memory:")
        self._empty.deserialize(_migrated_database())

    def fresh(self, time: SimulatedTime) -> Store:
        """An empty store that tells that time."""
        self._raw.rollback()
        # `deserialize` into this connection would leave statements that it remembers with pages that are gone
        self._empty.backup(self._raw)
        return Store(self.engine, Path(), time.clock)

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        return self._raw.execute(statement).fetchall()


def _migrated_database() -> bytes:
    """The bytes of an empty database, made by the real migrations."""
    with TemporaryDirectory() as folder:
        open_store(Settings(home=Path(folder))).engine.dispose()
        with closing(sqlite3.connect(Path(folder) / "callsheet.db")) as database:
            database.execute("PRAGMA journal_mode=DELETE")  # a copy in memory cannot have the journal of WAL
            return database.serialize()


@cache
def memory_ledger() -> MemoryLedger:
    return MemoryLedger()


@cache
def report_of(file: int) -> Report:
    """The report of one of `NUMBERS_BY_FILE`; each file spells the same number in another way."""
    prefix = ("+91 98000", "098000", "98000", "+9198000", "+91-98000")[file]
    lines = [f"{prefix}{number:05},Lead {number}\n" for number in NUMBERS_BY_FILE[file]]
    return check_file(("phone_number,name\n" + "".join(lines)).encode())
