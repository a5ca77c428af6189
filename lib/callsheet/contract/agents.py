"""Models of agents and their versions: documented, but for the prompt and its defaults, which a real server sent."""

from __future__ import annotations

from pydantic import Field

from callsheet.contract.examples import tolerant
from callsheet.contract.responses import WireModel

VERSION_EXAMPLE = {
    "version_number": 1,
    "version_title": "Version 1",
    "title": "Asha",
    "is_published": True,
    "language_id": "lang_en_in",
    "voice_id": "voice_asha",
    "prompt_text": "You are Asha. You speak to {{customer_name}} about {{product}}.",
    "welcome_message": "Hello {{customer_name}}.",
    "default_dynamic_variables": {"product": "the savings account"},
}
AGENT_EXAMPLE = {
    "id": "agent_abc123def456",
    "current_version_number": 1,
    "timezone": "Asia/Kolkata",
    "agent_type": "Single_Prompt_Agent",
    "versions": [VERSION_EXAMPLE],
}


class AgentVersion(WireModel):
    """A version of an agent. Only a published one can call."""

    model_config = tolerant(VERSION_EXAMPLE)

    version_number: int
    version_title: str | None = None
    title: str | None = Field(default=None, description="Name of the agent in this version.")
    is_published: bool = False
    language_id: str | None = None
    voice_id: str | None = None
    prompt_text: str | None = Field(default=None, description="What the agent is told, with {{variables}}.")
    welcome_message: str | None = None
    default_dynamic_variables: dict[str, str | None] | None = Field(
        default=None, description="Values of variables that a lead does not have."
    )


class Agent(WireModel):
    """An agent with its versions."""

    model_config = tolerant(AGENT_EXAMPLE)

    id: str
    current_version_number: int | None = None
    timezone: str | None = None
    agent_type: str | None = None
    versions: list[AgentVersion] = Field(default_factory=list)


class AgentList(WireModel):
    """All agents of the workspace, as documented."""

    model_config = tolerant({"agents": [AGENT_EXAMPLE]})

    agents: list[Agent]


class ObservedAgentList(WireModel):
    """All agents of the workspace, as a real server was seen to answer."""

    model_config = tolerant({"data": {"agents": [AGENT_EXAMPLE]}})

    data: AgentList
