"""Retention: what nobody touched for long enough is deleted for good."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from callsheet.errors import StoreError
from callsheet.store.clock import now
from callsheet.store.erasing import delete_migration_backups

if TYPE_CHECKING:
    from datetime import datetime

    from callsheet.settings import Settings
    from callsheet.store.store import Store


@dataclass(frozen=True)
class PurgeResult:
    """What a sweep let go.

    Args:
        drafts: files deleted with every change made to them.
        sends: submissions of which only counts and marks are left.
        copies: copies of the database from before its tables changed.
    """

    drafts: int
    sends: int
    copies: int


def purge_expired(store: Store, settings: Settings, moment: datetime | None = None) -> PurgeResult:
    """Delete what is past its time: drafts, values of what was sent, copies of the database. What is unsettled stays.

    Args:
        store: what the app keeps.
        settings: as they hold now; says how many days.
        moment: the time it is; None: now.
    """
    today = moment or now()
    before = today - timedelta(days=settings.draft_days)
    drafts = 0
    for draft_id in store.drafts.unchanged_since(before):
        with suppress(StoreError):
            store.drafts.delete(draft_id)
            drafts += 1
    eraser = store.ledger.eraser
    sends = sum(map(eraser.erase, eraser.due_before(today - timedelta(days=settings.ledger_days))))
    return PurgeResult(drafts, sends, delete_migration_backups(store.engine, before))
