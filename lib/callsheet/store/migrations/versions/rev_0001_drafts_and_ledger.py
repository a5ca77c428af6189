"""Drafts with their edit log; submissions, their rows, and the claims that prevent calling a number twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

LONG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Create the first tables."""
    _create_drafts()
    _create_ledger()


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("sheet", sa.Text),
        sa.Column("header_row", sa.Integer),
        sa.Column("campaign_id", sa.String(64)),
        sa.Column("campaign_name", sa.Text),
        sa.Column("mapping", sa.JSON),
        sa.Column("choices", sa.JSON, nullable=False),
    )
    op.create_table(
        "draft_edits",
        sa.Column("id", LONG, primary_key=True, autoincrement=True),
        sa.Column("draft_id", sa.String(64), sa.ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("column", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_index("ix_draft_edits_draft_id", "draft_edits", ["draft_id"])


def _create_ledger() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("draft_id", sa.String(64), nullable=False),
        sa.Column("server", sa.Text, nullable=False),
        sa.Column("campaign_id", sa.String(64), nullable=False),
        sa.Column("campaign_name", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("status", sa.Integer),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("retry_after", sa.Integer),
        sa.Column("part", sa.LargeBinary, nullable=False),
        sa.Column("keeps_keys", sa.Integer, nullable=False),
    )
    op.create_index("ix_submissions_draft_id", "submissions", ["draft_id"])
    submission = "submissions.id"
    op.create_table(
        "submission_rows",
        sa.Column("submission_id", sa.String(64), sa.ForeignKey(submission, ondelete="CASCADE"), primary_key=True),
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("phone_number", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("server", sa.String(255), primary_key=True),
        sa.Column("campaign_id", sa.String(64), primary_key=True),
        sa.Column("phone_number", sa.String(32), primary_key=True),
        sa.Column("submission_id", sa.String(64), sa.ForeignKey(submission, ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_claims_submission_id", "claims", ["submission_id"])
