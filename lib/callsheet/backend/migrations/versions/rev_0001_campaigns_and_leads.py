"""Create workspaces, API keys, phone numbers, the Telephony Config, campaigns and leads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _workspace(*, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(
        "workspace_id", sa.String(32), sa.ForeignKey("workspaces.id"), nullable=False, primary_key=primary_key
    )


def upgrade() -> None:
    """Create the first tables."""
    op.create_table("workspaces", sa.Column("id", sa.String(32), primary_key=True))
    op.create_table("api_keys", sa.Column("digest", sa.String(64), primary_key=True), _workspace())
    op.create_table(
        "phone_numbers",
        sa.Column("id", sa.String(32), primary_key=True),
        _workspace(),
        sa.Column("phone_number", sa.String(32), nullable=False),
        sa.Column("nickname", sa.Text, nullable=False),
        sa.Column("sip_trunk_enabled", sa.Boolean, nullable=False),
    )
    op.create_table(
        "country_rules",
        _workspace(primary_key=True),
        sa.Column("country_iso", sa.String(4), primary_key=True),
        sa.Column("country_name", sa.Text, nullable=False),
        sa.Column("calling_code", sa.String(8), nullable=False),
        sa.Column("prefixes", sa.JSON, nullable=False),
    )
    _create_campaigns()


def _create_campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("organization_id", sa.String(32), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("agent_id", sa.Text, nullable=False),
        sa.Column("from_phone_number", sa.String(32), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("max_concurrent_calls", sa.Integer),
        sa.Column("scheduled_at", sa.DateTime(timezone=True)),
        sa.Column("retry_config", sa.JSON),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_campaigns_organization_id", "campaigns", ["organization_id"])
    op.create_table(
        "leads",
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("campaign_id", sa.String(32), sa.ForeignKey("campaigns.id"), nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("phone_number", sa.String(32), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_leads_campaign_id", "leads", ["campaign_id"])
