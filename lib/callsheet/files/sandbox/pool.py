"""The guard: files are read by children, two at once, with a warm one waiting for the next."""

from __future__ import annotations

import atexit
import logging
import os
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from callsheet.errors import ConservationError, FileRefused, ReaderError, RefusalCode
from callsheet.files.limits import Limits
from callsheet.files.sandbox.messages import unpacked
from callsheet.files.sandbox.process import ReaderProcess

if TYPE_CHECKING:
    from callsheet.validation import Table

LOG = logging.getLogger(__name__)
FILES_AT_ONCE = 2
IDLE_SECONDS = 60
"""A second child that rested so long is ended: one that waits is enough."""


class ReaderPool:
    """The children of this process; safe to use from any thread."""

    def __init__(self) -> None:
        self._places = threading.Semaphore(FILES_AT_ONCE)
        self._lock = threading.Lock()
        self._at_rest: list[ReaderProcess] = []

    @property
    def at_rest(self) -> tuple[ReaderProcess, ...]:
        """The children that wait for a file."""
        return tuple(self._at_rest)

    def warm_up(self) -> None:
        """Have a child waiting, so that the first file need not wait for it to start."""
        with self._lock:
            if not self._at_rest:
                self._at_rest.append(ReaderProcess())

    def read(self, name: str, data: bytes, sheet: str | None, header_row: int | None) -> Table:
        """Read a file as `read_table` says.

        Raises:
            FileRefused: the file cannot be taken; says why.
            ConservationError: a row would be missing.
            ReaderError: no child starts.
        """
        question = {"name": name, "sheet": sheet, "header_row": header_row}
        with self._places:
            try:
                head, body = self._asked(self._ready(), question, data)
            except ReaderError:  # died at rest, of which the file knows nothing
                head, body = self._asked(self._ready(), question, data)
        return _table(head, body)

    def _asked(self, child: ReaderProcess, question: dict[str, Any], data: bytes) -> tuple[dict[str, Any], Any]:
        try:
            return child.ask(question, data, Limits.of(len(data)).seconds)
        except FileRefused as refused:
            LOG.info("a file ended its reader: %s", refused.code)
            raise
        except BaseException:
            child.end()
            raise
        finally:
            self._take_back(child)

    def end(self) -> None:
        """End all children that rest."""
        with self._lock:
            while self._at_rest:
                self._at_rest.pop().end()

    def forget(self) -> None:
        """After a fork: the children are the other process's; only our copies of the pipes are closed."""
        for child in self._at_rest:
            child.let_go()
        self.__init__()  # type: ignore[misc]  # locks may have been held by threads that are not here

    def _ready(self) -> ReaderProcess:
        """A child that can take a file; one that died at rest is passed over."""
        while True:
            with self._lock:
                child = self._at_rest.pop() if self._at_rest else ReaderProcess()
            if child.is_alive:
                child.await_ready()
                return child
            child.end()

    def _take_back(self, child: ReaderProcess) -> None:
        with self._lock:
            if child.is_fresh:
                self._at_rest.append(child)
                child.rested_from = time.monotonic()
            idle = [each for each in self._at_rest[:-1] if each.rested_from < time.monotonic() - IDLE_SECONDS]
            self._at_rest = [each for each in self._at_rest if each not in idle]
        for each in idle:
            each.end()
        if not child.is_fresh:
            child.end()
            with suppress(ReaderError):  # the next file will tell
                self.warm_up()


def _table(head: dict[str, Any], body: Any) -> Table:
    if "refused" in head:
        if "raised" in head:
            LOG.info("a file could not be read: %s", head["raised"])
        raise FileRefused(RefusalCode(head["refused"]), **head["facts"])
    if "lost" in head:
        raise ConservationError(head["lost"])
    return unpacked(head, body)


READERS = ReaderPool()
atexit.register(READERS.end)
os.register_at_fork(after_in_child=READERS.forget)
