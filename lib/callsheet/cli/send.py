"""`callsheet send`: check a file and send its clean set to a campaign, once. Run again, it resumes."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from callsheet.cli.check import print_report
from callsheet.cli.country import print_doubt, refuse_doubt
from callsheet.cli.exit_codes import ALL_WELL, REFUSED, SOME_LEFT_OUT, UNKNOWN_OUTCOME
from callsheet.cli.inputs import check_options, read_file, write_files
from callsheet.cli.output import print_questions, print_report_json, submission_json
from callsheet.contract import Campaign
from callsheet.errors import NotFound, ServerError
from callsheet.files import MAX_BYTES_INTERACTIVE
from callsheet.reporting import find_list_country
from callsheet.runtime.sender import run_worker_until
from callsheet.runtime.services import open_services
from callsheet.sending import SendRequest
from callsheet.store import SubmissionState
from callsheet.validation import Route, check
from callsheet.wording import cli
from callsheet.wording import sending as words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from callsheet.client import CallsheetApi
    from callsheet.reporting import ListCountry
    from callsheet.runtime.services import Services
    from callsheet.sending import Plan
    from callsheet.store import Submission
    from callsheet.validation import Report, Table

PATIENCE_SECONDS = 5.0
"""How long evidence about an unknown part is awaited. Chosen by hand."""
LONGEST_QUARANTINE_AWAITED = 20.0
"""Seconds; a longer quarantine is left to the sender process."""

_ORDER = (
    SubmissionState.UNKNOWN,
    SubmissionState.SENDING,
    SubmissionState.READY,
    SubmissionState.HELD,
    SubmissionState.REFUSED,
    SubmissionState.NOT_SENT,
    SubmissionState.SENT,
)
"""The state that needs attention most comes first."""
_UNFINISHED = _ORDER[:4]


@dataclass(frozen=True)
class _Send:
    """One run of the command.

    Args:
        services: ledger and server.
        options: the command line.
        table: the file.
        campaign: gets the leads.
    """

    services: Services
    options: argparse.Namespace
    table: Table
    campaign: Campaign

    def submissions(self) -> list[Submission]:
        """Submissions of this very file to this campaign, the newest first."""
        sha256 = self.table.source.sha256
        return self.services.store.ledger.of_file(sha256, self.services.server, self.campaign.id)


def run(options: argparse.Namespace) -> int:
    """Send a file's clean set.

    Args:
        options: the command line.

    Returns:
        0 all sent, 1 some rows were left out, 2 refused or not sent, 3 whether the leads arrived is unknown.

    Raises:
        FileRefused: the file cannot be accepted.
        ServerError: the server does not answer a read.
        SettingsError: an option or setting is missing.
    """
    services = open_services(server_url=options.server)
    table = read_file(options, MAX_BYTES_INTERACTIVE)
    api = services.api()
    try:
        campaign, route = _campaign_and_route(api, options)
    except ServerError:
        if _print_open_questions(_Send(services, options, table, _unnamed_campaign(options))):
            return UNKNOWN_OUTCOME
        raise
    send = _Send(services, options, table, campaign)
    mapping, choices = check_options(options).resolve(table, route.default_region)
    report = check(table, mapping, route, choices)
    country = find_list_country(report, stated=bool(options.country))
    refuse_doubt(country)
    write_files(report, options)
    if not options.json:
        print_report(report)
        print_doubt(country)
    if not _submit(send, report):
        return SOME_LEFT_OUT
    for submission in send.submissions():
        if submission.state is SubmissionState.HELD:
            services.send_service().resume(submission.id)
    run_worker_until(services, api, _make_done_check(send))
    return _print_outcome(send, report, country)


def _unnamed_campaign(options: argparse.Namespace) -> Campaign:
    return Campaign(id=options.campaign, name=options.campaign)


def _campaign_and_route(api: CallsheetApi, options: argparse.Namespace) -> tuple[Campaign, Route]:
    try:
        campaign = api.campaign(options.campaign)
        return campaign, api.route(campaign)
    except NotFound as missing:
        try:
            api.campaigns()
        except NotFound:
            # This server has no campaign calls at all: only its upload is required.
            region = options.country.upper() if options.country else None
            return _unnamed_campaign(options), Route.unknown(region)
        raise missing from None


def _submit(send: _Send, report: Report) -> bool:
    """Submit what was not sent before; False when the operator declines."""
    options = send.options
    request = SendRequest(
        report=report,
        campaign_id=send.campaign.id,
        campaign_name=send.campaign.name,
        is_trial=options.try_first,
        count_before=options.count_before,
    )
    plan = send.services.send_service().plan(request)
    if not options.json and plan.previous:
        _print_already_sent(plan)
    if not plan.rows_to_send:
        return True
    if not _is_confirmed(options, plan.rows_to_send, send.campaign.name):
        return False
    send.services.send_service().submit(request, plan)
    return True


def _print_already_sent(plan: Plan) -> None:
    latest = plan.previous[0].submission
    leads, several = len(plan.already_claimed), len(plan.previous) > 1
    print(words.already_sent(leads, latest.created_at, latest.file_name, latest.created_by, several=several))


def _is_confirmed(options: argparse.Namespace, rows: int, campaign_name: str) -> bool:
    if options.yes or not sys.stdin.isatty():
        return True
    return input(cli.confirm(rows, campaign_name)).strip().lower() in ("y", "yes")


def _make_done_check(send: _Send) -> Callable[[], bool]:
    """A function that is True when all is settled, or the operator is needed, or evidence was awaited long enough."""
    quarantine = float(send.services.settings.quarantine_seconds)
    patience = PATIENCE_SECONDS + (quarantine if quarantine <= LONGEST_QUARANTINE_AWAITED else 0)
    unknown_since: list[float] = []

    def is_done() -> bool:
        send.services.store.ledger.expire_leases()
        states = {submission.state for submission in send.submissions()}
        if SubmissionState.UNKNOWN not in states:
            unknown_since.clear()
            return not states & {SubmissionState.READY, SubmissionState.SENDING}
        unknown_since.append(time.monotonic())
        return unknown_since[-1] - unknown_since[0] > patience

    return is_done


def _print_open_questions(send: _Send) -> bool:
    service = send.services.send_service()
    questions = [question for submission in send.submissions() for question in service.answers.questions(submission)]
    print_questions(questions)
    return bool(questions)


def _print_outcome(send: _Send, report: Report, country: ListCountry) -> int:
    submissions, service = send.submissions(), send.services.send_service()
    questions = {submission.id: service.answers.questions(submission) for submission in submissions}
    if send.options.json:
        listed = [submission_json(submission, questions[submission.id]) for submission in submissions]
        more = {"submission": listed[0] if listed else None, "submissions": listed}
        print_report_json(report, country, more)
    elif submissions:
        rows_sent = sum(submission.rows_sent for submission in submissions)
        print(cli.outcome(_worst_state(submissions).value, rows_sent, send.campaign.name, submissions[0].message))
        print_questions([question for some in questions.values() for question in some])
    return _exit_code(submissions, report)


def _worst_state(submissions: Sequence[Submission]) -> SubmissionState:
    """The state that needs attention most: of the newest submission, and of older ones that are unfinished."""
    newest, *older = (submission.state for submission in submissions)
    return min([newest, *(state for state in older if state in _UNFINISHED)], key=_ORDER.index)


def _exit_code(submissions: Sequence[Submission], report: Report) -> int:
    if not submissions:
        return SOME_LEFT_OUT
    state = _worst_state(submissions)
    if state in (SubmissionState.UNKNOWN, SubmissionState.SENDING):
        return UNKNOWN_OUTCOME
    if state in (SubmissionState.REFUSED, SubmissionState.READY, SubmissionState.HELD, SubmissionState.NOT_SENT):
        return REFUSED
    rows_sent = sum(submission.rows_sent for submission in submissions)
    return ALL_WELL if rows_sent == report.counts.rows else SOME_LEFT_OUT
