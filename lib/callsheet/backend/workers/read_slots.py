"""At most two files are read at once on a machine, by whatever process; the others wait their turn."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from callsheet.database import ProcessLock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

FILES_AT_ONCE = 2
ASK_AGAIN_SECONDS = 0.01


class ReadSlots:
    """The places for files being read.

    Args:
        folder: where the lock files lie that processes share.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._here = asyncio.Semaphore(FILES_AT_ONCE)

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[None]:
        """Wait for a place without keeping a thread, then for one that no other process has."""
        async with self._here:
            taken = self._taken()
            await run_in_threadpool(taken.__enter__)
            try:
                yield
            finally:
                taken.__exit__(None, None, None)

    @contextmanager
    def _taken(self) -> Iterator[None]:
        while True:
            for place in range(FILES_AT_ONCE):
                lock = ProcessLock(self._folder / f"slot-{place}.lock")
                if not lock.acquire(wait=False):
                    continue
                try:
                    yield
                finally:
                    lock.release()
                return
            time.sleep(ASK_AGAIN_SECONDS)
