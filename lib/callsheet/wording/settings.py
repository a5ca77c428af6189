"""Sentences about settings that the environment makes; they never show a value, which may be a key or a password."""

from __future__ import annotations

NO_KEY = "Set CALLSHEET_API_KEY to the key of that server."
NEEDS = {
    "home": "the path of a folder",
    "api_url": "an address with http:// or https://, as in https://example.com/v1",
    "api_key": "a key without spaces or line breaks",
    "database_url": "an address that begins with sqlite:/// or postgresql://",
    "backend_database_url": "an address that begins with sqlite:/// or postgresql://",
    "quarantine_seconds": "a whole number of seconds from 0 up",
    "draft_days": "a whole number of days from 1 to 3,650",
    "ledger_days": "a whole number of days from 1 to 3,650",
    "call_cap": "tell, or calls and days as in 2/7: at most twice in seven days",
    "consent_policy": "tell, leave_out or require, if need be with an age, as in require/365 or require/12m",
    "fetch_results": "true or false",
    "operators": "e-mail addresses or @domains, separated by commas",
    "administrators": "e-mail addresses or @domains, separated by commas",
    "hosts": "host names separated by commas, without http:// and without a path",
    "proxies": "IP addresses or networks separated by commas, as in 127.0.0.1,10.0.0.0/8",
    "accept_unverified_email": "true or false",
    "metrics": "true or false",
    "rate_limit": "a whole number from 0 up",
    "answers": "documented or observed",
    "simulate_calls": "true or false",
    "simulated_minute": "a number of seconds above 0 and up to 3,600",
}
"""Field → what its variable must be."""


def wrong_setting(variable: str, field: str, reason: str) -> str:
    """Why a variable cannot be used.

    Args:
        variable: its name.
        field: the setting that it makes.
        reason: a sentence of the setting's own; "": what the variable must be is said.
    """
    return f"{variable}: {reason}" if reason else f"{variable} must be {NEEDS[field]}."


def no_such_setting(variable: str, close: str) -> str:
    """That a variable with our prefix makes no setting.

    Args:
        variable: its name.
        close: the variable that was probably meant.
    """
    return f"There is no setting {variable}. Did you mean {close}?"
