"""The audit: who did what, when, in a chain of signed entries that only grows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from callsheet.store.migrations.ledger_guards import guard_growing_table

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the table and the triggers that refuse any change of an entry."""
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
    )
    guard_growing_table("audit", "the audit only grows")
