"""Child processes that end with their parent: the pipe to their standard input is their lifeline.

The system closes the parent's end of that pipe however the parent ends, SIGKILL included.
"""

from __future__ import annotations

import select
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

STANDARD_INPUT = 0
CLOSED = select.POLLHUP | select.POLLERR | select.POLLNVAL


def start_child(
    *arguments: str,
    environment: Mapping[str, str],
    folder: Path | None = None,
    is_piped: bool = False,
    has_piped_errors: bool = False,
    has_own_group: bool = False,
) -> subprocess.Popen[bytes]:
    """Start Python as a child process whose standard input stays open for as long as the result is referenced.

    It is started by `subprocess` alone, never by a fork of this process with its threads.

    Args:
        arguments: of the Python interpreter, such as "-m", "callsheet", "work".
        environment: all environment variables of the child.
        folder: its working folder; None: this process's.
        is_piped: True connects its output and error streams as unbuffered pipes; False discards its output and shares
            the parent's error stream.
        has_piped_errors: True connects its error stream alone as an unbuffered pipe.
        has_own_group: True starts it in a process group of its own, which Ctrl+C in a terminal does not reach.

    Raises:
        OSError: the system starts no further process.
    """
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE if is_piped else subprocess.DEVNULL,
        stderr=subprocess.PIPE if is_piped or has_piped_errors else None,
        bufsize=0 if is_piped or has_piped_errors else -1,
        cwd=folder,
        env=environment,
        process_group=0 if has_own_group else None,
    )


def when_parent_ends(action: Callable[[], object]) -> None:
    """In a child: call `action` from a daemon thread once no process holds the other end of standard input.

    Args:
        action: called once, also while the main thread reads or waits for data from standard input.
    """
    threading.Thread(target=_await_parent_end, args=(action,), daemon=True).start()


def _await_parent_end(action: Callable[[], object]) -> None:
    poll = select.poll()
    poll.register(STANDARD_INPUT, 0)  # no event is asked for: what `CLOSED` names is always reported
    while not any(event & CLOSED for _, event in poll.poll()):
        pass
    action()
