"""One child that reads files, seen from outside: started, spoken to under a deadline, ended."""

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
from typing import Any

from callsheet.child_process import start_child
from callsheet.errors import FileRefused, ReaderError, RefusalCode
from callsheet.files.sandbox.messages import LENGTHS, encode_head

START_SECONDS = 120
LARGEST_PIPE = 1 << 20
LONGEST_COMPLAINT = 65_536
NOT_FOR_CHILDREN = ("CALLSHEET_", "PYTEST_", "MALLOC_")
"""Beginnings of names: how sparing the app is with memory would slow a reader that soon takes the next file."""
_NO_MEMORY = (b"memory allocation", b"bad_alloc", b"Cannot allocate", b"MemoryError", b"out of memory")


class ReaderProcess:
    """A child with its pipes; for one file at a time.

    It is started by `subprocess` alone, never by a fork of this process with its threads, and ends when the pipe to
    it closes, so that it does not outlive us.

    Raises:
        ReaderError: the system starts no further process.
    """

    def __init__(self) -> None:
        command = ("-P", "-W", "ignore", "-m", "callsheet.files.sandbox.worker")
        try:
            self._process = start_child(*command, environment=child_environment(), is_piped=True)
        except OSError as error:
            raise ReaderError(type(error).__name__) from None
        self._in, self._out, self._err = (self._descriptor(end) for end in ("stdin", "stdout", "stderr"))
        self._complaint = b""
        self._is_ready = False
        self.is_reusable = True
        """False once it has been told, or has told, that it takes no further file."""
        self.idle_since = time.monotonic()
        """When it last came to rest, on the monotonic clock."""

    @property
    def id(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def await_ready(self) -> None:
        """Wait until it has loaded what it needs.

        Raises:
            ReaderError: it ends before that.
        """
        if not self._is_ready:
            try:
                self._answer([], time.monotonic() + START_SECONDS)
            except FileRefused:
                self.end()
                said = self._complaint.decode(errors="replace").strip().rpartition("\n")[2]
                raise ReaderError(f"exit code {self._process.returncode}: {said}") from None
            self._is_ready = True

    def request(self, question: dict[str, Any], data: bytes, seconds: float) -> tuple[dict[str, Any], Any]:
        """Let it read a file.

        Args:
            question: what `guard_child` needs besides the bytes.
            data: the file.
            seconds: until it must have answered.

        Returns:
            Its answer: head and body.

        Raises:
            FileRefused: it died of the file, or took too long.
            ReaderError: it died before it began with it.
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
        """Make sure that it runs no more."""
        self.is_reusable = False
        self._process.kill()
        self._process.wait()
        self.close_pipes()

    def close_pipes(self) -> None:
        """Close our ends of the pipes; the child ends by itself."""
        for end in (self._process.stdin, self._process.stdout, self._process.stderr):
            if end is not None:
                end.close()

    def _descriptor(self, name: str) -> int:
        descriptor: int = getattr(self._process, name).fileno()
        os.set_blocking(descriptor, False)
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            with suppress(OSError):  # another size is only slower
                fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, LARGEST_PIPE)
        return descriptor

    def _answer(self, waiting: list[memoryview], deadline: float) -> tuple[dict[str, Any], Any]:
        """Write what is to be written while reading what comes; a child that complains must not block on it."""
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
                self._complain()
            if self._out in readable:
                taken = os.readv(self._out, [view[done:]])
                if not taken:
                    raise FileRefused(self._cause_of_death())
                done += taken
        view.release()
        return target

    def _wait(self, waiting: list[memoryview], deadline: float) -> tuple[list[int], bool]:
        poll = select.poll()
        for descriptor in (self._out, self._err):
            poll.register(descriptor, select.POLLIN)
        if waiting:
            poll.register(self._in, select.POLLOUT)
        found = poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
        if not found:
            self.end()
            raise FileRefused(RefusalCode.TIMED_OUT)
        ready = [descriptor for descriptor, _ in found]
        return ready, self._in in ready

    def _write(self, waiting: list[memoryview]) -> None:
        try:
            taken = os.write(self._in, waiting[0])
        except BrokenPipeError:
            waiting.clear()  # it died: the end of its answers says so next
            return
        waiting[0] = waiting[0][taken:]
        if not len(waiting[0]):
            waiting.pop(0)

    def _complain(self) -> None:
        self._complaint = (self._complaint + os.read(self._err, LONGEST_COMPLAINT))[-LONGEST_COMPLAINT:]

    def _cause_of_death(self) -> RefusalCode:
        with suppress(OSError):
            self._complain()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        code = self._process.poll()
        self.end()
        if code == -signal.SIGXCPU:
            return RefusalCode.TIMED_OUT
        if code == -signal.SIGKILL or any(words in self._complaint for words in _NO_MEMORY):
            return RefusalCode.OUT_OF_MEMORY
        return RefusalCode.UNREADABLE


def child_environment() -> dict[str, str]:
    """What the child is told: where this package lies, to be sparing, and nothing of our settings and keys."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_FOR_CHILDREN)}
    root = Path(__file__).resolve().parents[3]
    is_found = any(root == Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib"))
    paths = [*([] if is_found else [str(root)]), *filter(None, [kept.get("PYTHONPATH")])]
    return kept | {
        "PYTHONPATH": os.pathsep.join(paths),
        "ARROW_DEFAULT_MEMORY_POOL": "system",  # the others reserve a GiB of addresses
        "MALLOC_ARENA_MAX": "2",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
