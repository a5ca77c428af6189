"""The sender as a process of its own: started when absent, ended with whoever started it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from callsheet.sending import is_sender_running
from callsheet.sending.server import server_name

if TYPE_CHECKING:
    from callsheet.settings import Settings
    from callsheet.store import Store

_LOCK = threading.Lock()
_STARTED: dict[str, subprocess.Popen[bytes]] = {}
"""Kept, because the open standard input of each is its life line."""


def ensure_sender(settings: Settings, store: Store) -> None:
    """Start `callsheet work` when nobody sends for this database and server.

    Args:
        settings: passed on through the environment.
        store: whose ledger.
    """
    with _LOCK:
        name = f"{store.engine.url} {server_name(settings)}"
        started = _STARTED.get(name)
        if (started is not None and started.poll() is None) or is_sender_running(store, server_name(settings)):
            return
        command = [sys.executable, "-m", "callsheet", "work", "--embedded"]
        process = subprocess.Popen(  # noqa: S603 - our own program; its open stdin is its life line
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=_environment(settings)
        )
        _STARTED[name] = process


def _environment(settings: Settings) -> dict[str, str]:
    environment = os.environ | {
        "CALLSHEET_HOME": str(settings.home),
        "CALLSHEET_QUARANTINE_SECONDS": str(settings.quarantine_seconds),
    }
    for name in ("database_url", "backend_database_url", "api_url"):
        value = getattr(settings, name)
        if value is not None:
            environment[f"CALLSHEET_{name.upper()}"] = value
    if settings.api_key is not None:
        environment["CALLSHEET_API_KEY"] = settings.api_key.get_secret_value()
    return environment
