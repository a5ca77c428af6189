"""Put a backup into an empty data folder and empty databases, SQLite or PostgreSQL."""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from callsheet.cli.backups.archive import (
    API_KEY,
    AUDIT_KEY,
    BACKEND,
    INTENTS,
    SERVER_KEY,
    SIGN_IN,
    check_copies,
    read_archive,
)
from callsheet.cli.backups.installed import backend_of, ledger_of
from callsheet.cli.terminal.interrupts import removed_on_exit
from callsheet.database import ProcessLock, prepare_home
from callsheet.database.sql import truncate_log
from callsheet.database.table_copy import copy_rows, has_rows
from callsheet.errors import SettingsError
from callsheet.sending import add_to_intent_log
from callsheet.store import Store
from callsheet.store.tables import SUBMISSIONS
from callsheet.wording.cli import backups as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from callsheet.cli.backups.archive import Manifest
    from callsheet.cli.backups.installed import Installed
    from callsheet.settings import Settings


_MAY_STAY = (SERVER_KEY, AUDIT_KEY, SIGN_IN)
"""Files that an otherwise empty data folder may have; they are not replaced."""


@dataclass(frozen=True)
class PutBack:
    """A backup that was put back.

    Args:
        manifest: what it holds.
        sends: submissions of the ledger.
        kept: names of files that were there already and are as they were.
    """

    manifest: Manifest
    sends: int
    kept: list[str]


def put_back(settings: Settings, source: Path) -> PutBack:
    """Restore a backup; the ledger then sends to no campaign until an operator has compared them.

    Args:
        settings: name the data folder and the databases, which are empty.
        source: the backup.

    Raises:
        SettingsError: it is no whole backup, Callsheet runs here, or there is data already; nothing has changed.
        SystemFault: the disk or a database fails, or a newer version made the databases.
    """
    prepare_home(settings.home)
    with _stopped(settings.home), _work_folder(settings.home) as folder:
        manifest = read_archive(source, folder)
        installed = [ledger_of(settings)]
        if BACKEND in manifest.members:
            installed.append(backend_of(settings))
        damaged = check_copies(folder, [database.name for database in installed])
        if damaged:
            raise SettingsError(words.NOT_A_BACKUP.format(name=source.name))
        _check_empty(settings, installed, manifest)
        copies = [_open_copy(database, folder) for database in installed]
        Store(copies[0], folder).restores.record(manifest.created_at)
        with copies[0].connect() as connection:
            sends = connection.scalar(select(func.count()).select_from(SUBMISSIONS)) or 0
        keys = {API_KEY, *_MAY_STAY} & set(manifest.members)
        kept = [name for name in _MAY_STAY if name in keys and (settings.home / name).exists()]
        for name in keys - set(kept):
            (folder / name).replace(settings.home / name)
        for database, copy in reversed(
            list(zip(installed, copies, strict=True))
        ):  # the ledger last: it says "restored"
            _put(database, copy, folder / database.name)
        if INTENTS in manifest.members:
            _add_intents(settings, (folder / INTENTS).read_bytes())
    return PutBack(manifest, sends, kept)


@contextmanager
def _stopped(home: Path) -> Iterator[None]:
    """Hold the lock of `callsheet run`.

    Raises:
        SettingsError: it runs.
    """
    lock = ProcessLock(home / "run.lock")
    if not lock.acquire(wait=False):
        raise SettingsError(words.RUNS.format(where=home))
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _work_folder(home: Path) -> Iterator[Path]:
    folder = Path(mkdtemp(prefix=".restore-", dir=home))
    with removed_on_exit(folder):
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _check_empty(settings: Settings, installed: list[Installed], manifest: Manifest) -> None:
    for database in installed:
        file = database.file
        has_data = _has_rows(database) if file is None else file.exists() and file.stat().st_size > 0
        if has_data:
            where = file or database.setting
            raise SettingsError(words.NOT_EMPTY.format(where=where, setting=database.setting))
    if API_KEY in manifest.members and settings.key_file.exists():
        raise SettingsError(words.NOT_EMPTY.format(where=settings.key_file, setting="CALLSHEET_HOME"))


def _has_rows(database: Installed) -> bool:
    engine, tables = database.open(), database.metadata.sorted_tables
    try:
        with engine.connect() as connection:
            return has_rows(connection, [table for table in tables if table.name not in _FILLED_AT_FIRST])
    finally:
        engine.dispose()


_FILLED_AT_FIRST = {"call_lists", "list_revisions"}
"""Tables in which a revision writes a row; `copy_rows` replaces it. Numbers of a list are in a table of their own."""


def _open_copy(database: Installed, folder: Path) -> Engine:
    """Bring a copy to the newest revision, before anything is put anywhere."""
    return database.open(f"sqlite:///{folder / database.name}")


def _put(database: Installed, copy: Engine, path: Path) -> None:
    if database.file is None:
        with closing(copy.connect()) as source:
            engine = database.open()
            try:
                with engine.begin() as target:
                    copy_rows(source, target, database.metadata)
            finally:
                engine.dispose()
        copy.dispose()
        return
    truncate_log(copy)
    copy.dispose()
    database.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for tail in ("-wal", "-shm"):  # of a database that was moved away
        database.file.with_name(f"{database.file.name}{tail}").unlink(missing_ok=True)
    shutil.move(path, database.file)


def _add_intents(settings: Settings, lines: bytes) -> None:
    engine = ledger_of(settings).open()
    try:
        add_to_intent_log(Store(engine, settings.home), lines)
        Store(engine, settings.home).restores.remember_progress()
    finally:
        engine.dispose()
