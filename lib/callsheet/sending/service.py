"""The application service for operators: what a person may decide about a send. It never speaks to a server."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from callsheet.errors import InvalidArgument, StoreError
from callsheet.sending.destinations.registry import LIMITS
from callsheet.sending.evidence.row_facts import consent_facts, row_facts
from callsheet.sending.planning.call_queue import read_queue
from callsheet.sending.planning.part_file import FILE_FOR
from callsheet.sending.planning.payloads import payload_builder
from callsheet.sending.planning.plan import make_plan
from callsheet.sending.planning.schedule import has_one_local_time, make_timetable, plan_releases
from callsheet.sending.planning.trial import draw_trial, first_of_schedule
from callsheet.sending.preparation import Preparation
from callsheet.sending.reconciliation.operator_answers import OperatorAnswers
from callsheet.store import FileCounts, NewSubmission, new_part_id, split_rows
from callsheet.store.clock import utc_now
from callsheet.validation import LocalHours, prompt_coverage
from callsheet.wording.schedule import SEVERAL_LOCAL_TIMES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    import pandas as pd

    from callsheet.contract import Campaign
    from callsheet.sending.planning.call_queue import CallQueue
    from callsheet.sending.planning.plan import Plan, SendRequest
    from callsheet.sending.planning.schedule import Timetable
    from callsheet.sending.planning.target import BatchChoice
    from callsheet.store import PartLimits, Release, Store, Submission
    from callsheet.validation import Report


class SendService:
    """One person's decisions about sends to one server.

    Args:
        store: the ledger.
        server: the name under which its numbers are claimed.
        who: the person.
        quarantine_seconds: how long an unanswered upload may still arrive.
        limits: how large an upload may be; None: what the destination takes.

    Attributes:
        answers: the open questions about sends without a clear answer, and the operator's answers.
    """

    def __init__(
        self,
        store: Store,
        server: str,
        who: str = "",
        *,
        quarantine_seconds: float = 900,
        limits: PartLimits | None = None,
    ) -> None:
        self._ledger, self._server, self._who, self._limits = store.ledger, server, who, limits
        self.answers = OperatorAnswers(store, server, who, quarantine_seconds)

    def plan(self, request: SendRequest, at_server: Collection[str] = ()) -> Plan:
        """Find out what a press of Send would do, without the numbers that the campaign received before.

        Args:
            request: what shall be sent.
            at_server: numbers that the campaign has there, as `numbers_in_campaign` returns them.
        """
        return make_plan(self._ledger, self._server, request, at_server)

    def submit(self, request: SendRequest, plan: Plan) -> Submission:
        """Claim the numbers and store what will be sent. A sender process uploads it.

        Args:
            request: what shall be sent.
            plan: what the operator saw; its token is spent by the first press.

        Returns:
            The submission; for a second press, that of the first.
        """
        submission = self.prepare(request, plan).run()
        if submission is None:
            raise StoreError("stopped before anything was stored")
        return submission

    def prepare(self, request: SendRequest, plan: Plan) -> Preparation:
        """Return the work that a press of Send starts; nothing has happened yet.

        Args:
            request: what shall be sent.
            plan: what the operator saw; its token is spent by the first press.

        Raises:
            InvalidArgument: a batch call has calling hours, and the people have several local times.
        """
        self.check(request)
        return Preparation(
            self._ledger, request, plan, partial(self._new_submission, request, plan), self._limits_of(request)
        )

    def check(self, request: SendRequest) -> None:
        """Refuse what may not be sent as it is asked for; a press checks it too.

        Args:
            request: what shall be sent.

        Raises:
            InvalidArgument: a batch call has calling hours, and the people have several local times.
        """
        batch = request.batch
        if batch is not None and batch.hours is not None and not has_one_local_time(request.report, *_begins(batch)):
            raise InvalidArgument(SEVERAL_LOCAL_TIMES)

    def _limits_of(self, request: SendRequest) -> PartLimits:
        return self._limits or LIMITS[request.destination]

    def _new_submission(self, request: SendRequest, plan: Plan) -> NewSubmission:
        report, again = request.report, request.call_again
        source, facts = report.table.source, report_facts(report)
        releases = plan_releases(report, request.schedule, self._ledger.clock.now())
        first_rows = self._first_rows(request, plan, releases)
        facts |= request.schedule.to_json()
        if request.batch is not None:
            facts |= request.batch.to_json()
        if request.file_for is not None:
            facts |= {FILE_FOR: request.file_for.value}
        if first_rows:
            facts |= {"trial": {"rows": first_rows, "seed": plan.token}}
        return NewSubmission(
            id=new_part_id(),
            token=f"{plan.token[:58]}-again" if again else plan.token,
            draft_id=request.draft_id,
            server=self._server,
            campaign_id=request.campaign_id,
            campaign_name=request.campaign_name,
            file_name=request.file_name or source.name,
            file_sha256=source.sha256,
            counts=FileCounts.from_json(report.counts.to_json()),
            created_by=self._who,
            facts=facts,
            first_rows=first_rows,
            again=again,
            count_before=request.count_before,
            releases=releases,
            destination=request.destination,
            row_facts=row_facts(report),
        )

    def _first_rows(self, request: SendRequest, plan: Plan, releases: Sequence[Release]) -> list[int]:
        """The rows that are sent first, alone: of those that may leave first, if not all leave at once."""
        report, excluded = request.report, list(plan.known)
        if not request.is_trial:
            return []
        later = first_of_schedule(report, excluded, releases)
        if not later:
            return draw_trial(report, excluded, plan.token)
        first = draw_trial(report, [*excluded, *later], plan.token)
        return first or [int(row) for row in report.clean.index.difference([*excluded, *later])]

    def timetable(self, request: SendRequest, plan: Plan, campaign: Campaign | None = None) -> Timetable:
        """Return how many leads would leave when; changes nothing.

        Args:
            request: what shall be sent.
            plan: what a press of Send would do.
            campaign: as the server returns it; None: not known, or the destination is not a campaign.
        """
        now = self._ledger.clock.now()
        releases = plan_releases(request.report, request.schedule, now)
        queue = self.queue(request, campaign)
        return make_timetable(_rows_to_send(request, plan), releases, request.schedule, queue, now)

    def local_hours(self, request: SendRequest, plan: Plan, at: datetime) -> LocalHours:
        """Return the leads that would be sent by their local hour; changes nothing.

        Args:
            request: what shall be sent.
            plan: what a press of Send would do.
            at: the instant, with a time zone; in the years 2000 to 2100.

        Raises:
            InvalidArgument: the instant is outside of these years.
        """
        return LocalHours.of(request.report, at, _rows_to_send(request, plan))

    def queue(self, request: SendRequest, campaign: Campaign | None = None) -> CallQueue:
        """Return the leads that the destination has not called yet, and how fast it calls them.

        Args:
            request: what shall be sent.
            campaign: as the server returns it; None: not known, or the destination is not a campaign.
        """
        said = request.schedule.calls_at_once
        return read_queue(self._ledger, self._server, request.campaign_id, campaign, said)

    def part_sizes(self, request: SendRequest, plan: Plan) -> list[int]:
        """Return how many leads each part would have; changes nothing.

        Args:
            request: what shall be sent.
            plan: what a press of Send would do.
        """
        report = request.report
        clean, rows = report.clean, _rows_to_send(request, plan)
        releases = plan_releases(report, request.schedule, self._ledger.clock.now())
        first = self._first_rows(request, plan, releases)
        parts = split_rows(rows.to_list(), first, payload_builder(clean), self._limits_of(request), releases)
        return [len(part) for part, _ in parts]

    def withdraw(self, submission_id: str) -> int:
        """Stop a submission: parts that were not sent yet are withdrawn; one in flight is finished.

        Args:
            submission_id: which submission.

        Returns:
            How many leads were withdrawn.
        """
        return self._ledger.decisions.withdraw(submission_id, self._who)

    def mark_seen(self, submission_id: str) -> None:
        """Record that what failed or was missed of a submission was seen: it needs no attention any more.

        Args:
            submission_id: which submission.
        """
        self._ledger.decisions.mark_seen(submission_id, self._who)

    def resume(self, submission_id: str) -> None:
        """Let the rest of a held submission be sent.

        Args:
            submission_id: which submission.
        """
        self._ledger.decisions.resume(submission_id, self._who)

    def request_recall(self, submission_id: str) -> None:
        """Ask the sender to remove the leads that are still pending at the server.

        Args:
            submission_id: which submission.
        """
        self._ledger.decisions.request_recall(submission_id, self._who)

    def stop_recall(self, submission_id: str) -> None:
        """Remove no more leads at the server; those that were removed stay removed.

        Args:
            submission_id: which submission.
        """
        self._ledger.decisions.stop_recall(submission_id, self._who)


def _begins(batch: BatchChoice) -> list[datetime]:
    """Instants at which the local times of people are compared: now, and when the calls begin and end."""
    return [utc_now(), *(moment for moment in (batch.starts_at, batch.ends_at) if moment is not None)]


def report_facts(report: Report) -> dict[str, Any]:
    """What a receipt states about the way from file to leads: positions and names, never a value.

    Args:
        report: the checked file.
    """
    choices = report.choices
    changed = report.changed_numbers()
    return {
        "mapping": report.mapping.to_json(),
        "files": [[part.label, part.offset] for part in report.table.parts],
        "edits": _changed_cells(report),
        "fixes": list(choices.fixes),
        "numbers_fixed": changed.by_fix,
        "numbers_from": dict(changed.by_column),
        "duplicates": choices.duplicates,
        "default_region": choices.default_region,
        "country_column": choices.country_column,
        "other_phones": list(choices.other_phones),
        "script": script_facts(report),
        **consent_facts(report),
    }


def _rows_to_send(request: SendRequest, plan: Plan) -> pd.Index[int]:
    """The row numbers that a press would send."""
    rows: pd.Index[int] = request.report.clean.index
    return rows if request.call_again else rows.difference(plan.known)


def _changed_cells(report: Report) -> list[list[Any]]:
    """Row, column and what changed it, of every cell that differs from the file."""
    latest = {(edit.row, edit.column): edit for edit in report.choices.edits}
    by_column: dict[str, list[int]] = {}
    for row, column in latest:
        by_column.setdefault(column, []).append(row)
    originals: dict[tuple[int, str], str] = {}
    for column, rows in by_column.items():
        if column:
            cells = report.table.frame[column].array.take(report.row_positions(rows)).tolist()
            originals |= {(row, column): cell for row, cell in zip(rows, cells, strict=True)}
    return [
        [edit.row, edit.column, edit.changed_by] for cell, edit in latest.items() if originals.get(cell) != edit.value
    ]


def script_facts(report: Report) -> list[dict[str, Any]]:
    """What filled each variable of the script, and how many leads were held back because nothing did.

    Args:
        report: the checked file.
    """
    variables = prompt_coverage(report, report.choices.prompt)
    return [
        {"variable": variable.name, "filled_by": variable.filled_by.value, "held_back": variable.held_back}
        for variable in variables
    ]
