"""How the operator laid out the grid of a draft: widths, hidden and frozen columns, sorting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the column; drafts of before have the default layout."""
    op.add_column("drafts", sa.Column("layout", sa.JSON))
