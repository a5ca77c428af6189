"""Memory that the app gives back while nobody uses it."""

from __future__ import annotations

import subprocess
import sys
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from streamlit.runtime import Runtime
from streamlit.runtime.caching.ttl_cache import TTLCache
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from callsheet.ui.app.idle_memory import WORTH_IT, IdleMemory

if TYPE_CHECKING:
    import pytest

PROGRAM = """
from callsheet.system.platform_support import memory_bytes
from callsheet.ui.app.idle_memory import IdleMemory
memory = IdleMemory()
memory.look(1e9)
blocks = [bytearray(10_000) for _ in range(10_000)]
last = blocks.pop()
full = memory_bytes()
sum(range(20_000_000))
del blocks
kept = memory_bytes()
returned = memory.look(1e9)
print(returned, full - kept < 20_000_000, full - memory_bytes() > 80_000_000)
"""
"""100 MB in small blocks are freed below one that is still used."""


def _work() -> None:
    until = time.process_time() + WORTH_IT
    while time.process_time() < until:
        pass


def test_memory_returns_when_the_process_has_worked_and_is_at_rest() -> None:
    """It stays while the process works, and there is nothing to do after a rest without work."""
    memory = IdleMemory()
    memory.look(1e9)
    _work()
    assert not memory.look(0.0)
    assert memory.look(1e9)
    assert not memory.look(1e9)


def test_freed_memory_is_returned_to_the_system() -> None:
    """Small blocks that glibc does not return by itself, because a used one lies behind them."""
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True"] * 3, run.stdout


class _Ended:
    """A session whose tab was closed."""

    id = "ended"

    def __init__(self, released: list[str]) -> None:
        self._released = released

    def __del__(self) -> None:
        self._released.append(self.id)


def test_a_session_is_released_though_no_further_tab_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's own storage, with a clock that is two minutes later at the second look."""
    now, released = [0.0], list[str]()
    storage = MemorySessionStorage()
    storage._cache = TTLCache(128, 120, timer=lambda: now[0])
    nothing: Any = SimpleNamespace()
    manager = WebsocketSessionManager(storage, nothing, nothing, nothing)
    monkeypatch.setattr(Runtime, "_instance", SimpleNamespace(_session_mgr=manager))
    stored: Any = SimpleNamespace(client=None, session=_Ended(released), script_run_count=1)
    storage.save(stored)
    del stored
    memory = IdleMemory()
    memory.look()
    now[0] = 119.0
    memory.look()
    assert released == []
    now[0] = 121.0
    assert memory.look()
    assert released == ["ended"]


def test_a_look_while_the_app_starts_does_not_end_the_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit publishes its runtime before the list of sessions is there; a look can come between."""
    monkeypatch.setattr(Runtime, "_instance", Runtime.__new__(Runtime))
    assert not IdleMemory().look(0.0)
