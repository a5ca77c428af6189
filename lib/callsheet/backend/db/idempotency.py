"""Idempotent uploads: one request per Idempotency-Key does the work, the others wait for its response.

The response is stored as long as the campaign. A claim carries a fencing token (`attempt`): a process that was taken
for dead and comes back finds another token in the database and rolls its work back.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from callsheet.backend.db.tables import UPLOADS
from callsheet.contract import UploadStatus
from callsheet.database.sql import insert_or_ignore

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Engine, Row

    from callsheet.backend.workers.liveness import ProcessRegistry


class ClaimSuperseded(Exception):
    """Another process has taken the upload over; nothing of this request was queued."""


@dataclass(frozen=True)
class Claim:
    """The right to process an upload, until another process takes it over.

    Args:
        workspace: its workspace.
        key: its Idempotency-Key.
        attempt: the fencing token, new with every claim.
    """

    workspace: str
    key: str
    attempt: str


@dataclass(frozen=True)
class Replay:
    """The upload has been processed: status and body of its response (JSON)."""

    status: int
    body: str


@dataclass(frozen=True)
class InProgress:
    """Another request with this key is being processed."""


@dataclass(frozen=True)
class KeyConflict:
    """The key was used before with another file, or for another campaign."""


class Uploads:
    """The uploads with an Idempotency-Key of one database.

    Args:
        engine: the database.
        processes: knows which processes are alive.
    """

    def __init__(self, engine: Engine, processes: ProcessRegistry) -> None:
        self._engine = engine
        self._processes = processes
        self._attempts_at_work: set[str] = set()

    def claim(
        self, workspace: str, key: str, campaign_id: str, digest: str
    ) -> Claim | Replay | InProgress | KeyConflict:
        """Try to claim an upload.

        Args:
            workspace: its workspace.
            key: its Idempotency-Key.
            campaign_id: its campaign.
            digest: of the file's bytes.
        """
        claim = Claim(workspace, key, secrets.token_hex(16))
        values = {
            "workspace_id": workspace,
            "key": key,
            "campaign_id": campaign_id,
            "digest": digest,
            "state": UploadStatus.PROCESSING.value,
            "attempt": claim.attempt,
            "owner": self._processes.name,
            "created_at": datetime.now(UTC),
        }
        self._attempts_at_work.add(claim.attempt)
        with self._engine.begin() as connection:
            insertion = insert_or_ignore(connection, UPLOADS).values(**values).returning(UPLOADS.c.attempt)
            if connection.scalar(insertion) is not None:
                return claim
        result = self._claim_existing(claim, campaign_id, digest)
        if result is not claim:
            self.end(claim)
        return result

    def _claim_existing(self, claim: Claim, campaign_id: str, digest: str) -> Claim | Replay | InProgress | KeyConflict:
        row = self._row(claim.workspace, claim.key)
        if row is None:  # deleted since the insertion failed: the caller tries again
            return InProgress()
        if (row.digest, row.campaign_id) != (digest, campaign_id):
            return KeyConflict()
        if row.state != UploadStatus.PROCESSING:
            return Replay(row.status, row.answer)
        if self._is_at_work(row):
            return InProgress()
        return claim if self._take_over(row, claim) else InProgress()

    def end(self, claim: Claim) -> None:
        """Note that this process no longer works on a claim, with whatever result."""
        self._attempts_at_work.discard(claim.attempt)

    def _is_at_work(self, row: Row[Any]) -> bool:
        """Whether a request is being processed: of this process it is known; another process must be alive."""
        if row.owner == self._processes.name:
            return row.attempt in self._attempts_at_work
        return self._processes.is_alive(row.owner)

    def record_refused(self, claim: Claim, status: int, body: str) -> None:
        """Store an error response as the response of this key."""
        self._execute_if_claimed(
            claim, update(UPLOADS).values(state=UploadStatus.REFUSED.value, status=status, answer=body)
        )

    def release(self, claim: Claim) -> None:
        """Delete the claim: nothing was queued, and the key can be used again."""
        self._execute_if_claimed(claim, delete(UPLOADS))

    def state(self, workspace: str, key: str) -> tuple[UploadStatus, str | None] | None:
        """Return the state of an upload and the body of its response (JSON).

        Returns:
            None if there is no such upload, or its process died: nothing of it was queued or will be.
        """
        row = self._row(workspace, key)
        if row is None:
            return None
        if row.state == UploadStatus.PROCESSING and not self._is_at_work(row):
            self.release(Claim(workspace, key, row.attempt))
            row = self._row(workspace, key)
        return None if row is None else (UploadStatus(row.state), row.answer)

    def _row(self, workspace: str, key: str) -> Row[Any] | None:
        query = select(UPLOADS).where(UPLOADS.c.workspace_id == workspace, UPLOADS.c.key == key)
        with self._engine.connect() as connection:
            return connection.execute(query).one_or_none()

    def _take_over(self, row: Row[Any], claim: Claim) -> bool:
        old_claim = Claim(claim.workspace, claim.key, row.attempt)
        change = update(UPLOADS).where(*_is_claimed(old_claim))
        with self._engine.begin() as connection:
            result = connection.execute(change.values(attempt=claim.attempt, owner=self._processes.name))
            return result.rowcount == 1

    def _execute_if_claimed(self, claim: Claim, change: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(change.where(*_is_claimed(claim)))


def record_applied(connection: Connection, claim: Claim, body: str) -> None:
    """Store the success response of an upload, within the transaction that queues its leads.

    Args:
        connection: within that transaction.
        claim: on the upload.
        body: of the response, JSON.

    Raises:
        ClaimSuperseded: another process has taken the upload over; the caller rolls back.
    """
    change = update(UPLOADS).where(*_is_claimed(claim))
    result = connection.execute(change.values(state=UploadStatus.APPLIED.value, status=201, answer=body))
    if result.rowcount != 1:
        raise ClaimSuperseded


def _is_claimed(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return (
        UPLOADS.c.workspace_id == claim.workspace,
        UPLOADS.c.key == claim.key,
        UPLOADS.c.attempt == claim.attempt,
        UPLOADS.c.state == UploadStatus.PROCESSING.value,
    )
