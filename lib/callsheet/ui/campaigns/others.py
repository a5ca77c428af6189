"""Agents, workflows and batch calls of a server, with links to what was sent to them from here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.client import BatchCalls, list_agents, list_workflows
from callsheet.errors import ServerError
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.layout import show_title
from callsheet.ui.app.phone_format import readable_number
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_html, escape_markdown
from callsheet.ui.campaigns.sends import MOST_SENDS, link_to_send, show_sends_to
from callsheet.wording import destinations as shared
from callsheet.wording.ui import campaigns as words
from callsheet.wording.ui import pages
from callsheet.wording.ui.destinations import batch_status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.client import Agent, BatchCall, CallsheetApi, Workflow

AGENT, WORKFLOW = "agent", "workflow"
"""Query parameters with the id of the agent or workflow that is open."""
SECONDS = 10
"""For how long what a server lists is not asked again. Chosen by hand."""
MOST_BATCHES = 20


def show_others(api: CallsheetApi) -> None:
    """Show what a server has besides campaigns; nothing of what it does not list.

    Args:
        api: a client of the server.
    """
    agents, workflows, batches = _listed(services().server, api.base_url, api)
    sends = Counter(summary.campaign_id for summary in services().store.ledger.summaries(MOST_SENDS))
    if agents:
        st.subheader(words.AGENTS, anchor=False)
        for agent in agents:
            _line(AGENT, agent.id, agent.name, _versions(agent), sends[agent.id])
    if workflows:
        st.subheader(words.WORKFLOWS, anchor=False)
        for workflow in workflows:
            status = pages.campaign_status(workflow.status) if workflow.status else ""
            _line(WORKFLOW, workflow.id, workflow.title or workflow.id, status, sends[workflow.id])
    if batches:
        _batches(batches)


@st.cache_data(ttl=SECONDS, max_entries=5, show_spinner=False)
def _listed(
    server: str, address: str, _api: CallsheetApi
) -> tuple[Sequence[Agent], Sequence[Workflow], Sequence[BatchCall]]:
    """Agents, workflows and batch calls; empty where the server does not list them."""
    del server, address  # they are the key of the cache
    try:
        batches = BatchCalls(_api).listed().batches
    except ServerError:
        batches = ()
    try:
        return list_agents(_api) or (), list_workflows(_api) or (), batches
    except ServerError:
        return (), (), batches


def _versions(agent: Agent) -> str:
    """Which version calls, and from which number."""
    version = agent.version(None)
    if version is None:
        return words.NOT_PUBLISHED
    number = readable_number(version.from_number) if version.from_number else None
    return words.published(version.number, number)


def _line(parameter: str, id_: str, name: str, facts: str, sends: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            escape_markdown(name), key=f"open_{parameter}_{id_}", type="tertiary", on_click=_open, args=(parameter, id_)
        )
        st.caption(escape_markdown(" · ".join(filter(None, [facts, words.sends_from_here(sends)]))), width="content")


def _batches(batches: Sequence[BatchCall]) -> None:
    """The batch calls of the server; those that were made from here are links to their send."""
    st.subheader(words.BATCH_CALLS, anchor=False)
    shown = batches[:MOST_BATCHES]
    made = services().store.ledger.destinations.sends_of_batches([batch.id for batch in shown])
    for batch in shown:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if batch.id in made:
                link_to_send(made[batch.id], batch.title, f"batch_{batch.id}")
            else:
                st.markdown(escape_markdown(batch.title), width="content")
            facts = [batch_status(batch.status), words.records(batch.total_records)]
            facts += [] if batch.id in made else [words.MADE_ELSEWHERE]
            st.caption(escape_markdown(" · ".join(filter(None, facts))), width="content")
    if len(batches) > MOST_BATCHES:
        st.caption(words.more_batches(len(batches) - MOST_BATCHES))


def show_other(api: CallsheetApi, parameter: str, id_: str) -> None:
    """Show one agent or workflow with what was sent to it.

    Args:
        api: a client of the server.
        parameter: `AGENT` or `WORKFLOW`.
        id_: its id.
    """
    agents, workflows, _ = _listed(services().server, api.base_url, api)
    named = {agent.id: agent.name for agent in agents} | {flow.id: flow.title or flow.id for flow in workflows}
    name = named.get(id_, id_)
    show_title(name, about=f"{name} · {pages.CAMPAIGNS}")
    st.button(words.BACK_TO_ALL, key="all_campaigns", icon=":material/arrow_back:", on_click=_close, args=(parameter,))
    facts = [_versions(agent) for agent in agents if agent.id == id_]
    facts += [shared.workflow(name, flow.status) for flow in workflows if flow.id == id_ and flow.status]
    cells = f'<th scope="row">{escape_html(words.ID)}</th><td>{escape_html(id_)}</td>'
    st.html(f'<table class="quiet-table"><tr>{cells}</tr></table>')
    for fact in facts or [words.NOT_LISTED]:
        st.caption(escape_markdown(fact))
    show_sends_to(id_)


@safe_callback
def _open(parameter: str, id_: str) -> None:
    st.query_params[parameter] = id_


@safe_callback
def _close(parameter: str) -> None:
    st.query_params.pop(parameter, None)
