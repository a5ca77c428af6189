"""`callsheet backup` and `callsheet restore`: one moment of both databases, put back where nothing is."""

from __future__ import annotations

import json
import sqlite3
import stat
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from callsheet.backend import open_backend_database
from callsheet.database import ProcessLock
from callsheet.database.snapshots import simultaneous_snapshots
from callsheet.sending import EMBEDDED, untracked_uploads
from callsheet.settings import Settings
from callsheet.store import PartState, open_store
from callsheet.store.tables import EVENTS, METADATA
from tests.support.ledgers import claimed_numbers, create_submission

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine

    from tests.cli.conftest import CommandResult
    from tests.support.postgresql import PostgresqlServer


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a draft, a send, a saved setting, a backend with its key, a server's key and an intent."""
    home = tmp_path / "home"
    fill(Settings(home=home))
    return home


def fill(settings: Settings) -> None:
    store = open_store(settings)
    store.drafts.create("leads.csv", b"phone_number\n9876543210\n", "asha")
    create_submission(store.ledger)
    store.suppression.add(["+919000000001"], "Meera")
    store.saved_settings.save("draft_days", 9)
    store.saved_settings.save_key("https://leads.example/v1", "secret-key")
    store.engine.dispose()
    open_backend_database(settings).dispose()


