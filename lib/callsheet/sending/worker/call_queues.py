"""What the destinations of a server have not called yet, asked of the server where it tells, else estimated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import ServerError
from callsheet.sending.planning.call_queue import read_queue
from callsheet.store import DestinationKind

if TYPE_CHECKING:
    from callsheet.client import CallsheetApi
    from callsheet.contract import Campaign
    from callsheet.sending.planning.call_queue import CallQueue
    from callsheet.store import Ledger, Submission

_READ_SECONDS = 30.0
"""A campaign is asked again after this time, or after an upload to it; on the clock that nobody can set."""


class CallQueues:
    """The queues of the destinations of one server.

    Args:
        api: a client of the server.
        ledger: knows what was sent.
        server: its name.
    """

    def __init__(self, api: CallsheetApi, ledger: Ledger, server: str) -> None:
        self._api, self._ledger, self._server = api, ledger, server
        self._read: dict[str, tuple[float, Campaign | None]] = {}

    def of(self, submission: Submission) -> CallQueue:
        """Return the queue of a submission's destination.

        Args:
            submission: any.
        """
        at_once = submission.calls_at_once
        campaign = self._campaign(submission) if submission.destination is DestinationKind.CAMPAIGN else None
        return read_queue(self._ledger, self._server, submission.campaign_id, campaign, at_once)

    def forget(self, submission: Submission) -> None:
        """Ask the server anew next time: something was sent there.

        Args:
            submission: to this destination.
        """
        self._read.pop(submission.campaign_id, None)

    def _campaign(self, submission: Submission) -> Campaign | None:
        now = self._ledger.clock.boot_seconds()
        at, campaign = self._read.get(submission.campaign_id, (None, None))
        if at is not None and now - at < _READ_SECONDS:
            return campaign
        try:
            campaign = self._api.campaign(submission.campaign_id)
        except ServerError:
            campaign = None
        self._read[submission.campaign_id] = (now, campaign)
        return campaign
