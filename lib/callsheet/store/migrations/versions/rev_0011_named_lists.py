"""Several do-not-call lists, with a reason and an end for each number; the numbers of before go to the first list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the lists and copy the numbers; a number is stored once a list, without a second copy for its index."""
    lists = op.create_table(
        "call_lists",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(120), nullable=False, unique=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("as_of", sa.String(10)),
        sa.Column("good_days", sa.Integer),
        sa.Column("numbers", sa.BigInteger, nullable=False),
        sa.Column("expiring", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True)),
        sa.Column("changed_by", sa.Text, nullable=False),
    )
    op.create_table(
        "listed_numbers",
        sa.Column("phone_number", sa.String(32), primary_key=True),
        sa.Column("list_id", sa.Integer, sa.ForeignKey("call_lists.id"), primary_key=True, autoincrement=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sqlite_with_rowid=False,
    )
    first = {"name": "Our own list", "kind": "own", "numbers": 0, "expiring": 0, "changed_by": ""}
    op.bulk_insert(lists, [first])
    op.execute(
        "INSERT INTO listed_numbers (phone_number, list_id, added_at, added_by, reason) "
        "SELECT s.phone_number, l.id, s.added_at, s.added_by, '' FROM suppressed s CROSS JOIN call_lists l"
    )
    op.execute(
        "UPDATE call_lists SET numbers = (SELECT count(*) FROM suppressed), "
        "changed_at = (SELECT max(added_at) FROM suppressed), "
        "changed_by = coalesce((SELECT added_by FROM suppressed ORDER BY added_at DESC LIMIT 1), '')"
    )
    op.drop_table("suppressed")
