"""Who is sending: every process that sends holds a lock for as long as it lives.

A submission found in flight whose owner's lock is free was left by a dead process: nobody knows whether it arrived.
"""

from __future__ import annotations

import secrets
from functools import cache
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "senders"
_HELD: list[FileLock] = []


@cache
def living_owner(home: Path) -> str:
    """This process's name among the senders of a data folder; its lock is held until the process ends.

    Args:
        home: the data folder.
    """
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = secrets.token_hex(8)
    lock = FileLock(folder / f"{name}.lock", thread_local=False)
    lock.acquire()
    _HELD.append(lock)
    return name


def is_dead(home: Path, owner: str) -> bool:
    """True when the process of that name has ended.

    Args:
        home: the data folder.
        owner: a name that `living_owner` gave.
    """
    path = home / FOLDER / f"{owner}.lock"
    if not path.exists():
        return True
    probe = FileLock(path, thread_local=False)
    try:
        with probe.acquire(timeout=0):
            return True
    except Timeout:
        return False