def contents(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the store but what says that it was saved and restored, table → rows."""
    with engine.connect() as connection:
        rows = {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
        }
    rows["audit"] = [row for row in rows["audit"] if row[3] not in ("backup", "restore")]
    rows["kept_settings"] = [row for row in rows["kept_settings"] if row[0] != "restored"]
    return rows


def stored(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    store = open_store(settings)
    try:
        return contents(store.engine)
    finally:
        store.engine.dispose()


def test_a_backup_restored_into_an_empty_folder_is_the_same_and_sends_nothing(
    callsheet: Callable[..., CommandResult], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows, keys and their rights come back; every campaign waits until somebody has compared them."""
    file = tmp_path / "copy.zip"
    made = callsheet("backup", file)
    assert (made.code, "drafts and ledger" in made.out, made.err) == (0, True, "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setenv("CALLSHEET_HOME", str(tmp_path / "other"))
    back = callsheet("restore", file)
    assert (back.code, "with 1 send." in back.out, "settle --accept-restored" in back.out) == (0, True, True)
    other = tmp_path / "other"
    assert stored(Settings(home=other)) == stored(Settings(home=home))
    for name in ("api-key", "server-key", "audit-key"):
        assert (other / name).read_bytes() == (home / name).read_bytes()
        assert stat.S_IMODE((other / name).stat().st_mode) == 0o600
    assert callsheet("key", "list").out.count("in use") == 1
    store = open_store(Settings(home=other))
    assert store.restores.pending(EMBEDDED) is not None
    assert (store.audit.verify().broken_at, store.audit.verify().unsigned) == (None, 0)
    assert claimed_numbers(store) == claimed_numbers(open_store(Settings(home=home)))
    assert not [path for path in other.iterdir() if path.name.startswith(".restore")]
    accepted = callsheet("settle", "--accept-restored")
    assert (accepted.code, store.restores.pending(EMBEDDED)) == (0, None)


@pytest.mark.parametrize("way", ["to PostgreSQL", "from PostgreSQL"])
def test_a_backup_moves_between_sqlite_and_postgresql(
    callsheet: Callable[..., CommandResult],
    tmp_path: Path,
    postgresql: PostgresqlServer,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    """Both databases in one PostgreSQL: the same rows, and new rows get numbers of their own."""
    url = postgresql.create()
    on_files = Settings(home=tmp_path / "files")
    on_server = Settings(home=tmp_path / "server", database_url=url, backend_database_url=url)
    first, second = (on_files, on_server) if way == "to PostgreSQL" else (on_server, on_files)
    fill(first)
    for settings, command in ((first, "backup"), (second, "restore")):
        monkeypatch.setenv("CALLSHEET_HOME", str(settings.home))
        for name in ("DATABASE_URL", "BACKEND_DATABASE_URL"):
            monkeypatch.setenv(f"CALLSHEET_{name}", settings.database_url or "")
        result = callsheet(command, tmp_path / "copy.zip")
        assert (result.code, result.err) == (0, "")
    assert stored(second) == stored(first)
    store = open_store(second)
    assert store.restores.pending("any server") is not None
    create_submission(store.ledger, "two", {2: "+919123400000"})
    with store.engine.connect() as connection:
        ids = list(connection.scalars(select(EVENTS.c.id)))
    assert len(ids) == len(set(ids))
    store.engine.dispose()


def test_nothing_is_replaced(callsheet: Callable[..., CommandResult], home: Path, tmp_path: Path) -> None:
    """Not a file without --force, one that is no backup not even with it, not a data folder with data or in use."""
    file = tmp_path / "copy.zip"
    assert callsheet("backup", file, "--quiet").out == ""
    before = stored(Settings(home=home))
    again = callsheet("backup", file)
    assert (again.code, "--force" in again.err) == (2, True)
    assert callsheet("backup", file, "--force").code == 0
    (tmp_path / "leads.csv").write_text("phone_number\n9876543210\n")
    for other in (tmp_path / "leads.csv", home / "callsheet.db"):
        forced = callsheet("backup", other, "--force")
        assert (forced.code, "is not a backup" in forced.err) == (2, True), other
    assert (tmp_path / "leads.csv").read_text() == "phone_number\n9876543210\n"
    onto = callsheet("restore", file)
    assert (onto.code, "has data already" in onto.err) == (2, True)
    lock = ProcessLock(home / "run.lock")
    with lock.held():
        running = callsheet("restore", file)
    assert (running.code, "Stop it first" in running.err) == (2, True)
    assert stored(Settings(home=home)) == before


def test_a_newer_intent_log_stays(callsheet: Callable[..., CommandResult], home: Path, tmp_path: Path) -> None:
    """The database is lost, its log is not: the log keeps its lines, and what was sent since the backup is named."""

    def line(attempt: str) -> str:
        return json.dumps(
            {
                "attempt": attempt,
                "part": f"part-{attempt}",
                "campaign": "cmp_a",
                "rows": 3,
                "at": "2026-11-01T10:00:00+00:00",
                "server": EMBEDDED,
            }
        )

    log = home / "callsheet.db.intents"
    log.write_text(f"\n{line('before')}\n")
    assert callsheet("backup", tmp_path / "copy.zip").code == 0
    log.write_text(f"\n{line('since')}\n")
    for path in [*home.glob("callsheet.db*"), *home.glob("backend.db*"), home / "api-key"]:
        if path != log:
            path.unlink()
    assert callsheet("restore", tmp_path / "copy.zip").code == 0
    store = open_store(Settings(home=home))
    assert {intent.attempt for intent in untracked_uploads(store, EMBEDDED)} == {"before", "since"}
    store.engine.dispose()


@pytest.mark.parametrize("harm", ["no archive", "cut", "changed", "newer", "another archive"])
def test_a_damaged_backup_changes_nothing(
    callsheet: Callable[..., CommandResult], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    """Exit code 2, a sentence, and an empty data folder as before."""
    file = tmp_path / "copy.zip"
    assert (home.exists(), callsheet("backup", file).code) == (True, 0)
    data = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    if harm == "no archive":
        file.write_bytes(b"phone_number\n9876543210\n")
    elif harm == "cut":
        file.write_bytes(data[: len(data) // 2])
    else:
        if harm == "changed":
            members["callsheet.db"] = members["callsheet.db"][:-1] + b"x"
        manifest = json.loads(members["backup.json"])
        if harm == "newer":
            manifest["format"] = 99
        elif harm == "another archive":
            manifest["members"]["../evil"] = "0" * 64
        members["backup.json"] = json.dumps(manifest).encode()
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
    monkeypatch.setenv("CALLSHEET_HOME", str(tmp_path / "other"))
    result = callsheet("restore", file)
    assert (result.code, "Nothing was changed." in result.err) == (2, True)
    assert [path.name for path in (tmp_path / "other").iterdir() if path.suffix != ".lock"] == []


def test_a_damaged_database_gives_no_backup(
    callsheet: Callable[..., CommandResult], home: Path, tmp_path: Path
) -> None:
    """A copy that could not be restored is not made."""
    with closing(sqlite3.connect(home / "callsheet.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'claims'").fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    with (home / "callsheet.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    result = callsheet("backup", tmp_path / "copy.zip")
    assert (result.code, "damaged" in result.err, list(tmp_path.glob("*copy*"))) == (2, True, [])
    assert not list(tmp_path.glob(".callsheet-backup*"))


@pytest.mark.parametrize("key", [b"K" * 43, b"another\n", b"\xff\xfe"])
def test_a_backup_of_a_revoked_key_says_so(
    callsheet: Callable[..., CommandResult], home: Path, tmp_path: Path, key: bytes
) -> None:
    """The key file and the backend belong together: a file with another key, or with no key, is named."""
    (home / "api-key").write_bytes(key)
    result = callsheet("backup", tmp_path / "copy.zip")
    assert (result.code, "key create" in result.err) == (0, True)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_snapshots_show_one_moment(tmp_path: Path, postgresql: PostgresqlServer, kind: str) -> None:
    """What is written while a snapshot is open is not in it; nobody waits for it to be read."""
    first = Settings(home=tmp_path / "one", database_url=None if kind == "sqlite" else postgresql.create_store())
    second = Settings(home=tmp_path / "two", database_url=None if kind == "sqlite" else postgresql.create_store())
    stores = [open_store(settings) for settings in (first, second)]
    with simultaneous_snapshots([(store.engine, EVENTS) for store in stores]) as snapshots:
        for store in stores:
            (part,) = create_submission(store.ledger).parts
            assert part.state is PartState.READY
        assert [snapshot.execute(select(EVENTS)).all() for snapshot in snapshots] == [[], []]
    for store in stores:
        store.engine.dispose()


def test_a_backup_of_another_folder_needs_no_backend(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """With a remote server there is no backend here: the ledger alone is saved."""
    open_store(Settings(home=tmp_path / "home")).engine.dispose()
    made = callsheet("backup", tmp_path / "copy.zip")
    assert (made.code, "backend" in made.out) == (0, False)
    assert not (tmp_path / "home" / "backend.db").exists()
