from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from callsheet.settings import Settings
from callsheet.store import Store, open_store, purge_expired
from callsheet.validation import Choices, Edit

if TYPE_CHECKING:
    from pathlib import Path


LATER = datetime.now(UTC) + timedelta(days=8)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(Settings(home=tmp_path))


def test_an_untouched_draft_is_deleted_and_a_younger_one_stays(store: Store, tmp_path: Path) -> None:
    """After seven days without a change a draft is gone; a longer time in the settings keeps it."""
    draft_id = store.drafts.create("old.csv", b"x")
    assert purge_expired(store, Settings(home=tmp_path)).drafts == 0
    assert purge_expired(store, Settings(home=tmp_path, draft_days=30), LATER).drafts == 0
    assert store.drafts.ids() == [draft_id]
    assert purge_expired(store, Settings(home=tmp_path), LATER).drafts == 1
    assert store.drafts.ids() == []


def test_nothing_of_a_deleted_draft_stays_on_the_disk(store: Store, tmp_path: Path) -> None:
    """Neither the file nor a changed cell can be found in the database's files afterwards."""
    draft_id = store.drafts.create("leads.csv", b"+919820010001 the file of a person" * 500)
    edited = Choices(edits=(Edit(2, "Mobile", "a changed cell of a person"),))
    store.drafts.save_choices(draft_id, Choices(), edited)
    store.drafts.delete(draft_id)
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"of a person" not in left
