"""A backend in a separate process that a test can stop and start again."""

from __future__ import annotations

import os
import socket
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import requests

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.warm_process import WarmProcess, WarmStarter

STARTS_WITHIN = 60.0


class BackendServer:
    """`callsheet serve` in a data folder and on a port.

    Args:
        starter: forks it.
        home: the data folder; it survives a stop.
        port: where it listens.
    """

    def __init__(self, starter: WarmStarter, home: Path, port: int) -> None:
        self.home = home
        self._starter = starter
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self._process: WarmProcess | None = None

    def start(self) -> None:
        command = ["callsheet", "serve", "--port", str(self.port)]
        self._process = self._starter.start(command, os.environ | {"CALLSHEET_HOME": str(self.home)}, self.home.parent)
        wait_until_answering(self.address, "/health")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    @property
    def key(self) -> str:
        return (self.home / "api-key").read_text("ascii").strip()

    def numbers(self) -> list[str]:
        """The phone numbers of all its leads."""
        with closing(self._database()) as database:
            return [number for (number,) in database.execute("SELECT phone_number FROM leads")]

    def _database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.home / "backend.db")


def free_port() -> int:
    """A free TCP port."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def wait_until_answering(address: str, path: str) -> str:
    """Return the address once its server answers.

    Raises:
        requests.ConnectionError: no answer within `STARTS_WITHIN`.
    """
    ends = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            requests.get(f"{address}{path}", timeout=5).raise_for_status()
        except requests.RequestException:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)
        else:
            return address
