"""The tables of the app's own database. They change only by a new revision in `migrations/versions`."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from callsheet.database.types import UtcDateTime

METADATA = MetaData()

LONG = BigInteger().with_variant(Integer, "sqlite")

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("name", Text, nullable=False),
    Column("step", String(32), nullable=False),
    Column("sheet", Text),
    Column("header_row", Integer),
    Column("campaign_id", String(64)),
    Column("campaign_name", Text),
    Column("mapping", JSON),
    Column("choices", JSON, nullable=False),
    Column("layout", JSON(none_as_null=True)),
    Column("target", JSON(none_as_null=True)),
    Column("owner", String(64), nullable=False, server_default="", index=True),
    Column("rows", Integer, nullable=False, server_default="0"),
)

DRAFT_FILES = Table(
    "draft_files",
    METADATA,
    Column("draft_id", String(64), ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

DRAFT_EDITS = Table(
    "draft_edits",
    METADATA,
    Column("id", LONG, primary_key=True, autoincrement=True),
    Column("draft_id", String(64), ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("row", Integer, nullable=False),
    Column("column", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("changed_by", String(16), nullable=False, server_default="hand"),
)

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("draft_id", String(64), nullable=False, index=True),
    Column("server", String(255), nullable=False),
    Column("campaign_id", String(64), nullable=False),
    Column("campaign_name", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_sha256", String(64), nullable=False, index=True),
    Column("counts", JSON, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("hold", String(16), nullable=False),
    Column("trial", Integer, nullable=False),
    Column("again", Integer, nullable=False),
    Column("already_claimed", Integer, nullable=False),
    Column("count_before", Integer),
    Column("take_back", String(16), nullable=False),
    Column("forgotten_at", UtcDateTime),
    Column("prepare_until", UtcDateTime),
    Column("destination", String(16), nullable=False, server_default="campaign"),
)

PARTS = Table(
    "parts",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("submission_id", String(64), ForeignKey("submissions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("rows", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("taken_back", Integer, nullable=False),
    Column("held_back", Integer, nullable=False, server_default="0"),
    Column("data", LargeBinary, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("not_before", UtcDateTime),
    Column("attempt_id", String(64)),
    Column("evidence", String(16), nullable=False),
    Column("settled_at", UtcDateTime),
    Column("status", Integer),
    Column("message", Text, nullable=False),
    Column("opens_at", UtcDateTime),
    Column("zones", Text),
    Column("remote_id", String(64), nullable=False, server_default=""),
)

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("part_id", String(64), ForeignKey("parts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("owner", String(64), nullable=False),
    Column("left_at", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime, nullable=False),
    Column("keeps_keys", Integer, nullable=False),
    Column("count_before", Integer),
    Column("count_expected", Integer),
    Column("quarantine_at", UtcDateTime),
    Column("quarantine_boot", Float),
    Column("boot_id", String(64), nullable=False),
    Column("seen_count", Integer),
    Column("seen_boot", Float),
    Column("refusal", JSON),
    Column("outcome", String(16), nullable=False),
    Column("mark", String(16), nullable=False, server_default=""),
    Column("known_ids", JSON),
)

SUBMISSION_ROWS = Table(
    "submission_rows",
    METADATA,
    Column("submission_id", String(64), ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("phone_number", String(32), nullable=False),
    Column("round", Integer, nullable=False),
    Column("part_id", String(64), ForeignKey("parts.id")),
    Column("outcome", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("lead_id", String(64), nullable=False, server_default=""),
    Index("ix_submission_rows_part_id", "part_id"),
)

ROW_FACTS = Table(
    "row_facts",
    METADATA,
    Column("submission_id", String(64), ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("outcome", String(16), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("consent", String(16), nullable=False),
    Column("consent_day", String(10), nullable=False),
)
"""Codes and days of a file's rows as they were at the press; no cell and no number."""

CALL_RESULTS = Table(
    "call_results",
    METADATA,
    Column("submission_id", String(64), ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True),
    Column("call_id", String(96), primary_key=True),
    Column("row", Integer, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("called_at", BigInteger),
    Column("duration", Integer),
    Column("simulated", Integer, nullable=False),
    Column("recording", Text, nullable=False),
    Column("transcript", Text, nullable=False),
    Column("pass", Integer, nullable=False),
    Index("ix_call_results_submission_id_row", "submission_id", "row"),
)
"""`called_at` is in seconds since 1970; recording and transcript are links, nothing of what was said is stored."""

RESULT_READS = Table(
    "result_reads",
    METADATA,
    Column("submission_id", String(64), ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True),
    Column("pass", Integer, nullable=False),
    Column("position", Text),
    Column("read_at", UtcDateTime),
    Column("counts", JSON, nullable=False),
    Column("simulated", Integer, nullable=False),
    Column("is_whole", Integer, nullable=False),
    Column("is_over", Integer, nullable=False),
    Column("problem", String(32), nullable=False),
)

CLAIMS = Table(
    "claims",
    METADATA,
    Column("server", String(255), primary_key=True),
    Column("campaign_id", String(64), primary_key=True),
    Column("phone_number", String(80), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("submission_id", String(64), ForeignKey("submissions.id", ondelete="CASCADE"), nullable=False),
    Column("row", Integer, nullable=False),
    Index("ix_claims_submission_id", "submission_id", "row"),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("id", LONG, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("submission_id", String(64), nullable=False, index=True),
    Column("part_id", String(64), nullable=False),
    Column("who", Text, nullable=False),
    Column("what", String(32), nullable=False),
    Column("facts", JSON, nullable=False),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("number", LONG, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("signature", String(64), nullable=False),
)

SERVERS = Table(
    "servers",
    METADATA,
    Column("name", String(255), primary_key=True),
    Column("all_or_nothing", Integer, nullable=False),
)

DESTINATION_SETTINGS = Table(
    "destination_settings",
    METADATA,
    Column("server", String(255), primary_key=True),
    Column("destination", String(16), primary_key=True),
    Column("phone_header", String(64), nullable=False),
)

CALL_LISTS = Table(
    "call_lists",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("as_of", String(10)),
    Column("good_days", Integer),
    Column("numbers", BigInteger, nullable=False),
    Column("expiring", Integer, nullable=False),
    Column("changed_at", UtcDateTime),
    Column("changed_by", Text, nullable=False),
)

LISTED_NUMBERS = Table(
    "listed_numbers",
    METADATA,
    Column("phone_number", String(32), primary_key=True),
    Column("list_id", Integer, ForeignKey("call_lists.id"), primary_key=True),
    Column("added_at", UtcDateTime, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("expires_at", UtcDateTime),
    sqlite_with_rowid=False,
)

LIST_REVISIONS = Table(
    "list_revisions",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("revision", BigInteger, nullable=False),
)

SAVED_SETTINGS = Table(
    "kept_settings",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

RECIPES = Table(
    "recipes",
    METADATA,
    Column("recipe_key", String(64), primary_key=True),
    Column("headers", JSON, nullable=False),
    Column("recipe", JSON, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("learned_at", UtcDateTime, nullable=False),
)
