"""Errors of a database become sentences; the rows of a statement are never shown."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import sys
import traceback
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from callsheet.database import DatabaseFault, disk_fault, open_database, port_fault
from callsheet.errors import Fault, SystemFault
from callsheet.wording.faults import SENTENCES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.postgresql import PostgresqlServer

NUMBER = "+919812345678"


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    """A write that finds no space says so, as SQLite reports it: here its file may not grow beyond 20 pages."""
    path = tmp_path / "callsheet.db"
    engine = open_database(f"sqlite:///{path}")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count=20"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE numbers (number TEXT)"))
    with pytest.raises(DatabaseFault, match=f"no space left for {path}") as caught, engine.begin() as connection:
        connection.execute(text("INSERT INTO numbers VALUES (:number)"), [{"number": NUMBER * 99}] * 999)
    assert isinstance(caught.value, SQLAlchemyError)
    assert NUMBER not in "".join(traceback.format_exception(caught.value))
    engine.dispose()


@pytest.mark.parametrize(("free", "sentence"), [(0, "There is no space left"), (10**9, "The disk gave an error")])
def test_an_error_of_a_disk_without_room_is_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, sentence: str
) -> None:
    """SQLite reports an I/O error where it cannot make its shared memory."""

    def fail(*_: object) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        raise error

    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free))
    engine = open_database(f"sqlite:///{tmp_path / 'callsheet.db'}")
    event.listen(engine, "connect", fail)
    with pytest.raises(DatabaseFault) as caught:
        engine.connect()
    assert str(caught.value).startswith(sentence)


def test_a_conflict_between_rows_is_no_fault_of_the_surroundings(tmp_path: Path) -> None:
    """It stays SQLAlchemy's own exception, which callers handle, and its message does not show the row."""
    engine = open_database(f"sqlite:///{tmp_path / 'callsheet.db'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE numbers (number TEXT PRIMARY KEY)"))
    statement = text("INSERT INTO numbers VALUES (:number)")
    with pytest.raises(IntegrityError) as caught, engine.begin() as connection:
        connection.execute(statement, [{"number": NUMBER}] * 2)
    assert NUMBER not in "".join(traceback.format_exception(caught.value))
    engine.dispose()


def test_a_postgresql_that_may_not_be_written_is_named(postgresql: PostgresqlServer) -> None:
    """As a server is that has not taken over yet."""
    engine = open_database(postgresql.create())
    with engine.connect() as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        with pytest.raises(DatabaseFault, match="cannot be written now"):
            connection.execute(text("CREATE TABLE numbers (number TEXT)"))
    engine.dispose()


def test_a_postgresql_that_ends_a_connection_is_named_and_reached_again(postgresql: PostgresqlServer) -> None:
    """The statement under way fails with a sentence; the next one gets a new connection."""
    engine = open_database(postgresql.create())
    with engine.connect() as connection:
        other = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        process = connection.scalar(text("SELECT pg_backend_pid()"))
        other.execute(text("SELECT pg_terminate_backend(:process)"), {"process": process})
        with pytest.raises(DatabaseFault, match="does not answer"):
            connection.execute(text("SELECT 1"))
        other.close()
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's driver is an extra; the sentence says how to install it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SystemFault, match=r"pip install 'callsheet\[postgresql\]'"):
        open_database("postgresql://127.0.0.1/x")


def test_an_address_never_shows_its_password() -> None:
    """Neither a wrong one nor one of a server that does not answer."""
    for url in ("postgresql://asha:secret@127.0.0.1:9/x", "postgresql://asha:secret@host:port/x"):
        with pytest.raises(SystemFault) as caught:
            open_database(url).connect()
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "There is no space left for /data/x."),
        (errno.EDQUOT, "There is no space left for /data/x."),
        (errno.EIO, "The disk gave an error at /data/x."),
        (errno.EROFS, "/data/x cannot be written."),
        (errno.EMFILE, "Too many files are open."),
        (errno.ENOMEM, "There is not enough memory."),
        (errno.ELOOP, "Cannot use /data/x (Too many"),
    ],
)
def test_an_error_of_the_disk_is_a_sentence(number: int, sentence: str) -> None:
    """By its number, whatever the system's language calls it."""
    error = OSError(number, "Too many levels of symbolic links")
    assert str(disk_fault(error, "/data/x")).startswith(sentence)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EADDRINUSE, "Port 80 is in use"),
        (errno.EACCES, "You may not use port 80."),
        (errno.ENOENT, "This machine"),
    ],
)
def test_a_port_that_cannot_be_used_is_named(number: int, sentence: str) -> None:
    """In use, reserved, or at an address that this machine does not have."""
    assert str(port_fault(OSError(number, ""), "10.9.8.7", 80)).startswith(sentence)


def test_every_fault_has_a_sentence_that_says_what_to_do() -> None:
    """The newer database and the part that does not start have functions of their own."""
    assert set(SENTENCES) == set(Fault) - {Fault.DATABASE_NEWER, Fault.PART_FAILED}
    names = ("where", "setting", "reason", "port", "host", "kind", "found", "known", "at", "part")
    facts = {**dict.fromkeys(names, "x"), "backup": "", "lines": []}
    for code in Fault:
        assert str(SystemFault(code, **facts)).endswith((".", ")", "'callsheet[postgresql]'"))
