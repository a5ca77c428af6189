"""Tables of the backend. To change one, add a revision to `migrations/versions` as well."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from callsheet.database.types import UtcDateTime

METADATA = MetaData()

WORKSPACES = Table("workspaces", METADATA, Column("id", String(32), primary_key=True))

API_KEYS = Table(
    "api_keys",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("workspace_id", String(32), ForeignKey("workspaces.id"), nullable=False),
    Column("id", String(32), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("created_at", UtcDateTime),
    Column("revoked_at", UtcDateTime),
)

PHONE_NUMBERS = Table(
    "phone_numbers",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("workspace_id", String(32), ForeignKey("workspaces.id"), nullable=False),
    Column("phone_number", String(32), nullable=False),
    Column("nickname", Text, nullable=False),
    Column("sip_trunk_enabled", Boolean, nullable=False),
    UniqueConstraint("workspace_id", "phone_number"),
)

COUNTRY_RULES = Table(
    "country_rules",
    METADATA,
    Column("workspace_id", String(32), ForeignKey("workspaces.id"), primary_key=True),
    Column("country_iso", String(4), primary_key=True),
    Column("country_name", Text, nullable=False),
    Column("calling_code", String(8), nullable=False),
    Column("prefixes", JSON, nullable=False),
)

CAMPAIGNS = Table(
    "campaigns",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("organization_id", String(32), ForeignKey("workspaces.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("agent_id", Text, nullable=False),
    Column("from_phone_number", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("max_concurrent_calls", Integer),
    Column("scheduled_at", UtcDateTime),
    Column("retry_config", JSON),
    Column("created_at", UtcDateTime, nullable=False),
)

LEADS = Table(
    "leads",
    METADATA,
    Column("place", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("campaign_id", String(32), ForeignKey("campaigns.id"), nullable=False),
    Column("name", Text),
    Column("phone_number", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("notes", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_leads_campaign_id_place", "campaign_id", "place"),
    Index("ix_leads_campaign_id_status", "campaign_id", "status"),
    Index("ix_leads_campaign_id_phone_number", "campaign_id", "phone_number"),
)

UPLOADS = Table(
    "uploads",
    METADATA,
    Column("workspace_id", String(32), ForeignKey("workspaces.id"), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("campaign_id", String(32), ForeignKey("campaigns.id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempt", String(32), nullable=False),
    Column("owner", String(32), nullable=False),
    Column("status", Integer),
    Column("answer", Text),
    Column("created_at", UtcDateTime, nullable=False),
)
"""Uploads with an Idempotency-Key. `attempt` is a fencing token, `owner` the process at work, `answer` JSON."""
