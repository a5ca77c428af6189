"""Returns memory to the system while nobody uses the app."""

from __future__ import annotations

import gc
import threading
import time

from streamlit import runtime

from callsheet.system.platform_support import trim_memory
from callsheet.ui.app.streamlit_internals import forget_ended_sessions, live_sessions

INTERVAL_SECONDS = 5.0
"""Between two looks. Chosen by hand: longer than an operator pauses between two presses."""
AT_REST = 0.05
"""Share of one core below which the process is at rest; an open page takes about a hundredth."""
WORTH_IT = 0.1
"""CPU seconds of work after which there may be memory to return. Returning it takes 0.02 s after a large file."""


class IdleMemory:
    """Looks at the process from time to time, and returns memory when it has worked and is at rest."""

    def __init__(self) -> None:
        self._sessions: set[str] = set()
        self._at_last_look = self._at_last_return = 0.0

    def look(self, seconds: float = INTERVAL_SECONDS) -> bool:
        """Release sessions that have ended; return memory if the process is at rest and has worked since the last time.

        Args:
            seconds: since the last look.

        Returns:
            True if memory was returned.
        """
        sessions = live_sessions() if runtime.exists() else set()
        has_ended = bool(self._sessions - sessions)
        if has_ended:
            forget_ended_sessions()
        self._sessions = sessions
        now = time.process_time()
        is_at_rest = now - self._at_last_look <= AT_REST * seconds
        self._at_last_look = now
        if not (has_ended or (is_at_rest and now - self._at_last_return >= WORTH_IT)):
            return False
        gc.collect()
        trim_memory()
        self._at_last_look = self._at_last_return = time.process_time()
        return True


def start_idle_thread() -> None:
    """Look every few seconds for as long as the process lives."""
    threading.Thread(target=_look_forever, args=(IdleMemory(),), name="idle-memory", daemon=True).start()


def _look_forever(memory: IdleMemory) -> None:
    pause = threading.Event()
    while not pause.wait(INTERVAL_SECONDS):
        memory.look()
