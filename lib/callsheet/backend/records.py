"""The backend's reads and writes, each within one workspace."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, func, insert, select

from callsheet.backend.bulk import insert_leads
from callsheet.backend.sandbox import key_digest, make_id
from callsheet.backend.tables import API_KEYS, CAMPAIGNS, COUNTRY_RULES, LEADS, PHONE_NUMBERS
from callsheet.contract import Campaign, CountryShape, Lead, NetworkGroup, PhoneNumber

if TYPE_CHECKING:
    import pyarrow as pa
    from sqlalchemy import Connection


class Records:
    """What one database holds.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ping(self) -> None:
        """Ask the database for nothing; raises when it does not answer."""
        with self._engine.connect() as connection:
            connection.execute(select(1))

    def workspace_of(self, key: str) -> str | None:
        """The workspace a key belongs to; keys are found by their digest only."""
        with self._engine.connect() as connection:
            found = connection.scalar(select(API_KEYS.c.workspace_id).where(API_KEYS.c.digest == key_digest(key)))
        return None if found is None else str(found)

    def numbers(self, workspace: str) -> list[PhoneNumber]:
        """The workspace's phone numbers."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(PHONE_NUMBERS).where(PHONE_NUMBERS.c.workspace_id == workspace)).mappings()
            return [PhoneNumber(**dict(row), status="active", provider="sandbox") for row in rows]

    def telephony_config(self, workspace: str) -> list[NetworkGroup]:
        """The enabled countries with their prefixes."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(COUNTRY_RULES).where(COUNTRY_RULES.c.workspace_id == workspace)).mappings()
            return [NetworkGroup(countryRule=CountryShape(**dict(row))) for row in rows]

    def add_campaign(self, workspace: str, values: dict[str, Any]) -> Campaign:
        """Keep a new campaign."""
        campaign_id = make_id("cmp")
        with self._engine.begin() as connection:
            connection.execute(
                insert(CAMPAIGNS).values(
                    **values, id=campaign_id, organization_id=workspace, status="draft", created_at=datetime.now(UTC)
                )
            )
            return self._campaigns(connection, workspace, campaign_id)[0]

    def campaign(self, workspace: str, campaign_id: str) -> Campaign | None:
        """One campaign; None when there is none in this workspace."""
        with self._engine.connect() as connection:
            found = self._campaigns(connection, workspace, campaign_id)
        return found[0] if found else None

    def campaigns(self, workspace: str, page: int, limit: int) -> tuple[list[Campaign], int]:
        """A page of campaigns, the newest first, and how many there are."""
        with self._engine.connect() as connection:
            everything = self._campaigns(connection, workspace)
        return everything[(page - 1) * limit : page * limit], len(everything)

    @staticmethod
    def _campaigns(connection: Connection, workspace: str, campaign_id: str | None = None) -> list[Campaign]:
        query = select(CAMPAIGNS).where(CAMPAIGNS.c.organization_id == workspace)
        if campaign_id is not None:
            query = query.where(CAMPAIGNS.c.id == campaign_id)
        rows = connection.execute(query.order_by(CAMPAIGNS.c.created_at.desc(), CAMPAIGNS.c.id)).mappings().all()
        tally = select(LEADS.c.campaign_id, LEADS.c.status, func.count()).group_by(LEADS.c.campaign_id, LEADS.c.status)
        tally = tally.where(LEADS.c.campaign_id.in_([row["id"] for row in rows]), LEADS.c.status != "removed")
        counts: dict[str, dict[str, int]] = {}
        for owner, status, number in connection.execute(tally):
            counts.setdefault(owner, {})[status] = number
        return [_campaign(dict(row), counts.get(row["id"], {})) for row in rows]

    def add_leads(self, campaign_id: str, rows: pa.Table) -> int:
        """Queue leads, all or none, in one transaction.

        Args:
            campaign_id: where they go.
            rows: as `lead_rows` makes them.

        Returns:
            How many were queued.
        """
        with self._engine.begin() as connection:
            insert_leads(connection, rows, campaign_id, datetime.now(UTC))
        return rows.num_rows

    def leads(self, campaign_id: str, page: int, limit: int) -> tuple[list[Lead], int]:
        """A page of a campaign's leads in the order they came, and how many there are."""
        query = select(LEADS).where(LEADS.c.campaign_id == campaign_id).order_by(LEADS.c.place)
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.count()).where(LEADS.c.campaign_id == campaign_id)) or 0
            rows = connection.execute(query.limit(limit).offset((page - 1) * limit)).mappings()
            return [Lead(**dict(row)) for row in rows], total


def _campaign(row: dict[str, Any], counts: dict[str, int]) -> Campaign:
    retry = row["retry_config"]
    row["retry_config"] = json.loads(retry) if isinstance(retry, str) else retry
    return Campaign(
        **row,
        total_leads=sum(counts.values()),
        completed_calls=counts.get("completed", 0),
        pending_calls=counts.get("pending", 0),
    )
