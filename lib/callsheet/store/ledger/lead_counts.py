"""Expected lead counts per campaign, computed from the ledger and compared with the server's or operator's count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from callsheet.store.ledger.pseudonyms import Pseudonymizer, is_pseudonym
from callsheet.store.ledger.queries import ROWS, read_submission
from callsheet.store.ledger.states import UNDECIDED, EventKind, PartState
from callsheet.store.tables import CLAIMS, EVENTS, PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Engine, ScalarSelect, Select

    from callsheet.store.ledger.model import Part
    from callsheet.store.ledger.submissions.submission import Submission

SENT_KINDS = (EventKind.INTENT, EventKind.RESTORED, EventKind.LEFT_EARLIER)
"""From this event on the leads of a part may be at the server."""
SETTLED_KINDS = (EventKind.ACKED, EventKind.REFUSED, EventKind.ABSENT, EventKind.PARTLY_ARRIVED)


class LeadCounts:
    """Counts leads over all submissions of a campaign.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sent_elsewhere(self, part_id: str) -> dict[str, int]:
        """Count how often the numbers of a part are queued in its campaign by other submissions.

        Args:
            part_id: the part.

        Returns:
            E.164 → number of leads that were sent and not recalled, including erased ones of which only a pseudonym is
            stored; numbers that no other submission sent are missing.
        """
        owner = select(PARTS.c.submission_id).where(PARTS.c.id == part_id).scalar_subquery()
        with self._engine.begin() as connection:
            submission = read_submission(connection, str(connection.scalar(select(owner))))
            if submission.destination.begins_empty:
                return {}
            sent = _sent_claims(submission)
            numbers = select(ROWS.phone_number).where(ROWS.part_id == part_id)
            counts = Counter(connection.scalars(sent.where(CLAIMS.c.phone_number.in_(numbers))))
            pseudonyms = Counter(connection.scalars(sent.where(is_pseudonym())))
            if pseudonyms:
                pseudonymizer = Pseudonymizer.for_database(connection)
                known = pseudonymizer.numbers_by_pseudonym(connection.scalars(numbers))
                counts.update({known[pseudonym]: n for pseudonym, n in pseudonyms.items() if pseudonym in known})
        return dict(counts)

    def expected_before(self, submission: Submission, part: Part) -> int | None:
        """Compute how many leads the campaign had when a part was sent, from the operator's count at the submission.

        Args:
            submission: the submission with that count.
            part: one of its parts.

        Returns:
            The count plus the leads sent between the submission and the part. None where the operator gave no count, or
            where at the time of the submission a part was undecided or was recalled later: the operator's count may or
            may not include its leads.
        """
        if submission.destination.begins_empty:
            return 0
        if submission.count_before is None:
            return None
        with self._engine.connect() as connection:
            pressed = connection.scalar(_pressed_event(submission))
            sent = connection.scalar(select(_last_event(SENT_KINDS)).where(PARTS.c.id == part.id))
            if pressed is None or sent is None:
                return None
            settled_later = or_(PARTS.c.state.in_(UNDECIDED), _last_event(SETTLED_KINDS) > pressed)
            ambiguous = or_(and_(_last_event(SENT_KINDS) < pressed, settled_later), PARTS.c.taken_back > 0)
            if connection.scalar(_over_campaign(submission, func.count(), ambiguous)):
                return None
            between = (_last_event(SENT_KINDS) > pressed, _last_event(SENT_KINDS) < sent)
            acked = (*between, PARTS.c.state == PartState.ACKED)
            leads = connection.scalar(_over_campaign(submission, func.sum(PARTS.c.rows), *acked))
        return submission.count_before + int(leads or 0)

    def sent_after(self, submission: Submission, part: Part) -> int:
        """Count the leads of other parts that were sent to a campaign after a part.

        Args:
            submission: the part's submission.
            part: the part.
        """
        if submission.destination.begins_empty:
            return 0
        with self._engine.connect() as connection:
            sent = connection.scalar(select(_last_event(SENT_KINDS)).where(PARTS.c.id == part.id))
            if sent is None:
                return 0
            later = (_last_event(SENT_KINDS) > sent, PARTS.c.state == PartState.ACKED)
            return int(connection.scalar(_over_campaign(submission, func.sum(PARTS.c.rows), *later)) or 0)


def _sent_claims(submission: Submission) -> Select[str]:
    """Select the numbers, or pseudonyms, that other submissions have queued in a submission's campaign."""
    same_row = (ROWS.submission_id == CLAIMS.c.submission_id) & (ROWS.row == CLAIMS.c.row)
    query = select(CLAIMS.c.phone_number).join(SUBMISSION_ROWS, same_row).join(PARTS, ROWS.part_id == PARTS.c.id)
    same_campaign = (CLAIMS.c.server == submission.server, CLAIMS.c.campaign_id == submission.campaign_id)
    queued = (CLAIMS.c.submission_id != submission.id, PARTS.c.state == PartState.ACKED, ROWS.outcome == "")
    return query.where(*same_campaign, *queued)


def _last_event(kinds: Collection[EventKind]) -> ScalarSelect[int]:
    """Select a part's last event of some kinds; event ids only grow, whatever is done to the clock."""
    of_part = (EVENTS.c.submission_id == PARTS.c.submission_id, EVENTS.c.part_id == PARTS.c.id)
    return select(func.max(EVENTS.c.id)).where(*of_part, EVENTS.c.what.in_(kinds)).correlate(PARTS).scalar_subquery()


def _pressed_event(submission: Submission) -> Select[int]:
    pressed = (EVENTS.c.submission_id == submission.id, EVENTS.c.what == EventKind.PRESSED)
    return select(func.min(EVENTS.c.id)).where(*pressed)


def _over_campaign(
    submission: Submission, aggregate: ColumnElement[int], *conditions: ColumnElement[bool]
) -> Select[int]:
    """Aggregate over the parts of every submission to a submission's campaign."""
    same_campaign = (SUBMISSIONS.c.server == submission.server, SUBMISSIONS.c.campaign_id == submission.campaign_id)
    query = select(aggregate).select_from(PARTS).join(SUBMISSIONS, PARTS.c.submission_id == SUBMISSIONS.c.id)
    return query.where(*same_campaign, *conditions)
