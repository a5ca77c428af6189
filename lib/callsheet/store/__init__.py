"""What the app keeps: drafts with their edit log, submissions and their ledger."""

from callsheet.store.clock import Clock
from callsheet.store.drafts import Draft, Drafts, DraftSummary
from callsheet.store.ledger.creation import PartLimits
from callsheet.store.ledger.ledger import Ledger
from callsheet.store.ledger.model import (
    Attempt,
    Event,
    NewSubmission,
    Part,
    Submission,
)
from callsheet.store.ledger.states import (
    Evidence,
    Hold,
    PartState,
    RowState,
    SubmissionState,
)
from callsheet.store.recipes import Recipes, SavedRecipe
from callsheet.store.retention import purge_expired
from callsheet.store.settings import SavedSettings
from callsheet.store.store import Store, open_store

__all__ = [
    "Attempt",
    "Clock",
    "Draft",
    "DraftSummary",
    "Drafts",
    "Event",
    "Evidence",
    "Hold",
    "Ledger",
    "NewSubmission",
    "Part",
    "PartLimits",
    "PartState",
    "Recipes",
    "RowState",
    "SavedRecipe",
    "SavedSettings",
    "Store",
    "Submission",
    "SubmissionState",
    "open_store",
    "purge_expired",
]
