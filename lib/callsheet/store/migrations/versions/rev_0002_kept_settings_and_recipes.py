"""Saved settings, recipes by header set, and a draft's owner and number of rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables and columns."""
    op.create_table(
        "kept_settings",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "recipes",
        sa.Column("recipe_key", sa.String(64), primary_key=True),
        sa.Column("headers", sa.JSON, nullable=False),
        sa.Column("recipe", sa.JSON, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("drafts", sa.Column("owner", sa.String(64), nullable=False, server_default=""))
    op.add_column("drafts", sa.Column("rows", sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_drafts_owner", "drafts", ["owner"])
