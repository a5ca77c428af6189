"""Detect a ledger restored from a backup: uploads in the intent log that the ledger does not contain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.sending.worker.intent_log import IntentLog, missing_intents
from callsheet.store import UNSETTLED, PartState, RecoveredUpload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.sending.worker.intent_log import LoggedIntent
    from callsheet.store import Part, Store


class RestoredLedger:
    """Uploads that one ledger does not contain.

    Args:
        store: the ledger.
        server: name of the server they were sent to.
    """

    def __init__(self, store: Store, server: str) -> None:
        self._store, self._server = store, server
        self._log = IntentLog(store)
        self._missing: list[LoggedIntent] = []

    def recover_uploads(self) -> None:
        """Mark parts unknown that the log has as sent and the ledger as unsent; their quarantine starts now.

        The caller holds the sender's lock: no other process sends.
        """
        self._missing = missing_intents(self._store, self._log)
        for intent in self._missing:
            part = self._store.ledger.find_part(intent.part)
            if part is not None and part.state in UNSETTLED - {PartState.PLANNED}:
                upload = RecoveredUpload(intent.attempt, intent.at, intent.keeps_keys, intent.count_before)
                self._store.ledger.transitions.record_recovered_upload(part.id, upload)
        if self._missing:
            self._missing = missing_intents(self._store, self._log)

    def untracked(self) -> Sequence[LoggedIntent]:
        """Logged uploads to this server that no part of the ledger accounts for."""
        if self._missing:
            self._missing = missing_intents(self._store, self._log)
        return [intent for intent in self._missing if intent.server == self._server]

    def blocked_campaigns(self) -> frozenset[str]:
        """Campaigns that nothing is sent to until an operator has acknowledged their untracked uploads."""
        return frozenset(intent.campaign for intent in self.untracked())


def untracked_uploads(store: Store, server: str) -> list[LoggedIntent]:
    """Uploads to a server that no submission of the ledger contains, the oldest first.

    Args:
        store: the ledger.
        server: name of the server.
    """
    missing = [intent for intent in missing_intents(store, IntentLog(store)) if intent.server == server]
    return [intent for intent in missing if _is_untracked(store.ledger.find_part(intent.part))]


def _is_untracked(part: Part | None) -> bool:
    """True for a part that is unknown to the ledger, or was copied while it was planned, before its claims."""
    return part is None or part.state in (PartState.PLANNED, PartState.WITHDRAWN)


def acknowledge_untracked(store: Store, server: str, who: str) -> list[LoggedIntent]:
    """Record that an operator has seen the untracked uploads; sending to their campaigns resumes.

    Args:
        store: the ledger.
        server: name of the server.
        who: the operator.

    Returns:
        The uploads that were acknowledged.
    """
    untracked = untracked_uploads(store, server)
    if untracked:
        IntentLog(store).acknowledge((intent.attempt for intent in untracked), who)
    return untracked
