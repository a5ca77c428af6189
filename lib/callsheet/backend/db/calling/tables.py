"""Tables of agents, batch calls, workflows and calls. A change needs a revision in `migrations/versions` as well."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from callsheet.backend.db.tables import METADATA
from callsheet.database.types import UtcDateTime

_PLACE = BigInteger().with_variant(Integer, "sqlite")

AGENTS = Table(
    "agents",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("workspace_id", String(32), ForeignKey("workspaces.id"), nullable=False, index=True),
    Column("current_version_number", Integer, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

AGENT_VERSIONS = Table(
    "agent_versions",
    METADATA,
    Column("agent_id", String(32), ForeignKey("agents.id"), primary_key=True),
    Column("version_number", Integer, primary_key=True),
    Column("version_title", Text),
    Column("title", Text, nullable=False),
    Column("is_published", Boolean, nullable=False),
    Column("language_id", Text),
    Column("voice_id", Text),
    Column("prompt_text", Text),
    Column("welcome_message", Text),
    Column("default_dynamic_variables", JSON),
    Column("from_number", String(32)),
)
"""`from_number` is the number that the version calls from; NULL: none is attached."""

BATCH_CALLS = Table(
    "batch_calls",
    METADATA,
    Column("place", _PLACE, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("workspace_id", String(32), ForeignKey("workspaces.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("agent_id", String(32), ForeignKey("agents.id"), nullable=False),
    Column("agent_version_number", Integer, nullable=False),
    Column("from_number", String(32), nullable=False),
    Column("total_records", Integer, nullable=False),
    Column("starts_at", UtcDateTime),
    Column("ends_at", UtcDateTime),
    Column("calling_hours_start", String(5)),
    Column("calling_hours_end", String(5)),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_batch_calls_workspace_id_place", "workspace_id", "place"),
)

WORKFLOWS = Table(
    "workflows",
    METADATA,
    Column("place", _PLACE, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("workspace_id", String(32), ForeignKey("workspaces.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("description", Text),
    Column("status", String(16), nullable=False),
    Column("agent_id", String(32), ForeignKey("agents.id"), nullable=False),
    Column("agent_version_number", Integer, nullable=False),
    Column("from_number", String(32), nullable=False),
    Column("variable_keys", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)
"""`variable_keys` are the variables that leads of the workflow have had."""

WORKFLOW_LEADS = Table(
    "workflow_leads",
    METADATA,
    Column("place", _PLACE, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("workflow_id", String(32), ForeignKey("workflows.id"), nullable=False),
    Column("phone_number", String(32), nullable=False),
    Column("variables", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_workflow_leads_workflow_id_place", "workflow_id", "place"),
    Index("ix_workflow_leads_workflow_id_status", "workflow_id", "status"),
)
"""`variables` is a JSON object, which is answered as it is."""

CALLS = Table(
    "calls",
    METADATA,
    Column("place", _PLACE, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("workspace_id", String(32), ForeignKey("workspaces.id"), nullable=False),
    Column("batch_call_id", String(32)),
    Column("position", Integer),
    Column("workflow_lead_id", String(32)),
    Column("lead_id", String(32)),
    Column("agent_id", Text, nullable=False),
    Column("agent_version_number", Integer),
    Column("from_number", String(32), nullable=False),
    Column("to_number", String(32), nullable=False),
    Column("variables", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("due_at", UtcDateTime),
    Column("started_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("duration", Integer),
    Column("end_reason", Text),
    Column("simulated", Integer),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_calls_workspace_id_place", "workspace_id", "place"),
    Index("ix_calls_batch_call_id_position", "batch_call_id", "position"),
    Index("ix_calls_batch_call_id_status", "batch_call_id", "status"),
    Index("ix_calls_workflow_lead_id", "workflow_lead_id"),
    Index("ix_calls_lead_id", "lead_id"),
    Index("ix_calls_status_due_at", "status", "due_at"),
)
"""`position` counts the calls of a batch from 1; it has no gaps, so that a page is read by it. `due_at` is when a
simulated call takes its next step; `simulated` is 1 from its first step on. A call belongs to a batch, a workflow's
lead or a campaign's lead, or to none of them."""
