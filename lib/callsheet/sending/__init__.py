"""Sends a clean set so that nobody is called twice and nobody is silently lost."""

from callsheet.sending.plan import Plan, plan_of
from callsheet.sending.sender import Sender

__all__ = ["Plan", "Sender", "plan_of"]
