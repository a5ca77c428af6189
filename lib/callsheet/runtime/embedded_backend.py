"""The embedded backend: a process of its own, started when no server is configured, ended with the app."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests

from callsheet.client.transport import decode_json, new_session
from callsheet.database import ProcessLock
from callsheet.errors import ServerUnreachable

if TYPE_CHECKING:
    from callsheet.settings import Settings

ADDRESS_FILE = "backend.json"
HEALTHY = {"status": "ok"}
START_SECONDS = 60
WAIT_SECONDS = 0.05


class EmbeddedBackend:
    """The backend of a data folder, whoever started it.

    Args:
        settings: says which data folder.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def address(self) -> tuple[str, str]:
        """Base URL (with `/v1`) and key; the backend is started when it does not run.

        Raises:
            ServerUnreachable: it does not start.
        """
        with self._lock:
            found = self._running()
            if found is None:
                with ProcessLock(self._settings.home / "backend.start.lock").held():
                    found = self._running() or self._start()
            return f"{found}/v1", self._settings.key_file.read_text(encoding="ascii").strip()

    def announced(self) -> str | None:
        """The address it announced last; it may have ended since."""
        try:
            return str(json.loads((self._settings.home / ADDRESS_FILE).read_text(encoding="utf-8"))["url"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _running(self) -> str | None:
        address = self.announced()
        if address is None:
            return None
        try:
            with new_session() as session:  # a proxy of the environment knows nothing of this machine
                return address if decode_json(session.get(f"{address}/health", timeout=2)) == HEALTHY else None
        except requests.RequestException:
            return None

    def _start(self) -> str:
        port = self._port_before()
        (self._settings.home / ADDRESS_FILE).unlink(missing_ok=True)
        command = [sys.executable, "-m", "callsheet", "serve", "--port", str(port), "--embedded"]
        self._process = subprocess.Popen(  # noqa: S603 - our own program; its open stdin is its life line
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=self._environment()
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            url = self._running()
            if url is not None:
                return url
            time.sleep(WAIT_SECONDS)
        raise ServerUnreachable("the embedded backend does not start")

    def _port_before(self) -> int:
        """The port it had, so that whoever speaks to it finds it again; 0: any."""
        address = self.announced()
        try:
            return urlsplit(address).port or 0 if address else 0
        except ValueError:
            return 0

    def _environment(self) -> dict[str, str]:
        environment = os.environ | {"CALLSHEET_HOME": str(self._settings.home)}
        if self._settings.backend_database_url:
            environment["CALLSHEET_BACKEND_DATABASE_URL"] = self._settings.backend_database_url
        return environment
