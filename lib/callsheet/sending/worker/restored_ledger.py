"""A ledger that was restored from a backup: which uploads it lacks, and which campaigns nothing is sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.sending.reconciliation.evidence import lead_count
from callsheet.sending.worker.intent_log import IntentLog, missing_intents
from callsheet.store import UNSETTLED, PartState, RecoveredUpload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.client import CallsheetApi
    from callsheet.sending.worker.intent_log import LoggedIntent
    from callsheet.store import Part, Store


COMPARE_SECONDS = 30.0
"""How long after a look at a campaign's count the next one comes. Chosen by hand."""


class RestoredLedger:
    """What one ledger does not know, because it was put back from an older copy.

    Args:
        store: the ledger.
        api: a client of the server.
        server: name of the server the leads were sent to.
    """

    def __init__(self, store: Store, api: CallsheetApi, server: str) -> None:
        self._store, self._api, self._server = store, api, server
        self._log = IntentLog(store)
        self._missing: list[LoggedIntent] = []
        self._next_look: dict[str, float] = {}

    def recover_uploads(self) -> None:
        """Mark parts unknown that the log has as sent and the ledger as unsent; their quarantine starts now.

        The caller holds the sender's lock: no other process sends.
        """
        self._store.restores.check_progress()
        self._missing = missing_intents(self._store, self._log)
        for intent in self._missing:
            part = self._store.ledger.find_part(intent.part)
            if part is not None and part.state in UNSETTLED - {PartState.PLANNED}:
                upload = RecoveredUpload(intent.attempt, intent.at, intent.keeps_keys, intent.count_before, intent.mark)
                self._store.ledger.transitions.record_recovered_upload(part.id, upload)
        if self._missing:
            self._missing = missing_intents(self._store, self._log)

    def untracked(self) -> Sequence[LoggedIntent]:
        """Logged uploads to this server that no part of the ledger accounts for."""
        if self._missing:
            self._missing = missing_intents(self._store, self._log)
        return [intent for intent in self._missing if intent.server == self._server]

    def is_blocked(self, campaign_id: str) -> bool:
        """True while nothing may be sent to a campaign: leads may be there that this ledger does not know.

        An operator ends that; or the server, by as many leads in the campaign as this ledger has sent there.
        """
        if any(intent.campaign == campaign_id for intent in self.untracked()):
            return True
        restored = self._store.restores.pending(self._server)
        if restored is None or campaign_id in restored.compared.get(self._server, ()):
            return False
        now = self._store.clock.boot_seconds()
        if now < self._next_look.get(campaign_id, now):
            return True
        self._next_look[campaign_id] = now + COMPARE_SECONDS
        sent = {sends.campaign_id: sends.leads for sends in self._store.restores.sends(self._server)}
        if lead_count(self._api, campaign_id) != sent.get(campaign_id, 0):
            return True
        self._store.restores.accept_count(self._server, campaign_id)
        return False


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
    """Record that an operator has seen what a restored ledger does not know; sending to the campaigns resumes.

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
    store.restores.accept(server, who)
    return untracked


def waits_for_operator(store: Store, server: str, campaign_id: str) -> bool:
    """True while nothing is sent to a campaign because the ledger was restored.

    Args:
        store: the ledger.
        server: name of the server.
        campaign_id: the campaign.
    """
    if any(intent.campaign == campaign_id for intent in untracked_uploads(store, server)):
        return True
    restored = store.restores.pending(server)
    return restored is not None and campaign_id not in restored.compared.get(server, ())
