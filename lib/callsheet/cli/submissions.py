"""`callsheet submissions`: what was sent, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.output import show_json, submission_json
from callsheet.runtime.services import open_services
from callsheet.sending import outcome_counts
from callsheet.wording import sending_terminal as words
from callsheet.wording.sending import tally

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """List the submissions.

    Returns:
        0.
    """
    services = open_services(server_url=options.server)
    found = services.store.ledger.latest(options.limit)
    if options.json:
        show_json({"submissions": [submission_json(each, services.send_service().questions(each)) for each in found]})
        return 0
    for each in found:
        print(words.submission_line(each.id, each.created_at, each.file_name, each.campaign_name, each.state.value))
        print(f"    {tally(outcome_counts(each))}")
    return 0
