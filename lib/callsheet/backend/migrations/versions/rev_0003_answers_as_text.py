"""Answers of uploads as the text that was sent: the refusal of a large file is never taken apart again."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """SQLite keeps JSON as text already."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE uploads ALTER COLUMN answer TYPE TEXT USING answer::text")
