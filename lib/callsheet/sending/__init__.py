"""Sends a clean set so that nobody is called twice and nobody is silently lost."""

from callsheet.sending.plan import Plan, PreviousSubmission, plan_of
from callsheet.sending.receipt import Receipt, outcome_counts, receipt_of
from callsheet.sending.server import EMBEDDED, server_name
from callsheet.sending.service import TRIAL, Question, SendService
from callsheet.sending.suppression_file import suppressed_numbers
from callsheet.sending.worker.intent_log import IntentLog
from callsheet.sending.worker.loop import WorkerLoop, is_sender_running, sender_lock
from callsheet.sending.worker.restored_ledger import acknowledge_untracked, untracked_uploads
from callsheet.sending.worker.sender import Sender

__all__ = [
    "EMBEDDED",
    "TRIAL",
    "IntentLog",
    "Plan",
    "PreviousSubmission",
    "Question",
    "Receipt",
    "SendService",
    "Sender",
    "WorkerLoop",
    "acknowledge_untracked",
    "is_sender_running",
    "outcome_counts",
    "plan_of",
    "receipt_of",
    "sender_lock",
    "server_name",
    "suppressed_numbers",
    "untracked_uploads",
]
