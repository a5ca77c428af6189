"""What app and sender look up for `/metrics`: the ledger, its database, the sender, the disk."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from callsheet.sending import is_sender_running
from callsheet.store import read_totals
from callsheet.web.metrics import Sample, database_samples, disk_samples, version_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callsheet.runtime.services import Services


def ledger_samples(services: Services, part: str) -> Iterator[Sample]:
    """Look up what the ledger holds; where the database fails, only that is said.

    Args:
        services: of this process.
        part: app or sender.
    """
    yield version_sample(part)
    yield from disk_samples({"home": services.store.home, "temporary": Path(tempfile.gettempdir())})
    yield from database_samples("app", services.store.engine)
    try:
        totals = read_totals(services.store.engine)
        is_sending = is_sender_running(services.store, services.server)
    except SQLAlchemyError:
        return
    yield Sample("callsheet_drafts", totals.drafts)
    yield Sample("callsheet_sender_active", is_sending)
    for part_state, count in totals.parts.items():
        yield Sample("callsheet_ledger_parts", count, (part_state,))
    for row_state, count in totals.leads.items():
        yield Sample("callsheet_ledger_leads", count, (row_state,))
    for part_state, seconds in totals.oldest.items():
        yield Sample("callsheet_ledger_oldest_seconds", seconds, (part_state,))
