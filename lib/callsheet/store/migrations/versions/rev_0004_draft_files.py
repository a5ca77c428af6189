"""A draft's file in a separate table: SQLite rewrites a whole row, ten megabytes of file included, on every edit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Move the files to their table; the old copies are overwritten with zeros."""
    op.create_table(
        "draft_files",
        sa.Column("draft_id", sa.String(64), sa.ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA secure_delete=ON")
    op.execute("INSERT INTO draft_files (draft_id, data) SELECT id, data FROM drafts")
    op.drop_column("drafts", "data")
