"""Retention: delete drafts, values of settled submissions and database backups that are past their time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from callsheet.database.backups import delete_migration_backups
from callsheet.database.sql import truncate_log
from callsheet.errors import StoreError
from callsheet.store.clock import utc_now

if TYPE_CHECKING:
    from datetime import datetime

    from callsheet.settings import Settings
    from callsheet.store.store import Store


@dataclass(frozen=True)
class PurgeResult:
    """How much was deleted.

    Args:
        drafts: files deleted with their edits.
        submissions: submissions of which only counts and pseudonyms remain.
        backups: migration backups of the database.
        recipes: remembered matches of files, with their scripts.
    """

    drafts: int
    submissions: int
    backups: int
    recipes: int


def purge_expired(store: Store, settings: Settings, now: datetime | None = None) -> PurgeResult:
    """Delete what is past its time; unsettled drafts and submissions are skipped.

    Args:
        store: the app's database.
        settings: `draft_days`, also for migration backups, and `ledger_days`, also for recipes that no file used.
        now: the current time; None: of the clock.
    """
    today = now or utc_now()
    before = today - timedelta(days=settings.draft_days)
    drafts = 0
    for draft_id in store.drafts.unchanged_since(before):
        with suppress(StoreError):
            store.drafts.delete(draft_id)
            drafts += 1
    eraser = store.ledger.eraser
    long_ago = today - timedelta(days=settings.ledger_days)
    submissions = sum(map(eraser.erase, eraser.due_before(long_ago)))
    recipes = store.recipes.delete_unused_since(long_ago)
    truncate_log(store.engine)  # also what an earlier deletion left there while somebody was reading
    return PurgeResult(drafts, submissions, delete_migration_backups(store.engine, before), recipes)
