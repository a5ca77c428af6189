"""How often the do-not-call list changed, and what changed a cell of a draft: a person, a suggestion or a file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the table with its row, and the column."""
    table = op.create_table(
        "list_revisions",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("revision", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(table, [{"name": "do_not_call", "revision": 0}])
    op.add_column("draft_edits", sa.Column("changed_by", sa.String(16), nullable=False, server_default="hand"))
