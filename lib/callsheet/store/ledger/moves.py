"""All moves of the ledger."""

from __future__ import annotations

from callsheet.store.ledger.settlement_transitions import Settling
from callsheet.store.ledger.upload_transitions import Leaving


class Moves(Leaving, Settling):
    """Moves parts and submissions; each move is one transaction that notes itself and checks the sums."""
