"""Fetch results without a press: which sends are due, and how often; within a rate limit, until all calls are over."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from callsheet.errors import CallsheetError
from callsheet.sending.results.pace import Pace
from callsheet.sending.results.reading import ResultsReader
from callsheet.store import CallOutcome, DestinationKind, RowState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from callsheet.client import CallsheetApi
    from callsheet.store import ResultsRead, Store

LOG = logging.getLogger(__name__)
RECENT = timedelta(days=7)
"""Sends that are older are read by a press only. Chosen by hand, as the other numbers here."""
SHORTEST = timedelta(minutes=2)
SHARE_OF_AGE = 20
"""A send is read again after a twentieth of its age: after an hour every three minutes, after a day every 72."""
AFTER_FAILURE = timedelta(minutes=30)
"""After a server that did not answer, or does not tell."""
REQUESTS_A_WINDOW = 30
"""Of the 150 in 60 s that the provider's server was seen to allow; the others are for the sender and for a press."""
MOST_SENDS = 200
"""The newest sends that are looked at."""


class ResultsPoller:
    """Reads the results of recent sends to one server, each when it is due.

    Args:
        store: ledger and results.
        api: a client of the server.
        server: its name in the ledger.
        pace: of the requests; None: the usual one.
    """

    def __init__(self, store: Store, api: CallsheetApi, server: str, pace: Pace | None = None) -> None:
        self._store, self._server = store, server
        self._reader = ResultsReader(store, api, pace or Pace.of(server, REQUESTS_A_WINDOW))
        self._failed_at: dict[str, datetime] = {}

    def read_due(self, is_stopped: Callable[[], bool] = lambda: False) -> int:
        """Read what is due, one send after the other; a reading that was stopped is continued the next time.

        Args:
            is_stopped: asked before each request.

        Returns:
            How many sends were read.
        """
        read = 0
        for submission_id in self._due():
            if is_stopped():
                break
            try:
                state = self._reader.read(submission_id, is_stopped=is_stopped)
            except CallsheetError as error:
                LOG.info("results of send %s were not read: %s", submission_id, type(error).__name__)
                self._failed_at[submission_id] = self._store.clock.now()
                continue
            if state.problem:
                self._failed_at[submission_id] = self._store.clock.now()
            else:
                self._failed_at.pop(submission_id, None)
            read += state.position is None
        return read

    def _due(self) -> list[str]:
        """Ids of the sends to read now, the one that was read longest ago first."""
        now = self._store.clock.now()
        recent = [
            send
            for send in self._store.ledger.summaries(MOST_SENDS)
            if send.server == self._server and now - send.created_at <= RECENT
        ]
        states = self._store.results.states([send.id for send in recent])
        due: list[tuple[datetime, str]] = []
        for send in recent:
            state, failed_at = states.get(send.id), self._failed_at.get(send.id)
            leads = 0 if send.is_erased else send.row_counts.get(RowState.SENT, 0)
            has_failed = failed_at is not None and now - failed_at < AFTER_FAILURE
            if has_failed or not may_change(leads, send.destination, state):
                continue
            read_at = send.created_at if state is None or state.read_at is None else state.read_at
            is_first = state is None or state.read_at is None
            pause = max(SHORTEST, (now - send.created_at) / SHARE_OF_AGE)
            if is_first or now - read_at >= pause:
                due.append((read_at, send.id))
        return [submission_id for _, submission_id in sorted(due)]


def may_change(leads: int, destination: DestinationKind, state: ResultsRead | None) -> bool:
    """True while a reading could tell more of a send than is known.

    Args:
        leads: that were sent.
        destination: where they went.
        state: how far its results were read; None: never.
    """
    if not leads or destination is DestinationKind.FILE:
        return False
    if state is None or state.read_at is None or sum(state.counts.values()) != leads:
        return True
    is_open = bool(state.counts.get(CallOutcome.NOT_YET) or state.counts.get(CallOutcome.NOT_KNOWN))
    return is_open and not state.is_over
