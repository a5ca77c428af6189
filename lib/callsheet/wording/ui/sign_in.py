"""Sentences of sign-in."""

from __future__ import annotations

WELCOME = "Sign in to Callsheet"
WHY = "Leads are personal data: only people on this installation’s list may see them."
SIGN_IN = "Sign in"
SIGN_OUT = "Sign out"
SIGNED_IN = "Signed in"
NOT_ON_THE_LIST = "You are not on the list"
CLOSED = "Callsheet is closed"
SET_UP_BY_HALF = (
    "Operators are named, but no sign-in is set up. Ask whoever runs this installation "
    "to check the [auth] section of secrets.toml."
)
DRAFT_OF_ANOTHER = "This upload belongs to somebody else. Ask them, or drop the file again."


def sign_in_with(provider: str | None) -> str:
    """The button of a provider; None: there is only one."""
    return f"Sign in with {provider.capitalize()}" if provider else SIGN_IN


def signed_in_as(email: str, *, is_administrator: bool) -> str:
    """Who is signed in, and what they may do."""
    return f"{email} · {'Administrator' if is_administrator else 'Operator'}"


def not_on_the_list(email: str) -> str:
    """Why a user who signed in has no access."""
    if not email:
        return "Your provider confirms no e-mail address. Sign in with another account."
    return f"{email} may not use this installation. Ask its administrator to add you."
