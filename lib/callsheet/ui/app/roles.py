"""Who may do what once the app asks for sign-in: roles by lists of e-mail addresses. Pure: no Streamlit."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.settings import Settings


class Role(StrEnum):
    """What a person may do."""

    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"


def email_of(claims: Mapping[str, Any]) -> str:
    """The e-mail address that the provider vouches for; "" when it vouches for none.

    Args:
        claims: what the provider said of the person (OpenID Connect's standard claims).
    """
    email = str(claims.get("email") or "").strip().casefold()
    verified = claims.get("email_verified", True)
    return email if verified in (True, "true") and email.count("@") == 1 else ""


def role_of(email: str, settings: Settings) -> Role | None:
    """What the person behind an address may do; None: nothing.

    Args:
        email: as `email_of` tells it.
        settings: name operators and administrators.
    """
    if _is_listed(email, settings.administrators):
        return Role.ADMINISTRATOR
    return Role.OPERATOR if _is_listed(email, settings.operators) else None


def _is_listed(email: str, written: str) -> bool:
    entries = {entry.strip().casefold() for entry in written.replace(";", ",").split(",")} - {"", "@"}
    return bool(email) and (email in entries or f"@{email.rpartition('@')[2]}" in entries)
