"""Ids as the API documents them: a kind and twelve letters or digits."""

from __future__ import annotations

import secrets

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
LENGTH = 12


def make_id(kind: str) -> str:
    """A new id, `cmp_x7…`."""
    return f"{kind}_" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
