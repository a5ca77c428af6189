"""What a child process writes on its standard error: its last lines where it does not start, else passed on to ours."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callsheet.system.prepared_child import ChildProcess

REMEMBERED = 5
"""Lines; enough for a sentence or the end of a trace. Chosen by hand."""
STANDARD_ERROR = 2
_CHUNK = 65_536


class ErrorLines:
    """The error stream of a child process: collected while it starts, then passed on to ours.

    Args:
        child: started with a pipe as its error stream.
    """

    def __init__(self, child: ChildProcess) -> None:
        assert child.stderr is not None  # noqa: S101 - callers start it with a pipe
        self._stream = child.stderr
        self._collected = bytearray()
        os.set_blocking(self._stream.fileno(), False)

    @property
    def last(self) -> list[str]:
        """The last lines that were collected, without blank ones."""
        lines = self._collected.decode("utf-8", "replace").splitlines()
        return [line.strip() for line in lines if line.strip()][-REMEMBERED:]

    def collect(self) -> None:
        """Take what has arrived, without waiting; of more than a long trace only the end."""
        with suppress(OSError):
            while received := self._stream.read(_CHUNK):
                self._collected += received
        del self._collected[:-_CHUNK]

    def follow(self) -> None:
        """The child has started: pass on what it wrote and will write, in a daemon thread."""
        os.set_blocking(self._stream.fileno(), True)
        threading.Thread(target=self._pass_on, daemon=True).start()

    def _pass_on(self) -> None:
        chunk = bytes(self._collected)
        with suppress(OSError):
            # not through `sys.stderr`: a daemon thread that holds its lock would make the interpreter's exit fatal
            os.write(STANDARD_ERROR, chunk)
            while chunk := os.read(self._stream.fileno(), _CHUNK):
                os.write(STANDARD_ERROR, chunk)
