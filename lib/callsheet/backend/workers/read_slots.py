"""Read slots: at most two files are read at once on a machine, by whichever processes; other uploads wait."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from callsheet.database import ProcessLock
from callsheet.web.metrics import timed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

SLOTS = 2
"""A file of 10 MB needs a few hundred MB while it is read and checked; two keep eight such uploads below 3 GiB
(`benchmarks/bench_backend.py`)."""
RETRY_SECONDS = 0.01
"""Between two attempts to lock a slot. Chosen by hand: short against reading a file, and cheap."""


class ReadSlots:
    """A semaphore across processes: one lock file a slot.

    Args:
        folder: holds the lock files that the processes share.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._semaphore = asyncio.Semaphore(SLOTS)

    def taken(self) -> int:
        """How many files are read on this machine now."""
        return sum(ProcessLock(self._path(index)).is_taken() for index in range(SLOTS))

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[None]:
        """Wait for a slot and hold it for the block.

        Waits for other uploads of this process without occupying a thread, then for other processes in a thread.
        """
        async with AsyncExitStack() as held:
            with timed("wait"):
                await held.enter_async_context(self._semaphore)
                slot = self._lock_slot()
                await run_in_threadpool(slot.__enter__)
            held.callback(slot.__exit__, None, None, None)
            yield

    @contextmanager
    def _lock_slot(self) -> Iterator[None]:
        while True:
            for index in range(SLOTS):
                lock = ProcessLock(self._path(index))
                if not lock.acquire(wait=False):
                    continue
                try:
                    yield
                finally:
                    lock.release()
                return
            time.sleep(RETRY_SECONDS)

    def _path(self, index: int) -> Path:
        return self._folder / f"slot-{index}.lock"
