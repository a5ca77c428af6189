"""The script of the agent that will call, where the server shows it: it fills Match, and is compared before Send."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from callsheet.client import list_agents
from callsheet.errors import ServerError
from callsheet.store import DestinationKind
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.wording.ui import prompt as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session, Step

SECONDS = 30
"""How long a script is shown again before the server is asked anew. Chosen by hand."""
PROMPT = "prompt"
"""Key of the box in which the script is shown on Match."""


class AgentScript(NamedTuple):
    """What an agent says.

    Args:
        agent: its name.
        version: the published version that was read.
        text: its script.
        defaults: variables that it fills itself where a lead has no value.
    """

    agent: str
    version: int
    text: str
    defaults: frozenset[str]


def agent_script(session: Session) -> AgentScript | None:
    """The script of the agent that will call; None where no agent is known, or the server does not show it.

    Args:
        session: says where the set goes.
    """
    kind, batch = session.target.kind, session.target.batch
    if kind is DestinationKind.WORKFLOW:
        return None
    version = batch.version if batch is not None else None
    return _read(services().server, kind, session.campaign_id, version)


@st.cache_data(ttl=SECONDS, max_entries=20, show_spinner=False)
def _read(server: str, kind: DestinationKind, wanted: str, number: int | None) -> AgentScript | None:
    """A server that fails is not asked again before the time is over: each question may take seconds."""
    del server  # it is part of the cache's key
    api = services().api()
    try:
        agents = list_agents(api) or []
        agent_id = wanted if kind is DestinationKind.BATCH_CALL else api.campaign(wanted).agent_id
    except ServerError:
        return None
    agent = next((agent for agent in agents if agent.id == agent_id), None)
    version = None if agent is None else agent.version(number)
    if agent is None or version is None or version.script is None:
        return None
    return AgentScript(agent.name, version.number, version.script.strip(), frozenset(version.defaults))


def with_agent_script(session: Session) -> Session:
    """The session with the script and the defaults of its agent, where the server shows them.

    Args:
        session: at a new draft, or at another destination.
    """
    script = agent_script(session)
    return session if script is None else session.with_agent_script(script.text, script.defaults)


def show_script_origin(session: Session) -> None:
    """Say on Match whose script is shown; where it is another one, offer the agent's."""
    script = agent_script(session)
    if script is None:
        return
    if script.text == session.choices.prompt:
        st.caption(escape_markdown(words.read_from(script.agent, script.version)))
    else:
        _show_difference(session, script, words.not_of_agent(script.agent, script.version))


def show_changed_script(session: Session) -> None:
    """Say on Send that the agent's script is no longer the one that the leads were checked against."""
    script = agent_script(session)
    if script is not None and script.text != session.choices.prompt:
        _show_difference(session, script, words.changed_since(script.agent, script.version))


def _show_difference(session: Session, script: AgentScript, sentence: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="other_script"):
        st.markdown(f":orange[{escape_markdown(sentence)}]", width="stretch")
        st.button(words.USE_AGENTS, key="use_agent_script", on_click=_use, args=(script, session.step))


@on_session
def _use(session: Session, script: AgentScript, step: Step) -> None:
    st.session_state[PROMPT] = script.text
    persistence.save_step(session.with_agent_script(script.text, script.defaults).go_to(step))
