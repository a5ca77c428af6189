"""The parent's side of one worker process: start it, send a file, receive the answer before a deadline, end it."""

from __future__ import annotations

import fcntl
import json
import mmap
import os
import select
import signal
import subprocess
import sysconfig
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from callsheet.errors import FileRefused, ReaderError, RefusalCode
from callsheet.files.sandbox.messages import LENGTHS, encode_head
from callsheet.system.child_process import start_child
from callsheet.system.forked_child import ForkedChild, forget_variables

if TYPE_CHECKING:
    from collections.abc import Callable

START_SECONDS = 120
LARGEST_PIPE = 1 << 20
MAX_ERROR_BYTES = 65_536
NOT_FOR_CHILDREN = ("CALLSHEET_", "PYTEST_", "MALLOC_")
"""Prefixes of environment variables that workers do not get; `MALLOC_` settings of the app would slow a worker."""
_NO_MEMORY = (b"memory allocation", b"bad_alloc", b"Cannot allocate", b"MemoryError", b"out of memory")


class ReaderProcess:
    """A worker with its pipes; for one file at a time.

    It is started with `subprocess`, or by `forked`, and ends when its standard input closes, so it does not outlive
    this process.

    Args:
        start: starts the process.

    Raises:
        ReaderError: the system cannot start another process.
    """

    def __init__(self, start: Callable[[], subprocess.Popen[bytes] | ForkedChild] | None = None) -> None:
        try:
            self._process = (start or _started)()
        except OSError as error:
            raise ReaderError(type(error).__name__) from None
        self._in, self._out, self._err = (self._descriptor(end) for end in ("stdin", "stdout", "stderr"))
        self._errors = b""
        self._is_ready = False
        self.is_reusable = True
        """False after it was ended, or announced that it takes no further file."""
        self.idle_since = time.monotonic()
        """When it last became idle, on the monotonic clock."""

    @classmethod
    def forked(cls, *, is_warm: bool = False) -> Self:
        """Fork it from this process, which must have one thread: it loads nothing again.

        It has the limits of any other and none of this process's settings and keys in its environment. What this
        process has read or opened before is in its memory: fork it first.

        Args:
            is_warm: True lets it read small files of its own first, as one that is started does.

        Raises:
            ReaderError: the system cannot start another process.
        """
        return cls(lambda: ForkedChild(lambda: _serve_forked(is_warm=is_warm)))

    @property
    def id(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def await_ready(self) -> None:
        """Wait until it is ready for a file.

        Raises:
            ReaderError: it ends before it is ready.
        """
        if not self._is_ready:
            try:
                self._answer([], time.monotonic() + START_SECONDS)
            except FileRefused:
                self.end()
                message = self._errors.decode(errors="replace").strip().rpartition("\n")[2]
                raise ReaderError(f"exit code {self._process.returncode}: {message}") from None
            self._is_ready = True

    def request(self, question: dict[str, Any], data: bytes, seconds: float) -> tuple[dict[str, Any], Any]:
        """Let it read a file.

        Args:
            question: name, sheet and header row of the file.
            data: its bytes.
            seconds: time until it must have answered.

        Returns:
            Head and body of its answer.

        Raises:
            FileRefused: it died while reading, or took too long.
            ReaderError: it died before it began to read.
        """
        waiting = [memoryview(encode_head(question, len(data))), memoryview(data)]
        deadline = time.monotonic() + seconds
        try:
            self._answer(waiting, deadline)
        except FileRefused as refused:
            if refused.code is RefusalCode.TIMED_OUT:
                raise
            raise ReaderError("died before it began") from None
        answer = self._answer(waiting, deadline)
        self.is_reusable = not answer[0].get("last", False)
        return answer

    def end(self) -> None:
        """Kill it and wait until it is gone."""
        self.is_reusable = False
        self._process.kill()
        self._process.wait()
        self.close_pipes()

    def close_pipes(self) -> None:
        """Close this process's ends of the pipes; the worker then ends by itself."""
        for end in (self._process.stdin, self._process.stdout, self._process.stderr):
            if end is not None:
                end.close()

    def _descriptor(self, name: str) -> int:
        descriptor: int = getattr(self._process, name).fileno()
        os.set_blocking(descriptor, False)
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            with suppress(OSError):  # a smaller pipe is only slower
                fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, LARGEST_PIPE)
        return descriptor

    def _answer(self, waiting: list[memoryview], deadline: float) -> tuple[dict[str, Any], Any]:
        """Write the request while reading the answer and standard error, so that the worker never blocks on them."""
        lengths = bytearray(LENGTHS.size)
        head_length, body_length = LENGTHS.unpack(self._filled(lengths, waiting, deadline))
        head = self._filled(bytearray(head_length), waiting, deadline)
        body = self._filled(mmap.mmap(-1, body_length), waiting, deadline) if body_length else b""
        return json.loads(bytes(head)), body

    def _filled(self, target: Any, waiting: list[memoryview], deadline: float) -> Any:
        view, done = memoryview(target), 0
        while done < len(view):
            readable, writable = self._wait(waiting, deadline)
            if writable:
                self._write(waiting)
            if self._err in readable:
                self._read_errors()
            if self._out in readable:
                received = os.readv(self._out, [view[done:]])
                if not received:
                    raise FileRefused(self._cause_of_death())
                done += received
        view.release()
        return target

    def _wait(self, waiting: list[memoryview], deadline: float) -> tuple[list[int], bool]:
        poll = select.poll()
        for descriptor in (self._out, self._err):
            poll.register(descriptor, select.POLLIN)
        if waiting:
            poll.register(self._in, select.POLLOUT)
        events = poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
        if not events:
            self.end()
            raise FileRefused(RefusalCode.TIMED_OUT)
        ready = [descriptor for descriptor, _ in events]
        return ready, self._in in ready

    def _write(self, waiting: list[memoryview]) -> None:
        try:
            written = os.write(self._in, waiting[0])
        except BrokenPipeError:
            waiting.clear()  # it died; the end of its answers follows
            return
        waiting[0] = waiting[0][written:]
        if not len(waiting[0]):
            waiting.pop(0)

    def _read_errors(self) -> None:
        self._errors = (self._errors + os.read(self._err, MAX_ERROR_BYTES))[-MAX_ERROR_BYTES:]

    def _cause_of_death(self) -> RefusalCode:
        with suppress(OSError):
            self._read_errors()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        code = self._process.poll()
        self.end()
        if code == -signal.SIGXCPU:
            return RefusalCode.TIMED_OUT
        if code == -signal.SIGKILL or any(words in self._errors for words in _NO_MEMORY):
            return RefusalCode.OUT_OF_MEMORY
        return RefusalCode.UNREADABLE


def _started() -> subprocess.Popen[bytes]:
    command = ("-P", "-W", "ignore", "-m", "callsheet.files.sandbox.worker")
    return start_child(*command, environment=child_environment(), is_piped=True)


def _serve_forked(*, is_warm: bool) -> int:
    forget_variables(NOT_FOR_CHILDREN)
    from callsheet.files.sandbox.worker import main, serve  # noqa: PLC0415 - what only a worker needs

    return main() if is_warm else serve()


def child_environment() -> dict[str, str]:
    """The environment of a worker: the path of this package and memory settings, without our settings and keys."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_FOR_CHILDREN)}
    root = Path(__file__).resolve().parents[3]
    is_installed = any(root == Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib"))
    paths = [*([] if is_installed else [str(root)]), *filter(None, [inherited.get("PYTHONPATH")])]
    return inherited | {
        "PYTHONPATH": os.pathsep.join(paths),
        "ARROW_DEFAULT_MEMORY_POOL": "system",  # the others reserve a GiB of addresses
        "MALLOC_ARENA_MAX": "2",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
