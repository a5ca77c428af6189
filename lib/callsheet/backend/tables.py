"""The backend's tables. They change only by a new revision in `migrations/versions`."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, DateTime, ForeignKey, Integer, MetaData, String, Table, Text

METADATA = MetaData()

WORKSPACES = Table("workspaces", METADATA, Column("id", String(32), primary_key=True))

API_KEYS = Table(
    "api_keys",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("workspace_id", String(32), ForeignKey("workspaces.id"), nullable=False),
)

PHONE_NUMBERS = Table(
    "phone_numbers",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("workspace_id", String(32), ForeignKey("workspaces.id"), nullable=False),
    Column("phone_number", String(32), nullable=False),
    Column("nickname", Text, nullable=False),
    Column("sip_trunk_enabled", Boolean, nullable=False),
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
    Column("scheduled_at", DateTime(timezone=True)),
    Column("retry_config", JSON),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

LEADS = Table(
    "leads",
    METADATA,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("campaign_id", String(32), ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("name", Text),
    Column("phone_number", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("notes", JSON, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
