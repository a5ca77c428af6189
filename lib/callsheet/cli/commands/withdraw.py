"""`callsheet withdraw`: cancel what was not sent yet of a send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.sends.submissions import find_submission
from callsheet.cli.terminal.console import say, visible
from callsheet.errors import StoreError
from callsheet.runtime.services import open_services
from callsheet.store import WAITING, RowState
from callsheet.wording.cli import sends as words

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Withdraw every part that was not sent; one in flight is finished.

    Args:
        options: the command line.

    Returns:
        0.

    Raises:
        InvalidArgument: there is no such submission.
        StoreError: nothing of it is left to cancel.
    """
    services = open_services(server_url=options.server)
    submission = find_submission(services.store.ledger, options.id)
    if not submission.in_state(*WAITING):
        raise StoreError(words.NOTHING_TO_WITHDRAW)
    leads = services.send_service().withdraw(submission.id)
    now = services.store.ledger.get(submission.id)
    if not options.quiet:
        on_their_way = now.row_counts.get(RowState.SENDING, 0)
        say(words.withdrawn(leads, now.rows_sent, on_their_way, visible(now.campaign_name)))
    return ALL_WELL
