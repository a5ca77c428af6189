"""Sends a clean set so that nobody is called twice and nobody is silently lost."""

from callsheet.sending.desk import TRIAL, Desk, Question
from callsheet.sending.durability import check_durable
from callsheet.sending.intents import IntentLog
from callsheet.sending.lock import SenderLock, is_anybody_sending
from callsheet.sending.plan import Holder, Plan, plan_of
from callsheet.sending.process import ensure_sender
from callsheet.sending.receipt import Receipt, outcome_counts, receipt_of
from callsheet.sending.restored import accept_lost, lost_uploads
from callsheet.sending.sender import Sender
from callsheet.sending.server import EMBEDDED, server_name
from callsheet.sending.suppression import suppressed_numbers
from callsheet.sending.work import Work

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
    "ensure_sender",
    "is_anybody_sending",
    "lost_uploads",
    "outcome_counts",
    "plan_of",
    "receipt_of",
    "server_name",
    "suppressed_numbers",
]
