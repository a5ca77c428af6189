"""What was known of a file's rows at the press: why a row was not ready, and what it says about consent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the table; nothing is known of the rows of earlier sends."""
    op.create_table(
        "row_facts",
        sa.Column(
            "submission_id", sa.String(64), sa.ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("consent", sa.String(16), nullable=False),
        sa.Column("consent_day", sa.String(10), nullable=False),
    )
