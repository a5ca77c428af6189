"""Child processes forked from a process with one thread, which keep what it has loaded; Linux only.

A fork copies the calling thread alone: a lock that another thread held would stay locked for ever. Where there may be
other threads, start a child with `child_process.start_child` instead.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

TASKS = Path("/proc/self/task")
ENVIRONMENT = Path("/proc/self/environ")
_ENV_START = 47
"""Position of `env_start` (proc(5), field 50) among the fields of `/proc/<id>/stat` behind the name."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_CRASHED = 70
_ERRORS = 2
"""Descriptor of standard error."""
_POLL_SECONDS = 0.005
_M_ARENA_MAX = -8
"""`mallopt(3)`: the most heaps of glibc; each reserves 64 MiB of addresses, which count against a limit."""


def can_fork() -> bool:
    """True on Linux in a process that has one thread."""
    if not sys.platform.startswith("linux"):
        return False
    with suppress(OSError):
        return len(list(TASKS.iterdir())) == 1
    return False


class ForkedChild:
    """A child process with a pipe to its standard input; what callers use of `subprocess.Popen`.

    Args:
        work: called in the child; its result is the exit code.
        is_piped: True connects its output and error streams as unbuffered pipes; False discards its output.
        has_piped_errors: where it is not piped, True connects its error stream alone as an unbuffered pipe; False
            shares the parent's.

    Raises:
        OSError: the system starts no further process.
    """

    def __init__(self, work: Callable[[], int], *, is_piped: bool = True, has_piped_errors: bool = False) -> None:
        child_in, own_in = os.pipe()
        own_out, child_out = os.pipe() if is_piped else (None, os.open(os.devnull, os.O_WRONLY))
        own_err, child_err = os.pipe() if is_piped or has_piped_errors else (None, os.dup(_ERRORS))
        for stream in (sys.stdout, sys.stderr):  # else the child would write what they hold once more
            stream.flush()
        try:
            self.pid = os.fork()
        except OSError:
            for end in filter(None, (child_in, own_in, own_out, child_out, own_err, child_err)):
                os.close(end)
            raise
        if self.pid == 0:
            _become(work, (child_in, child_out, child_err))
        for end in (child_in, child_out, child_err):
            os.close(end)
        self.returncode: int | None = None
        self.stdin: BinaryIO | None = os.fdopen(own_in, "wb", buffering=0)
        self.stdout = None if own_out is None else os.fdopen(own_out, "rb", buffering=0)
        self.stderr = None if own_err is None else os.fdopen(own_err, "rb", buffering=0)

    def poll(self) -> int | None:
        """The exit code, or minus the signal that ended it; None while it runs."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended.

        Args:
            timeout: seconds; None: without an end.

        Raises:
            subprocess.TimeoutExpired: it still runs.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("fork", timeout or 0)
            time.sleep(_POLL_SECONDS)
        return code

    def terminate(self) -> None:
        """Send SIGTERM, unless it has ended."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """Send SIGKILL, unless it has ended."""
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def forget_variables(prefixes: tuple[str, ...]) -> None:
    """Remove environment variables from this process, also from the copy that the kernel shows in `/proc`.

    Args:
        prefixes: of their names.
    """
    block = ENVIRONMENT.read_bytes()
    for name in [name for name in os.environ if name.startswith(prefixes)]:
        del os.environ[name]
    start = int(Path("/proc/self/stat").read_text("ascii", "replace").rpartition(")")[2].split()[_ENV_START])
    wanted = tuple(prefix.encode() for prefix in prefixes)
    offset = 0
    for entry in block.split(b"\0"):
        if entry.startswith(wanted):
            ctypes.memset(start + offset, 0, len(entry))
        offset += len(entry) + 1


def _become(work: Callable[[], int], pipes: tuple[int, int, int]) -> NoReturn:
    """In the child: nothing of the parent but its memory, then the work."""
    code = _CRASHED
    try:
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` asks for that
                signal.signal(number, signal.SIG_DFL)
        for descriptor, pipe in enumerate(pipes):
            os.dup2(pipe, descriptor)  # a pipe has a number above 2: the command line opens those that are closed
        os.closerange(len(pipes), os.sysconf("SC_OPEN_MAX"))
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)
        warnings.simplefilter("ignore")
        code = work()
    finally:
        os._exit(code)  # no clean-up of the parent's: its buffers, files and exit functions are its own
