"""All moves of the ledger."""

from __future__ import annotations

from callsheet.store.leaving import Leaving
from callsheet.store.settling import Settling


class Moves(Leaving, Settling):
    """Moves parts and submissions; each move is one transaction that notes itself and checks the sums."""
