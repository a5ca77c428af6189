"""The ledger in parts: attempts, append-only events, claims by round, and triggers against illegal changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from callsheet.store.migrations.ledger_guards import create_guards

revision = "0003"
down_revision = "0002"

LONG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
OLD = ("claims", "submission_rows", "submissions")
STATE_CHANGES = (
    ("ready", "intent"), ("ready", "withdrawn"), ("ready", "unknown"),
    ("intent", "acked"), ("intent", "refused"), ("intent", "ready"), ("intent", "unknown"),
    ("unknown", "acked"), ("unknown", "refused"), ("unknown", "ready"), ("unknown", "absent"),
    ("acked", "unknown"), ("absent", "unknown"),
)  # fmt: skip
"""`ledger.states.STATE_CHANGES` as of this revision."""


def upgrade() -> None:
    """Rename the old tables, create the new ones, copy the rows, drop the old tables."""
    op.drop_index("ix_claims_submission_id", "claims")
    op.drop_index("ix_submissions_draft_id", "submissions")
    for name in OLD:
        op.rename_table(name, f"old_{name}")
    _create_submissions()
    _create_parts()
    _create_rows_and_claims()
    _create_other_tables()
    _copy_rows()
    for name in OLD:
        op.drop_table(f"old_{name}")
    create_guards(STATE_CHANGES)


def _utc_column(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _create_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        sa.Column("draft_id", sa.String(64), nullable=False),
        sa.Column("server", sa.String(255), nullable=False),
        sa.Column("campaign_id", sa.String(64), nullable=False),
        sa.Column("campaign_name", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        _utc_column("created_at", nullable=False),
        sa.Column("hold", sa.String(16), nullable=False),
        sa.Column("trial", sa.Integer, nullable=False),
        sa.Column("again", sa.Integer, nullable=False),
        sa.Column("already_claimed", sa.Integer, nullable=False),
        sa.Column("count_before", sa.Integer),
        sa.Column("take_back", sa.String(16), nullable=False),
    )
    op.create_index("ix_submissions_draft_id", "submissions", ["draft_id"])
    op.create_index("ix_submissions_file_sha256", "submissions", ["file_sha256"])


def _create_parts() -> None:
    op.create_table(
        "parts",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("submission_id", sa.String(64), sa.ForeignKey("submissions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("refused", sa.Integer, nullable=False),
        sa.Column("taken_back", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        _utc_column("not_before"),
        sa.Column("attempt_id", sa.String(64)),
        sa.Column("evidence", sa.String(16), nullable=False),
        _utc_column("settled_at"),
        sa.Column("status", sa.Integer),
        sa.Column("message", sa.Text, nullable=False),
    )
    op.create_index("ix_parts_submission_id", "parts", ["submission_id"])
    op.create_index("ix_parts_state", "parts", ["state"])
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("part_id", sa.String(64), sa.ForeignKey("parts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        _utc_column("left_at", nullable=False),
        _utc_column("lease_until", nullable=False),
        sa.Column("keeps_keys", sa.Integer, nullable=False),
        sa.Column("count_before", sa.Integer),
        sa.Column("count_expected", sa.Integer),
        _utc_column("quarantine_at"),
        sa.Column("quarantine_boot", sa.Float),
        sa.Column("boot_id", sa.String(64), nullable=False),
        sa.Column("seen_count", sa.Integer),
        sa.Column("seen_boot", sa.Float),
        sa.Column("refusal", sa.JSON),
        sa.Column("outcome", sa.String(16), nullable=False),
    )
    op.create_index("ix_attempts_part_id", "attempts", ["part_id"])


def _create_rows_and_claims() -> None:
    submission = "submissions.id"
    op.create_table(
        "submission_rows",
        sa.Column("submission_id", sa.String(64), sa.ForeignKey(submission, ondelete="CASCADE"), primary_key=True),
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("phone_number", sa.String(32), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("part_id", sa.String(64), sa.ForeignKey("parts.id")),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("ix_submission_rows_part_id", "submission_rows", ["part_id"])
    op.create_table(
        "claims",
        sa.Column("server", sa.String(255), primary_key=True),
        sa.Column("campaign_id", sa.String(64), primary_key=True),
        sa.Column("phone_number", sa.String(80), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("submission_id", sa.String(64), sa.ForeignKey(submission, ondelete="CASCADE"), nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
    )
    op.create_index("ix_claims_submission_id", "claims", ["submission_id", "row"])


def _create_other_tables() -> None:
    op.create_table(
        "events",
        sa.Column("id", LONG, primary_key=True, autoincrement=True),
        _utc_column("at", nullable=False),
        sa.Column("submission_id", sa.String(64), nullable=False),
        sa.Column("part_id", sa.String(64), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
    )
    op.create_index("ix_events_submission_id", "events", ["submission_id"])
    op.create_table(
        "servers",
        sa.Column("name", sa.String(255), primary_key=True),
        sa.Column("all_or_nothing", sa.Integer, nullable=False),
    )
    op.create_table(
        "suppressed",
        sa.Column("phone_number", sa.String(32), primary_key=True),
        _utc_column("added_at", nullable=False),
        sa.Column("added_by", sa.Text, nullable=False),
    )


def _copy_rows() -> None:
    """Copy each old submission as one with a single part; what was in flight or unanswered becomes unknown."""
    op.execute(
        "INSERT INTO submissions (id, token, draft_id, server, campaign_id, campaign_name, file_name, file_sha256, "
        "counts, facts, created_by, created_at, hold, trial, again, already_claimed, count_before, take_back) "
        "SELECT s.id, s.id, s.draft_id, s.server, s.campaign_id, s.campaign_name, s.file_name, s.file_sha256, "
        "s.counts, '{}', '', s.created_at, '', 0, 0, "
        "(SELECT count(*) FROM old_submission_rows r WHERE r.submission_id = s.id AND r.state = 'already_claimed'), "
        "NULL, '' FROM old_submissions s"
    )
    op.execute(
        "INSERT INTO parts (id, submission_id, place, state, rows, refused, taken_back, data, generation, tries, "
        "not_before, attempt_id, evidence, settled_at, status, message) "
        "SELECT s.id, s.id, 1, CASE s.state WHEN 'sent' THEN 'acked' WHEN 'refused' THEN 'refused' "
        "WHEN 'unknown' THEN 'unknown' WHEN 'sending' THEN 'unknown' ELSE 'withdrawn' END, "
        "(SELECT count(*) FROM old_submission_rows r WHERE r.submission_id = s.id "
        "AND r.state NOT IN ('already_claimed', 'refused')), "
        "(SELECT count(*) FROM old_submission_rows r WHERE r.submission_id = s.id AND r.state = 'refused'), 0, "
        "s.part, 0, 0, NULL, s.id, '', s.ended_at, s.status, s.message FROM old_submissions s"
    )
    op.execute(
        "INSERT INTO attempts (id, part_id, owner, left_at, lease_until, keeps_keys, boot_id, outcome) "
        "SELECT s.id, s.id, s.owner, s.created_at, s.created_at, s.keeps_keys, '', s.state FROM old_submissions s"
    )
    op.execute(
        'INSERT INTO submission_rows (submission_id, "row", phone_number, round, part_id, outcome, words) '
        'SELECT submission_id, "row", phone_number, 0, '
        "CASE state WHEN 'already_claimed' THEN NULL ELSE submission_id END, "
        "CASE WHEN state IN ('already_claimed', 'refused') THEN state ELSE '' END, words FROM old_submission_rows"
    )
    op.execute(
        'INSERT INTO claims (server, campaign_id, phone_number, round, submission_id, "row") '
        'SELECT c.server, c.campaign_id, c.phone_number, 0, c.submission_id, min(r."row") FROM old_claims c '
        "JOIN old_submission_rows r ON r.submission_id = c.submission_id AND r.phone_number = c.phone_number "
        "GROUP BY c.server, c.campaign_id, c.phone_number, c.submission_id"
    )
