"""When a part may leave: a time, and the time zones in which the calling hours of its submission must be open."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns; parts of before may leave at any time."""
    op.add_column("parts", sa.Column("opens_at", sa.DateTime(timezone=True)))
    op.add_column("parts", sa.Column("zones", sa.Text))
