"""The script and the defaults of an agent, read from the server: then nobody has to paste them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callsheet.cli.terminal.console import visible
from callsheet.client import find_matching, list_agents
from callsheet.errors import InvalidArgument
from callsheet.wording.cli import destinations as words
from callsheet.wording.format import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.client import Agent, AgentVersion, CallsheetApi


class AgentScript(NamedTuple):
    """What an agent says.

    Args:
        text: its script.
        defaults: variables that it fills itself where a lead has no value.
    """

    text: str
    defaults: frozenset[str]


def find_agent(agents: Sequence[Agent], wanted: str) -> Agent:
    """Return the agent of an id, or of a name that only one has.

    Args:
        agents: as the server lists them.
        wanted: as typed.

    Raises:
        InvalidArgument: no agent fits, or several have this name.
    """
    fitting = find_matching(agents, wanted, lambda agent: agent.name)
    if len(fitting) != 1:
        close = did_you_mean(wanted, [word for agent in agents for word in (agent.name, agent.id)])
        raise InvalidArgument(words.NO_SUCH_AGENT.format(name=visible(wanted), close=visible(close)))
    return fitting[0]


def find_version(agent: Agent, number: int | None) -> AgentVersion:
    """Return a published version of an agent.

    Args:
        agent: the agent.
        number: of the version; None: the latest published one.

    Raises:
        InvalidArgument: it is not published.
    """
    version = agent.version(number)
    if version is None:
        published = sorted(version.number for version in agent.published)
        raise InvalidArgument(words.no_such_version(visible(agent.name), number, published))
    return version


def script_of(version: AgentVersion | None) -> AgentScript | None:
    """Return what a version says; None where the server does not show it."""
    if version is None or version.script is None:
        return None
    return AgentScript(version.script, frozenset(version.defaults))


def read_agent_script(api: CallsheetApi, wanted: str) -> AgentScript:
    """Return what the latest published version of an agent says.

    Args:
        api: the server.
        wanted: the agent's id or name.

    Raises:
        InvalidArgument: there is no such agent, it has no published version, or the server does not show its script.
        ServerError: the server does not answer as it should.
    """
    agents = list_agents(api)
    if agents is None:
        raise InvalidArgument(words.NO_SCRIPTS)
    agent = find_agent(agents, wanted)
    script = script_of(find_version(agent, None))
    if script is None:
        raise InvalidArgument(words.NO_SCRIPT.format(name=visible(agent.name)))
    return script
