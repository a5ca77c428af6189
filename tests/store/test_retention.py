from __future__ import annotations

import os
import random
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import event

from callsheet.settings import Settings
from callsheet.store import Store, purge_expired
from callsheet.store.draft_file import pack
from callsheet.validation import Choices, ColumnMapping, Edit, Recipe

if TYPE_CHECKING:
    from pathlib import Path

LATER = datetime.now(UTC) + timedelta(days=8)


def test_an_old_draft_is_deleted_and_a_newer_one_remains(store: Store, tmp_path: Path) -> None:
    """After seven days without a change a draft is gone; a longer time in the settings saves it."""
    draft_id = store.drafts.create("old.csv", b"x")
    assert purge_expired(store, Settings(home=tmp_path)).drafts == 0
    assert purge_expired(store, Settings(home=tmp_path, draft_days=30), LATER).drafts == 0
    assert store.drafts.ids() == [draft_id]
    assert purge_expired(store, Settings(home=tmp_path), LATER).drafts == 1
    assert store.drafts.ids() == []


def test_the_files_of_the_database_hold_nothing_of_a_deleted_draft(store: Store, tmp_path: Path) -> None:
    """Neither the file nor a changed cell can be found on disk."""
    draft_id = store.drafts.create("leads.csv", b"+919820010001 the file of a person" * 500)
    edited = Choices(edits=(Edit(2, "Mobile", "a changed cell of a person"),))
    store.drafts.save_choices(draft_id, Choices(), edited)
    store.drafts.delete(draft_id)
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"of a person" not in on_disk


def test_the_packed_file_of_a_deleted_draft_is_on_no_disk(store: Store, tmp_path: Path) -> None:
    """Draft files are stored compressed: their compressed bytes are looked for, and are found before the deletion."""
    data = random.Random(1).randbytes(40_000).hex().encode()
    draft_id = store.drafts.create("leads.csv", data)
    packed = pack(data)
    places = [packed[at : at + 24] for at in range(1_000, len(packed) - 1_000, 3_000)]

    def found() -> int:
        on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        return sum(place in on_disk for place in places)

    assert found() == len(places) > 5
    store.drafts.delete(draft_id)
    assert found() == 0


def test_the_files_of_the_database_hold_nothing_that_was_deleted(store: Store, tmp_path: Path) -> None:
    """Neither a remembered match with its file name and script, also one that was replaced, nor a listed number."""
    for number in (1, 2):
        script = f"Hello from the script of a person {number}"
        recipe = Recipe(ColumnMapping(("Mobile",)), Choices(prompt=script))
        store.recipes.save(["Mobile"], recipe, f"a person's leads {number}.csv")
    store.suppression.add(["+919820010001", "+919820010002"], "asha")
    (saved,) = store.recipes.all()
    store.recipes.delete(saved.key)
    store.suppression.remove(["+919820010001"])
    store.suppression.clear()
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"a person" not in on_disk
    assert b"98200100" not in on_disk


def test_what_a_reader_kept_in_the_log_goes_with_the_next_purge(store: Store, tmp_path: Path) -> None:
    """A deletion cannot empty the log while somebody reads an older state; the hourly purge does."""
    draft_id = store.drafts.create("leads.csv", b"the file of a person" * 500)
    with sqlite3.connect(tmp_path / "callsheet.db") as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM drafts").fetchone()
        event.listen(store.engine, "connect", lambda opened, _: opened.execute("PRAGMA busy_timeout=50"))
        store.engine.dispose()
        store.drafts.delete(draft_id)
        assert b"of a person" in (tmp_path / "callsheet.db-wal").read_bytes() + (tmp_path / "callsheet.db").read_bytes()
    reader.close()
    purge_expired(store, Settings(home=tmp_path))
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"of a person" not in on_disk


def test_a_migration_backup_is_deleted_with_the_drafts_it_holds(store: Store, tmp_path: Path) -> None:
    """A backup holds every file of its time; it is deleted after as many days as a draft."""
    backup = tmp_path / "callsheet.db.before-0004"
    backup.write_bytes(b"every file of its time")
    assert purge_expired(store, Settings(home=tmp_path)).backups == 0
    eight_days_ago = time.time() - 8 * 86_400
    os.utime(backup, (eight_days_ago, eight_days_ago))
    assert purge_expired(store, Settings(home=tmp_path)).backups == 1
    assert not backup.exists()
