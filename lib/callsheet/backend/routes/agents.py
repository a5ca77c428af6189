"""Agents: list them with their versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.backend.http.auth import Workspace
from callsheet.backend.routes.common import error_responses, router
from callsheet.backend.services import WithServices
from callsheet.contract import AgentList, ObservedAgentList

if TYPE_CHECKING:
    from fastapi import APIRouter


def agent_routes(*, is_observed: bool) -> APIRouter:
    """Create the routes below `/v1/agents`.

    Args:
        is_observed: True answers in the shape that was seen, False in the documented one.
    """
    routes = router("agents")

    @routes.get("/agents", response_model=ObservedAgentList if is_observed else AgentList, responses=error_responses())
    def list_agents(services: WithServices, workspace: Workspace) -> AgentList | ObservedAgentList:
        """List the agents of the workspace with their versions and prompts. Only a published version can call."""
        agents = AgentList(agents=services.agents.list_all(workspace))
        return ObservedAgentList(data=agents) if is_observed else agents

    return routes
