"""When a submission was erased, and a trigger that lets a row's number be erased but never become another one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from callsheet.store.migrations.ledger_guards import recreate_row_guard

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column, replace the trigger."""
    op.add_column("submissions", sa.Column("forgotten_at", sa.DateTime(timezone=True)))
    recreate_row_guard()
