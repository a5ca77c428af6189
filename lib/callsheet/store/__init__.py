"""What the app keeps: drafts with their edit log, submissions and their ledger."""

from callsheet.store.drafts import Draft, DraftLine, Drafts
from callsheet.store.kept_settings import KeptSettings
from callsheet.store.ledger import Ledger
from callsheet.store.recipes import Recipes, RememberedRecipe
from callsheet.store.store import Store, open_store
from callsheet.store.submission import Claim, NewSubmission, RowState, State, Submission

__all__ = [
    "Claim",
    "Draft",
    "DraftLine",
    "Drafts",
    "KeptSettings",
    "Ledger",
    "NewSubmission",
    "Recipes",
    "RememberedRecipe",
    "RowState",
    "State",
    "Store",
    "Submission",
    "open_store",
]
