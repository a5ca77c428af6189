"""Runs `callsheet …` as real processes in milliseconds: a process that has loaded the command line forks for each.

What only a fresh interpreter can show (how it starts, how it is interrupted while it starts) is run by `exec` instead:
`run_fresh`.
"""

from __future__ import annotations

import fcntl
import gc
import importlib
import json
import os
import pkgutil
import pty
import signal
import struct
import subprocess
import sys
import termios
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]
CRASHED = 70
NOBODY = 65_534
"""The user id that Linux gives to nobody."""
LONGEST = 60.0
"""Seconds after which a command that has not ended is a failure of the test."""


@dataclass(frozen=True)
class Ran:
    """A command that has ended.

    Args:
        code: its exit code, or minus the signal that killed it.
        out: what it wrote on standard output.
        err: what it wrote on standard error.
    """

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """Standard error, then standard output, as text."""
        return (self.err + self.out).decode("utf-8", "replace")


class CommandForks:
    """The process that forks."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.command_forks"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(
        self,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        redirections: str = "",
        *,
        is_weak: bool = False,
    ) -> Ran:
        """Run `callsheet ARGUMENTS` to its end.

        Args:
            arguments: what follows `callsheet`.
            folder: its working folder.
            environment: added to the environment.
            redirections: as a shell writes them, of "<FILE", ">FILE", "<&-", ">&-" and "2>&-".
            is_weak: as a user whom permissions bind, where the tests run as root.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with TemporaryDirectory() as outputs:
            request = {
                "arguments": list(arguments),
                "folder": str(folder),
                "environment": dict(environment),
                "redirections": redirections.split(),
                "outputs": outputs,
                "is_weak": is_weak,
            }
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            code = json.loads(self._process.stdout.readline())
            return Ran(code, *((Path(outputs) / name).read_bytes() for name in ("out", "err")))

    def run_on_terminal(
        self, arguments: Sequence[str], folder: Path, columns: int, answer: bytes, environment: Mapping[str, str]
    ) -> tuple[int, str]:
        """Run `callsheet ARGUMENTS` with a terminal as its standard input, output and error.

        Args:
            arguments: what follows `callsheet`.
            folder: its working folder.
            columns: width of the terminal.
            answer: what is typed.
            environment: added to the environment, in which no size of a terminal is.

        Returns:
            The exit code and what the terminal showed.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        parent, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        request = {
            "arguments": list(arguments),
            "folder": str(folder),
            "environment": dict(environment),
            "terminal": os.ttyname(child),
        }
        os.write(parent, answer)
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        json.loads(self._process.stdout.readline())  # the command has the terminal
        os.close(child)
        shown = all_from(parent)
        return json.loads(self._process.stdout.readline()), shown

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


def all_from(terminal: int) -> str:
    """Read a terminal until no process has its other end, then close it."""
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    return shown.decode()


def run_fresh(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], redirections: str = "") -> Ran:
    """Run the installed `callsheet` in a shell, with a fresh interpreter; as `CommandForks.run`."""
    program = Path(sys.executable).with_name("callsheet")
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" "$@" {redirections}', str(program), *arguments],
        cwd=folder, env=os.environ | dict(environment), capture_output=True, check=False, timeout=LONGEST,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def serve() -> None:
    """Load the command line, then fork on request until standard input closes."""
    package = importlib.import_module("callsheet.cli")
    for module in pkgutil.walk_packages(package.__path__, "callsheet.cli."):
        importlib.import_module(module.name)
    importlib.import_module("callsheet.cli.command")._parser()
    gc.collect()
    gc.freeze()  # a collection in a child would copy what it shares
    for line in sys.stdin:
        request = json.loads(line)
        terminal = None
        if "terminal" in request:
            terminal = os.open(request["terminal"], os.O_RDWR | os.O_NOCTTY)
            sys.stdout.write("0\n")
            sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            _become(request, terminal)
        if terminal is not None:
            os.close(terminal)
        status = os.waitpid(pid, 0)[1]
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(request: dict[str, Any], terminal: int | None) -> None:
    """In the forked process: run the command line, then exit."""
    code = CRASHED
    try:
        signal.alarm(int(LONGEST))
        os.environ.update(request["environment"])
        os.chdir(request["folder"])
        if terminal is None:
            _redirect(request)
        else:
            _take(terminal)
        if request.get("is_weak") and os.geteuid() == 0:
            os.setuid(NOBODY)
        sys.argv = ["callsheet", *request["arguments"]]
        code = importlib.import_module("callsheet.cli").main()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    finally:
        os._exit(code)


def _take(terminal: int) -> None:
    """Make a terminal that of this process, in a session of its own."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(terminal, number)
    os.close(terminal)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
        for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )


def _redirect(request: dict[str, Any]) -> None:
    outputs = Path(request["outputs"])
    files: dict[int, str | None] = {0: os.devnull, 1: str(outputs / "out"), 2: str(outputs / "err")}
    for path in (outputs / "out", outputs / "err"):
        path.touch()
    for redirection in request["redirections"]:
        number = 0 if redirection.startswith("<") else 2 if redirection.startswith("2") else 1
        files[number] = None if redirection.endswith("&-") else redirection.lstrip("2<>")
    for number, file in files.items():
        os.close(number)
        if file is not None:
            opened = os.open(file, os.O_RDONLY if number == 0 else os.O_WRONLY)
            if opened != number:  # an earlier one is closed
                os.dup2(opened, number)
                os.close(opened)
    encoding = os.environ.get("PYTHONIOENCODING", "utf-8")
    sys.stdin, sys.stdout, sys.stderr = (
        None if files[number] is None else open(number, mode, encoding=encoding, closefd=False)  # noqa: SIM115 - as long as the process
        for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )


if __name__ == "__main__":
    serve()
