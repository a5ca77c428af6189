"""The intent log: a file beside a SQLite ledger that only grows. It reveals a ledger restored from an old backup."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from callsheet.store import Store


class IntentLog:
    """The intents of one database; on PostgreSQL there is none, and nothing is written.

    Args:
        store: whose ledger.
    """

    def __init__(self, store: Store) -> None:
        database = store.engine.url.database
        on_disk = store.engine.dialect.name == "sqlite" and database and database != ":memory:"
        self._path = Path(f"{database}.intents") if on_disk else None

    def append(self, **line: Any) -> None:
        """Write a line and see it on disk. Holds ids and counts; never a lead's data.

        Raises:
            OSError: it is not on disk whole.
        """
        if self._path is None:
            return
        is_new = not self._path.exists()
        # a line may follow one that a crash cut off: it begins on a line of its own
        data = b"\n" + json.dumps(line).encode() + b"\n"
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.write(descriptor, data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            _sync_folder(self._path.parent)

    def lines(self) -> list[dict[str, Any]]:
        """Every line that is whole; one that was cut off by a crash is passed over."""
        if self._path is None or not self._path.exists():
            return []
        found = []
        for line in self._path.read_bytes().splitlines():
            try:
                found.append(json.loads(line))
            except ValueError:
                continue
        return found


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def lost_intents(store: Store, log: IntentLog) -> list[dict[str, Any]]:
    """Intents that left, of which the ledger knows nothing: it was restored from an older copy.

    Args:
        store: the ledger.
        log: what was written beside it.

    Returns:
        Lines of the log without those that a person has accepted.
    """
    lines = log.lines()
    accepted = {each for line in lines for each in line.get("accepted", ())}
    left = [line for line in lines if "attempt" in line and line["attempt"] not in accepted]
    known = store.ledger.attempt_ids() if left else frozenset()
    return [line for line in left if line["attempt"] not in known]
