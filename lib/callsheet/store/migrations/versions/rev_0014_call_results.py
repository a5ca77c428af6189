"""What became of the calls of a send, as the server tells it, and how far it was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Create the tables; no results of earlier sends were read."""
    owner = ("submission_id", sa.String(64), sa.ForeignKey("submissions.id", ondelete="CASCADE"))
    op.create_table(
        "call_results",
        sa.Column(*owner, primary_key=True),
        sa.Column("call_id", sa.String(96), primary_key=True),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("called_at", sa.BigInteger),
        sa.Column("duration", sa.Integer),
        sa.Column("simulated", sa.Integer, nullable=False),
        sa.Column("recording", sa.Text, nullable=False),
        sa.Column("transcript", sa.Text, nullable=False),
        sa.Column("pass", sa.Integer, nullable=False),
    )
    op.create_index("ix_call_results_submission_id_row", "call_results", ["submission_id", "row"])
    op.create_table(
        "result_reads",
        sa.Column(
            "submission_id", sa.String(64), sa.ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("pass", sa.Integer, nullable=False),
        sa.Column("position", sa.Text),
        sa.Column("read_at", sa.DateTime(timezone=True)),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("simulated", sa.Integer, nullable=False),
        sa.Column("is_whole", sa.Integer, nullable=False),
        sa.Column("is_over", sa.Integer, nullable=False),
        sa.Column("problem", sa.String(32), nullable=False),
    )
