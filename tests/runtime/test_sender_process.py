"""The sender process: started when no sender runs, ended with the process that started it."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

from callsheet.sending import is_sender_running, server_name
from callsheet.settings import Settings
from callsheet.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

PATIENCE_SECONDS = 60.0
STARTER = """
import sys
from callsheet.runtime.services import open_services
services = open_services()
services.wake_sender()
services.wake_sender()
print("started", flush=True)
sys.stdin.read()
"""


def is_soon(condition: Callable[[], bool]) -> bool:
    """Wait until a condition holds; False when it does not within a minute."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_a_sender_is_started_once_and_ends_with_its_starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the sender's lock; after SIGKILL to its starter the lock is free again."""
    settings = Settings(home=tmp_path, api_url="http://127.0.0.1:9/v1")
    monkeypatch.setenv("CALLSHEET_HOME", str(tmp_path))
    monkeypatch.setenv("CALLSHEET_API_URL", str(settings.api_url))
    monkeypatch.setenv("CALLSHEET_API_KEY", "key")
    store, server = open_store(settings), server_name(settings)
    assert not is_sender_running(store, server)
    command = [sys.executable, "-c", STARTER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        assert starter.stdout.readline() == b"started\n"
        assert is_soon(lambda: is_sender_running(store, server))
        starter.kill()
    assert is_soon(lambda: not is_sender_running(store, server))
    store.engine.dispose()
