"""Who calls in a batch call: the agent, its version and number, and the batch calls that come before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.client import BatchCalls, list_agents
from callsheet.errors import ServerError
from callsheet.ui.app.phone_format import readable_number
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording import destinations as shared_words
from callsheet.wording.ui import destinations as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session


def show_agent(session: Session) -> None:
    """Say which agent calls, from which number, and which batch calls come before.

    Args:
        session: with a batch call as its target.
    """
    st.caption(escape_markdown(_agent_line(session)))
    before = _batches_before()
    if before:
        st.caption(before)


def _agent_line(session: Session) -> str:
    wanted = session.target.batch.version if session.target.batch else None
    try:
        agents = list_agents(services().api())
    except ServerError:
        agents = None
    if agents is None:
        return shared_words.AGENTS_NOT_LISTED
    agent = next((agent for agent in agents if agent.id == session.campaign_id), None)
    version = None if agent is None else agent.version(wanted)
    if agent is None or version is None:
        return words.not_published(session.campaign_name, wanted)
    number = readable_number(version.from_number) if version.from_number else None
    return shared_words.agent(agent.name, version.number, number)


def _batches_before() -> str:
    try:
        listed = BatchCalls(services().api()).listed().batches
    except ServerError:
        return ""
    states = [batch.status.lower() for batch in listed]
    return words.batches_before(states.count("running"), states.count("waiting") + states.count("scheduled"))
