"""Name, date and revoke API keys; uploads with an Idempotency-Key; index leads by position and by status."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Extend API keys, phone numbers and leads; create the table of uploads."""
    op.add_column("api_keys", sa.Column("id", sa.String(32), nullable=False, server_default=""))
    op.add_column("api_keys", sa.Column("name", sa.Text, nullable=False, server_default=""))
    op.add_column("api_keys", sa.Column("created_at", sa.DateTime(timezone=True)))
    op.add_column("api_keys", sa.Column("revoked_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE api_keys SET id = 'key_' || substr(digest, 1, 12)")
    op.create_index("ix_api_keys_id", "api_keys", ["id"], unique=True)
    op.create_index(
        "ix_phone_numbers_workspace_id_phone_number", "phone_numbers", ["workspace_id", "phone_number"], unique=True
    )
    op.create_index("ix_leads_campaign_id_place", "leads", ["campaign_id", "place"])
    op.create_index("ix_leads_campaign_id_status", "leads", ["campaign_id", "status"])
    op.drop_index("ix_leads_campaign_id", "leads")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE leads ALTER COLUMN place TYPE BIGINT")
        op.execute("ALTER SEQUENCE leads_place_seq AS BIGINT")
    _create_uploads()


def _create_uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("campaign_id", sa.String(32), sa.ForeignKey("campaigns.id"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempt", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("answer", sa.JSON),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
