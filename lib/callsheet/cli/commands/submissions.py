"""`callsheet submissions`: list what was sent, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.sends.submissions import submission_json
from callsheet.cli.terminal.json_output import VERSION, print_json
from callsheet.cli.terminal.screen import print_table, print_text
from callsheet.runtime.services import open_services
from callsheet.sending import outcome_counts
from callsheet.wording.cli import sends as words
from callsheet.wording.destinations import NAMES, SENT
from callsheet.wording.sending import ATTENTION, STATES, moment_with_year, tally

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """List the submissions.

    Args:
        options: the command line.

    Returns:
        0.
    """
    services = open_services(server_url=options.server)
    service = services.send_service()
    submissions = services.store.ledger.latest(options.limit)
    needed = services.store.ledger.attention(services.store.clock.now())
    if options.json:
        listed = [submission_json(submission, service.answers.questions(submission)) for submission in submissions]
        print_json({"version": VERSION, "submissions": listed, "attention": needed})
        return ALL_WELL
    rows = [
        (
            submission.id,
            moment_with_year(submission.created_at),
            submission.file_name,
            submission.campaign_name,
            STATES[submission.state.value],
            tally(outcome_counts(submission), NAMES[submission.destination], SENT[submission.destination]),
        )
        for submission in submissions
    ]
    if rows:
        print_table(words.SUBMISSION_COLUMNS, rows)
    for submission_id, reason in needed.items():
        print_text(f"{submission_id}: {ATTENTION[reason]}")
    return ALL_WELL
