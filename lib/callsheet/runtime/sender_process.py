"""The sender process `callsheet work`: started unless a sender runs, ended with the process that started it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from callsheet.sending import is_sender_running, server_name
from callsheet.system.child_process import start_child

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.settings import Settings
    from callsheet.store import Store
    from callsheet.system.prepared_child import ChildProcess


class SenderLauncher:
    """Starts sender processes and keeps their standard input open; they end when it is closed.

    Args:
        start: starts a process, as `start_child` does.
    """

    def __init__(self, start: Callable[..., ChildProcess] = start_child) -> None:
        self._start_child = start
        self._lock = threading.Lock()
        self._started: dict[str, ChildProcess] = {}

    def ensure_running(self, settings: Settings, store: Store) -> None:
        """Start `callsheet work` when no process sends for this database and server.

        Args:
            settings: the current ones; passed on through the environment.
            store: whose ledger.
        """
        server = server_name(settings)
        name = f"{store.engine.url} {server}"
        with self._lock:
            process = self._started.get(name)
            if (process is not None and process.poll() is None) or is_sender_running(store, server):
                return
            environment = settings.to_environment(
                "home", "quarantine_seconds", "database_url", "backend_database_url", "api_url", "api_key"
            )
            self._started[name] = self._start_child("-m", "callsheet", "work", "--embedded", environment=environment)
