"""Campaigns in the database, each read and write within one workspace."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from callsheet.backend.db.ids import make_id
from callsheet.backend.db.tables import CAMPAIGNS, LEADS
from callsheet.contract import CLOSED_STATUSES, Campaign

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

    def add(self, workspace: str, values: dict[str, Any]) -> Campaign:
        """Keep a new campaign."""
        campaign_id = make_id("cmp")
        fixed = {"id": campaign_id, "organization_id": workspace, "status": "draft", "created_at": datetime.now(UTC)}
        with self._engine.begin() as connection:
            connection.execute(insert(CAMPAIGNS).values(**values, **fixed))
            (campaign,) = self._read(connection, workspace, campaign_id)
        return campaign

    def one(self, workspace: str, campaign_id: str, *, counted: bool = True) -> Campaign | None:
        """One campaign; None when there is none in this workspace.

        Args:
            workspace: whose.
            campaign_id: which.
            counted: False: its leads are not counted, for those who only need its rules.
        """
        with self._engine.connect() as connection:
            found = self._read(connection, workspace, campaign_id, counted=counted)
        return found[0] if found else None

    def change(self, workspace: str, campaign_id: str, values: dict[str, Any]) -> Campaign | None:
        """Change a campaign that is not finished.

        Returns:
            The campaign as it is now; None when there is none, or it is finished (then it stays as it is).
        """
        query = update(CAMPAIGNS).where(
            CAMPAIGNS.c.id == campaign_id,
            CAMPAIGNS.c.organization_id == workspace,
            CAMPAIGNS.c.status.not_in(CLOSED_STATUSES),
        )
        with self._engine.begin() as connection:
            if values and connection.execute(query.values(**values)).rowcount == 0:
                return None
            found = self._read(connection, workspace, campaign_id)
        return found[0] if found else None

    def page(self, workspace: str, page: int, limit: int) -> tuple[list[Campaign], int]:
        """A page of campaigns, the newest first, and how many there are."""
        whose = CAMPAIGNS.c.organization_id == workspace
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.count()).select_from(CAMPAIGNS).where(whose)) or 0
            return self._read(connection, workspace, limit=limit, offset=(page - 1) * limit), total

    @staticmethod
    def _read(
        connection: Connection,
        workspace: str,
        campaign_id: str | None = None,
        *,
        limit: int = 1,
        offset: int = 0,
        counted: bool = True,
    ) -> list[Campaign]:
        query = select(CAMPAIGNS).where(CAMPAIGNS.c.organization_id == workspace)
        if campaign_id is not None:
            query = query.where(CAMPAIGNS.c.id == campaign_id)
        ordered = query.order_by(CAMPAIGNS.c.created_at.desc(), CAMPAIGNS.c.id).limit(limit).offset(offset)
        rows = connection.execute(ordered).mappings().all()
        return _with_counts(connection, rows) if counted else [_campaign(row, {}) for row in rows]


def _with_counts(connection: Connection, rows: Sequence[RowMapping]) -> list[Campaign]:
    tally = select(LEADS.c.campaign_id, LEADS.c.status, func.count()).group_by(LEADS.c.campaign_id, LEADS.c.status)
    tally = tally.where(LEADS.c.campaign_id.in_([row["id"] for row in rows]), LEADS.c.status != "removed")
    counts: dict[str, dict[str, int]] = {}
    for owner, status, number in connection.execute(tally):
        counts.setdefault(owner, {})[status] = number
    return [_campaign(row, counts.get(row["id"], {})) for row in rows]


def _campaign(row: RowMapping, counts: dict[str, int]) -> Campaign:
    return Campaign(
        **row,
        total_leads=sum(counts.values()),
        completed_calls=counts.get("completed", 0),
        pending_calls=counts.get("pending", 0),
    )
