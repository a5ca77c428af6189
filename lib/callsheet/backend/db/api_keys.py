"""API keys: stored as digests, compared in constant time, each of one workspace."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from callsheet.backend.db.ids import make_id
from callsheet.backend.db.tables import API_KEYS, WORKSPACES

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

FOUND_BY = 16
"""Characters of the digest that find the candidates; the rest is compared in constant time."""
AFTER_HEX = "g"


class KeyRevoked(Exception):
    """The key a request came with was revoked while the request was at work."""


@dataclass(frozen=True)
class Key:
    """A key as it may be shown: never the key itself.

    Args:
        id: names it for `callsheet key revoke`.
        workspace: whose leads it opens.
        name: what its owner calls it.
        created_at: in UTC; None: made before that was kept.
        revoked_at: in UTC; None: it works.
    """

    id: str
    workspace: str
    name: str
    created_at: datetime | None
    revoked_at: datetime | None


def key_digest(key: str) -> str:
    """What is stored of a key; a key is random and long, so a plain hash cannot be guessed back."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def add_key(connection: Connection, workspace: str, name: str) -> tuple[str, str]:
    """Make a key.

    Returns:
        Its id, and the key, which cannot be had again.
    """
    key_id, key = make_id("key"), secrets.token_urlsafe(32)
    values = {"id": key_id, "digest": key_digest(key), "workspace_id": workspace, "name": name}
    connection.execute(insert(API_KEYS).values(**values, created_at=datetime.now(UTC)))
    return key_id, key


def lock_active_key(connection: Connection, digest: str) -> None:
    """See to it that nothing is done with a key that was revoked meanwhile.

    Raises:
        KeyEnded: it was.
    """
    query = select(API_KEYS.c.digest).where(API_KEYS.c.digest == digest, API_KEYS.c.revoked_at.is_(None))
    if connection.scalar(query.with_for_update(read=True)) is None:
        raise KeyRevoked


class ApiKeys:
    """The keys of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def workspace_of(self, digest: str) -> str | None:
        """The workspace that the key of a digest opens; None when it is unknown or revoked."""
        start = digest[:FOUND_BY]
        query = select(API_KEYS.c.digest, API_KEYS.c.workspace_id, API_KEYS.c.revoked_at).where(
            API_KEYS.c.digest > start, API_KEYS.c.digest < start + AFTER_HEX
        )
        with self._engine.connect() as connection:
            candidates = connection.execute(query).all()
        for stored, workspace, revoked_at in candidates:
            if compare_digest(stored, digest) and revoked_at is None:
                return str(workspace)
        return None

    def workspaces(self) -> list[str]:
        """All workspaces."""
        with self._engine.connect() as connection:
            return list(connection.scalars(select(WORKSPACES.c.id).order_by(WORKSPACES.c.id)))

    def create(self, workspace: str | None, name: str) -> tuple[str, str, str]:
        """Make a key.

        Args:
            workspace: an existing one; None: a new one.
            name: what its owner calls it.

        Returns:
            Its id, its workspace, and the key, which cannot be had again.
        """
        with self._engine.begin() as connection:
            if workspace is None:
                workspace = make_id("org")
                connection.execute(insert(WORKSPACES).values(id=workspace))
            key_id, key = add_key(connection, workspace, name)
        return key_id, workspace, key

    def list_all(self) -> list[Key]:
        """All keys, the oldest first."""
        query = select(API_KEYS).order_by(API_KEYS.c.created_at, API_KEYS.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [Key(row.id, row.workspace_id, row.name, row.created_at, row.revoked_at) for row in rows]

    def revoke(self, key_id: str) -> bool:
        """End a key at once.

        Returns:
            False when there is no such key.
        """
        moment = datetime.now(UTC)
        change = update(API_KEYS).where(API_KEYS.c.id == key_id, API_KEYS.c.revoked_at.is_(None))
        with self._engine.begin() as connection:
            known = connection.scalar(select(API_KEYS.c.id).where(API_KEYS.c.id == key_id))
            connection.execute(change.values(revoked_at=moment))
        return known is not None
