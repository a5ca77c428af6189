"""`callsheet release`: send the rest of a send that waits for the operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import INTERRUPTED
from callsheet.cli.sends.campaign_lookup import unnamed_campaign
from callsheet.cli.sends.file_send import FileSend, work
from callsheet.cli.sends.schedule import print_waiting, shown_state
from callsheet.cli.sends.submissions import exit_code, find_submission, print_held, print_questions, worst_state
from callsheet.cli.terminal.console import complain, say, visible
from callsheet.errors import StoreError
from callsheet.runtime.services import open_services
from callsheet.store import SubmissionState
from callsheet.wording.cli import sends as words

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Release the rest and send it.

    Args:
        options: the command line.

    Returns:
        As `callsheet send`.

    Raises:
        InvalidArgument: there is no such submission.
        StoreError: nothing of it waits for the operator.
    """
    services = open_services(server_url=options.server, survives_ctrl_c=True)
    submission = find_submission(services.store.ledger, options.id)
    if submission.state is not SubmissionState.HELD:
        raise StoreError(words.NOTHING_WAITS)
    campaign = unnamed_campaign(submission.campaign_id).model_copy(update={"name": submission.campaign_name})
    send = FileSend(services, options, submission.file_sha256, campaign, submission.id)
    service = services.send_service()
    service.resume(submission.id)
    is_interrupted = work(send, services.api(), None)
    submissions = send.submissions()
    state = worst_state(submissions)
    if not options.quiet:
        (now,) = submissions
        say(words.outcome(shown_state(submissions), now.rows_sent, visible(campaign.name), visible(now.message)))
        print_held(submissions)
        print_waiting(submissions, services.sent_from)
    print_questions(service.answers.questions(submissions[0]))
    if is_interrupted and not state.is_settled:
        complain(words.STOPPED_RELEASE)
        return INTERRUPTED
    return exit_code(submissions, submission.counts.rows)
