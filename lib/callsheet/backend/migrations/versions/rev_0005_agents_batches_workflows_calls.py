"""Create agents, batch calls, workflows and calls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
PLACE = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    _create_agents()
    _create_batch_calls()
    _create_workflows()
    _create_calls()


def _create_agents() -> None:
    op.create_table(
        "agents",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("current_version_number", sa.Integer, nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("ix_agents_workspace_id", "agents", ["workspace_id"])
    op.create_table(
        "agent_versions",
        sa.Column("agent_id", sa.String(32), sa.ForeignKey("agents.id"), primary_key=True),
        sa.Column("version_number", sa.Integer, primary_key=True),
        sa.Column("version_title", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("is_published", sa.Boolean, nullable=False),
        sa.Column("language_id", sa.Text),
        sa.Column("voice_id", sa.Text),
        sa.Column("prompt_text", sa.Text),
        sa.Column("welcome_message", sa.Text),
        sa.Column("default_dynamic_variables", sa.JSON),
        sa.Column("from_number", sa.String(32)),
    )


def _create_batch_calls() -> None:
    op.create_table(
        "batch_calls",
        sa.Column("place", PLACE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("agent_id", sa.String(32), sa.ForeignKey("agents.id"), nullable=False),
        sa.Column("agent_version_number", sa.Integer, nullable=False),
        sa.Column("from_number", sa.String(32), nullable=False),
        sa.Column("total_records", sa.Integer, nullable=False),
        sa.Column("starts_at", MOMENT),
        sa.Column("ends_at", MOMENT),
        sa.Column("calling_hours_start", sa.String(5)),
        sa.Column("calling_hours_end", sa.String(5)),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("ix_batch_calls_workspace_id_place", "batch_calls", ["workspace_id", "place"])


def _create_workflows() -> None:
    op.create_table(
        "workflows",
        sa.Column("place", PLACE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("agent_id", sa.String(32), sa.ForeignKey("agents.id"), nullable=False),
        sa.Column("agent_version_number", sa.Integer, nullable=False),
        sa.Column("from_number", sa.String(32), nullable=False),
        sa.Column("variable_keys", sa.JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
    )
    op.create_index("ix_workflows_workspace_id", "workflows", ["workspace_id"])
    op.create_table(
        "workflow_leads",
        sa.Column("place", PLACE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("workflow_id", sa.String(32), sa.ForeignKey("workflows.id"), nullable=False),
        sa.Column("phone_number", sa.String(32), nullable=False),
        sa.Column("variables", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("ix_workflow_leads_workflow_id_place", "workflow_leads", ["workflow_id", "place"])
    op.create_index("ix_workflow_leads_workflow_id_status", "workflow_leads", ["workflow_id", "status"])


def _create_calls() -> None:
    op.create_table(
        "calls",
        sa.Column("place", PLACE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("batch_call_id", sa.String(32)),
        sa.Column("position", sa.Integer),
        sa.Column("workflow_lead_id", sa.String(32)),
        sa.Column("lead_id", sa.String(32)),
        sa.Column("agent_id", sa.Text, nullable=False),
        sa.Column("agent_version_number", sa.Integer),
        sa.Column("from_number", sa.String(32), nullable=False),
        sa.Column("to_number", sa.String(32), nullable=False),
        sa.Column("variables", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("started_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("duration", sa.Integer),
        sa.Column("end_reason", sa.Text),
        sa.Column("simulated", sa.Integer),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("ix_calls_workspace_id_place", "calls", ["workspace_id", "place"])
    op.create_index("ix_calls_batch_call_id_position", "calls", ["batch_call_id", "position"])
    op.create_index("ix_calls_batch_call_id_status", "calls", ["batch_call_id", "status"])
    op.create_index("ix_calls_workflow_lead_id", "calls", ["workflow_lead_id"])
    op.create_index("ix_calls_lead_id", "calls", ["lead_id"])
    op.create_index("ix_calls_status_due_at", "calls", ["status", "due_at"])
