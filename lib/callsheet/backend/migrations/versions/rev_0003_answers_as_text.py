"""Store responses of uploads as text: the response of a large file is sent as it is, never parsed."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Change the column in PostgreSQL; SQLite stores JSON as text anyway."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE uploads ALTER COLUMN answer TYPE TEXT USING answer::text")
