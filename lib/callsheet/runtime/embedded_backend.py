"""The embedded backend: a child process for a data folder, started on demand, ended with its starter."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests

from callsheet.client.transport import decode_json, new_session
from callsheet.database import ProcessLock, explained_disk
from callsheet.database.key_files import read_key
from callsheet.errors import Fault, ServerUnreachable, SystemFault
from callsheet.system.child_process import start_child
from callsheet.system.error_lines import ErrorLines

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.settings import Settings
    from callsheet.system.prepared_child import ChildProcess

ADDRESS_FILE = "backend.json"
HEALTHY = {"status": "ok"}
START_SECONDS = 60
WAIT_SECONDS = 0.05


class BackendDidNotStart(SystemFault, ServerUnreachable):
    """The embedded backend ended while it started, or does not answer; has its last lines."""


class EmbeddedBackend:
    """The backend of a data folder; several processes share one, and any of them may have started it.

    Args:
        settings: name the data folder.
        survives_ctrl_c: True starts it so that Ctrl+C in this process's terminal does not end it in the middle of an
            upload; it still ends with this process.
        start: starts its process, as `start_child` does.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        survives_ctrl_c: bool = False,
        start: Callable[..., ChildProcess] = start_child,
    ) -> None:
        self._settings = settings
        self._survives_ctrl_c = survives_ctrl_c
        self._start_child = start
        self._process: ChildProcess | None = None
        self._lock = threading.Lock()

    def address(self) -> tuple[str, str]:
        """Base URL (with `/v1`) and API key; starts the backend when it does not run.

        Raises:
            BackendDidNotStart: it does not start.
            SystemFault: the data folder cannot be used.
        """
        with self._lock:
            url = self._running_url()
            if url is None:
                lock = ProcessLock(self._settings.home / "backend.start.lock")
                with explained_disk(self._settings.home), lock.held():
                    url = self._running_url() or self._start()
            return f"{url}/v1", read_key(self._settings.key_file, Fault.BACKEND_KEY_DAMAGED)

    def announced(self) -> str | None:
        """The address it announced last; it may have stopped since."""
        try:
            return str(json.loads((self._settings.home / ADDRESS_FILE).read_text(encoding="utf-8"))["url"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _running_url(self) -> str | None:
        address = self.announced()
        if address is None:
            return None
        try:
            with new_session() as session:  # without the proxies of the environment
                return address if decode_json(session.get(f"{address}/health", timeout=2)) == HEALTHY else None
        except requests.RequestException:
            return None

    def _start(self) -> str:
        port = self._previous_port()
        (self._settings.home / ADDRESS_FILE).unlink(missing_ok=True)
        environment = self._settings.to_environment("home", "backend_database_url", "draft_days", "ledger_days")
        command = ("-m", "callsheet", "serve", "--port", str(port), "--embedded")
        self._process = self._start_child(
            *command, environment=environment, has_piped_errors=True, has_own_group=self._survives_ctrl_c
        )
        errors = ErrorLines(self._process)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            errors.collect()
            url = self._running_url()
            if url is not None:
                errors.follow()
                return url
            time.sleep(WAIT_SECONDS)
        errors.collect()
        raise BackendDidNotStart(Fault.PART_FAILED, part="backend", lines=errors.last)

    def _previous_port(self) -> int:
        """The port it had before, so that its clients reach it again; 0: any free port."""
        address = self.announced()
        try:
            return urlsplit(address).port or 0 if address else 0
        except ValueError:
            return 0
