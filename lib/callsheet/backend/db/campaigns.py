"""Queries of campaigns, each within one workspace."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from callsheet.backend.db.ids import make_id
from callsheet.backend.db.tables import CAMPAIGNS, LEADS
from callsheet.contract import CLOSED_STATUSES, Campaign, LeadStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine, RowMapping


class Campaigns:
    """The campaigns of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, workspace: str, values: dict[str, Any]) -> Campaign:
        """Create a campaign.

        Args:
            workspace: its workspace.
            values: column → value, as `NewCampaign` dumps them.
        """
        campaign_id = make_id("cmp")
        defaults = {"id": campaign_id, "organization_id": workspace, "status": "draft", "created_at": datetime.now(UTC)}
        with self._engine.begin() as connection:
            connection.execute(insert(CAMPAIGNS).values(**values, **defaults))
            (campaign,) = self._read(connection, workspace, campaign_id)
        return campaign

    def get(self, workspace: str, campaign_id: str, *, with_counts: bool = True) -> Campaign | None:
        """Return a campaign, or None if the workspace has no such campaign.

        Args:
            workspace: its workspace.
            campaign_id: its id.
            with_counts: False skips counting the leads; the counts are 0 then.
        """
        with self._engine.connect() as connection:
            campaigns = self._read(connection, workspace, campaign_id, with_counts=with_counts)
        return campaigns[0] if campaigns else None

    def update(self, workspace: str, campaign_id: str, values: dict[str, Any]) -> Campaign | None:
        """Change a campaign that is not closed.

        Returns:
            The changed campaign; None if the workspace has no such campaign or it is closed.
        """
        query = update(CAMPAIGNS).where(
            CAMPAIGNS.c.id == campaign_id,
            CAMPAIGNS.c.organization_id == workspace,
            CAMPAIGNS.c.status.not_in(CLOSED_STATUSES),
        )
        with self._engine.begin() as connection:
            if values and connection.execute(query.values(**values)).rowcount == 0:
                return None
            campaigns = self._read(connection, workspace, campaign_id)
        return campaigns[0] if campaigns else None

    def list_page(self, workspace: str, page: int, limit: int) -> tuple[list[Campaign], int]:
        """Return a page of campaigns, the newest first, and the number of all.

        Args:
            workspace: their workspace.
            page: counted from 1.
            limit: campaigns a page.
        """
        in_workspace = CAMPAIGNS.c.organization_id == workspace
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.count()).select_from(CAMPAIGNS).where(in_workspace)) or 0
            return self._read(connection, workspace, limit=limit, offset=(page - 1) * limit), total

    @staticmethod
    def _read(
        connection: Connection,
        workspace: str,
        campaign_id: str | None = None,
        *,
        limit: int = 1,
        offset: int = 0,
        with_counts: bool = True,
    ) -> list[Campaign]:
        query = select(CAMPAIGNS).where(CAMPAIGNS.c.organization_id == workspace)
        if campaign_id is not None:
            query = query.where(CAMPAIGNS.c.id == campaign_id)
        ordered = query.order_by(CAMPAIGNS.c.created_at.desc(), CAMPAIGNS.c.id).limit(limit).offset(offset)
        rows = connection.execute(ordered).mappings().all()
        return _with_counts(connection, rows) if with_counts else [_campaign(row, {}) for row in rows]


def _with_counts(connection: Connection, rows: Sequence[RowMapping]) -> list[Campaign]:
    query = select(LEADS.c.campaign_id, LEADS.c.status, func.count()).group_by(LEADS.c.campaign_id, LEADS.c.status)
    query = query.where(
        LEADS.c.campaign_id.in_([row["id"] for row in rows]), LEADS.c.status != LeadStatus.REMOVED.value
    )
    counts: dict[str, dict[str, int]] = {}
    for campaign_id, status, count in connection.execute(query):
        counts.setdefault(campaign_id, {})[status] = count
    return [_campaign(row, counts.get(row["id"], {})) for row in rows]


def _campaign(row: RowMapping, counts: dict[str, int]) -> Campaign:
    return Campaign(
        **row,
        total_leads=sum(counts.values()),
        completed_calls=counts.get(LeadStatus.COMPLETED.value, 0),
        pending_calls=counts.get(LeadStatus.PENDING.value, 0),
    )
