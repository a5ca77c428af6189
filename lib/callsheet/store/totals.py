"""How much is in the database: drafts, and the parts and leads of all sends by state. For monitoring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from callsheet.store.clock import utc_now
from callsheet.store.ledger.states import ROW_STATE, UNSETTLED, PartState, RowState
from callsheet.store.tables import DRAFTS, PARTS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Engine


@dataclass(frozen=True)
class Totals:
    """What a database holds now.

    Args:
        drafts: uploads that are not sent.
        parts: uploads to the server by state, zeros included.
        leads: leads of all sends by what became of them, zeros included; what was erased still counts.
        oldest: state of a part that is not settled → age in seconds of the oldest send with one; 0: no part has it.
    """

    drafts: int
    parts: Mapping[PartState, int]
    leads: Mapping[RowState, int]
    oldest: Mapping[PartState, float]


def read_totals(engine: Engine) -> Totals:
    """Count, in three queries over drafts, submissions and parts; no lead's row is read.

    Args:
        engine: the app's database.
    """
    numbers = [func.coalesce(func.sum(PARTS.c[name]), 0) for name in ("rows", "refused", "taken_back", "held_back")]
    by_state = select(PARTS.c.state, func.count(), func.min(SUBMISSIONS.c.created_at), *numbers)
    by_state = by_state.join(SUBMISSIONS, SUBMISSIONS.c.id == PARTS.c.submission_id).group_by(PARTS.c.state)
    with engine.connect() as connection:
        drafts = int(connection.scalar(select(func.count()).select_from(DRAFTS)) or 0)
        claimed = int(connection.scalar(select(func.sum(SUBMISSIONS.c.already_claimed))) or 0)
        rows = connection.execute(by_state).all()
    parts = dict.fromkeys(PartState, 0)
    leads = dict.fromkeys(RowState, 0) | {RowState.ALREADY_CLAIMED: claimed}
    oldest = dict.fromkeys(sorted(UNSETTLED), 0.0)
    now = utc_now()
    for text, count, created_at, carried, refused, recalled, held_back in rows:
        state = PartState(text)
        parts[state] = count
        leads[RowState.REFUSED] += int(refused)
        leads[RowState.TAKEN_BACK] += int(recalled)
        leads[RowState.HELD_BACK] += int(held_back)
        if state is not PartState.ABSENT:
            leads[ROW_STATE[state]] += int(carried)
        if state in oldest:
            oldest[state] = max(0.0, (now - created_at).total_seconds())
    return Totals(drafts, parts, leads, oldest)
