"""The operator's side: what a person may decide about a send. Nothing here speaks to a server."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callsheet.errors import StoreError
from callsheet.sending.failpoints import failpoint
from callsheet.sending.payloads import maker, subset
from callsheet.sending.plan import Plan, plan_of
from callsheet.sending.reconciliation.evidence import UnresolvedPart
from callsheet.sending.reconciliation.quarantine import quarantine_left
from callsheet.sending.reconciliation.reconciler import told_before
from callsheet.sending.worker.apply_outcome import note_refusal
from callsheet.store import Evidence, NewSubmission, PartState
from callsheet.validation import PHONE_NUMBER

if TYPE_CHECKING:
    from callsheet.store import Attempt, Part, PartLimits, Store, Submission
    from callsheet.validation import Report

TRIAL = 10


@dataclass(frozen=True)
class Question:
    """What only the operator can tell about a part.

    Args:
        submission: whose part.
        part: it, in state UNKNOWN.
        attempt: the attempt that decides about it.
        count_before: leads in the campaign before it left; None: the operator is asked.
        sent_since: leads of other parts that were sent to the campaign after it left.
        quarantine_left: seconds until "nothing arrived" can be taken; None: its sender may still be sending.
        on_hold: what was answered before that fitted neither.
    """

    submission: Submission
    part: Part
    attempt: Attempt
    count_before: int | None
    sent_since: int
    quarantine_left: float | None
    on_hold: dict[str, Any] | None


class SendService:
    """Decides for one person about the sends to one server.

    Args:
        store: the ledger.
        server: the name under which its numbers are claimed.
        who: the person.
        quarantine_seconds: how long an unanswered upload may still arrive.
        sizes: how large an upload may be.
    """

    def __init__(
        self,
        store: Store,
        server: str,
        who: str = "",
        *,
        quarantine_seconds: float = 900,
        sizes: PartLimits | None = None,
    ) -> None:
        self._store, self._ledger, self._server = store, store.ledger, server
        self._who, self._quarantine, self._sizes = who, quarantine_seconds, sizes

    def plan(self, campaign_id: str, report: Report, draft_id: str = "") -> Plan:
        """Say what a press of Send would do, numbers sent before set apart."""
        return plan_of(self._ledger, self._server, campaign_id, report, draft_id)

    def press(
        self, plan: Plan, report: Report, *, campaign_id: str, campaign_name: str, draft_id: str = "",
        file_name: str | None = None, trial: bool = False, again: bool = False, count_before: int | None = None,
    ) -> Submission:  # fmt: skip
        """Send: claim the numbers and keep what will leave. A sender carries it; nothing leaves here.

        Args:
            plan: what the operator saw; its token is spent by the first press.
            report: the judgement of the file.
            campaign_id: where the leads shall go.
            campaign_name: its name.
            draft_id: the draft it came from; "" from the command line.
            file_name: the operator's file; None: as the report knows it.
            trial: True to let ten go first.
            again: True to call those numbers again as well that went to this campaign before.
            count_before: leads in the campaign now, as the operator tells, where the server does not.

        Returns:
            The submission; of a second press the first one's.
        """
        rounds = plan.repeats_again(self._ledger) if again else {}
        source = report.table.source
        new = NewSubmission(
            id=secrets.token_urlsafe(16),
            token=f"{plan.token[:58]}-again" if again else plan.token,
            draft_id=draft_id,
            server=self._server,
            campaign_id=campaign_id,
            campaign_name=campaign_name,
            file_name=file_name or source.name,
            file_sha256=source.sha256,
            counts=report.counts.to_json(),
            created_by=self._who,
            facts=facts_of(report),
            trial=TRIAL if trial else 0,
            again=again,
            count_before=count_before,
        )
        submission = self._ledger.create(
            new, report.clean[PHONE_NUMBER], maker(report.clean), rounds=rounds, sizes=self._sizes
        )
        failpoint("pressed")
        return submission

    def withdraw(self, submission_id: str) -> int:
        """Stop: what has not left is taken off the list; a part under way comes to its end.

        Returns:
            How many leads were withdrawn.
        """
        return self._ledger.transitions.withdraw(submission_id, self._who)

    def resume(self, submission_id: str) -> None:
        """Let the rest of a held submission go on."""
        self._ledger.transitions.resume(submission_id, self._who)

    def take_back(self, submission_id: str) -> None:
        """Ask the sender to remove the leads that are still pending at the server."""
        self._ledger.transitions.request_recall(submission_id, self._who, "asked")

    def questions(self, submission: Submission) -> list[Question]:
        """The questions of a submission that are open, the first part first."""
        self._ledger.expire_leases()
        submission = self._ledger.get(submission.id)
        found = []
        for part in submission.in_state(PartState.UNKNOWN):
            attempt = self._ledger.attempt(part.attempt_id)
            if attempt is not None:
                left = 0.0 if attempt.refusal else quarantine_left(attempt, self._store.clock, self._quarantine)
                before = attempt.count_before
                if before is None:
                    before = self._ledger.expected_before(submission, part)
                since = self._ledger.sent_after(submission, part)
                on_hold = self._on_hold(submission, part)
                found.append(Question(submission, part, attempt, before, since, left, on_hold))
        return found

    def _on_hold(self, submission: Submission, part: Part) -> dict[str, Any] | None:
        answers = [each for each in self._ledger.events(submission.id) if each.part_id == part.id]
        last = next(
            (each for each in reversed(answers) if each.what in ("on_hold", "unknown", "reopened", "left_earlier")),
            None,
        )
        return dict(last.facts) if last is not None and last.what == "on_hold" else None

    def may_answer(self, part_id: str, *, count_before: int, count_now: int) -> bool:
        """False when it is too early for this answer: what did not arrive yet may still arrive.

        Args:
            part_id: in question.
            count_before: leads in the campaign before it left.
            count_now: leads in the campaign now.
        """
        part = self._ledger.part(part_id)
        attempt = self._ledger.attempt(part.attempt_id)
        if attempt is None or attempt.refusal is not None or self._more(part, count_before, count_now):
            return True
        return quarantine_left(attempt, self._store.clock, self._quarantine) == 0.0

    def answer(self, part_id: str, *, count_before: int, count_now: int) -> Submission:
        """Settle a part by what the operator counts at the server. A later answer that contradicts reopens it.

        Args:
            part_id: in question, or settled by an earlier answer.
            count_before: leads in the campaign before it left.
            count_now: leads in the campaign now.

        Raises:
            StoreError: it is settled by better evidence, or too early to say that nothing arrived.
        """
        part = self._ledger.part(part_id)
        told = {"count_before": count_before, "count_now": count_now}
        if part.state in (PartState.ACKED, PartState.ABSENT) and part.evidence is Evidence.OPERATOR:
            self._ledger.transitions.reopen(part_id, self._who, **told)
            part = self._ledger.part(part_id)
        is_refused = part.state is PartState.REFUSED and part.evidence is Evidence.OPERATOR
        if is_refused and self._more(part, count_before, count_now):
            part = self._reopen_refused(part, count_before)
            part_id = part.id
        attempt = self._ledger.attempt(part.attempt_id)
        if part.state is not PartState.UNKNOWN or attempt is None:
            raise StoreError(f"part {part_id} is settled already")
        more = self._more(part, count_before, count_now)
        if more == 0:
            self._absent(part, attempt)
        elif more == part.rows:
            self._ledger.transitions.acknowledge(part_id, Evidence.OPERATOR, who=self._who)
        else:
            self._ledger.transitions.note_inconclusive_answer(part_id, self._who, **told)
        return self._ledger.get(part.submission_id)

    def _reopen_refused(self, part: Part, count_before: int) -> Part:
        """The server had queued what it did not refuse: the part that was to go again has been there."""
        attempt = self._ledger.attempt(part.attempt_id)
        self._ledger.set_all_or_nothing(self._server, holds=False)
        rest = [
            each
            for each in self._ledger.get(part.submission_id).in_state(PartState.READY)
            if each.generation == part.generation + 1 and each.attempt_id is None
        ]
        if attempt is None or len(rest) != 1:
            raise StoreError(f"the leads of part {part.id} were sent again")
        self._ledger.transitions.record_recovered_upload(
            rest[0].id, secrets.token_hex(16), left_at=attempt.left_at, keeps_keys=False, count_before=count_before,
            what="left_earlier", who=self._who,
        )  # fmt: skip
        return self._ledger.part(rest[0].id)

    def _more(self, part: Part, count_before: int, count_now: int) -> int:
        """Leads that came since a part left, those of later parts not counted."""
        return count_now - count_before - self._ledger.sent_after(self._ledger.get(part.submission_id), part)

    def _absent(self, part: Part, attempt: Attempt) -> None:
        if attempt.refusal is not None:
            self._ledger.set_all_or_nothing(self._server)
            rows = self._ledger.part_rows(part.id)
            case = UnresolvedPart("", part, attempt, rows, self._store.clock, self._quarantine)
            note_refusal(self._ledger, part, rows, told_before(case), Evidence.OPERATOR)
            return
        if quarantine_left(attempt, self._store.clock, self._quarantine) != 0.0:
            raise StoreError(f"part {part.id} may still arrive")
        self._ledger.transitions.record_absence(part.id, None, subset, evidence=Evidence.OPERATOR, who=self._who)


def facts_of(report: Report) -> dict[str, Any]:
    """What a receipt tells of the way from file to leads: positions and names, never a value."""
    choices = report.choices
    edits = dict.fromkeys((edit.row, edit.column) for edit in choices.edits)
    return {
        "mapping": report.mapping.to_json(),
        "edits": [[row, column] for row, column in edits],
        "fixes": list(choices.fixes),
        "duplicates": choices.duplicates,
        "default_region": choices.default_region,
        "country_column": choices.country_column,
        "other_phones": list(choices.other_phones),
    }
