"""A web server with all its child processes, which a test can pause, kill and start again."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import defaultdict
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.backend_server import free_port, is_free, wait_until_answering

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.support.warm_process import WarmProcess, WarmStarter

ROOT = Path(__file__).parents[2]
GOES_WITHIN = 10.0


PORTS: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
"""Ports of stopped programs, by command: what a browser has cached and compiled belongs to an address."""


def take_port(command: Sequence[str]) -> int:
    """The port of a stopped program with the same command, where it is free, else a new one."""
    ports = PORTS[tuple(command)]
    while ports:
        port = ports.pop()
        if is_free(port):
            return port
    return free_port()


class Program:
    """A program and the address at which it answers.

    Args:
        starter: forks it.
        command: the module and its arguments, the last one, the port, left out.
        environment: added to our own.
    """

    def __init__(self, starter: WarmStarter, command: list[str], environment: Mapping[str, str]) -> None:
        self._port = take_port(command)
        self.address = f"http://127.0.0.1:{self._port}"
        self._starter = starter
        self._command = [*command, str(self._port)]
        self._environment = {**os.environ, **environment}
        self._process: WarmProcess | None = None

    def start(self) -> None:
        """Start it and wait until it answers; the address stays the same."""
        self._process = self._starter.start(self._command, self._environment, ROOT)
        wait_until_answering(self.address, "/_stcore/health")

    def kill(self) -> None:
        """Send SIGKILL to it and all its child processes."""
        self._signal(signal.SIGKILL)
        self._wait()

    def stop(self) -> None:
        """Send SIGTERM, then kill what still runs after `GOES_WITHIN` seconds."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GOES_WITHIN)
        self.kill()
        PORTS[tuple(self._command[:-1])].append(self._port)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Stop all its processes (SIGSTOP) until the block ends."""
        self._signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    def _wait(self) -> None:
        """Wait until the program has ended and its port is free: its children end a moment later than itself."""
        if self._process is not None:
            self._process.wait()
        ends = time.monotonic() + GOES_WITHIN
        while not is_free(self._port) and time.monotonic() < ends:
            time.sleep(0.02)
