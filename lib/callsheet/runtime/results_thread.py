"""Fetch the results of recent sends beside the sender, in a thread of its process: one for each database and server."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from callsheet.sending import ResultsPoller

if TYPE_CHECKING:
    from callsheet.client import CallsheetApi
    from callsheet.runtime.services import Services

LOG = logging.getLogger(__name__)
LOOK_SECONDS = 15.0
"""How often it is looked what is due. By hand: two short queries."""


class ResultsThread:
    """Fetches results while a sender is active, if the settings say so.

    Args:
        services: store and settings; the setting is read again each time.
        api: a client of the server.
        look_seconds: pause between two looks.
    """

    def __init__(self, services: Services, api: CallsheetApi, look_seconds: float = LOOK_SECONDS) -> None:
        self._services, self._pause = services, look_seconds
        self._poller = ResultsPoller(services.store, api, services.server)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="results", daemon=True)

    def __enter__(self) -> None:
        """Start it."""
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        """Stop it before its next request."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(self._pause):
            try:
                if self._is_on():
                    self._poller.read_due(lambda: self._stopped.is_set() or not self._is_on())
            except Exception as error:  # noqa: BLE001 - whatever failed is tried again; a trace could hold lead data
                LOG.warning("results could not be fetched: %s", type(error).__name__)

    def _is_on(self) -> bool:
        return self._services.settings.fetch_results
