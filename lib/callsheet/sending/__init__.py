"""Sends a clean set so that nobody is called twice and nobody is silently lost."""

from callsheet.sending.plan import Plan, plan_of
from callsheet.sending.receipt import Receipt, outcome_counts, receipt_of
from callsheet.sending.sender import Sender
from callsheet.sending.server import EMBEDDED, server_name

__all__ = ["EMBEDDED", "Plan", "Receipt", "Sender", "outcome_counts", "plan_of", "receipt_of", "server_name"]
