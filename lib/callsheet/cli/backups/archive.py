"""The file of a backup: a ZIP archive of copies and a list of them with their digests."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from callsheet.errors import SettingsError
from callsheet.wording.cli import backups as words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMAT = 1
LIST = "backup.json"
LEDGER, BACKEND, INTENTS = "callsheet.db", "backend.db", "intents"
API_KEY, SERVER_KEY, AUDIT_KEY, SIGN_IN = "api-key", "server-key", "audit-key", "secrets.toml"
DATABASES = (LEDGER, BACKEND)
MEMBERS = (*DATABASES, INTENTS, API_KEY, SERVER_KEY, AUDIT_KEY, SIGN_IN)
_PIECE = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What a backup holds.

    Args:
        created_at: the moment that its databases show.
        program: version of the program that wrote it.
        members: name → SHA-256, as 64 hexadecimal digits.
    """

    created_at: datetime
    program: str
    members: dict[str, str]

    def to_json(self) -> str:
        """As it is written."""
        return json.dumps(asdict(self) | {"format": FORMAT, "created_at": self.created_at.isoformat()}, indent=1)


def write_archive(target: Path, folder: Path, created_at: datetime, program: str) -> Manifest:
    """Pack the copies of a folder into a file that only its owner may read.

    Args:
        target: the file; one of that name is replaced.
        folder: has some of `MEMBERS`.
        created_at: the moment that the databases show.
        program: version of this program.
    """
    members = {name: _digest(folder / name) for name in MEMBERS if (folder / name).is_file()}
    manifest = Manifest(created_at, program, members)
    descriptor = os.open(target, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(LIST, manifest.to_json())
            for name in members:
                archive.write(folder / name, name)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def read_archive(source: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder and compare every copy with its digest.

    Args:
        source: the file.
        folder: an empty folder.

    Raises:
        SettingsError: it is no backup, is damaged, or a newer version wrote it.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _parse(archive.read(LIST))
            for name in manifest.members:
                with archive.open(name) as packed, _private(folder / name) as copy:
                    while piece := packed.read(_PIECE):
                        copy.write(piece)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError):
        raise SettingsError(words.NOT_A_BACKUP.format(name=source.name)) from None
    if any(_digest(folder / name) != digest for name, digest in manifest.members.items()):
        raise SettingsError(words.NOT_A_BACKUP.format(name=source.name))
    return manifest


def is_archive(path: Path) -> bool:
    """Tell whether a file is a backup, by the list that each has.

    Args:
        path: the file.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return LIST in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def check_copies(folder: Path, names: Sequence[str]) -> str:
    """Return the name of a database that is damaged; "" when all can be read.

    Args:
        folder: has the copies.
        names: of the databases.
    """
    for name in names:
        with closing(sqlite3.connect(folder / name)) as database:
            try:
                is_whole = database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            except sqlite3.DatabaseError:
                is_whole = False
            if not is_whole:
                return name
    return ""


def _parse(data: bytes) -> Manifest:
    value: dict[str, Any] = json.loads(data)
    if value["format"] > FORMAT:
        raise SettingsError(words.NEWER_BACKUP.format(program=value["program"]))
    members = {str(name): str(digest) for name, digest in value["members"].items()}
    if not set(members) <= set(MEMBERS) or LEDGER not in members:
        raise ValueError
    return Manifest(datetime.fromisoformat(value["created_at"]), str(value["program"]), members)


def _private(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
