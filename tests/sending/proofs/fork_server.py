"""Starts `callsheet …` as real processes in milliseconds: a process that has loaded everything forks for each.

Run as a program, it reads one JSON request a line: {"environment", "arguments"} starts a process, {"wait": pid}
returns how it ended, {"look": pid} whether it has ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
INTERNAL_ERROR = 70
LIBRARIES = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1"}
"""As the command line sets them before it loads anything: its reader of files is a fork with a limit of memory."""


class ForkServer:
    """The process that forks."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "fork_server.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, environment: dict[str, str], *arguments: str) -> int:
        """Run `callsheet ARGUMENTS`; returns its process id at once."""
        return int(self._ask({"environment": environment, "arguments": arguments}))

    def wait(self, pid: int) -> int:
        """Wait until a process has ended; returns its exit code, or minus the signal that killed it."""
        return int(self._ask({"wait": pid}))

    def has_ended(self, pid: int) -> bool:
        """True when a process has ended; `wait` may still be called."""
        return bool(self._ask({"look": pid}))

    def _ask(self, request: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def serve() -> None:
    """Answer requests until standard input ends."""
    os.environ.update(LIBRARIES)
    from callsheet.cli import main  # noqa: PLC0415 - loaded once, for every fork
    from callsheet.cli.commands import send, work  # noqa: F401, PLC0415 - as above

    for line in sys.stdin:
        request = json.loads(line)
        if "wait" in request:
            answer: Any = os.waitstatus_to_exitcode(os.waitpid(request["wait"], 0)[1])
        elif "look" in request:
            answer = os.waitid(os.P_PID, request["look"], os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        else:
            answer = os.fork()
            if not answer:
                run_command(request, main)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def run_command(request: dict[str, Any], main: Any) -> None:
    """In the forked process: run the command line with the request's environment, then exit."""
    os.environ.update(request["environment"])
    devnull = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(devnull, descriptor)
    code = INTERNAL_ERROR
    try:
        code = main(request["arguments"])
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve()
