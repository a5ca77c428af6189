"""A pool of worker processes that read files: two at once, with a warm one waiting for the next."""

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
from callsheet.files.sandbox.messages import unpack_table
from callsheet.files.sandbox.process import ReaderProcess
from callsheet.system.forked_child import can_fork
from callsheet.system.platform_support import address_space_bytes

if TYPE_CHECKING:
    from callsheet.validation import Table

LOG = logging.getLogger(__name__)
FILES_AT_ONCE = 2
IDLE_SECONDS = 60
"""Seconds after which a second idle worker is ended."""
FORKED_ADDRESSES = 768 * 2**20
"""Bytes of addresses up to which a process is forked; a small file has a limit of 1 GiB. A command has 260 MiB
before it reads, a worker that is started afresh 360 MiB, a process that has loaded every command 1.4 GiB (Linux)."""


class ReaderPool:
    """The workers of this process; thread-safe."""

    def __init__(self) -> None:
        self._reset()

    def _reset(self) -> None:
        self._slots = threading.Semaphore(FILES_AT_ONCE)
        self._lock = threading.Lock()
        self._idle: list[ReaderProcess] = []

    @property
    def idle(self) -> tuple[ReaderProcess, ...]:
        """The workers that wait for a file."""
        return tuple(self._idle)

    def warm_up(self) -> None:
        """Start a worker, so that the first file does not wait for it."""
        with self._lock:
            if not self._idle:
                self._idle.append(ReaderProcess())

    def fork_worker(self, *, is_warm: bool = False) -> None:
        """Fork a worker for the first file, where this process has one thread; else it is started when it is needed.

        Call it before this process opens anything that a file must not reach. What the worker needs should be loaded
        already. A process with many addresses is not forked.

        Args:
            is_warm: True lets the worker read small files of its own first: for a program whose first file comes later.
        """
        with self._lock:
            if not self._idle and can_fork() and address_space_bytes() <= FORKED_ADDRESSES:
                with suppress(ReaderError):
                    self._idle.append(ReaderProcess.forked(is_warm=is_warm))

    def read(self, name: str, data: bytes, sheet: str | None, header_row: int | None) -> Table:
        """Read a file as `read_table` does.

        Raises:
            FileRefused: the file cannot be read, with the reason.
            ConservationError: a row would be missing.
            ReaderError: no worker starts.
        """
        question = {"name": name, "sheet": sheet, "header_row": header_row}
        with self._slots:
            try:
                head, body = self._request(self._ready(), question, data)
            except ReaderError:  # the worker died while idle, so the file is not the cause
                head, body = self._request(self._ready(), question, data)
        return _table(head, body)

    def _request(self, child: ReaderProcess, question: dict[str, Any], data: bytes) -> tuple[dict[str, Any], Any]:
        try:
            return child.request(question, data, Limits.of(len(data)).seconds)
        except FileRefused as refused:
            LOG.info("a file ended its reader: %s", refused.code)
            raise
        except BaseException:
            child.end()
            raise
        finally:
            self._put_back(child)

    def end(self) -> None:
        """End all idle workers."""
        with self._lock:
            while self._idle:
                self._idle.pop().end()

    def abandon(self) -> None:
        """Close this process's copies of the pipes after a fork: the workers belong to the parent process.

        The locks are replaced too, because threads that do not exist in this process may hold them.
        """
        for child in self._idle:
            child.close_pipes()
        self._reset()

    def _ready(self) -> ReaderProcess:
        """A worker that can take a file; workers that died while idle are skipped."""
        while True:
            with self._lock:
                child = self._idle.pop() if self._idle else ReaderProcess()
            if child.is_alive:
                child.await_ready()
                return child
            child.end()

    def _put_back(self, child: ReaderProcess) -> None:
        with self._lock:
            if child.is_reusable:
                self._idle.append(child)
                child.idle_since = time.monotonic()
            idle = [worker for worker in self._idle[:-1] if worker.idle_since < time.monotonic() - IDLE_SECONDS]
            self._idle = [worker for worker in self._idle if worker not in idle]
        for worker in idle:
            worker.end()
        if not child.is_reusable:
            child.end()
            with suppress(ReaderError):  # the next file reports it
                self.warm_up()


def _table(head: dict[str, Any], body: Any) -> Table:
    if "refused" in head:
        if "raised" in head:
            LOG.info("a file could not be read: %s", head["raised"])
        raise FileRefused(RefusalCode(head["refused"]), **head["facts"])
    if "lost" in head:
        raise ConservationError(head["lost"])
    return unpack_table(head, body)


_POOLS: list[ReaderPool] = []
_CREATION = threading.Lock()


def reader_pool() -> ReaderPool:
    """The pool of this process: created on first use, ended when the interpreter exits."""
    with _CREATION:
        if not _POOLS:
            pool = ReaderPool()
            atexit.register(pool.end)
            os.register_at_fork(after_in_child=pool.abandon)
            _POOLS.append(pool)
        return _POOLS[0]
