"""The intent log: an append-only file outside of the ledger. It reveals a ledger restored from an old backup."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from callsheet.database import database_file
from callsheet.database.faults import shown_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from callsheet.store import Store


@dataclass(frozen=True)
class LoggedIntent:
    """One line of the log: an upload that was about to begin. It holds ids and counts, never a lead's data.

    Args:
        attempt: id of the attempt.
        part: id of the part.
        campaign: id of the campaign.
        rows: how many leads.
        at: when, to the second.
        server: name of the server.
        keeps_keys: True when the server said that it keeps idempotency keys.
        count_before: leads in the campaign before, as the server reported; None: it does not report them.
        mark: in the title of the batch call; "" without one.
    """

    attempt: str
    part: str
    campaign: str
    rows: int
    at: datetime
    server: str
    keeps_keys: bool = False
    count_before: int | None = None
    mark: str = ""

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> LoggedIntent:
        """Read a line.

        Args:
            line: its JSON object.

        Raises:
            KeyError: it is no intent.
        """
        return cls(
            attempt=str(line["attempt"]),
            part=str(line["part"]),
            campaign=str(line["campaign"]),
            rows=int(line["rows"]),
            at=datetime.fromisoformat(line["at"]),
            server=str(line.get("server", "")),
            keeps_keys=bool(line.get("keeps_keys")),
            count_before=line.get("count_before"),
            mark=str(line.get("mark", "")),
        )

    def to_json(self) -> dict[str, Any]:
        """The JSON object of its line."""
        return asdict(self) | {"at": self.at.isoformat(timespec="seconds")}


class IntentLog:
    """The intents of one database: in a file beside a SQLite file, and in this machine's data folder on PostgreSQL.

    Of a ledger on PostgreSQL each machine knows the uploads that its own senders began. A ledger in memory has no
    log: it cannot be restored.

    Args:
        store: whose ledger.
    """

    def __init__(self, store: Store) -> None:
        is_in_memory = store.engine.dialect.name == "sqlite" and database_file(store.engine) is None
        self._path = None if is_in_memory else intent_log_file(store)

    def append(self, intent: LoggedIntent) -> None:
        """Write an intent and sync it to disk.

        Args:
            intent: an upload that is about to begin.

        Raises:
            OSError: the line is not on disk whole.
        """
        self._append(intent.to_json())

    def acknowledge(self, attempts: Iterable[str], who: str) -> None:
        """Write that an operator has seen uploads that the ledger does not contain.

        Args:
            attempts: their attempt ids.
            who: the operator.

        Raises:
            OSError: the line is not on disk whole.
        """
        self._append({"accepted": list(attempts), "who": who})

    def _append(self, line: Mapping[str, Any]) -> None:
        if self._path is None:
            return
        is_new = not self._path.exists()
        # The line break comes first, because the line before may have been cut off by a crash.
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

    def unacknowledged(self) -> list[LoggedIntent]:
        """Every intent but those an operator has acknowledged, the oldest first."""
        lines = list(self._lines())
        acknowledged = {attempt for line in lines for attempt in line.get("accepted", ())}
        intents = [LoggedIntent.from_json(line) for line in lines if "attempt" in line]
        return [intent for intent in intents if intent.attempt not in acknowledged]

    def _lines(self) -> Iterator[dict[str, Any]]:
        """Every line that is whole; one that a crash cut off is skipped."""
        if self._path is None or not self._path.exists():
            return
        for line in self._path.read_bytes().splitlines():
            try:
                yield json.loads(line)
            except ValueError:
                continue


def intent_log_file(store: Store) -> Path:
    """The file of a ledger's intent log.

    Args:
        store: whose ledger.
    """
    database = database_file(store.engine)
    if database is None:
        digest = blake2b(shown_address(store.engine.url).encode(), digest_size=6).hexdigest()
        database = store.home / f"ledger-{digest}"
    return database.with_name(f"{database.name}.intents")


def add_to_intent_log(store: Store, copied: bytes) -> None:
    """Add the lines of a log's copy that the log lacks. What the log has stays: it may be newer than the copy.

    Args:
        store: whose ledger.
        copied: bytes of the copy.
    """
    path = intent_log_file(store)
    known = set(path.read_bytes().splitlines()) if path.exists() else set()
    missing = [line for line in copied.splitlines() if line and line not in known]
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(b"".join(b"\n" + line + b"\n" for line in missing))
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Sync a folder, so that a new file in it survives a crash."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def missing_intents(store: Store, log: IntentLog) -> list[LoggedIntent]:
    """Logged intents that the ledger does not contain: it was restored from an older copy.

    Args:
        store: the ledger.
        log: the log beside it.

    Returns:
        The intents that no operator has acknowledged, the oldest first.
    """
    intents = log.unacknowledged()
    known = store.ledger.attempt_ids() if intents else frozenset()
    return [intent for intent in intents if intent.attempt not in known]
