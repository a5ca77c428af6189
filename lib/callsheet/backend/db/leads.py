"""Queries of leads. A lead belongs to the workspace of its campaign."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from callsheet.backend.db.api_keys import lock_active_key
from callsheet.backend.db.bulk_insert import insert_leads
from callsheet.backend.db.calling.tables import CALLS
from callsheet.backend.db.idempotency import record_applied
from callsheet.backend.db.ids import make_id
from callsheet.backend.db.tables import CAMPAIGNS, LEADS
from callsheet.contract import CLOSED_STATUSES, Lead, LeadsFrom, LeadStatus, RemainingLead, RemovedLeads
from callsheet.database.sql import blocks, is_one_of, secure_delete_transaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    from sqlalchemy import Connection, Engine

    from callsheet.backend.db.idempotency import Claim


LEADS_A_QUERY = 1_000
"""Ids in one statement."""


class CampaignClosed(Exception):
    """The campaign was completed or cancelled before the leads were queued.

    Args:
        status: of the campaign.
    """

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class Leads:
    """The leads of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create_from_file(
        self, campaign_id: str, rows: pa.Table, key_digest: str, claim: Claim | None, body: str
    ) -> None:
        """Queue the leads of a file and record the result of its upload, in one transaction.

        Args:
            campaign_id: their campaign.
            rows: as `lead_rows` returns them.
            key_digest: digest of the API key of the request.
            claim: on the Idempotency-Key of the upload; None: it has no key.
            body: of the success response, JSON.

        Raises:
            CampaignClosed: nothing was queued.
            KeyRevoked: nothing was queued.
            ClaimSuperseded: nothing was queued.
        """
        with self._engine.begin() as connection:
            if claim is not None:
                record_applied(connection, claim, body)
            insert_leads(connection, rows, campaign_id, datetime.now(UTC))
            lock_active_key(connection, key_digest)
            lock_open_campaign(connection, campaign_id)

    def create(self, campaign_id: str, values: dict[str, Any]) -> Lead:
        """Queue one lead.

        Args:
            campaign_id: its campaign.
            values: name, phone_number and notes.

        Raises:
            CampaignClosed: it was not queued.
        """
        row = values | {
            "id": make_id("lead"),
            "campaign_id": campaign_id,
            "status": LeadStatus.PENDING.value,
            "created_at": datetime.now(UTC),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(LEADS).values(**row))
            lock_open_campaign(connection, campaign_id)
        return Lead(**row)

    def get(self, workspace: str, lead_id: str) -> Lead | None:
        """Return a lead, or None if the workspace has no such lead."""
        query = (
            select(LEADS)
            .join(CAMPAIGNS, CAMPAIGNS.c.id == LEADS.c.campaign_id)
            .where(LEADS.c.id == lead_id, CAMPAIGNS.c.organization_id == workspace)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().one_or_none()
            calls = {} if row is None else latest_calls(connection, [lead_id])
        return None if row is None else Lead(**dict(row), call_log_id=calls.get(lead_id))

    def update_pending(self, lead_id: str, values: dict[str, Any]) -> bool:
        """Change a lead while it is pending.

        Returns:
            False if it is no longer pending; then nothing was changed.
        """
        query = update(LEADS).where(LEADS.c.id == lead_id, LEADS.c.status == LeadStatus.PENDING.value).values(**values)
        with self._engine.begin() as connection:
            return connection.execute(query).rowcount == 1

    def list_page(self, campaign_id: str, page: int, limit: int) -> tuple[list[Lead], int]:
        """Return a page of a campaign's leads, and the number of all.

        Leads are in the order in which they were queued and include removed ones.

        Args:
            campaign_id: their campaign.
            page: counted from 1.
            limit: leads a page.
        """
        query = select(LEADS).where(LEADS.c.campaign_id == campaign_id).order_by(LEADS.c.place)
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.count()).where(LEADS.c.campaign_id == campaign_id)) or 0
            rows = connection.execute(query.limit(limit).offset((page - 1) * limit)).mappings().all()
        return [Lead(**dict(row)) for row in rows], total

    def list_from(self, campaign_id: str, cursor: int, limit: int) -> LeadsFrom:
        """Return leads of a campaign after a cursor, in the order in which they were queued, removed ones included.

        Args:
            campaign_id: their campaign.
            cursor: of the answer before; 0: from the first.
            limit: most leads to return.
        """
        query = select(LEADS).where(LEADS.c.campaign_id == campaign_id, LEADS.c.place > cursor)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(LEADS.c.place).limit(limit + 1)).mappings().all()
        shown = rows[:limit]
        next_cursor = str(shown[-1]["place"]) if len(rows) > limit else None
        return LeadsFrom(data=[Lead(**dict(row)) for row in shown], next_cursor=next_cursor)

    def find_numbers(self, campaign_id: str, numbers: Sequence[str]) -> list[dict[str, str | None]]:
        """Find the leads of a campaign that are not removed by their phone numbers.

        Args:
            campaign_id: their campaign.
            numbers: E.164.

        Returns:
            Fields of `FoundLead`, in the order in which they were queued.
        """
        query = select(LEADS.c.place, LEADS.c.id, LEADS.c.phone_number, LEADS.c.status).where(
            LEADS.c.campaign_id == campaign_id, LEADS.c.status != LeadStatus.REMOVED.value
        )
        with self._engine.connect() as connection:
            wanted = is_one_of(connection, LEADS.c.phone_number, sorted(set(numbers)))
            rows = sorted(connection.execute(query.where(wanted)).all())
            calls = latest_calls(connection, [row.id for row in rows if row.status != LeadStatus.PENDING.value])
        return [
            {"id": lead_id, "phone_number": number, "status": status, "call_log_id": calls.get(lead_id)}
            for _, lead_id, number, status in rows
        ]

    def remove_pending(self, campaign_id: str, lead_ids: Sequence[str], *, erase: bool = False) -> RemovedLeads:
        """Remove those leads of a campaign that are pending, in one transaction.

        Args:
            campaign_id: their campaign.
            lead_ids: of the leads.
            erase: True also erases their number, name and notes, so that they cannot be recovered.
        """
        # The empty text keeps SQLite from reading all leads of the campaign by its index instead of these by their ids.
        named = (LEADS.c.id.in_(lead_ids), LEADS.c.campaign_id.concat("") == campaign_id)
        pending, removed = LeadStatus.PENDING.value, LeadStatus.REMOVED.value
        begin = secure_delete_transaction(self._engine) if erase else self._engine.begin()
        with begin as connection:
            connection.execute(update(LEADS).where(*named, LEADS.c.status == pending).values(status=removed))
            if erase:
                erased: dict[str, Any] = {"phone_number": "", "name": None, "notes": {}}
                connection.execute(update(LEADS).where(*named, LEADS.c.status == removed).values(**erased))
            rows = connection.execute(select(LEADS.c.id, LEADS.c.status).where(*named)).all()
        statuses = {row.id: row.status for row in rows}
        asked = list(dict.fromkeys(lead_ids))
        return RemovedLeads(
            removed=[lead_id for lead_id in asked if statuses.get(lead_id) == removed],
            not_removed=[
                RemainingLead(id=lead_id, status=statuses.get(lead_id))
                for lead_id in asked
                if statuses.get(lead_id) != removed
            ],
        )


def latest_calls(connection: Connection, lead_ids: Sequence[str]) -> dict[str, str]:
    """Return the latest call to each of some leads: lead id → id of the call.

    Args:
        connection: reads.
        lead_ids: any number of them; a thousand with one statement.
    """
    latest: dict[str, str] = {}
    for block in blocks(lead_ids, LEADS_A_QUERY):
        query = select(CALLS.c.lead_id, CALLS.c.id).where(CALLS.c.lead_id.in_(block))
        latest |= dict(map(tuple, connection.execute(query.order_by(CALLS.c.place))))
    return latest


def lock_open_campaign(connection: Connection, campaign_id: str) -> None:
    """Lock a campaign until the transaction ends, so that it cannot be closed meanwhile (SELECT … FOR SHARE).

    Raises:
        CampaignClosed: it is closed already.
    """
    status = connection.scalar(
        select(CAMPAIGNS.c.status).where(CAMPAIGNS.c.id == campaign_id).with_for_update(read=True)
    )
    if status in CLOSED_STATUSES:
        raise CampaignClosed(str(status))
