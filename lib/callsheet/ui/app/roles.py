"""Roles of signed-in users, from lists of e-mail addresses in the settings. No Streamlit."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.settings import Settings


class Role(StrEnum):
    """What a user may do."""

    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"


def email_of(claims: Mapping[str, Any], *, accepts_unverified: bool = False) -> str:
    """The e-mail address that the provider has verified; "" if it has not.

    Args:
        claims: OpenID Connect's standard claims about the user.
        accepts_unverified: True also takes an address of which the provider does not say whether it is verified; one
            that it calls unverified is never taken.
    """
    email = str(claims.get("email") or "").strip().casefold()
    verified = claims.get("email_verified", accepts_unverified)
    return email if verified in (True, "true") and email.count("@") == 1 else ""


def role_of(email: str, settings: Settings) -> Role | None:
    """The role of the user with an address; None: no access.

    Args:
        email: from `email_of`.
        settings: list operators and administrators.
    """
    if _is_listed(email, settings.administrators):
        return Role.ADMINISTRATOR
    return Role.OPERATOR if _is_listed(email, settings.operators) else None


def _is_listed(email: str, addresses: str) -> bool:
    entries = {entry.strip().casefold() for entry in addresses.replace(";", ",").split(",")} - {"", "@"}
    return bool(email) and (email in entries or f"@{email.rpartition('@')[2]}" in entries)
