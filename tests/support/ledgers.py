"""Migrated databases of the store, copied from one that was migrated once, and submissions to put into them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd
from sqlalchemy import select

from callsheet.settings import Settings
from callsheet.store import DestinationKind, Evidence, FileCounts, NewSubmission, open_store
from callsheet.store.ledger.queries import check_every_row
from callsheet.store.tables import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from callsheet.store import AtServer, Ledger, PartLimits, RowFact, Store, Submission

CAMPAIGN = "cmp_a"
NUMBERS = {2: "+919876543210", 3: "+919123456789", 5: "+447400123456"}
"""Row number of the file → E.164."""


def sqlite_ledger(home: Path) -> Path:
    """Create a migrated SQLite database in a folder; return its path, to be copied."""
    open_store(Settings(home=home)).engine.dispose()
    return home / "callsheet.db"


def payload(rows: Sequence[int]) -> bytes:
    """Build the CSV of a part with the row numbers as its only column."""
    return "\n".join(["n", *map(str, rows), ""]).encode()


def accept(ledger: Ledger, submission: Submission, at_server: AtServer | None = None) -> Submission:
    """Send every part of a submission, and let its server take it; returns the submission as it is then."""
    for part in submission.parts:
        ledger.transitions.record_intent(part.id, "me", lease=timedelta(seconds=300), keeps_keys=False)
        ledger.transitions.acknowledge(part.id, Evidence.ANSWER, at_server=at_server)
    return ledger.get(submission.id)


def create_submission(
    ledger: Ledger,
    submission_id: str = "one",
    numbers: Mapping[int, str] = NUMBERS,
    *,
    campaign_id: str = CAMPAIGN,
    draft_id: str = "draft",
    press: str = "",
    count_before: int | None = None,
    repeats: Mapping[str, int] | None = None,
    limits: PartLimits | None = None,
    build: Callable[[Sequence[int]], bytes] = payload,
    first_rows: Sequence[int] = (),
    last: Sequence[int] = (),
    is_prepared: bool = True,
    destination: DestinationKind = DestinationKind.CAMPAIGN,
    server: str = "test",
    row_facts: Sequence[RowFact] = (),
) -> Submission:
    """Create a submission of one number per row, by Meera, to a server; `press` is its token."""
    new = NewSubmission(
        id=submission_id,
        token=press or submission_id,
        draft_id=draft_id,
        server=server,
        campaign_id=campaign_id,
        campaign_name="A",
        file_name="leads.csv",
        file_sha256="0" * 64,
        counts=FileCounts(rows=len(numbers), ready=len(numbers)),
        created_by="Meera",
        count_before=count_before,
        row_facts=row_facts,
        first_rows=first_rows,
        destination=destination,
    )
    series: pd.Series[str] = pd.Series(list(numbers.values()), index=list(numbers), dtype="str")
    if not is_prepared:
        return ledger.plan(new, series, repeats=repeats, limits=limits, last=last)
    return ledger.create(new, series, build, repeats=repeats, limits=limits, last=last)


def check_ledger(store: Store, submission_id: str) -> None:
    """Count every row of a submission.

    Raises:
        ConservationError: its rows do not add up to its parts.
    """
    with store.engine.connect() as connection:
        check_every_row(connection, submission_id)


def claimed_numbers(store: Store, campaign_id: str = CAMPAIGN) -> list[str]:
    """Return the numbers, or pseudonyms, that are claimed in a campaign; once per repeat."""
    query = select(CLAIMS.c.phone_number).where(CLAIMS.c.campaign_id == campaign_id).order_by(CLAIMS.c.phone_number)
    with store.engine.connect() as connection:
        return list(connection.scalars(query))
