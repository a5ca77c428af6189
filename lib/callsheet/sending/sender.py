"""One upload, from the press of Send to a settled state.

The order is the promise: claims and bytes are committed first; the connection is opened; the intent is committed;
only then may the first byte leave. Whatever is not a clear answer is UNKNOWN and is never sent again by itself.
"""

from __future__ import annotations

import logging
import secrets
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from callsheet.client import Accepted, NotSent, RateLimited, Refused, Unknown
from callsheet.errors import ServerError
from callsheet.files import write_clean_csv
from callsheet.sending.evidence import found_at_server, told_by_operator
from callsheet.sending.owner import is_dead, living_owner
from callsheet.sending.plan import Plan, numbers_of, plan_of
from callsheet.sending.refusal import refused_rows
from callsheet.store import NewSubmission, RowState, State, Submission

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from callsheet.client import CallsheetApi, Outcome
    from callsheet.store import Store
    from callsheet.validation import Report

LOG = logging.getLogger(__name__)
OLDEST_INTENT_SECONDS = 30.0
"""An intent older than this when it is committed (the machine slept) is not acted on."""


class Sender:
    """Sends reports to one server and keeps the ledger of it.

    Args:
        store: the ledger.
        api: speaks to the server.
        server: its base URL, the name under which numbers are claimed.
        quarantine_seconds: how long an unanswered upload may still arrive.
    """

    def __init__(self, store: Store, api: CallsheetApi, server: str, *, quarantine_seconds: int = 900) -> None:
        self._store = store
        self._ledger = store.ledger
        self._api = api
        self._server = server.rstrip("/")
        self._quarantine = timedelta(seconds=quarantine_seconds)

    def plan(self, campaign_id: str, report: Report) -> Plan:
        """Say what a press of Send would do, numbers sent before set apart."""
        return plan_of(self._store, self._server, campaign_id, report)

    def send(
        self, draft_id: str, report: Report, *, campaign_id: str, campaign_name: str, file_name: str | None = None
    ) -> Submission:
        """Send the ready rows of a report, once.

        Args:
            draft_id: the draft it came from; "" from the command line.
            report: the judgement of the file.
            campaign_id: where the leads shall go.
            campaign_name: its name.
            file_name: the operator's file; None: as the report knows it.

        Returns:
            What became of it. A second press for the same rows answers with the first submission.
        """
        self.recover()
        earlier = self._earlier(draft_id, campaign_id, report)
        if earlier is not None:
            return earlier
        source = report.table.source
        new = NewSubmission(
            id=secrets.token_urlsafe(16),
            draft_id=draft_id,
            server=self._server,
            campaign_id=campaign_id,
            campaign_name=campaign_name,
            file_name=file_name or source.name,
            file_sha256=source.sha256,
            counts=report.counts.to_json(),
            owner=living_owner(self._store.home),
            keeps_keys=self._keeps_keys(),
        )
        started = time.monotonic()
        submission = self._ledger.begin(
            new, numbers_of(report), lambda rows: write_clean_csv(report.clean.loc[list(rows)])
        )
        if submission.rows_carried == 0:
            return self._ledger.end(new.id, State.NOT_SENT)
        return self._carry(submission, started)

    def _earlier(self, draft_id: str, campaign_id: str, report: Report) -> Submission | None:
        plan = self.plan(campaign_id, report)
        if plan.rows_to_send or not plan.already_claimed:
            return None
        holders = {claim.submission_id for claim in plan.already_claimed.values()}
        mine = [each for each in self._ledger.of_draft(draft_id) if each.id in holders]
        return mine[0] if mine else None

    def _keeps_keys(self) -> bool:
        try:
            return self._api.capabilities().idempotency_key
        except ServerError:
            return False

    def _carry(self, submission: Submission, started: float) -> Submission:
        sent = {row: number for row, number, *_ in self._ledger.rows(submission.id, RowState.READY)}
        left = False

        def leave() -> None:
            nonlocal left
            self._ledger.leave(submission.id)
            if time.monotonic() - started > OLDEST_INTENT_SECONDS:
                raise TimeoutError
            left = True

        try:
            outcome: Outcome = self._api.upload(
                submission.campaign_id,
                "leads.csv",
                self._ledger.part(submission.id),
                idempotency_key=submission.id if submission.keeps_keys else None,
                before_first_byte=leave,
            )
        except Exception as error:  # noqa: BLE001 - whatever broke, the row states must be settled and told
            LOG.warning("upload of submission %s broke: %s", submission.id, type(error).__name__)
            outcome = Unknown("") if left else NotSent("")
        return self._settled(submission.id, outcome, sent)

    def _settled(self, submission_id: str, outcome: Outcome, sent: Mapping[int, str]) -> Submission:
        end = self._ledger.end
        match outcome:
            case Accepted(leads_created=created, leads_skipped=skipped) if created == len(sent) and not skipped:
                return end(submission_id, State.SENT, status=outcome.status, message=outcome.message)
            case Accepted() | Unknown():
                return end(submission_id, State.UNKNOWN, status=outcome.status, message=outcome.message)
            case Refused():
                refused = refused_rows(outcome, sent)
                return end(submission_id, State.REFUSED, status=outcome.status, message=outcome.words, refused=refused)
            case RateLimited():
                wait = round(outcome.retry_after)
                return end(submission_id, State.RATE_LIMITED, status=429, message=outcome.message, retry_after=wait)
            case NotSent():
                return end(submission_id, State.NOT_SENT, message=outcome.message)

    def submissions_of(self, draft_id: str) -> list[Submission]:
        """The submissions of a draft, the newest first; what a dead process left in flight reads as unknown."""
        self.recover()
        return self._ledger.of_draft(draft_id)

    def recover(self) -> None:
        """Settle what dead processes left: not yet left → not sent; in flight → unknown, never ready."""
        for submission in self._ledger.open():
            if submission.state is not State.UNKNOWN and is_dead(self._store.home, submission.owner):
                never_left = submission.state is State.READY
                self._ledger.end(submission.id, State.NOT_SENT if never_left else State.UNKNOWN)

    def quarantine_ends(self, submission: Submission) -> datetime:
        """When an unanswered upload can no longer arrive; before, its absence at the server is no evidence."""
        return (submission.ended_at or submission.created_at) + self._quarantine

    def settle(self, submission: Submission) -> Submission:
        """Ask the server what became of an unanswered upload; sends nothing.

        Args:
            submission: one in state UNKNOWN; any other comes back as it is.
        """
        if submission.state is not State.UNKNOWN:
            return submission
        state = found_at_server(self._api, self._ledger, submission, self.quarantine_ends(submission))
        if state is State.UNKNOWN:
            return submission
        return self._ledger.end(submission.id, state, status=submission.status, message=submission.message)

    def answer(self, submission: Submission, *, arrived: bool) -> Submission:
        """Settle an unanswered upload by what the operator saw at the server.

        Args:
            submission: one in state UNKNOWN.
            arrived: True when the leads are in the campaign.

        Raises:
            StoreError: it is settled already, or too early to say that nothing arrived.
        """
        ends = self.quarantine_ends(submission)
        return told_by_operator(self._ledger, submission, arrived=arrived, quarantine_ends=ends)
