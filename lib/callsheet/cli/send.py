"""`callsheet send`: check a file and send its clean set to a campaign, once; run again, it resumes."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from callsheet.cli.check import show_report
from callsheet.cli.inputs import read_file, resolve, write_files
from callsheet.cli.output import print_questions, report_json, show_json, submission_json
from callsheet.contract import Campaign
from callsheet.errors import NotFound, ServerError
from callsheet.files import MAX_BYTES_INTERACTIVE
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
    from callsheet.runtime.services import Services
    from callsheet.sending import Plan
    from callsheet.store import Submission
    from callsheet.validation import Report, Table

EXIT_LEFT_OUT, EXIT_REFUSED, EXIT_UNKNOWN = 1, 2, 3
PATIENCE_SECONDS = 5.0
LONGEST_QUARANTINE_WAITED = 20.0


def run(options: argparse.Namespace) -> int:
    """Send a file's clean set.

    Returns:
        0 all sent, 1 some rows were left out, 2 refused or not sent, 3 nobody knows whether something arrived.

    Raises:
        FileRefused: the file cannot be taken.
        ServerError: the server does not answer a read.
        SettingsError: an option or setting is missing.
    """
    services = open_services(server_url=options.server)
    table = read_file(options, MAX_BYTES_INTERACTIVE)
    api = services.api()
    try:
        campaign, route = _campaign(api, options)
    except ServerError:
        if _show_open(services, options, table):
            return EXIT_UNKNOWN
        raise
    mapping, choices = resolve(table, options, route.default_region)
    report = check(table, mapping, route, choices)
    write_files(report, options)
    if not options.json:
        show_report(report)
    if not _press(services, options, report, campaign):
        return EXIT_LEFT_OUT
    mine = _of_file(services, table, campaign.id)
    for submission in mine():
        if submission.state is SubmissionState.HELD:
            services.send_service().resume(submission.id)
    run_worker_until(services, api, _patient(services, mine))
    return _tell(services, options, report, campaign, mine())


def _campaign(api: CallsheetApi, options: argparse.Namespace) -> tuple[Campaign, Route]:
    try:
        campaign = api.campaign(options.campaign)
        return campaign, api.route(campaign)
    except NotFound as missing:
        try:
            api.campaigns()
        except NotFound:
            # the server tells nothing of campaigns: only the upload is required of it
            region = options.country.upper() if options.country else None
            return Campaign(id=options.campaign, name=options.campaign), Route.unknown(region)
        raise missing from None


def _of_file(services: Services, table: Table, campaign_id: str) -> Callable[[], list[Submission]]:
    return lambda: services.store.ledger.of_file(table.source.sha256, services.server, campaign_id)


def _press(services: Services, options: argparse.Namespace, report: Report, campaign: Campaign) -> bool:
    request = SendRequest(
        report=report,
        campaign_id=campaign.id,
        campaign_name=campaign.name,
        is_trial=options.try_first,
        count_before=options.count_before,
    )
    plan = services.send_service().plan(request)
    if not options.json and plan.previous:
        _print_already_sent(plan)
    if not plan.rows_to_send:
        return True
    if not _confirmed(options, plan.rows_to_send, campaign.name):
        return False
    services.send_service().submit(request, plan)
    return True


def _print_already_sent(plan: Plan) -> None:
    latest = plan.previous[0].submission
    leads, several = len(plan.already_claimed), len(plan.previous) > 1
    print(words.already_sent(leads, latest.created_at, latest.file_name, latest.created_by, several=several))


def _confirmed(options: argparse.Namespace, rows: int, campaign_name: str) -> bool:
    if options.yes or not sys.stdin.isatty():
        return True
    return input(cli.confirm(rows, campaign_name)).strip().lower() in ("y", "yes")


def _patient(services: Services, mine: Callable[[], list[Submission]]) -> Callable[[], bool]:
    """Done when all is settled, when the operator is needed, or when nothing more is learned for a while."""
    quarantine = float(services.settings.quarantine_seconds)
    patience = PATIENCE_SECONDS + (quarantine if quarantine <= LONGEST_QUARANTINE_WAITED else 0)
    since: list[float] = []

    def is_done() -> bool:
        services.store.ledger.expire_leases()
        states = {submission.state for submission in mine()}
        if states & {SubmissionState.READY, SubmissionState.SENDING} and SubmissionState.UNKNOWN not in states:
            since.clear()
            return False
        if SubmissionState.UNKNOWN not in states:
            return True
        since.append(time.monotonic())
        return since[-1] - since[0] > patience

    return is_done


def _show_open(services: Services, options: argparse.Namespace, table: Table) -> bool:
    questions = [
        question
        for submission in _of_file(services, table, options.campaign)()
        for question in services.send_service().questions(submission)
    ]
    print_questions(questions)
    return bool(questions)


def _tell(
    services: Services, options: argparse.Namespace, report: Report, campaign: Campaign, mine: Sequence[Submission]
) -> int:
    questions = {submission.id: services.send_service().questions(submission) for submission in mine}
    if options.json:
        told = [submission_json(submission, questions[submission.id]) for submission in mine]
        show_json(report_json(report) | {"submission": told[0] if told else None, "submissions": told})
    elif mine:
        sent = sum(each.rows_sent for each in mine)
        print(cli.outcome(_worst(mine).value, sent, campaign.name, mine[0].message))
        print_questions([question for found in questions.values() for question in found])
    return _exit_code(mine, report)


def _worst(mine: Sequence[Submission]) -> SubmissionState:
    order = (
        SubmissionState.UNKNOWN,
        SubmissionState.SENDING,
        SubmissionState.READY,
        SubmissionState.HELD,
        SubmissionState.REFUSED,
        SubmissionState.NOT_SENT,
        SubmissionState.SENT,
    )
    newest_counts = {SubmissionState.UNKNOWN, SubmissionState.SENDING, SubmissionState.READY, SubmissionState.HELD}
    states = [each.state for place, each in enumerate(mine) if not place or each.state in newest_counts]
    return min(states, key=order.index)


def _exit_code(mine: Sequence[Submission], report: Report) -> int:
    if not mine:
        return EXIT_LEFT_OUT
    state = _worst(mine)
    if state in (SubmissionState.UNKNOWN, SubmissionState.SENDING):
        return EXIT_UNKNOWN
    if state in (SubmissionState.REFUSED, SubmissionState.READY, SubmissionState.HELD, SubmissionState.NOT_SENT):
        return EXIT_REFUSED
    return 0 if sum(each.rows_sent for each in mine) == report.counts.rows else EXIT_LEFT_OUT
