"""The campaign that `--campaign` means: by its id, or by its name where the server lists names and only one fits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.cli.terminal.console import visible
from callsheet.client import find_matching
from callsheet.contract import Campaign
from callsheet.errors import InvalidArgument, NotFound, UnexpectedAnswer
from callsheet.validation import Route
from callsheet.wording.cli import sends as words
from callsheet.wording.format import did_you_mean, listed

if TYPE_CHECKING:
    from callsheet.client import CallsheetApi


def find_campaign(
    api: CallsheetApi, wanted: str, country: str | None, default_region: str | None
) -> tuple[Campaign, Route]:
    """Return a campaign and where it may call.

    Args:
        api: the server.
        wanted: an id, or a name in any case.
        country: of numbers without a country code, for a server that has no campaign calls at all and takes uploads
            only; there `wanted` must be the id.
        default_region: the setting, for a campaign that names no country.

    Raises:
        InvalidArgument: no campaign is called so, or several are.
        ServerError: the server does not answer as it should.
    """
    try:
        campaign = api.campaign(wanted)
    except (NotFound, UnexpectedAnswer) as error:
        try:
            campaigns = api.campaigns()
        except NotFound:
            if isinstance(error, NotFound):
                return unnamed_campaign(wanted), Route.unknown(country if country is not None else default_region)
            raise error from None
        campaign = _by_name(campaigns, wanted)
    route = api.route(campaign)
    return campaign, replace(route, default_region=route.default_region or default_region)


def unnamed_campaign(campaign_id: str) -> Campaign:
    """A campaign of which only the id is known."""
    return Campaign(id=campaign_id, name=campaign_id)


def _by_name(campaigns: list[Campaign], wanted: str) -> Campaign:
    fitting = find_matching(campaigns, wanted, lambda campaign: campaign.name)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        ids = listed([visible(campaign.id) for campaign in fitting])
        raise InvalidArgument(words.SEVERAL_CAMPAIGNS.format(name=visible(wanted), ids=ids))
    known = [word for campaign in campaigns for word in (campaign.name, campaign.id) if word]
    close = visible(did_you_mean(wanted, known))
    raise InvalidArgument(words.NO_SUCH_CAMPAIGN.format(name=visible(wanted), close=close))
