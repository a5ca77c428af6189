"""Uploads by Idempotency-Key: one at work, the others wait; the answer is kept as long as the campaign."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from callsheet.backend.db.tables import UPLOADS

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Engine, Row

    from callsheet.backend.workers.liveness import ProcessRegistry

PROCESSING, APPLIED, REFUSED = "processing", "applied", "refused"


@dataclass(frozen=True)
class Claim:
    """The right to carry out an upload; holds while no other process took it over.

    Args:
        workspace: whose.
        key: its Idempotency-Key.
        attempt: changes with every claim: what is written under an old one is written nowhere.
    """

    workspace: str
    key: str
    attempt: str


@dataclass(frozen=True)
class Replay:
    """The answer of an upload that is settled: status, and body as JSON."""

    status: int
    answer: str


@dataclass(frozen=True)
class InProgress:
    """Another request with this key is at work."""


@dataclass(frozen=True)
class KeyConflict:
    """The key came before with other bytes, or for another campaign."""


class Uploads:
    """The uploads with keys of one database.

    Args:
        engine: the database.
        presence: tells which processes live.
    """

    def __init__(self, engine: Engine, presence: ProcessRegistry) -> None:
        self._engine = engine
        self._presence = presence
        self._at_work: set[str] = set()

    def claim(
        self, workspace: str, key: str, campaign_id: str, digest: str
    ) -> Claim | Replay | InProgress | KeyConflict:
        """Try to be the one who carries out an upload.

        Args:
            workspace: whose.
            key: its Idempotency-Key.
            campaign_id: where it goes.
            digest: of the file's bytes.
        """
        claim = Claim(workspace, key, secrets.token_hex(16))
        new = {
            "workspace_id": workspace,
            "key": key,
            "campaign_id": campaign_id,
            "digest": digest,
            "state": PROCESSING,
            "attempt": claim.attempt,
            "owner": self._presence.name,
            "created_at": datetime.now(UTC),
        }
        insert = sqlite.insert if self._engine.dialect.name == "sqlite" else postgresql.insert
        added = insert(UPLOADS).values(**new).on_conflict_do_nothing().returning(UPLOADS.c.attempt)
        self._at_work.add(claim.attempt)
        with self._engine.begin() as connection:
            if connection.scalar(added) is not None:
                return claim
        found = self._of_another(claim, campaign_id, digest)
        if found is not claim:
            self.end(claim)
        return found

    def _of_another(self, claim: Claim, campaign_id: str, digest: str) -> Claim | Replay | InProgress | KeyConflict:
        row = self._row(claim.workspace, claim.key)
        if row is None:
            return InProgress()
        if (row.digest, row.campaign_id) != (digest, campaign_id):
            return KeyConflict()
        if row.state != PROCESSING:
            return Replay(row.status, row.answer)
        if self._is_at_work(row):
            return InProgress()
        return claim if self._take_over(row, claim) else InProgress()

    def end(self, claim: Claim) -> None:
        """Work on a claim is over, whatever became of it."""
        self._at_work.discard(claim.attempt)

    def _is_at_work(self, row: Row[Any]) -> bool:
        """Whether anybody still carries it out: of this process that is known exactly, of others they must live."""
        if row.owner == self._presence.name:
            return row.attempt in self._at_work
        return self._presence.is_alive(row.owner)

    def refuse(self, claim: Claim, status: int, answer: str) -> None:
        """Keep a refusal as the answer of this key."""
        self._if_ours(claim, update(UPLOADS).values(state=REFUSED, status=status, answer=answer))

    def forget(self, claim: Claim) -> None:
        """Give the claim back: nothing came of it."""
        self._if_ours(claim, delete(UPLOADS))

    def state(self, workspace: str, key: str) -> tuple[str, str | None] | None:
        """What became of an upload: its state, its answer as JSON; None when nothing of it was or will be queued."""
        row = self._row(workspace, key)
        if row is None:
            return None
        if row.state == PROCESSING and not self._is_at_work(row):
            self.forget(Claim(workspace, key, row.attempt))
            row = self._row(workspace, key)
        return None if row is None else (row.state, row.answer)

    def _row(self, workspace: str, key: str) -> Row[Any] | None:
        query = select(UPLOADS).where(UPLOADS.c.workspace_id == workspace, UPLOADS.c.key == key)
        with self._engine.connect() as connection:
            return connection.execute(query).one_or_none()

    def _take_over(self, row: Row[Any], claim: Claim) -> bool:
        theirs = _held_by(Claim(claim.workspace, claim.key, row.attempt))
        change = update(UPLOADS).where(*theirs).values(attempt=claim.attempt, owner=self._presence.name)
        with self._engine.begin() as connection:
            return connection.execute(change).rowcount == 1

    def _if_ours(self, claim: Claim, change: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(change.where(*_held_by(claim)))


def _held_by(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return (
        UPLOADS.c.workspace_id == claim.workspace,
        UPLOADS.c.key == claim.key,
        UPLOADS.c.attempt == claim.attempt,
        UPLOADS.c.state == PROCESSING,
    )
