"""What kind of destination a draft goes to, unless it is a campaign."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the column; earlier drafts go to campaigns."""
    op.add_column("drafts", sa.Column("target", sa.JSON))
