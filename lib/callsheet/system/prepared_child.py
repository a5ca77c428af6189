"""Programs of ours as forks of one process that has loaded them: each is forked early and begins when it is needed.

A process can be forked only while it has one thread (see `forked_child`), but what a program is to do, such as its
settings, may be known later. Until then the fork waits at its standard input.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import struct
import subprocess
import sys
import threading
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from callsheet.system.child_process import start_child
from callsheet.system.forked_child import ForkedChild

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

ChildProcess = subprocess.Popen[bytes] | ForkedChild
STANDARD_INPUT = 0
_LENGTH = struct.Struct(">Q")


class PreparedChildren:
    """Forks that wait to become programs; a program for which none waits is started afresh."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, ...], tuple[ForkedChild, bool]] = {}

    def prepare(
        self, *program: str, before: Callable[[], object] | None = None, has_piped_errors: bool = False
    ) -> None:
        """Fork a process for a program; call it only where `can_fork` is true.

        Args:
            program: a module and the first of its arguments.
            before: called in the fork at once, while it has one thread.
            has_piped_errors: as of `start_child`.

        Raises:
            OSError: the system starts no further process.
        """
        child = ForkedChild(lambda: _wait(before), is_piped=False, has_piped_errors=has_piped_errors)
        self._waiting[program] = (child, has_piped_errors)

    def start_child(
        self,
        *arguments: str,
        environment: Mapping[str, str],
        folder: Path | None = None,
        has_piped_errors: bool = False,
        has_own_group: bool = False,
    ) -> ChildProcess:
        """Start a module as `child_process.start_child` does, in the fork that waits for it where there is one.

        Raises:
            OSError: the system starts no further process.
        """
        child, is_piped = self._waiting.pop(arguments[1:3], (None, False))
        if child is not None and child.stdin is not None and is_piped == has_piped_errors:
            place = None if folder is None else str(folder)
            begin = {"program": arguments[1:], "environment": dict(environment), "folder": place, "own": has_own_group}
            request = json.dumps(begin).encode()
            with suppress(BrokenPipeError):  # it died: out of memory, or killed
                child.stdin.write(_LENGTH.pack(len(request)) + request)
                return child
        return start_child(
            *arguments,
            environment=environment,
            folder=folder,
            has_piped_errors=has_piped_errors,
            has_own_group=has_own_group,
        )

    def dismiss(self) -> None:
        """End the forks that still wait."""
        for child, _ in self._waiting.values():
            child.kill()
            child.wait()
        self._waiting.clear()


def _wait(before: Callable[[], object] | None) -> int:
    """In the fork: wait for the program, then become it; the exit code is 0 where the parent ended before."""
    if before is not None:
        before()
    head = _read(_LENGTH.size)
    body = _read(_LENGTH.unpack(head)[0]) if head else b""
    return _become(json.loads(body)) if body else 0


def _read(length: int) -> bytes:
    """Read this many bytes from standard input, unbuffered: what follows is the program's; b"" at its end."""
    data = b""
    while len(data) < length:
        received = os.read(STANDARD_INPUT, length - len(data))
        if not received:
            return b""
        data += received
    return data


def _become(begin: dict[str, Any]) -> int:
    """Run a module as `python -m` does, with what a fresh interpreter would have.

    Returns:
        The exit code.
    """
    os.environ.clear()
    os.environ.update(begin["environment"])
    if begin["own"]:
        os.setpgid(0, 0)
    if begin["folder"] is not None:
        os.chdir(begin["folder"])
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115 - as above
    sys.argv = begin["program"]
    code = 0
    try:
        runpy.run_module(begin["program"][0], run_name="__main__", alter_sys=True)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:  # noqa: BLE001 - what a fresh interpreter prints
        traceback.print_exc()
        code = 1
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    atexit._run_exitfuncs()  # noqa: SLF001 - the fork leaves through `os._exit`
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    return code
