"""The tables of what the app keeps. They change only by a new revision in `migrations/versions`."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData()

LONG = BigInteger().with_variant(Integer, "sqlite")

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("name", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("step", String(32), nullable=False),
    Column("sheet", Text),
    Column("header_row", Integer),
    Column("campaign_id", String(64)),
    Column("campaign_name", Text),
    Column("mapping", JSON),
    Column("choices", JSON, nullable=False),
    Column("owner", String(64), nullable=False, server_default="", index=True),
    Column("rows", Integer, nullable=False, server_default="0"),
)

DRAFT_EDITS = Table(
    "draft_edits",
    METADATA,
    Column("id", LONG, primary_key=True, autoincrement=True),
    Column("draft_id", String(64), ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("row", Integer, nullable=False),
    Column("column", Text, nullable=False),
    Column("value", Text, nullable=False),
)

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("draft_id", String(64), nullable=False, index=True),
    Column("server", Text, nullable=False),
    Column("campaign_id", String(64), nullable=False),
    Column("campaign_name", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("counts", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
    Column("status", Integer),
    Column("message", Text, nullable=False),
    Column("retry_after", Integer),
    Column("part", LargeBinary, nullable=False),
    Column("keeps_keys", Integer, nullable=False),
)

SUBMISSION_ROWS = Table(
    "submission_rows",
    METADATA,
    Column("submission_id", String(64), ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("phone_number", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("words", Text, nullable=False),
)

CLAIMS = Table(
    "claims",
    METADATA,
    Column("server", String(255), primary_key=True),
    Column("campaign_id", String(64), primary_key=True),
    Column("phone_number", String(32), primary_key=True),
    Column("submission_id", String(64), ForeignKey("submissions.id", ondelete="CASCADE"), nullable=False),
    Index("ix_claims_submission_id", "submission_id"),
)
