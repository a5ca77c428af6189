"""Seed data of an empty database: workspace, key, number, Telephony Config, campaign, agent, workflow and batch."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine, func, insert, select

from callsheet.backend.db.api_keys import add_key
from callsheet.backend.db.calling.sandbox import add_sandbox
from callsheet.backend.db.ids import make_id
from callsheet.backend.db.tables import (
    CAMPAIGNS,
    COUNTRY_RULES,
    PHONE_NUMBERS,
    WORKSPACES,
)
from callsheet.backend.db.telephony import PREFIXES, rule_row
from callsheet.database import ProcessLock

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

SANDBOX_NUMBER = "+912234567890"
SANDBOX_CAMPAIGN, SANDBOX_AGENT = "Sandbox campaign", "agent_sandbox"


def seed_sandbox(engine: Engine, key_file: Path) -> None:
    """Seed an empty database. One that was seeded before there were agents gets those of the sandbox.

    Args:
        engine: the backend's database, migrated.
        key_file: the API key is written to this file, readable by its owner only.
    """
    key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = ProcessLock(key_file.with_name(f"{key_file.name}.lock"), engine, "callsheet sandbox")
    with lock.held(), engine.begin() as connection:
        if connection.scalar(select(func.count()).select_from(WORKSPACES)):
            _complete_sandbox(connection)
            return
        workspace = make_id("org")
        connection.execute(insert(WORKSPACES).values(id=workspace))
        _, key = add_key(connection, workspace, "first")
        number = {"id": make_id("phn"), "phone_number": SANDBOX_NUMBER, "nickname": "Sandbox"}
        connection.execute(insert(PHONE_NUMBERS).values(**number, workspace_id=workspace, sip_trunk_enabled=False))
        connection.execute(
            insert(COUNTRY_RULES), [rule_row(workspace, iso, prefixes) for iso, prefixes in PREFIXES.items()]
        )
        add_sandbox(connection, workspace, SANDBOX_NUMBER)
        connection.execute(
            insert(CAMPAIGNS).values(
                id=make_id("cmp"),
                organization_id=workspace,
                name=SANDBOX_CAMPAIGN,
                agent_id=SANDBOX_AGENT,
                from_phone_number=SANDBOX_NUMBER,
                status="draft",
                created_at=datetime.now(UTC),
            )
        )
        _write_key(key_file, key)


def _complete_sandbox(connection: Connection) -> None:
    """Add agent, workflow and batch to the workspace of a sandbox that lacks them."""
    sandboxes = select(CAMPAIGNS.c.organization_id).where(
        CAMPAIGNS.c.agent_id == SANDBOX_AGENT,
        CAMPAIGNS.c.name == SANDBOX_CAMPAIGN,
        CAMPAIGNS.c.from_phone_number == SANDBOX_NUMBER,
    )
    for workspace in connection.scalars(sandboxes.distinct()).all():
        add_sandbox(connection, workspace, SANDBOX_NUMBER)


def _write_key(key_file: Path, key: str) -> None:
    handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key + "\n")
