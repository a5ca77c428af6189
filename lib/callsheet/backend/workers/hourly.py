"""A thread that does one thing now and every hour."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = logging.getLogger("callsheet.backend")
INTERVAL_SECONDS = 3600
STOP_SECONDS = 10
"""How long the end of the server waits for the round that is under way."""


class HourlyTask:
    """The thread of one process; several processes may do the same at once.

    Args:
        name: of the task, for the log.
        work: what is done; repeating it does no harm.
    """

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self._name, self._work = name, work
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the round that is under way."""
        self._stopping.set()
        self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._work()
            except (OSError, SQLAlchemyError) as error:
                # The class only: the message could hold lead data.
                LOG.error("%s failed", self._name, extra={"facts": {"error": type(error).__name__}})  # noqa: TRY400
            self._stopping.wait(INTERVAL_SECONDS)
