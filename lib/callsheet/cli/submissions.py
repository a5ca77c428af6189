"""`callsheet submissions`: list what was sent, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.output import print_json, submission_json
from callsheet.runtime.services import open_services
from callsheet.sending import outcome_counts
from callsheet.wording import cli
from callsheet.wording.sending import tally

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
    if options.json:
        listed = [submission_json(submission, service.answers.questions(submission)) for submission in submissions]
        print_json({"submissions": listed})
        return ALL_WELL
    for submission in submissions:
        line = cli.submission_line(
            submission.id,
            submission.created_at,
            submission.file_name,
            submission.campaign_name,
            submission.state.value,
        )
        print(line)
        print(f"    {tally(outcome_counts(submission))}")
    return ALL_WELL
