"""What the app keeps: drafts with their edit log, submissions and their ledger."""

from callsheet.store.clock import Clock
from callsheet.store.draft import Draft, DraftLine
from callsheet.store.drafts import Drafts
from callsheet.store.erasing import delete_copies
from callsheet.store.ledger.creation import Sizes
from callsheet.store.ledger.ledger import Ledger
from callsheet.store.ledger.model import (
    Attempt,
    Event,
    Part,
    Submission,
)
from callsheet.store.ledger.new_submission import NewSubmission
from callsheet.store.ledger.states import (
    Evidence,
    Hold,
    PartState,
    RowState,
    State,
)
from callsheet.store.recipes import Recipes, RememberedRecipe
from callsheet.store.retention import purge_expired, start_retention_thread
from callsheet.store.settings import SavedSettings
from callsheet.store.store import Store, open_store

__all__ = [
    "Attempt",
    "Clock",
    "Draft",
    "DraftLine",
    "Drafts",
    "Event",
    "Evidence",
    "Hold",
    "Ledger",
    "NewSubmission",
    "Part",
    "PartState",
    "Recipes",
    "RememberedRecipe",
    "RowState",
    "SavedSettings",
    "Sizes",
    "State",
    "Store",
    "Submission",
    "delete_copies",
    "open_store",
    "purge_expired",
    "start_retention_thread",
    "sweep",
]
