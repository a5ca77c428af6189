"""Index the leads of a campaign by phone number, so that many numbers are looked up at once."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the index."""
    op.create_index("ix_leads_campaign_id_phone_number", "leads", ["campaign_id", "phone_number"])
