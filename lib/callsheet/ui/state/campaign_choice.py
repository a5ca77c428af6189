"""Where the leads of an upload go: a campaign the server knows, or an id and a country the operator typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from callsheet.client import Campaign
from callsheet.errors import NotFound
from callsheet.ui.app.services import services

if TYPE_CHECKING:
    from callsheet.client import CallsheetApi
    from callsheet.validation import Route


@dataclass(frozen=True)
class Destination:
    """Where leads go, and by which rules.

    Args:
        campaign: as the server tells it; of a server that tells nothing, its id and name alone.
        route: the rules; what the server does not tell is unknown.
    """

    campaign: Campaign
    route: Route


def listed_campaigns(api: CallsheetApi) -> list[Campaign] | None:
    """The campaigns of the workspace; None where the server lacks the call.

    Raises:
        ServerError: the server does not answer as it should.
    """
    try:
        return api.campaigns()
    except NotFound:
        return None


def destination_of(api: CallsheetApi, campaign: Campaign) -> Destination:
    """A campaign with its rules; where they name no country, the one of the settings is taken.

    Raises:
        ServerError: the server does not answer as it should.
    """
    route = api.route(campaign)
    if route.default_region is None:
        route = replace(route, default_region=services().settings.default_region)
    return Destination(campaign, route)


def destination_by_id(api: CallsheetApi, campaign_id: str, name: str = "") -> Destination:
    """A campaign by its id. Where the server lists no campaigns, the id is taken as it is.

    Args:
        api: speaks to the server.
        campaign_id: as typed or kept.
        name: to show where the server tells none.

    Raises:
        ServerError: the server does not answer as it should; NotFound when it lists campaigns and this is none of them.
    """
    try:
        return destination_of(api, api.campaign(campaign_id))
    except NotFound:
        if listed_campaigns(api) is not None:
            raise
    return destination_of(api, Campaign(id=campaign_id, name=name or campaign_id, status=""))
