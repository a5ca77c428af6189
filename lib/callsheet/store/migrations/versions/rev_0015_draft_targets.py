"""What kind of destination a draft goes to, where it is no campaign."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the column; drafts of before go to campaigns."""
    op.add_column("drafts", sa.Column("target", sa.JSON))
