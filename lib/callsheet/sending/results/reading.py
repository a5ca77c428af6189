"""Read the results of a send from its server: at the server's pace, page by page, continued where it was broken off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from callsheet.errors import KeyRefused, NotFound
from callsheet.sending.results.batch import read_batches
from callsheet.sending.results.campaign import read_campaign
from callsheet.sending.results.pace import Pace, PacedRequests, ReadingStopped
from callsheet.sending.results.run import Run, Superseded
from callsheet.sending.results.workflow import read_workflow
from callsheet.store import DestinationKind, ReadProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callsheet.client import CallsheetApi
    from callsheet.store import ResultsRead, Store


def read_nothing(run: Run) -> None:
    """Of a file that somebody uploads in the dashboard no server can say which calls are its.

    Raises:
        NotFound: always.
    """
    raise NotFound(run.submission.campaign_id)


READERS: Mapping[DestinationKind, Callable[[Run], None]] = {
    DestinationKind.CAMPAIGN: read_campaign,
    DestinationKind.BATCH_CALL: read_batches,
    DestinationKind.WORKFLOW: read_workflow,
    DestinationKind.FILE: read_nothing,
}


class ResultsReader:
    """Reads results from one server.

    Args:
        store: ledger and results.
        api: a client of the server.
        pace: of its requests; None: the usual one.
    """

    def __init__(self, store: Store, api: CallsheetApi, pace: Pace | None = None) -> None:
        self._store, self._api, self._pace = store, api, pace or Pace()

    def read(
        self,
        submission_id: str,
        *,
        on_page: Callable[[int], None] = lambda _leads: None,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> ResultsRead:
        """Read the results of a send, or go on with a reading that was broken off. Nothing is read once all is over.

        Args:
            submission_id: a send to this server.
            on_page: called with the number of leads read so far.
            is_stopped: True ends the reading; what was read is stored.

        Returns:
            How far its results are read.

        Raises:
            StoreError: there is no such send.
            ServerError: the server did not respond as it should; what was read before is stored.
        """
        results, submission = self._store.results, self._store.ledger.get(submission_id)
        before = results.state(submission_id)
        is_over = before is not None and before.is_over and before.position is None
        if before is not None and is_over and sum(before.counts.values()) == submission.rows_sent:
            return before  # else more leads were sent since
        begun = results.begin(submission_id)
        request = PacedRequests(self._api.request, self._pace, is_stopped)
        position: dict[str, Any] = json.loads(begun.position or "{}")
        run = Run(self._store, submission, request, begun.number, position, on_page)
        problem = ReadProblem.NONE
        try:
            READERS[submission.destination](run)
        except NotFound:
            problem = ReadProblem.NOT_SERVED
        except KeyRefused:
            problem = ReadProblem.NOT_ALLOWED
        except (ReadingStopped, Superseded):
            return results.state(submission_id) or begun
        return results.finish(submission_id, begun.number, is_over=run.is_over, problem=problem)
