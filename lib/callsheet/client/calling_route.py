"""Where leads of an agent or a workflow may be called, which need not show the number that calls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.contract import region_of_number
from callsheet.errors import NotFound
from callsheet.validation import Route

if TYPE_CHECKING:
    from callsheet.client.api import CallsheetApi
    from callsheet.contract import Campaign


def route_without_campaign(api: CallsheetApi, destination: Campaign, region: str | None) -> Route:
    """Return the rules for an agent or a workflow; unknown where the server does not return them.

    The region of numbers without a country code is that of the calling number; where that is not known, the one given;
    else the region that all numbers of the workspace have in common.

    Args:
        api: a client of the server.
        destination: id, name and calling number ("": not known) of the agent or workflow.
        region: chosen by the operator, or the setting; None: neither.

    Raises:
        ServerError: the server did not respond as it should.
    """
    try:
        route = api.route(destination)
    except NotFound:
        return Route.unknown(region)
    if route.default_region or region:
        return replace(route, default_region=route.default_region or region)
    regions = {region_of_number(number) for number in route.own_numbers}
    return replace(route, default_region=regions.pop() if len(regions) == 1 else None)
