"""The last evidence: questions that only the operator can answer, by counting the campaign's leads at the server."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from callsheet.errors import StoreError
from callsheet.sending.reconciliation.quarantine import quarantine_left
from callsheet.sending.reconciliation.refused_rows import RefusedPart, apply_refusal, recorded_refusal
from callsheet.store import DestinationKind, EventKind, Evidence, PartState, RecoveredUpload

if TYPE_CHECKING:
    from collections.abc import Collection

    from callsheet.store import Attempt, Part, Store, Submission

SETTLING_EVENTS = (EventKind.ON_HOLD, EventKind.UNKNOWN, EventKind.REOPENED, EventKind.LEFT_EARLIER)
"""Events after which an earlier inconclusive answer no longer counts, and that answer itself."""


class CountAnswer(NamedTuple):
    """An operator's answer: the leads that the server shows in a campaign.

    Args:
        count_before: before the part was sent.
        count_now: when the question was answered.
    """

    count_before: int
    count_now: int


@dataclass(frozen=True)
class Question:
    """What only the operator can tell about a part.

    Args:
        submission: whose part.
        part: the part, in state UNKNOWN.
        attempt: the attempt that decides about it.
        count_before: leads in the campaign before it was sent; None: the operator is asked for it as well.
        sent_since: leads of other parts that were sent to the campaign after it.
        quarantine_left: seconds until "nothing arrived" is accepted; None: its sender may still be sending.
        inconclusive_answer: the counts of an earlier answer that fitted neither; None: not answered yet.
    """

    submission: Submission
    part: Part
    attempt: Attempt
    count_before: int | None
    sent_since: int
    quarantine_left: float | None
    inconclusive_answer: CountAnswer | None


class OperatorAnswers:
    """Questions to one operator about the uploads to one server.

    Args:
        store: the ledger.
        server: name of the server.
        who: the operator.
        quarantine_seconds: how long an unanswered upload may still arrive.
    """

    def __init__(self, store: Store, server: str, who: str, quarantine_seconds: float) -> None:
        self._ledger, self._clock, self._server = store.ledger, store.clock, server
        self._who, self._quarantine = who, quarantine_seconds

    def questions(self, submission: Submission) -> list[Question]:
        """The open questions of a submission, the first part first."""
        self._ledger.expire_leases()
        submission = self._ledger.get(submission.id)
        questions = []
        for part in submission.in_state(PartState.UNKNOWN):
            attempt = self._ledger.attempt(part.attempt_id)
            if attempt is not None:
                questions.append(self._question(submission, part, attempt))
        return questions

    def _question(self, submission: Submission, part: Part, attempt: Attempt) -> Question:
        before = attempt.count_before
        return Question(
            submission=submission,
            part=part,
            attempt=attempt,
            count_before=self._ledger.lead_counts.expected_before(submission, part) if before is None else before,
            sent_since=self._ledger.lead_counts.sent_after(submission, part),
            quarantine_left=0.0 if attempt.refusal else quarantine_left(attempt, self._clock, self._quarantine),
            inconclusive_answer=self._inconclusive_answer(submission, part),
        )

    def _inconclusive_answer(self, submission: Submission, part: Part) -> CountAnswer | None:
        events = [event for event in self._ledger.events(submission.id) if event.part_id == part.id]
        last = next((event for event in reversed(events) if event.kind in SETTLING_EVENTS), None)
        return CountAnswer(**last.facts) if last is not None and last.kind is EventKind.ON_HOLD else None

    def can_answer(self, part_id: str, *, count_before: int, count_now: int) -> bool:
        """False when it is too early for this answer: leads that did not arrive yet may still arrive.

        Args:
            part_id: the part in question.
            count_before: leads in the campaign before it was sent.
            count_now: leads in the campaign now.
        """
        return bool(self._leads_added(self._ledger.part(part_id), count_before, count_now)) or self.can_miss(part_id)

    def answer(self, part_id: str, *, count_before: int, count_now: int) -> Submission:
        """Settle a part by the operator's counts. A later answer that contradicts an earlier one reopens the part.

        Args:
            part_id: the part in question, or one that an earlier answer settled.
            count_before: leads in the campaign before it was sent.
            count_now: leads in the campaign now.

        Returns:
            The submission as it is afterwards.

        Raises:
            StoreError: better evidence has settled the part, or it is too early to say that nothing arrived.
        """
        part = self._ledger.part(part_id)
        counts = {"count_before": count_before, "count_now": count_now}
        if part.state in (PartState.ACKED, PartState.ABSENT) and part.evidence is Evidence.OPERATOR:
            self._ledger.decisions.reopen(part_id, self._who, **counts)
            part = self._ledger.part(part_id)
        is_refused = part.state is PartState.REFUSED and part.evidence is Evidence.OPERATOR
        if is_refused and self._leads_added(part, count_before, count_now):
            part = self._reopen_rest_of_refused(part, count_before)
        attempt = self._ledger.attempt(part.attempt_id)
        if part.state is not PartState.UNKNOWN or attempt is None:
            raise StoreError(f"part {part.id} is settled already")
        added = self._leads_added(part, count_before, count_now)
        if added == 0:
            self._record_absence(part, attempt)
        elif added == part.rows:
            self._ledger.transitions.acknowledge(part.id, Evidence.OPERATOR, who=self._who)
        else:
            self._ledger.decisions.note_inconclusive_answer(part.id, self._who, **counts)
        return self._ledger.get(part.submission_id)

    def can_miss(self, part_id: str) -> bool:
        """False while it is too early to say that a lead of a part did not arrive.

        Args:
            part_id: the part in question.
        """
        attempt = self._ledger.attempt(self._ledger.part(part_id).attempt_id)
        if attempt is None or attempt.refusal is not None:
            return True
        return quarantine_left(attempt, self._clock, self._quarantine) == 0.0

    def answer_rows(self, part_id: str, arrived: Collection[int]) -> Submission:
        """Settle a part row by row: some leads are in the campaign, the others are not.

        Rows that the server had refused stay refused; the other missing ones will be sent. A later answer that
        contradicts an earlier one reopens the part.

        Args:
            part_id: the part in question, or one that an earlier answer settled.
            arrived: row numbers of the leads that are in the campaign.

        Returns:
            The submission as it is afterwards.

        Raises:
            StoreError: better evidence has settled the part, it is too early to say that a lead did not arrive, or a
                row is not of the part.
        """
        part = self._ledger.part(part_id)
        if part.state in (PartState.ACKED, PartState.ABSENT) and part.evidence is Evidence.OPERATOR:
            self._ledger.decisions.reopen(part_id, self._who, arrived=len(arrived))
            part = self._ledger.part(part_id)
        attempt = self._ledger.attempt(part.attempt_id)
        if part.state is not PartState.UNKNOWN or attempt is None:
            raise StoreError(f"part {part.id} is settled already")
        rows = {row for row, _, _ in self._ledger.part_rows(part.id)}
        if not rows.issuperset(arrived):
            raise StoreError(f"part {part.id} does not have all of these rows")
        if len(arrived) == len(rows):
            self._ledger.transitions.acknowledge(part.id, Evidence.OPERATOR, who=self._who)
        elif not arrived:
            self._record_absence(part, attempt)
        else:
            self._record_arrivals(part, attempt, arrived)
        return self._ledger.get(part.submission_id)

    def _record_arrivals(self, part: Part, attempt: Attempt, arrived: Collection[int]) -> None:
        if attempt.refusal is not None:
            self._note_refusals(part, are_whole=False)
        elif not self.can_miss(part.id):
            raise StoreError(f"part {part.id} may still arrive")
        refused = attempt.refusal.rows if attempt.refusal else {}
        self._ledger.transitions.record_arrivals(part.id, set(arrived), refused, who=self._who)

    def rows_sent_elsewhere(self, part_id: str) -> frozenset[int]:
        """Rows of a part whose number other sends have queued in its campaign: that it is listed proves nothing.

        Args:
            part_id: the part.
        """
        elsewhere = self._ledger.lead_counts.sent_elsewhere(part_id)
        return frozenset(row for row, number, _ in self._ledger.part_rows(part_id) if elsewhere.get(number))

    def _reopen_rest_of_refused(self, part: Part, count_before: int) -> Part:
        """Reopen the part with the rows that a refusal did not name: the server has queued them after all."""
        attempt = self._ledger.attempt(part.attempt_id)
        self._note_refusals(part, are_whole=False)
        ready = self._ledger.get(part.submission_id).in_state(PartState.READY)
        rest = [
            candidate
            for candidate in ready
            if candidate.generation == part.generation + 1 and candidate.attempt_id is None
        ]
        if attempt is None or len(rest) != 1:
            raise StoreError(f"the leads of part {part.id} were sent again")
        id_, left_at = secrets.token_hex(16), attempt.left_at
        upload = RecoveredUpload(id_, left_at, keeps_keys=False, count_before=count_before, mark=attempt.mark)
        self._ledger.transitions.record_recovered_upload(rest[0].id, upload, kind=EventKind.LEFT_EARLIER, who=self._who)
        return self._ledger.part(rest[0].id)

    def _note_refusals(self, part: Part, *, are_whole: bool) -> None:
        """Note whether a refusal of a campaign's upload queues nothing on this server."""
        if self._ledger.get(part.submission_id).destination is DestinationKind.CAMPAIGN:
            self._ledger.set_all_or_nothing(self._server, holds=are_whole)

    def _leads_added(self, part: Part, count_before: int, count_now: int) -> int:
        """Leads added to the campaign since a part was sent, not counting those of later parts."""
        submission = self._ledger.get(part.submission_id)
        return count_now - count_before - self._ledger.lead_counts.sent_after(submission, part)

    def _record_absence(self, part: Part, attempt: Attempt) -> None:
        if attempt.refusal is not None:
            self._note_refusals(part, are_whole=True)
            rows = self._ledger.part_rows(part.id)
            refusal = recorded_refusal(attempt, rows)
            apply_refusal(self._ledger, RefusedPart(part, rows, refusal, Evidence.OPERATOR))
            return
        if quarantine_left(attempt, self._clock, self._quarantine) != 0.0:
            raise StoreError(f"part {part.id} may still arrive")
        self._ledger.transitions.record_absence(part.id, None, Evidence.OPERATOR, who=self._who)
