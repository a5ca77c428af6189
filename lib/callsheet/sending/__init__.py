"""Sends a clean set so that nobody is called twice and nobody is silently lost."""

from callsheet.sending.lock import SenderLock, is_sender_running
from callsheet.sending.plan import Plan, PreviousSubmission, plan_of
from callsheet.sending.receipt import Receipt, outcome_counts, receipt_of
from callsheet.sending.server import EMBEDDED, server_name
from callsheet.sending.service import TRIAL, Question, SendService
from callsheet.sending.suppression_file import suppressed_numbers
from callsheet.sending.worker.durability import check_durable
from callsheet.sending.worker.intent_log import IntentLog
from callsheet.sending.worker.loop import WorkerLoop
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
    "SenderLock",
    "WorkerLoop",
    "acknowledge_untracked",
    "check_durable",
    "is_sender_running",
    "outcome_counts",
    "plan_of",
    "receipt_of",
    "server_name",
    "suppressed_numbers",
    "untracked_uploads",
]
