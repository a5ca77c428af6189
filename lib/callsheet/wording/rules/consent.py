"""Sentences about consent: columns, policies, and how long it holds."""

from __future__ import annotations

from callsheet.wording.format import count

WRONG_POLICY = (
    'write "tell", "leave_out", "require" or "ignore", and if need be how long consent holds: "require/365" for days, '
    '"require/12m" for months'
)
CONSENT = "Consent"
NO_COLUMN = "No column says who agreed to be called"
KINDS = {
    "consent": "Yes or no to being called",
    "refusal": "Yes means do not call",
    "date": "The day on which they agreed",
    "revoked": "The day on which they withdrew",
    "basis": "How they agreed",
}
POLICY = "Without consent"
POLICIES = {
    "tell": "Leave out who said no",
    "leave_out": "Leave out who said no or whose consent is too old",
    "require": "Call only people with consent",
    "ignore": "Call everybody, also people who said no",
}
IGNORED = "People who said no will be called. This holds for this file only."
AGE = "For how long"
AGES = ("tell", "tell/6m", "tell/12m", "tell/24m")
"""How long consent may hold; in France a year."""
SETTINGS_INTRO = (
    "If a file has columns about consent, people who said no are left out. Choose here what else is done in every "
    "file. Match columns can choose otherwise for one file."
)


def column_says(header: str) -> str:
    """The words before what a column says: "Opt-in says"."""
    return f"{header} says"


def as_in_settings(kind: str) -> str:
    """The option for the workspace's policy."""
    return f"As in Settings: {POLICIES[kind]}"


def age(policy: str) -> str:
    """How long consent holds: "for ever", "for 12 months", "for 365 days".

    Args:
        policy: as `ConsentPolicy` writes it.
    """
    _, _, written = policy.partition("/")
    if not written:
        return "Consent holds for ever"
    number = int(written.removesuffix("m"))
    return f"Consent holds for {count(number, 'month' if written.endswith('m') else 'day')}"
