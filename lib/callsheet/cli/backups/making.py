"""Make a backup while Callsheet runs: copies of the databases as they were at one moment, and what belongs to them."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from callsheet import __version__
from callsheet.backend.db.api_keys import ApiKeys, key_digest
from callsheet.cli.backups.archive import (
    API_KEY,
    AUDIT_KEY,
    BACKEND,
    INTENTS,
    LEDGER,
    SERVER_KEY,
    SIGN_IN,
    check_copies,
    write_archive,
)
from callsheet.cli.backups.installed import backend_of, ledger_of
from callsheet.cli.terminal.interrupts import removed_on_exit
from callsheet.database.key_files import read_key
from callsheet.database.snapshots import simultaneous_snapshots
from callsheet.database.table_copy import copy_rows
from callsheet.errors import Fault, SettingsError, SystemFault
from callsheet.sending import intent_log_file
from callsheet.store import Store
from callsheet.wording.cli import backups as words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from callsheet.cli.backups.archive import Manifest
    from callsheet.cli.backups.installed import Installed
    from callsheet.settings import Settings


@dataclass(frozen=True)
class Made:
    """A backup that was made.

    Args:
        manifest: what it holds.
        size: bytes.
        key_is_other: True where the key file is not a valid key of the backend.
    """

    manifest: Manifest
    size: int
    key_is_other: bool


def make_backup(settings: Settings, target: Path) -> Made:
    """Write a backup. Everything goes on meanwhile; writers are stopped for one moment only.

    Args:
        settings: name the databases and the data folder.
        target: the file; it appears when it is whole.

    Raises:
        SettingsError: a copy is damaged.
        SystemFault: the disk or a database fails.
    """
    folder = Path(mkdtemp(prefix=".callsheet-backup-", dir=target.parent))
    packed = folder / "packed"
    with removed_on_exit(folder):
        try:
            created_at = _copy_all(settings, folder)
            damaged = check_copies(folder, [name for name in (LEDGER, BACKEND) if (folder / name).exists()])
            if damaged:
                raise SettingsError(words.DAMAGED.format(name=words.NAMES[damaged]))
            key_is_other = not _has_key(settings, folder)
            manifest = write_archive(packed, folder, created_at, __version__)
            packed.replace(target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return Made(manifest, target.stat().st_size, key_is_other)


def _copy_all(settings: Settings, folder: Path) -> datetime:
    installed = [ledger_of(settings)]
    if _has_backend(settings):
        installed.append(backend_of(settings))
    with ExitStack() as stack:
        engines = [database.open() for database in installed]
        for engine in engines:
            stack.callback(engine.dispose)
        pairs = [(engine, database.changed) for engine, database in zip(engines, installed, strict=True)]
        with simultaneous_snapshots(pairs) as snapshots:
            created_at = datetime.now(UTC).replace(microsecond=0)
            # the log only grows: read now, it has every upload of the ledger's copy
            _copy_file(intent_log_file(Store(engines[0], settings.home)), folder / INTENTS)
            for snapshot, database in zip(snapshots, installed, strict=True):
                _copy_database(snapshot, database, folder / database.name)
    for name in (SERVER_KEY, AUDIT_KEY, SIGN_IN, *([API_KEY] if len(installed) > 1 else [])):
        _copy_file(settings.home / name, folder / name)
    return created_at


def _has_backend(settings: Settings) -> bool:
    """True where this data folder has the database of a backend, or PostgreSQL holds it."""
    file = backend_of(settings).file
    return file.exists() if file is not None else True


def _copy_database(snapshot: Connection, database: Installed, target: Path) -> None:
    """Write a database as a SQLite file, whatever engine it has."""
    target.touch(mode=0o600)
    if snapshot.dialect.name == "sqlite":
        source = snapshot.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)  # noqa: S101 - the dialect's driver
        with closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
        return
    engine = database.open(f"sqlite:///{target}")
    try:
        with engine.begin() as connection:
            copy_rows(snapshot, connection, database.metadata)
    finally:
        engine.dispose()


def _copy_file(source: Path, target: Path) -> None:
    if source.is_file():
        target.touch(mode=0o600)
        shutil.copyfile(source, target)


def _has_key(settings: Settings, folder: Path) -> bool:
    """True unless the copied key file is no valid key of the copied backend."""
    key_file = folder / API_KEY
    if not key_file.exists():
        return True
    try:
        key = read_key(key_file, Fault.BACKEND_KEY_DAMAGED)
    except SystemFault:
        return False
    engine = backend_of(settings).open(f"sqlite:///{folder / BACKEND}")
    try:
        return ApiKeys(engine).workspace_of(key_digest(key)) is not None
    finally:
        engine.dispose()
