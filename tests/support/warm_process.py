"""Starts the product's programs as real processes without the cost of their imports.

One process imports everything once; each program is a fork of it that then runs `python -m MODULE ARGUMENTS`, and
forks its own parts as in production. Each has its own process id, environment, standard input, output and signals, and
can be stopped and killed like any other. What only `exec` can show (a fresh interpreter, the installed script) is
tested in `tests/browser/app/test_wheel.py`.

Run as a program it reads one JSON object a line: {"start": [MODULE, ARGUMENT, …], "environment", "folder"} forks,
{"poll": PID} asks for the exit code. When its input closes it kills what still runs.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

from streamlit.components.v2 import manifest_scanner

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NoReturn

PACKAGES = ("callsheet.backend", "callsheet.cli", "callsheet.runtime", "callsheet.ui")
"""Imported whole before the first fork, migrations excepted."""
LIBRARIES = (
    "streamlit.web.bootstrap",
    "streamlit.web.cli",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
)
POLL_SECONDS = 0.02
CRASHED = 70
ONE_THREAD = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "OPENBLAS_NUM_THREADS": "1",
}
"""As the command line asks: a program with one thread and few addresses forks its parts."""


class WarmProcess:
    """A program forked by a `WarmStarter`; offers what the tests use of `subprocess.Popen`.

    Args:
        starter: who forked it.
        pid: its process id, which is also its process group and session.
    """

    def __init__(self, starter: WarmStarter, pid: int) -> None:
        self.pid = pid
        self._starter = starter

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._starter.poll(self.pid)

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended.

        Args:
            timeout: seconds; None: for ever.

        Raises:
            subprocess.TimeoutExpired: it still runs.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
            time.sleep(POLL_SECONDS)
        return code

    def terminate(self) -> None:
        """Send SIGTERM, unless it has ended."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """Send SIGKILL, unless it has ended."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


class WarmStarter:
    """The process that has everything imported and forks on request."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.warm_process"],
            cwd=Path(__file__).parents[2], env=os.environ | ONE_THREAD,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._exit_codes: dict[int, int] = {}
        self._lock = threading.Lock()

    def start(self, command: list[str], environment: Mapping[str, str], folder: Path) -> WarmProcess:
        """Fork a program in its own session.

        Args:
            command: the module and its arguments.
            environment: replaces the environment as a whole.
            folder: its working folder.
        """
        request = {"start": command, "environment": dict(environment), "folder": str(folder)}
        return WarmProcess(self, self._ask(request))

    def poll(self, pid: int) -> int | None:
        """The exit code of a program that was started here, or None while it runs."""
        with self._lock:
            if pid not in self._exit_codes:
                code = self._ask({"poll": pid})
                if code is None:
                    return None
                self._exit_codes[pid] = code
            return self._exit_codes[pid]

    def close(self) -> None:
        """End the process that forks and every program that still runs."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def _ask(self, request: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def run_program(
    command: list[str],
    environment: Mapping[str, str],
    folder: Path | None,
    standard_input: int,
) -> NoReturn:
    """Become a program, in a process that was just forked.

    Args:
        command: the module and its arguments.
        environment: replaces the environment as a whole.
        folder: working folder; None: stays.
        standard_input: descriptor to read from; output and errors go nowhere.
    """
    code = CRASHED
    try:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for source, target in ((standard_input, 0), (nowhere, 1), (nowhere, 2)):
            os.dup2(source, target)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        os.environ.clear()
        os.environ.update(environment)
        if folder is not None:
            os.chdir(folder)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
        # those of the parent may be seekable files: they cannot be reconfigured once their descriptors are pipes
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above
        sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115 - as above
        sys.argv = [command[0], *command[1:]]
        runpy.run_module(command[0], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    finally:
        for thread in threading.enumerate():
            if thread is not threading.current_thread() and not thread.daemon:
                thread.join()
        atexit._run_exitfuncs()
        os._exit(code)


def serve() -> None:
    """Import everything, then fork on request until standard input closes."""
    for name in (*PACKAGES, *LIBRARIES):
        module = import_module(name)
        for package_part in walk_packages(getattr(module, "__path__", ()), f"{name}.") if name in PACKAGES else ():
            if "migrations" not in package_part.name:
                import_module(package_part.name)
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
    manifest_scanner.scan_component_manifests()  # reads the metadata of all packages: the same for every app
    gc.collect()
    gc.freeze()  # a collection in a child would copy what it shares
    running: set[int] = set()
    for line in sys.stdin:
        request = json.loads(line)
        if "start" in request:
            answer: int | None = os.fork()
            if answer == 0:
                os.setsid()
                nothing = os.open(os.devnull, os.O_RDONLY)
                run_program(request["start"], request["environment"], Path(request["folder"]), nothing)
            running.add(int(answer or 0))
        else:
            pid, status = os.waitpid(request["poll"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
            running -= {pid}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    for pid in running:  # the tests were interrupted
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    serve()
