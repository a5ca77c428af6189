"""Sends whose values were let go, and a guard that lets a row's number go but never change into another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from callsheet.store.migrations.ledger_guards import make_guard_of_rows

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column, renew the guard."""
    op.add_column("submissions", sa.Column("forgotten_at", sa.DateTime(timezone=True)))
    on_table = " ON submission_rows" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER guard_rows{on_table}")
    if on_table:
        op.execute("DROP FUNCTION guard_rows()")
    make_guard_of_rows()
