"""Sends a clean set so that nobody is called twice and nobody is silently lost."""

from callsheet.sending.lock import SenderLock, is_anybody_sending
from callsheet.sending.plan import Holder, Plan, plan_of
from callsheet.sending.receipt import Receipt, outcome_counts, receipt_of
from callsheet.sending.server import EMBEDDED, server_name
from callsheet.sending.service import TRIAL, Desk, Question
from callsheet.sending.suppression_file import suppressed_numbers
from callsheet.sending.worker.durability import check_durable
from callsheet.sending.worker.intent_log import IntentLog
from callsheet.sending.worker.loop import Work
from callsheet.sending.worker.restored_ledger import accept_lost, lost_uploads
from callsheet.sending.worker.sender import Sender

__all__ = [
    "EMBEDDED",
    "TRIAL",
    "Desk",
    "Holder",
    "IntentLog",
    "Plan",
    "Question",
    "Receipt",
    "Sender",
    "SenderLock",
    "Work",
    "accept_lost",
    "check_durable",
    "is_anybody_sending",
    "lost_uploads",
    "outcome_counts",
    "plan_of",
    "receipt_of",
    "server_name",
    "suppressed_numbers",
]
