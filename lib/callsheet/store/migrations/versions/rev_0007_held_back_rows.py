"""Rows that a gate takes out of their part in the transaction that commits it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from callsheet.store.migrations.ledger_guards import recreate_row_guard_with_held_back

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column, replace the trigger."""
    op.add_column("parts", sa.Column("held_back", sa.Integer, nullable=False, server_default="0"))
    recreate_row_guard_with_held_back()
