"""The agent, the workflow and the finished batch of the sandbox, so that every way of calling can be tried."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from callsheet.backend.db.calling.agents import add_agent
from callsheet.backend.db.calling.tables import AGENTS, BATCH_CALLS, CALLS
from callsheet.backend.db.calling.workflows import add_workflow
from callsheet.backend.db.ids import make_id
from callsheet.contract import AgentVersion, BatchStatus, CallStatus

if TYPE_CHECKING:
    from sqlalchemy import Connection

SANDBOX_WORKFLOW, SANDBOX_BATCH = "Sandbox workflow", "Sandbox batch"
ASHA_PROMPT = """You are Asha, a friendly assistant of {{company}}. You call {{customer_name}} in {{city}}.

Say that you call about {{product}}. The amount on offer is {{amount}}, and the offer ends on {{due_date}}.
If {{customer_name}} agrees, offer to talk to {{branch}} and ask whether {{callback_time}} suits.
If the person is busy, ask when to call again. Never ask for a PIN or a password."""
ASHA_WELCOME = "Hello {{customer_name}}, this is Asha from {{company}}. Do you have a minute?"
ASHA_DEFAULTS: dict[str, str | None] = {"company": "Sandbox Finance"}
"""One of the eight variables has a default."""
_LANGUAGE, _VOICE = "lang_en_in", "voice_asha"
_RESULTS = (
    ("+919810000001", "Priya", CallStatus.COMPLETED, 84),
    ("+919810000002", "Ravi", CallStatus.NO_ANSWER, None),
    ("+919810000003", "Meera", CallStatus.COMPLETED, 41),
    ("+919810000004", "Arjun", CallStatus.BUSY, None),
    ("+919810000005", "Kavya", CallStatus.DID_NOT_PICK, None),
    ("+919810000006", "Sanjay", CallStatus.FAILED, None),
)
"""Number, name, outcome and seconds of talk of the finished batch. The calls are marked as simulated."""


def add_sandbox(connection: Connection, workspace: str, from_number: str) -> None:
    """Add agent, workflow and batch to a workspace that has no agent yet.

    Args:
        connection: within the caller's transaction.
        workspace: the workspace of the sandbox.
        from_number: E.164 number that all of them call from.
    """
    if connection.scalar(select(func.count()).where(AGENTS.c.workspace_id == workspace)):
        return
    agent = add_agent(connection, workspace, [(_asha(1), from_number), (_asha(2), None)], "Asia/Kolkata")
    caller = {"agent_id": agent, "agent_version_number": 1, "from_number": from_number}
    add_workflow(connection, workspace, caller | {"title": SANDBOX_WORKFLOW, "description": "One call to each lead"})
    _add_batch(connection, workspace, caller)


def _asha(number: int) -> AgentVersion:
    """Version 1 is published; version 2 is a draft that speaks of one thing more."""
    is_published = number == 1
    return AgentVersion(
        version_number=number,
        version_title=f"Version {number}",
        title="Asha",
        is_published=is_published,
        language_id=_LANGUAGE,
        voice_id=_VOICE,
        prompt_text=ASHA_PROMPT if is_published else f"{ASHA_PROMPT}\nAt the end mention {{{{gift}}}}.",
        welcome_message=ASHA_WELCOME,
        default_dynamic_variables=ASHA_DEFAULTS,
    )


def _add_batch(connection: Connection, workspace: str, caller: dict[str, object]) -> None:
    batch_id, begun = make_id("batch"), datetime.now(UTC) - timedelta(hours=1)
    same = {"workspace_id": workspace, "created_at": begun, **caller}
    batch = {"id": batch_id, "title": SANDBOX_BATCH, "status": BatchStatus.COMPLETED.value}
    connection.execute(insert(BATCH_CALLS).values(**batch, **same, total_records=len(_RESULTS)))
    rows = []
    for position, (number, name, status, seconds) in enumerate(_RESULTS, 1):
        started = begun + timedelta(minutes=position)
        rows.append(
            {
                **same,
                "id": make_id("call"),
                "batch_call_id": batch_id,
                "position": position,
                "to_number": number,
                "variables": json.dumps({"customer_name": name, "city": "Mumbai"}),
                "status": status.value,
                "started_at": started,
                "ended_at": started + timedelta(seconds=(seconds or 0) + 20),
                "duration": seconds,
                "end_reason": status.value,
                "simulated": 1,
            }
        )
    connection.execute(insert(CALLS), rows)
