"""What an empty database starts with: a workspace, a key, a number, a Telephony Config, a campaign."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import phonenumbers
from babel import Locale
from filelock import FileLock
from sqlalchemy import Engine, func, insert, select

from callsheet.backend.tables import API_KEYS, CAMPAIGNS, COUNTRY_RULES, PHONE_NUMBERS, WORKSPACES

if TYPE_CHECKING:
    from pathlib import Path

SANDBOX_NUMBER = "+912234567890"
SANDBOX_CAMPAIGN = "Sandbox campaign"
PREFIXES = {
    "IN": ["6", "7", "8", "9", "11", "20", "22", "33", "40", "44", "79", "80"],
    "US": [str(first) for first in range(2, 10)],
    "GB": ["1", "2", "3", "7"],
    "AE": ["2", "3", "4", "5", "6", "7", "9"],
    "SG": ["3", "6", "8", "9"],
}
"""Starts of national numbers: mobile and fixed lines, no premium and no freephone lines of the country's own."""


def make_id(kind: str) -> str:
    """A new id: a kind and twelve letters or digits, `cmp_x7…` (documented shape)."""
    alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"
    return f"{kind}_" + "".join(secrets.choice(alphabet) for _ in range(12))


def key_digest(key: str) -> str:
    """What is stored of a key."""
    return sha256(key.encode()).hexdigest()


def make_sandbox(engine: Engine, key_file: Path) -> None:
    """Fill an empty database; one that has a workspace stays as it is.

    Args:
        engine: the backend's database, its tables in place.
        key_file: where the new key is written, readable by the owner only.
    """
    key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(f"{key_file}.lock"), engine.begin() as connection:
        if connection.scalar(select(func.count()).select_from(WORKSPACES)):
            return
        workspace, key = make_id("org"), secrets.token_urlsafe(32)
        connection.execute(insert(WORKSPACES).values(id=workspace))
        connection.execute(insert(API_KEYS).values(digest=key_digest(key), workspace_id=workspace))
        number = {"id": make_id("phn"), "phone_number": SANDBOX_NUMBER, "nickname": "Sandbox"}
        connection.execute(insert(PHONE_NUMBERS).values(**number, workspace_id=workspace, sip_trunk_enabled=False))
        connection.execute(insert(COUNTRY_RULES), [_rule(workspace, iso) for iso in PREFIXES])
        connection.execute(
            insert(CAMPAIGNS).values(
                id=make_id("cmp"),
                organization_id=workspace,
                name=SANDBOX_CAMPAIGN,
                agent_id="agent_sandbox",
                from_phone_number=SANDBOX_NUMBER,
                status="draft",
                created_at=datetime.now(UTC),
            )
        )
        _write_key(key_file, key)


def _rule(workspace: str, iso: str) -> dict[str, object]:
    return {
        "workspace_id": workspace,
        "country_iso": iso,
        "country_name": Locale("en").territories[iso],
        "calling_code": str(phonenumbers.country_code_for_region(iso)),
        "prefixes": PREFIXES[iso],
    }


def _write_key(key_file: Path, key: str) -> None:
    handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key + "\n")
