"""API keys: stored as digests, compared in constant time, each for one workspace."""

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

_PREFIX_LENGTH = 16
"""Characters of the digest by which the database finds candidates; the whole is compared in constant time."""
_AFTER_HEX = "g"
"""Sorts after every hexadecimal digit."""


class KeyRevoked(Exception):
    """The API key of a request was revoked while the request was processed."""


@dataclass(frozen=True)
class ApiKey:
    """What may be shown of an API key; never the key itself.

    Args:
        id: names it for `callsheet key revoke`.
        workspace: the workspace to which it gives access.
        name: chosen by its owner.
        created_at: in UTC; None: created by a version that did not store the time.
        revoked_at: in UTC; None: it is valid.
    """

    id: str
    workspace: str
    name: str
    created_at: datetime | None
    revoked_at: datetime | None


def key_digest(key: str) -> str:
    """Return the digest that is stored. A plain hash suffices: a key has 256 random bits and cannot be guessed."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def add_key(connection: Connection, workspace: str, name: str) -> tuple[str, str]:
    """Create a key.

    Returns:
        Its id, and the key itself, which is not stored.
    """
    key_id = make_id("key")
    while (key := secrets.token_urlsafe(32)).startswith("-"):
        pass  # a command line would take it for an option
    values = {"id": key_id, "digest": key_digest(key), "workspace_id": workspace, "name": name}
    connection.execute(insert(API_KEYS).values(**values, created_at=datetime.now(UTC)))
    return key_id, key


def lock_active_key(connection: Connection, digest: str) -> None:
    """Lock a key until the transaction ends, so that it cannot be revoked meanwhile (SELECT … FOR SHARE).

    Raises:
        KeyRevoked: it has been revoked.
    """
    query = select(API_KEYS.c.digest).where(API_KEYS.c.digest == digest, API_KEYS.c.revoked_at.is_(None))
    if connection.scalar(query.with_for_update(read=True)) is None:
        raise KeyRevoked


class ApiKeys:
    """The API keys of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def workspace_of(self, digest: str) -> str | None:
        """Return the workspace of the key with this digest, or None if it is unknown or revoked."""
        prefix = digest[:_PREFIX_LENGTH]
        query = select(API_KEYS.c.digest, API_KEYS.c.workspace_id, API_KEYS.c.revoked_at).where(
            API_KEYS.c.digest > prefix, API_KEYS.c.digest < prefix + _AFTER_HEX
        )
        with self._engine.connect() as connection:
            candidates = connection.execute(query).all()
        for stored, workspace, revoked_at in candidates:
            if compare_digest(stored, digest) and revoked_at is None:
                return str(workspace)
        return None

    def workspaces(self) -> list[str]:
        """List the ids of all workspaces."""
        with self._engine.connect() as connection:
            return list(connection.scalars(select(WORKSPACES.c.id).order_by(WORKSPACES.c.id)))

    def create(self, workspace: str | None, name: str) -> tuple[str, str, str]:
        """Create a key.

        Args:
            workspace: an existing one; None: a new one.
            name: chosen by its owner.

        Returns:
            Its id, its workspace, and the key itself, which is not stored.
        """
        with self._engine.begin() as connection:
            if workspace is None:
                workspace = make_id("org")
                connection.execute(insert(WORKSPACES).values(id=workspace))
            key_id, key = add_key(connection, workspace, name)
        return key_id, workspace, key

    def list_all(self) -> list[ApiKey]:
        """List all keys, the oldest first."""
        query = select(API_KEYS).order_by(API_KEYS.c.created_at, API_KEYS.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [ApiKey(row.id, row.workspace_id, row.name, row.created_at, row.revoked_at) for row in rows]

    def revoke(self, key_id: str) -> bool:
        """Revoke a key; it is refused from then on.

        Returns:
            False if there is no such key.
        """
        now = datetime.now(UTC)
        change = update(API_KEYS).where(API_KEYS.c.id == key_id, API_KEYS.c.revoked_at.is_(None))
        with self._engine.begin() as connection:
            known_id = connection.scalar(select(API_KEYS.c.id).where(API_KEYS.c.id == key_id))
            connection.execute(change.values(revoked_at=now))
        return known_id is not None
