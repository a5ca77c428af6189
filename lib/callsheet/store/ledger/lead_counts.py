"""What a campaign should hold by the ledger, across submissions: held against what the server or a person counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from callsheet.store.ledger.pseudonyms import SIGN, Pseudonymizer
from callsheet.store.ledger.queries import ROWS, read_submission
from callsheet.store.ledger.states import UNDECIDED, PartState
from callsheet.store.tables import CLAIMS, EVENTS, PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Engine, ScalarSelect, Select

    from callsheet.store.ledger.model import Part, Submission

LEFT, SETTLED = ("intent", "restored", "left_earlier"), ("acked", "refused", "absent")


class LeadCounts:
    """Reads over all submissions of a campaign.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sent_elsewhere(self, part_id: str) -> dict[str, int]:
        """How often the numbers of a part are queued in its campaign by other submissions.

        Args:
            part_id: which part.

        Returns:
            E.164 → how many of its leads were sent and not taken back, those of which only a mark is kept as well;
            numbers sent by no other submission are missing.
        """
        owner = select(PARTS.c.submission_id).where(PARTS.c.id == part_id).scalar_subquery()
        with self._engine.begin() as connection:
            mine = read_submission(connection, str(connection.scalar(select(owner))))
            held = _sent_claims(mine)
            numbers = select(ROWS.phone_number).where(ROWS.part_id == part_id)
            found = Counter(connection.scalars(held.where(CLAIMS.c.phone_number.in_(numbers))))
            marked = Counter(connection.scalars(held.where(CLAIMS.c.phone_number.startswith(SIGN, autoescape=True))))
            if marked:
                known = Pseudonymizer.of(connection).marks(connection.scalars(numbers))
                found.update({known[mark]: times for mark, times in marked.items() if mark in known})
        return dict(found)

    def expected_before(self, submission: Submission, part: Part) -> int | None:
        """How many leads the campaign had when a part left, by what the operator counted before the press.

        Args:
            submission: whose count.
            part: one of its own.

        Returns:
            The count, with what was sent between the press and the part; None where the operator told none, or
            where something was in the balance at the press or was taken back, so that the count may hold it or not.
        """
        if submission.count_before is None:
            return None
        with self._engine.connect() as connection:
            pressed = connection.scalar(_pressed(submission))
            mine = connection.scalar(select(_last(LEFT)).where(PARTS.c.id == part.id))
            if pressed is None or mine is None:
                return None
            unsettled = or_(PARTS.c.state.in_(UNDECIDED), _last(SETTLED) > pressed)
            moved = or_(and_(_last(LEFT) < pressed, unsettled), PARTS.c.taken_back > 0)
            if connection.scalar(_parts_of(submission, func.count(), moved)):
                return None
            between = (_last(LEFT) > pressed, _last(LEFT) < mine, PARTS.c.state == PartState.ACKED)
            sent = connection.scalar(_parts_of(submission, func.sum(PARTS.c.rows), *between))
        return submission.count_before + int(sent or 0)

    def sent_after(self, submission: Submission, part: Part) -> int:
        """How many leads of other parts were sent to a campaign after a part left."""
        with self._engine.connect() as connection:
            mine = connection.scalar(select(_last(LEFT)).where(PARTS.c.id == part.id))
            if mine is None:
                return 0
            later = (_last(LEFT) > mine, PARTS.c.state == PartState.ACKED)
            return int(connection.scalar(_parts_of(submission, func.sum(PARTS.c.rows), *later)) or 0)


def _sent_claims(mine: Submission) -> Select[str]:
    """The numbers, or marks, that other submissions have queued in a campaign."""
    its_row = (ROWS.submission_id == CLAIMS.c.submission_id) & (ROWS.row == CLAIMS.c.row)
    query = select(CLAIMS.c.phone_number).join(SUBMISSION_ROWS, its_row).join(PARTS, ROWS.part_id == PARTS.c.id)
    here = (CLAIMS.c.server == mine.server, CLAIMS.c.campaign_id == mine.campaign_id)
    others = (CLAIMS.c.submission_id != mine.id, PARTS.c.state == PartState.ACKED, ROWS.outcome == "")
    return query.where(*here, *others)


def _last(kinds: Sequence[str]) -> ScalarSelect[int]:
    """The newest event of a part of some kinds; their ids only grow, whatever somebody does to the clock."""
    mine = (EVENTS.c.submission_id == PARTS.c.submission_id, EVENTS.c.part_id == PARTS.c.id)
    return select(func.max(EVENTS.c.id)).where(*mine, EVENTS.c.what.in_(kinds)).correlate(PARTS).scalar_subquery()


def _pressed(submission: Submission) -> Select[int]:
    return select(func.min(EVENTS.c.id)).where(EVENTS.c.submission_id == submission.id, EVENTS.c.what == "pressed")


def _parts_of(submission: Submission, what: ColumnElement[int], *conditions: ColumnElement[bool]) -> Select[int]:
    here = (SUBMISSIONS.c.server == submission.server, SUBMISSIONS.c.campaign_id == submission.campaign_id)
    query = select(what).select_from(PARTS).join(SUBMISSIONS, PARTS.c.submission_id == SUBMISSIONS.c.id)
    return query.where(*here, *conditions)
