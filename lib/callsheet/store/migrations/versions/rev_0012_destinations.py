"""Batch calls and workflows beside campaigns: ids at the server, marks, what was there before, the phone header."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the columns and the table; sends of before went to campaigns."""
    op.add_column("submissions", sa.Column("destination", sa.String(16), nullable=False, server_default="campaign"))
    op.add_column("parts", sa.Column("remote_id", sa.String(64), nullable=False, server_default=""))
    op.add_column("attempts", sa.Column("mark", sa.String(16), nullable=False, server_default=""))
    op.add_column("attempts", sa.Column("known_ids", sa.JSON))
    op.add_column("submission_rows", sa.Column("lead_id", sa.String(64), nullable=False, server_default=""))
    op.create_table(
        "destination_settings",
        sa.Column("server", sa.String(255), primary_key=True),
        sa.Column("destination", sa.String(16), primary_key=True),
        sa.Column("phone_header", sa.String(64), nullable=False),
    )
