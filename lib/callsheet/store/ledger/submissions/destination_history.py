"""What destinations were sent: when, which numbers, within which hours, and by which submission."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from callsheet.store.ledger.release import zones_from
from callsheet.store.ledger.states import UNDECIDED, PartState
from callsheet.store.tables import ATTEMPTS, PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Engine

ROWS = SUBMISSION_ROWS.c


class SentUnder(NamedTuple):
    """Under which calling hours a lead was sent.

    Args:
        hours: as the operator named them; "": at any hour.
        zones: as of `Release`; None: no calling hours applied to this lead.
    """

    hours: str
    zones: tuple[str, ...] | None


class DestinationHistory:
    """Reads what was sent to campaigns, agents and workflows, over all submissions.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def leads_sent(self, server: str, campaign_id: str, since: datetime) -> list[tuple[datetime, int]]:
        """Return when parts were sent to a campaign, and how many of their leads may be there.

        Args:
            server: name of the server.
            campaign_id: the campaign, agent or workflow.
            since: only those that left later.
        """
        parts = PARTS.join(ATTEMPTS, ATTEMPTS.c.id == PARTS.c.attempt_id)
        parts = parts.join(SUBMISSIONS, SUBMISSIONS.c.id == PARTS.c.submission_id)
        query = select(ATTEMPTS.c.left_at, PARTS.c.rows).select_from(parts).order_by(ATTEMPTS.c.left_at)
        there = (SUBMISSIONS.c.server == server, SUBMISSIONS.c.campaign_id == campaign_id)
        lately = (PARTS.c.state.in_((*UNDECIDED, PartState.ACKED)), ATTEMPTS.c.left_at > since)
        with self._engine.connect() as connection:
            return [(left_at, rows) for left_at, rows in connection.execute(query.where(*there, *lately))]

    def sent_numbers(self, server: str, campaign_id: str) -> dict[str, tuple[SentUnder, ...]]:
        """Return the numbers that a campaign was sent, or may have been, and under which calling hours.

        Args:
            server: name of the server.
            campaign_id: the campaign.

        Returns:
            E.164 → each distinct way in which it was sent. Without the numbers that were erased.
        """
        parts = SUBMISSION_ROWS.join(PARTS, PARTS.c.id == ROWS.part_id)
        parts = parts.join(SUBMISSIONS, SUBMISSIONS.c.id == PARTS.c.submission_id)
        there = (SUBMISSIONS.c.server == server, SUBMISSIONS.c.campaign_id == campaign_id)
        sent = (PARTS.c.state.in_((*UNDECIDED, PartState.ACKED)), ROWS.phone_number.startswith("+"))
        query = select(ROWS.phone_number, PARTS.c.id).select_from(parts).where(*there, *sent, ROWS.outcome == "")
        of_parts = PARTS.join(SUBMISSIONS, SUBMISSIONS.c.id == PARTS.c.submission_id)
        schedules = select(PARTS.c.id, PARTS.c.zones, SUBMISSIONS.c.facts).select_from(of_parts).where(*there, sent[0])
        numbers: dict[str, tuple[SentUnder, ...]] = {}
        with self._engine.connect() as connection:
            under = {
                part_id: (SentUnder((facts.get("schedule") or {}).get("hours", ""), zones_from(zones)),)
                for part_id, zones, facts in connection.execute(schedules)
            }
            for number, part_id in connection.execute(query):
                known = numbers.setdefault(number, under[part_id])
                if known is not under[part_id] and under[part_id][0] not in known:
                    numbers[number] = known + under[part_id]
        return numbers

    def sends_of_batches(self, batch_ids: Sequence[str]) -> dict[str, str]:
        """Return which submission made some batch calls: the server's id of the batch → id of the submission.

        Args:
            batch_ids: at most some hundred; those made elsewhere are missing in the answer.
        """
        query = select(PARTS.c.remote_id, PARTS.c.submission_id)
        with self._engine.connect() as connection:
            rows = connection.execute(query.where(PARTS.c.remote_id.in_([id_ for id_ in batch_ids if id_])))
            return {str(batch_id): str(submission_id) for batch_id, submission_id in rows}
