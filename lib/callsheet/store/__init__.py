"""The app's own database: drafts with their edit log, and the ledger of submissions."""

from callsheet.store.audit import AuditEntry, Verification
from callsheet.store.clock import Clock
from callsheet.store.do_not_call.bulk import NO_DETAIL, Detail
from callsheet.store.do_not_call.named import OWN_LIST_ID, CallList, ListKind
from callsheet.store.do_not_call.numbers import SuppressedNumber, SuppressionList
from callsheet.store.draft import Draft, DraftSummary
from callsheet.store.drafts import Drafts
from callsheet.store.ledger.gates.contacts import CallCap, LatelyCalled
from callsheet.store.ledger.gates.reasons import HoldBackReason
from callsheet.store.ledger.ledger import Ledger
from callsheet.store.ledger.model import (
    AtServer,
    Attempt,
    Event,
    FileCounts,
    Part,
    PartLimits,
    PartRefusal,
    PartRow,
    RecoveredUpload,
    RowOutcome,
)
from callsheet.store.ledger.parts.creation import new_part_id, split_rows
from callsheet.store.ledger.release import Release
from callsheet.store.ledger.states import (
    UNDECIDED,
    UNSETTLED,
    WAITING,
    DestinationKind,
    EventKind,
    Evidence,
    Hold,
    PartState,
    Recall,
    RowState,
    SubmissionState,
)
from callsheet.store.ledger.submissions.attention import AttentionReason
from callsheet.store.ledger.submissions.destination_history import SentUnder
from callsheet.store.ledger.submissions.row_facts import RowFact
from callsheet.store.ledger.submissions.submission import NewSubmission, Submission
from callsheet.store.ledger.submissions.summary import SubmissionSummary
from callsheet.store.ledger.transaction import SENDER
from callsheet.store.recipes import Recipes, SavedRecipe
from callsheet.store.restores import CampaignSends, Restored
from callsheet.store.results.call_results import CallResults
from callsheet.store.results.lead_frame import LEAD, NO_LEAD
from callsheet.store.results.model import MADE, CallOutcome, FoundCall, LeadResult, ReadProblem, ResultsRead
from callsheet.store.retention import purge_expired
from callsheet.store.settings import SavedSettings
from callsheet.store.store import Store, open_store
from callsheet.store.totals import Totals, read_totals

__all__ = [
    "LEAD",
    "MADE",
    "NO_DETAIL",
    "NO_LEAD",
    "OWN_LIST_ID",
    "SENDER",
    "UNDECIDED",
    "UNSETTLED",
    "WAITING",
    "AtServer",
    "Attempt",
    "AttentionReason",
    "AuditEntry",
    "CallCap",
    "CallList",
    "CallOutcome",
    "CallResults",
    "CampaignSends",
    "Clock",
    "DestinationKind",
    "Detail",
    "Draft",
    "DraftSummary",
    "Drafts",
    "Event",
    "EventKind",
    "Evidence",
    "FileCounts",
    "FoundCall",
    "Hold",
    "HoldBackReason",
    "LatelyCalled",
    "LeadResult",
    "Ledger",
    "ListKind",
    "NewSubmission",
    "Part",
    "PartLimits",
    "PartRefusal",
    "PartRow",
    "PartState",
    "ReadProblem",
    "Recall",
    "Recipes",
    "RecoveredUpload",
    "Release",
    "Restored",
    "ResultsRead",
    "RowFact",
    "RowOutcome",
    "RowState",
    "SavedRecipe",
    "SavedSettings",
    "SentUnder",
    "Store",
    "Submission",
    "SubmissionState",
    "SubmissionSummary",
    "SuppressedNumber",
    "SuppressionList",
    "Totals",
    "Verification",
    "new_part_id",
    "open_store",
    "purge_expired",
    "read_totals",
    "split_rows",
]
