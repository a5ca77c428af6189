"""Queries of agents and their versions, each within one workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from callsheet.backend.db.calling.tables import AGENT_VERSIONS, AGENTS
from callsheet.backend.db.ids import make_id
from callsheet.contract import Agent, AgentVersion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Engine

AGENT_TYPE = "Single_Prompt_Agent"


@dataclass(frozen=True)
class KnownVersion:
    """What decides whether a version can call.

    Args:
        number: counted from 1.
        is_published: a draft cannot call.
        from_number: E.164 number that it calls from; None: none is attached.
        timezone: of its agent, an IANA name.
    """

    number: int
    is_published: bool
    from_number: str | None
    timezone: str


class Agents:
    """The agents of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(
        self, workspace: str, versions: Sequence[tuple[AgentVersion, str | None]], timezone: str = "Asia/Kolkata"
    ) -> str:
        """Create an agent and return its id.

        Args:
            workspace: its workspace.
            versions: at least one, ascending, each with the number that it calls from.
            timezone: an IANA name.
        """
        with self._engine.begin() as connection:
            return add_agent(connection, workspace, versions, timezone)

    def list_all(self, workspace: str) -> list[Agent]:
        """List the agents of a workspace, the oldest first, with all of their versions."""
        of_workspace = AGENTS.c.workspace_id == workspace
        agents = select(AGENTS).where(of_workspace).order_by(AGENTS.c.created_at, AGENTS.c.id)
        versions = select(AGENT_VERSIONS).join(AGENTS).where(of_workspace).order_by(AGENT_VERSIONS.c.version_number)
        with self._engine.connect() as connection:
            agent_rows = connection.execute(agents).mappings().all()
            version_rows = connection.execute(versions).mappings().all()
        by_agent: dict[str, list[AgentVersion]] = {}
        for row in version_rows:
            by_agent.setdefault(row["agent_id"], []).append(AgentVersion(**dict(row)))
        return [Agent(**dict(row), agent_type=AGENT_TYPE, versions=by_agent.get(row["id"], [])) for row in agent_rows]

    def versions(self, workspace: str, agent_id: str) -> list[KnownVersion]:
        """Return what decides which version of an agent can call, ascending; [] if the workspace has no such agent."""
        query = (
            select(
                AGENT_VERSIONS.c.version_number,
                AGENT_VERSIONS.c.is_published,
                AGENT_VERSIONS.c.from_number,
                AGENTS.c.timezone,
            )
            .join(AGENTS)
            .where(AGENTS.c.id == agent_id, AGENTS.c.workspace_id == workspace)
            .order_by(AGENT_VERSIONS.c.version_number)
        )
        with self._engine.connect() as connection:
            return [KnownVersion(*row) for row in connection.execute(query)]


def add_agent(
    connection: Connection, workspace: str, versions: Sequence[tuple[AgentVersion, str | None]], timezone: str
) -> str:
    """Insert an agent with its versions and return its id; the last published version is the current one.

    Args:
        connection: within the caller's transaction.
        workspace: its workspace.
        versions: at least one, ascending, each with the number that it calls from.
        timezone: an IANA name.
    """
    agent_id = make_id("agent")
    published = [version.version_number for version, _ in versions if version.is_published]
    current = published[-1] if published else versions[-1][0].version_number
    values: Mapping[str, object] = {
        "id": agent_id,
        "workspace_id": workspace,
        "current_version_number": current,
        "timezone": timezone,
        "created_at": datetime.now(UTC),
    }
    connection.execute(insert(AGENTS).values(**values))
    rows = [version.model_dump() | {"agent_id": agent_id, "from_number": number} for version, number in versions]
    connection.execute(insert(AGENT_VERSIONS), rows)
    return agent_id
