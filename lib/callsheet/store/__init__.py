"""What the app keeps: drafts with their edit log, submissions and their ledger."""

from callsheet.store.beginning import Sizes
from callsheet.store.clock import Clock
from callsheet.store.draft import Draft, DraftLine
from callsheet.store.drafts import Drafts
from callsheet.store.erasing import delete_copies
from callsheet.store.kept_settings import KeptSettings
from callsheet.store.ledger import Ledger
from callsheet.store.new_submission import NewSubmission
from callsheet.store.recipes import Recipes, RememberedRecipe
from callsheet.store.retention import keep_swept, sweep
from callsheet.store.states import Evidence, Hold, PartState, RowState, State
from callsheet.store.store import Store, open_store
from callsheet.store.submission import Attempt, Event, Part, Submission

__all__ = [
    "Attempt",
    "Clock",
    "Draft",
    "DraftLine",
    "Drafts",
    "Event",
    "Evidence",
    "Hold",
    "KeptSettings",
    "Ledger",
    "NewSubmission",
    "Part",
    "PartState",
    "Recipes",
    "RememberedRecipe",
    "RowState",
    "Sizes",
    "State",
    "Store",
    "Submission",
    "delete_copies",
    "keep_swept",
    "open_store",
    "sweep",
]
