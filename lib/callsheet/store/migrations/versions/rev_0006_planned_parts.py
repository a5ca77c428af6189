"""Parts that are planned before they are ready, and until when a process prepares them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from callsheet.store.migrations.ledger_guards import recreate_part_guard

revision = "0006"
down_revision = "0005"

STATE_CHANGES = (
    ("planned", "ready"), ("planned", "withdrawn"),
    ("ready", "intent"), ("ready", "withdrawn"), ("ready", "unknown"),
    ("intent", "acked"), ("intent", "refused"), ("intent", "ready"), ("intent", "unknown"),
    ("unknown", "acked"), ("unknown", "refused"), ("unknown", "ready"), ("unknown", "absent"),
    ("acked", "unknown"), ("absent", "unknown"),
)  # fmt: skip
"""`ledger.states.STATE_CHANGES` as of this revision."""


def upgrade() -> None:
    """Add the column, replace the trigger."""
    op.add_column("submissions", sa.Column("prepare_until", sa.DateTime(timezone=True)))
    recreate_part_guard(STATE_CHANGES)
