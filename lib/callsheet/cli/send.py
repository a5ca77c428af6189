"""`callsheet send`: check a file and send its clean set to a campaign, once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from callsheet.cli.check import show_report
from callsheet.cli.judgement import decided, read_file, write_files
from callsheet.cli.output import report_json, show_json
from callsheet.client import CallsheetApi
from callsheet.client.embedded import EmbeddedBackend
from callsheet.errors import SettingsError
from callsheet.sending import Sender, server_name
from callsheet.settings import load_settings
from callsheet.store import State, open_store
from callsheet.validation import check
from callsheet.wording import terminal

if TYPE_CHECKING:
    import argparse

    from callsheet.settings import Settings
    from callsheet.store import Submission
    from callsheet.validation import Report

EXIT_LEFT_OUT, EXIT_REFUSED, EXIT_UNKNOWN = 1, 2, 3


def run(options: argparse.Namespace) -> int:
    """Send a file's clean set.

    Returns:
        0 all sent, 1 some rows were left out, 2 refused or not sent, 3 nobody knows whether it arrived.

    Raises:
        FileRefused: the file cannot be taken.
        ServerError: the server does not answer a read.
        SettingsError: an option or setting is missing.
    """
    settings = load_settings()
    table = read_file(options)
    server, key = _server(options, settings)
    api = CallsheetApi(server, key)
    campaign = api.campaign(options.campaign)
    route = api.route(campaign)
    mapping, choices = decided(table, options, route.default_region)
    report = check(table, mapping, route, choices)
    write_files(report, options)
    name = server_name(settings, options.server)
    sender = Sender(open_store(settings), api, name, quarantine_seconds=settings.quarantine_seconds)
    rows = sender.plan(campaign.id, report).rows_to_send
    if not options.json:
        show_report(report)
    if rows and not _confirmed(options, rows, campaign.name):
        return EXIT_LEFT_OUT
    submission = sender.settle(sender.send("", report, campaign_id=campaign.id, campaign_name=campaign.name))
    if options.json:
        show_json(report_json(report) | {"submission": _submission_json(submission)})
    else:
        print(terminal.outcome(submission.state.value, submission.rows_sent, campaign.name, submission.message))
    return _exit_code(submission, report)


def _server(options: argparse.Namespace, settings: Settings) -> tuple[str, str]:
    address = options.server or settings.api_url
    if address is None:
        return EmbeddedBackend(settings).address()
    if settings.api_key is None:
        raise SettingsError(terminal.NO_KEY)
    return address, settings.api_key.get_secret_value()


def _confirmed(options: argparse.Namespace, rows: int, campaign_name: str) -> bool:
    if options.yes or not sys.stdin.isatty():
        return True
    return input(terminal.confirm(rows, campaign_name)).strip().lower() in ("y", "yes")


def _submission_json(submission: Submission) -> dict[str, Any]:
    return {
        "id": submission.id,
        "state": submission.state.value,
        "campaign_id": submission.campaign_id,
        "rows": {state.value: number for state, number in submission.row_counts.items()},
        "message": submission.message,
        "refused": [{"row": row, "reason": words} for row, words in submission.refused_rows.items()],
    }


def _exit_code(submission: Submission, report: Report) -> int:
    if submission.state in (State.UNKNOWN, State.SENDING, State.READY):
        return EXIT_UNKNOWN
    if submission.state is not State.SENT:
        return EXIT_REFUSED
    return 0 if submission.rows_sent == report.counts.rows else EXIT_LEFT_OUT
