"""The destination of an upload: a campaign, agent or workflow that the server lists, or an id that was typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from callsheet.client import Campaign, list_agents, list_workflows, route_without_campaign
from callsheet.errors import NotFound, ServerError
from callsheet.sending import CAMPAIGN, Target
from callsheet.store import DestinationKind
from callsheet.ui.app.services import services

if TYPE_CHECKING:
    from callsheet.client import Agent, CallsheetApi, Workflow
    from callsheet.validation import Route


@dataclass(frozen=True)
class Destination:
    """A destination and its calling rules.

    Args:
        campaign: as the server returns it; with id and name only where the server does not list campaigns. Of another
            target, id, name and calling number of its agent, or id, name and status of its workflow.
        route: the rules; unknown where the server does not return them.
        target: its kind, with what was chosen for it.
    """

    campaign: Campaign
    route: Route
    target: Target = CAMPAIGN


def listed_campaigns(api: CallsheetApi) -> list[Campaign] | None:
    """The campaigns of the workspace; None where the server lacks the call.

    Raises:
        ServerError: the server fails or gives an unexpected answer.
    """
    try:
        return api.campaigns()
    except NotFound:
        return None


def destination_of(api: CallsheetApi, campaign: Campaign, target: Target = CAMPAIGN) -> Destination:
    """A destination with its rules; if they name no country, the default country of the settings is used.

    Raises:
        ServerError: the server fails or gives an unexpected answer.
    """
    default = services().settings.default_region
    if target != CAMPAIGN:
        return Destination(campaign, route_without_campaign(api, campaign, default), target)
    route = api.route(campaign)
    if route.default_region is None:
        route = replace(route, default_region=default)
    return Destination(campaign, route, target)


def agent_as_campaign(agent: Agent, version: int | None) -> Campaign:
    """An agent under the fields of a campaign: id, name and the number that will call.

    Args:
        agent: as the server lists it.
        version: its published version; None: the latest.
    """
    chosen = agent.version(version)
    number = chosen.from_number if chosen is not None else None
    return Campaign(id=agent.id, name=agent.name, agent_id=agent.id, from_phone_number=number or "", status="")


def workflow_as_campaign(workflow: Workflow) -> Campaign:
    """A workflow under the fields of a campaign: id, name and status."""
    return Campaign(id=workflow.id, name=workflow.title, status=workflow.status)


def destination_by_id(api: CallsheetApi, campaign_id: str, name: str = "", target: Target = CAMPAIGN) -> Destination:
    """A destination by its id, which is used unchecked where the server does not list its kind.

    Args:
        api: a client of the server.
        campaign_id: as typed, or stored with a draft.
        name: shown where the server returns no name.
        target: its kind.

    Raises:
        NotFound: the server lists campaigns, and this is not one of them.
        ServerError: the server fails or gives an unexpected answer.
    """
    if target.kind is not DestinationKind.CAMPAIGN:
        found = _listed(api, campaign_id, target)
        return destination_of(api, found or Campaign(id=campaign_id, name=name or campaign_id, status=""), target)
    try:
        return destination_of(api, api.campaign(campaign_id))
    except NotFound:
        if listed_campaigns(api) is not None:
            raise
    return destination_of(api, Campaign(id=campaign_id, name=name or campaign_id, status=""))


def _listed(api: CallsheetApi, wanted: str, target: Target) -> Campaign | None:
    """The agent or workflow of an id; None where it is not listed."""
    if target.kind is DestinationKind.BATCH_CALL:
        agents = list_agents(api) or []
        version = target.batch.version if target.batch else None
        return next((agent_as_campaign(agent, version) for agent in agents if agent.id == wanted), None)
    workflows = list_workflows(api) or []
    return next((workflow_as_campaign(workflow) for workflow in workflows if workflow.id == wanted), None)


def offers(api: CallsheetApi) -> frozenset[DestinationKind]:
    """The kinds of destinations besides campaigns that a server lists; campaigns are not asked for.

    Args:
        api: a client of the server.
    """
    lists = {DestinationKind.BATCH_CALL: "/batch-calls", DestinationKind.WORKFLOW: "/workflows"}
    found = set()
    for kind, path in lists.items():
        try:
            api.request("GET", path, params={"page": 1, "limit": 1})
        except ServerError:
            continue
        found.add(kind)
    return frozenset(found)
