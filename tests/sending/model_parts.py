"""What the model is made of: a ledger in memory that starts afresh in a moment, a clock that is told, known files."""

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
from tests.sending.desk_tools import judged

if TYPE_CHECKING:
    from callsheet.validation import Report

START = datetime(2026, 1, 1, tzinfo=UTC)
FILES = ((0, 1), (1, 2, 3), (0, 1, 2, 3, 4), (4, 5), tuple(range(12)))
"""Which numbers stand in each file: they overlap, and two are cut into parts."""


class Killed(BaseException):
    """The process is gone: no handler of the program may catch it."""


class Time:
    """A clock that only moves when it is told to; the time of day can be set, the boot clock cannot."""

    def __init__(self) -> None:
        self.seconds, self.shift = 0.0, 0.0

    def boot_seconds(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds + self.shift)

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.boot_seconds, lambda: "one")


class Memory:
    """The ledger's real tables, triggers and statements on SQLite in memory; `fresh` empties them at once."""

    def __init__(self) -> None:
        self._raw = sqlite3.connect(":memory:", check_same_thread=False)
        self.engine = create_engine("sqlite://", creator=lambda: self._raw, poolclass=StaticPool)
        event.listen(self.engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys=ON"))
        self._empty = _migrated()

    def fresh(self, time: Time) -> Store:
        self._raw.rollback()
        self._raw.deserialize(self._empty)
        return Store(self.engine, Path(), time.clock)

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        return self._raw.execute(statement).fetchall()


def _migrated() -> bytes:
    """The bytes of a database that the real migrations have made."""
    with TemporaryDirectory() as folder:
        open_store(Settings(home=Path(folder))).engine.dispose()
        with closing(sqlite3.connect(Path(folder) / "callsheet.db")) as made:
            made.execute("PRAGMA journal_mode=DELETE")  # a copy in memory has no place for the journal of WAL
            return made.serialize()


@cache
def memory() -> Memory:
    return Memory()


@cache
def report_of(file: int) -> Report:
    """The judgement of one of `FILES`; the same numbers in another file are spelled in another way."""
    prefix = ("+91 98000", "098000", "98000", "+9198000", "+91-98000")[file]
    lines = [f"{prefix}{number:05},Lead {number}\n" for number in FILES[file]]
    return judged(("phone_number,name\n" + "".join(lines)).encode())
