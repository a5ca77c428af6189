from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, select, text

from callsheet.database import delete_migration_backups, open_database
from callsheet.database.sql import insert_or_ignore, is_one_of, lock_rows, secure_delete_transaction
from callsheet.database.types import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THINGS = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("at", UtcDateTime),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with one empty table."""
    on_postgresql = request.param == "postgresql"
    url = request.getfixturevalue("postgresql").create() if on_postgresql else f"sqlite:///{tmp_path / 'things.db'}"
    engine = open_database(url)
    THINGS.create(engine)
    yield engine
    engine.dispose()


def add(engine: Engine, key: int, name: str, at: datetime | None = None) -> None:
    with engine.begin() as connection:
        connection.execute(insert_or_ignore(connection, THINGS).values(id=key, name=name, at=at))


def test_a_row_with_an_existing_key_is_ignored(engine: Engine) -> None:
    """The first row remains."""
    add(engine, 1, "first")
    add(engine, 1, "second")
    with engine.connect() as connection:
        assert connection.scalars(select(THINGS.c.name)).all() == ["first"]


@pytest.mark.parametrize(
    "wanted", [[], ["b"], ["b", "b", "d"], ["'; --", 'a"b', "नमस्ते", "1"], [str(number) for number in range(50_000)]]
)
def test_rows_with_one_of_many_texts_are_found(engine: Engine, wanted: list[str]) -> None:
    """None, one, several, with quotes and other scripts, more than a statement has parameters; on both databases."""
    names = ["a", "b", "c", "'; --", 'a"b', "नमस्ते", "1", "49999", "50000"]
    for key, name in enumerate(names):
        add(engine, key, name)
    with engine.connect() as connection:
        found = connection.scalars(select(THINGS.c.name).where(is_one_of(connection, THINGS.c.name, wanted)))
        assert sorted(found) == sorted(set(names) & set(wanted))


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=5, minutes=30)), timezone(-timedelta(hours=8))])
def test_a_datetime_is_stored_in_utc_and_read_with_its_zone(engine: Engine, zone: timezone) -> None:
    """Whatever zone it had, and although SQLite stores none."""
    at = datetime(2026, 11, 28, 23, 30, tzinfo=zone)
    add(engine, 1, "x", at)
    with engine.connect() as connection:
        stored = connection.scalars(select(THINGS.c.at)).one()
    assert stored == at
    assert stored.tzinfo is UTC


def test_a_missing_datetime_is_none(engine: Engine) -> None:
    """NULL stays NULL."""
    add(engine, 1, "x")
    with engine.connect() as connection:
        assert connection.scalars(select(THINGS.c.at)).one() is None


def test_a_locked_row_is_read_by_one_transaction_after_the_other(engine: Engine) -> None:
    """Two increments at the same time both count, because each reads after it has the lock."""
    add(engine, 1, "0")

    def increment() -> None:
        with engine.begin() as connection:
            lock_rows(connection, THINGS.c.name, THINGS.c.id == 1)
            name = connection.scalars(select(THINGS.c.name)).one()
            time.sleep(0.2)
            connection.execute(THINGS.update().values(name=str(int(name) + 1)))

    threads = [threading.Thread(target=increment) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as connection:
        assert connection.scalars(select(THINGS.c.name)).one() == "2"


def test_a_deleted_value_is_not_in_the_files_of_the_database(tmp_path: Path) -> None:
    """An ordinary deletion leaves it there; the transaction overwrites it."""
    engine = open_database(f"sqlite:///{tmp_path / 'things.db'}")
    THINGS.create(engine)
    add(engine, 1, "a secret of a person")
    with engine.begin() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    with secure_delete_transaction(engine) as connection:
        connection.execute(THINGS.delete())
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"a secret" not in on_disk
    engine.dispose()


def test_a_failed_secure_deletion_deletes_nothing(engine: Engine) -> None:
    """It is a transaction like any other."""
    add(engine, 1, "x")

    def delete_and_fail() -> None:
        with secure_delete_transaction(engine) as connection:
            connection.execute(THINGS.delete())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        delete_and_fail()
    with engine.connect() as connection:
        assert connection.scalars(select(THINGS.c.name)).all() == ["x"]


@pytest.mark.parametrize(("before_days", "remaining"), [(None, []), (5, ["things.db.before-0002"])])
def test_migration_backups_are_deleted_by_age(tmp_path: Path, before_days: int | None, remaining: list[str]) -> None:
    """Only the backups of this database, and only the older ones when a moment is given."""
    engine = open_database(f"sqlite:///{tmp_path / 'things.db'}")
    for name, days in (("things.db.before-0001", 9), ("things.db.before-0002", 1), ("other.db.before-0001", 9)):
        (tmp_path / name).write_bytes(b"")
        made = time.time() - days * 86_400
        os.utime(tmp_path / name, (made, made))
    before = None if before_days is None else datetime.now(UTC) - timedelta(days=before_days)
    assert delete_migration_backups(engine, before) == 2 - len(remaining)
    assert sorted(path.name for path in tmp_path.glob("things.db.before-*")) == remaining
    assert (tmp_path / "other.db.before-0001").exists()
    engine.dispose()
