"""A ledger that was restored from an older copy knows nothing of what left since; the intent log beside it does."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from callsheet.sending.worker.intent_log import IntentLog, lost_intents
from callsheet.store import PartState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.store import Store

OPEN = (PartState.READY, PartState.INTENT, PartState.UNKNOWN)


class Restored:
    """What left of which one ledger knows nothing.

    Args:
        store: the ledger.
        server: name of the server it was sent to.
    """

    def __init__(self, store: Store, server: str) -> None:
        self._store, self._server = store, server
        self._log = IntentLog(store)
        self._lost: list[dict[str, Any]] = []

    def reveal(self) -> None:
        """What the ledger has as not yet sent, and the log as left, is unknown; its quarantine starts now.

        Whoever calls this holds the sender's lock: nobody else sends any more.
        """
        self._lost = lost_intents(self._store, self._log)
        for line in self._lost:
            part = self._store.ledger.find_part(str(line["part"]))
            if part is not None and part.state in OPEN:
                self._store.ledger.transitions.record_recovered_upload(
                    part.id,
                    str(line["attempt"]),
                    left_at=datetime.fromisoformat(str(line["at"])),
                    keeps_keys=bool(line.get("keeps_keys")),
                    count_before=line.get("count_before"),
                )
        self._lost = lost_intents(self._store, self._log) if self._lost else []

    def uploads(self) -> Sequence[dict[str, Any]]:
        """Lines of the log about uploads to this server that no part of the ledger answers for."""
        if self._lost:
            self._lost = lost_intents(self._store, self._log)
        return [line for line in self._lost if line.get("server") == self._server]

    def campaigns(self) -> frozenset[str]:
        """Campaigns that nothing is sent to until a person has accepted it."""
        return frozenset(str(line["campaign"]) for line in self.uploads())


def untracked_uploads(store: Store, server: str) -> list[dict[str, Any]]:
    """Uploads that left for a server and that no submission of the ledger holds, the oldest first.

    Args:
        store: the ledger.
        server: name of the server.

    Returns:
        Lines of the intent log: attempt, part, campaign, rows, at.
    """
    lost = [line for line in lost_intents(store, IntentLog(store)) if line.get("server") == server]
    return [line for line in lost if store.ledger.find_part(str(line["part"])) is None]


def acknowledge_untracked(store: Store, server: str, who: str) -> list[dict[str, Any]]:
    """A person has seen what left without the ledger's knowledge; sending goes on.

    Args:
        store: the ledger.
        server: name of the server.
        who: the person.

    Returns:
        What was accepted.
    """
    lost = untracked_uploads(store, server)
    if lost:
        IntentLog(store).append(accepted=[line["attempt"] for line in lost], who=who)
    return lost
