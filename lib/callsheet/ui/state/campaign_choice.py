"""The destination of an upload: a campaign that the server lists, or an id and a country that were typed."""

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
    """A campaign and its calling rules.

    Args:
        campaign: as the server returns it; with id and name only where the server does not list campaigns.
        route: the rules; unknown where the server does not return them.
    """

    campaign: Campaign
    route: Route


def listed_campaigns(api: CallsheetApi) -> list[Campaign] | None:
    """The campaigns of the workspace; None where the server lacks the call.

    Raises:
        ServerError: the server fails or gives an unexpected answer.
    """
    try:
        return api.campaigns()
    except NotFound:
        return None


def destination_of(api: CallsheetApi, campaign: Campaign) -> Destination:
    """A campaign with its rules; if they name no country, the default country of the settings is used.

    Raises:
        ServerError: the server fails or gives an unexpected answer.
    """
    route = api.route(campaign)
    if route.default_region is None:
        route = replace(route, default_region=services().settings.default_region)
    return Destination(campaign, route)


def destination_by_id(api: CallsheetApi, campaign_id: str, name: str = "") -> Destination:
    """A campaign by its id, which is used unchecked where the server does not list campaigns.

    Args:
        api: a client of the server.
        campaign_id: as typed, or stored with a draft.
        name: shown where the server returns no name.

    Raises:
        NotFound: the server lists campaigns, and this is not one of them.
        ServerError: the server fails or gives an unexpected answer.
    """
    try:
        return destination_of(api, api.campaign(campaign_id))
    except NotFound:
        if listed_campaigns(api) is not None:
            raise
    return destination_of(api, Campaign(id=campaign_id, name=name or campaign_id, status=""))
