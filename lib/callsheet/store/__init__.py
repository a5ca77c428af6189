"""What the app keeps: drafts with their edit log, submissions and their ledger."""

from callsheet.store.drafts import Draft, Drafts
from callsheet.store.ledger import Ledger
from callsheet.store.store import Store, open_store
from callsheet.store.submission import Claim, NewSubmission, RowState, State, Submission

__all__ = [
    "Claim",
    "Draft",
    "Drafts",
    "Ledger",
    "NewSubmission",
    "RowState",
    "State",
    "Store",
    "Submission",
    "open_store",
]
