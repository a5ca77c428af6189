from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from callsheet.settings import Settings
from callsheet.store import Store, purge_expired
from callsheet.validation import Choices, Edit

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


def test_a_migration_backup_is_deleted_with_the_drafts_it_holds(store: Store, tmp_path: Path) -> None:
    """A backup holds every file of its time; it is deleted after as many days as a draft."""
    backup = tmp_path / "callsheet.db.before-0004"
    backup.write_bytes(b"every file of its time")
    assert purge_expired(store, Settings(home=tmp_path)).backups == 0
    eight_days_ago = time.time() - 8 * 86_400
    os.utime(backup, (eight_days_ago, eight_days_ago))
    assert purge_expired(store, Settings(home=tmp_path)).backups == 1
    assert not backup.exists()
