"""The choice of where a set goes: a campaign, a batch call of an agent, or a workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.client import Campaign, list_agents, list_workflows
from callsheet.contract import CLOSED_STATUSES
from callsheet.sending import CAMPAIGN, BatchChoice, Target
from callsheet.store import DestinationKind
from callsheet.ui.app.option_labels import labels_by_id
from callsheet.ui.app.services import services
from callsheet.ui.state.campaign_choice import (
    Destination,
    agent_as_campaign,
    destination_of,
    offers,
    workflow_as_campaign,
)
from callsheet.wording import destinations as shared_words
from callsheet.wording.ui import destinations as words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.client import Agent, CallsheetApi

SECONDS = 60
"""How long it is remembered which kinds a server offers. Chosen by hand."""
KIND_WIDTH, VERSION_WIDTH = 150, 170


def choose_kind(api: CallsheetApi, preset: DestinationKind, key: str) -> DestinationKind:
    """Show the choice of the kind of destination; nothing where the server has campaigns only.

    Args:
        api: a client of the server.
        preset: shown first.
        key: of the field.
    """
    offered = _offered(services().server, api.base_url, api)
    if not offered:
        return DestinationKind.CAMPAIGN
    kinds = [DestinationKind.CAMPAIGN, *(kind for kind in DestinationKind if kind in offered)]
    chosen = st.selectbox(
        words.SEND_TO,
        kinds,
        index=kinds.index(preset) if preset in kinds else 0,
        key=key,
        format_func=lambda kind: shared_words.KINDS[kind],
        width=KIND_WIDTH,
    )
    return DestinationKind(chosen)


@st.cache_data(ttl=SECONDS, max_entries=5, show_spinner=False)
def _offered(server: str, address: str, _api: CallsheetApi) -> frozenset[DestinationKind]:
    del server, address  # they are the key of the cache
    return offers(_api)


def choose_destination(
    api: CallsheetApi, kind: DestinationKind, key: str, preset: tuple[str, Target] | None
) -> Destination | None:
    """Show the choice of an agent and its version, or of a workflow; None while none is chosen.

    Args:
        api: a client of the server.
        kind: a batch call or a workflow.
        key: what the keys of the fields begin with.
        preset: id and target of the one that is shown first.

    Raises:
        ServerError: the server fails or gives an unexpected answer.
    """
    wanted, target = preset if preset is not None and preset[1].kind is kind else ("", CAMPAIGN)
    if kind is DestinationKind.BATCH_CALL:
        return _choose_agent(api, key, wanted, target)
    return _choose_workflow(api, key, wanted)


def chosen_now(kind: DestinationKind, key: str) -> tuple[str, Target] | None:
    """Id and target that the fields of `choose_destination` have at this moment; None while none is chosen.

    For a callback: what was drawn last may be older than the choice.

    Args:
        kind: a batch call or a workflow.
        key: as of `choose_destination`.
    """
    state, is_batch = st.session_state, kind is DestinationKind.BATCH_CALL
    typed = str(state.get(f"{key}_id") or "").strip()
    chosen = state.get(f"{key}_agent" if is_batch else f"{key}_workflow") or typed
    if not chosen:
        return None
    return str(chosen), Target(kind, BatchChoice("", state.get(f"{key}_version_{chosen}")) if is_batch else None)


def _choose_agent(api: CallsheetApi, key: str, wanted: str, target: Target) -> Destination | None:
    agents = list_agents(api)
    if agents is None:
        return _typed(api, words.AGENT_ID, key, Target(DestinationKind.BATCH_CALL, BatchChoice("")))
    usable = {agent.id: agent for agent in agents if agent.published}
    if not usable:
        st.info(words.NO_AGENTS)
        return None
    labels = labels_by_id({agent.id: agent.name for agent in usable.values()})
    chosen = _select(words.AGENT, words.CHOOSE_AGENT, labels, f"{key}_agent", wanted)
    if chosen is None:
        return None
    agent = usable[chosen]
    preset = target.batch.version if target.batch and chosen == wanted else None
    version = _choose_version(agent, f"{key}_version_{chosen}", preset)
    target = Target(DestinationKind.BATCH_CALL, BatchChoice("", version))
    return destination_of(api, agent_as_campaign(agent, version), target)


def _choose_version(agent: Agent, key: str, preset: int | None) -> int:
    """A published version. It is stored by its number: a later one must not call what was checked against this one."""
    published = agent.published
    numbers = [version.number for version in published]
    titles = {version.number: words.version(version.number, version.title) for version in published}
    titles[numbers[0]] = words.latest(numbers[0])
    chosen = st.selectbox(
        words.VERSION,
        numbers,
        index=numbers.index(preset) if preset in numbers else 0,
        key=key,
        format_func=titles.__getitem__,
        width=VERSION_WIDTH,
    )
    return int(chosen)


def _choose_workflow(api: CallsheetApi, key: str, wanted: str) -> Destination | None:
    workflows = list_workflows(api)
    target = Target(DestinationKind.WORKFLOW)
    if workflows is None:
        return _typed(api, words.WORKFLOW_ID, key, target)
    usable = {workflow.id: workflow for workflow in workflows if workflow.status not in CLOSED_STATUSES}
    if not usable:
        st.info(words.NO_WORKFLOWS)
        return None
    if len(usable) < len(workflows):
        st.caption(words.ENDED_HIDDEN)
    labels = labels_by_id({workflow.id: workflow.title for workflow in usable.values()})
    chosen = _select(words.WORKFLOW, words.CHOOSE_WORKFLOW, labels, f"{key}_workflow", wanted)
    return None if chosen is None else destination_of(api, workflow_as_campaign(usable[chosen]), target)


def _select(label: str, placeholder: str, labels: Mapping[str, str], key: str, wanted: str) -> str | None:
    options: Sequence[str] = list(labels)
    only = 0 if len(options) == 1 else None
    index = options.index(wanted) if wanted in labels else only
    chosen = st.selectbox(label, options, index=index, key=key, placeholder=placeholder, format_func=labels.__getitem__)
    return chosen if chosen in labels else None


def _typed(api: CallsheetApi, label: str, key: str, target: Target) -> Destination | None:
    typed = (st.text_input(label, key=f"{key}_id", help=words.ID_HELP) or "").strip()
    return destination_of(api, Campaign(id=typed, name=typed, status=""), target) if typed else None
