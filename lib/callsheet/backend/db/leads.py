"""Leads in the database; a lead belongs to the workspace of its campaign."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from callsheet.backend.db.api_keys import lock_active_key
from callsheet.backend.db.bulk_insert import insert_leads
from callsheet.backend.db.ids import make_id
from callsheet.backend.db.tables import CAMPAIGNS, LEADS, UPLOADS
from callsheet.contract import CLOSED_STATUSES, Lead

if TYPE_CHECKING:
    import pyarrow as pa
    from sqlalchemy import Connection, Engine

    from callsheet.backend.db.idempotency import Claim

PENDING, REMOVED = "pending", "removed"


class CampaignClosed(Exception):
    """The campaign was completed or cancelled before the leads could be queued.

    Args:
        status: what became of it.
    """

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class ClaimSuperseded(Exception):
    """Another process took the upload over; nothing of this one was queued."""


class Leads:
    """The leads of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add_file(self, campaign_id: str, rows: pa.Table, key_digest: str, claim: Claim | None, answer: str) -> None:
        """Queue a file's leads, all or none, together with what is known of its upload.

        Args:
            campaign_id: where they go.
            rows: as `lead_rows` makes them.
            key_digest: of the API key the file came with.
            claim: on the upload's Idempotency-Key; None: it had none.
            answer: what is answered when all is well, as JSON.

        Raises:
            CampaignFinished: nothing was queued.
            KeyEnded: nothing was queued.
            ClaimLost: nothing was queued.
        """
        with self._engine.begin() as connection:
            if claim is not None:
                _settle(connection, claim, answer)
            insert_leads(connection, rows, campaign_id, datetime.now(UTC))
            lock_active_key(connection, key_digest)
            lock_open_campaign(connection, campaign_id)

    def add(self, campaign_id: str, values: dict[str, Any]) -> Lead:
        """Queue one lead.

        Raises:
            CampaignFinished: it was not queued.
        """
        row = values | {
            "id": make_id("lead"),
            "campaign_id": campaign_id,
            "status": PENDING,
            "created_at": datetime.now(UTC),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(LEADS).values(**row))
            lock_open_campaign(connection, campaign_id)
        return Lead(**row)

    def one(self, workspace: str, lead_id: str) -> Lead | None:
        """One lead; None when there is none in this workspace."""
        query = (
            select(LEADS)
            .join(CAMPAIGNS, CAMPAIGNS.c.id == LEADS.c.campaign_id)
            .where(LEADS.c.id == lead_id, CAMPAIGNS.c.organization_id == workspace)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else Lead(**dict(row))

    def change(self, lead_id: str, values: dict[str, Any]) -> bool:
        """Change a lead while it is pending.

        Returns:
            False when it is not pending any more.
        """
        query = update(LEADS).where(LEADS.c.id == lead_id, LEADS.c.status == PENDING).values(**values)
        with self._engine.begin() as connection:
            return connection.execute(query).rowcount == 1

    def page(self, campaign_id: str, page: int, limit: int) -> tuple[list[Lead], int]:
        """A page of a campaign's leads in the order they came, removed ones as well, and how many there are."""
        query = select(LEADS).where(LEADS.c.campaign_id == campaign_id).order_by(LEADS.c.place)
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.count()).where(LEADS.c.campaign_id == campaign_id)) or 0
            rows = connection.execute(query.limit(limit).offset((page - 1) * limit)).mappings().all()
        return [Lead(**dict(row)) for row in rows], total


def lock_open_campaign(connection: Connection, campaign_id: str) -> None:
    """Keep the campaign from being finished until this transaction ends.

    Raises:
        CampaignFinished: it is finished already.
    """
    status = connection.scalar(
        select(CAMPAIGNS.c.status).where(CAMPAIGNS.c.id == campaign_id).with_for_update(read=True)
    )
    if status in CLOSED_STATUSES:
        raise CampaignClosed(str(status))


def _settle(connection: Connection, claim: Claim, answer: str) -> None:
    ours = update(UPLOADS).where(
        UPLOADS.c.workspace_id == claim.workspace,
        UPLOADS.c.key == claim.key,
        UPLOADS.c.attempt == claim.attempt,
        UPLOADS.c.state == "processing",
    )
    if connection.execute(ours.values(state="applied", status=201, answer=answer)).rowcount != 1:
        raise ClaimSuperseded
