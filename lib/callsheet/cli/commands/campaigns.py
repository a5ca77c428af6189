"""`callsheet campaigns`: list the campaigns of the server, or start one if its people may be called now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL, REFUSED
from callsheet.cli.sends.campaign_lookup import find_campaign
from callsheet.cli.terminal.console import say, visible
from callsheet.cli.terminal.json_output import VERSION, print_json
from callsheet.cli.terminal.screen import print_table, print_text
from callsheet.errors import InvalidArgument
from callsheet.runtime.services import open_services
from callsheet.sending import CampaignStart
from callsheet.wording import schedule
from callsheet.wording.cli import sends as words
from callsheet.wording.cli.errors import DESPITE_WITHOUT_START
from callsheet.wording.format import count

if TYPE_CHECKING:
    import argparse

    from callsheet.contract import Campaign


def run(options: argparse.Namespace) -> int:
    """List the campaigns; with `--quiet` their ids alone, one a line.

    Args:
        options: the command line.

    Returns:
        0; 2 when a campaign was not started because people in it should not be called now.

    Raises:
        InvalidArgument: no campaign is called so, or several are; or --despite lacks --start.
        ServerError: the server does not answer, or lists no campaigns.
        SettingsError: a setting is missing.
    """
    if options.start is not None:
        return _start(options)
    if options.despite is not None:
        raise InvalidArgument(DESPITE_WITHOUT_START)
    campaigns = open_services(server_url=options.server).api().campaigns()
    if options.json:
        print_json({"version": VERSION, "campaigns": [_facts(campaign) for campaign in campaigns]})
    elif options.quiet:
        for campaign in campaigns:
            say(visible(campaign.id))
    else:
        rows = [(campaign.id, campaign.name, campaign.status, f"{campaign.total_leads:,}") for campaign in campaigns]
        print_table(words.CAMPAIGN_COLUMNS, rows)
    return ALL_WELL


def _facts(campaign: Campaign) -> dict[str, str | int]:
    return {"id": campaign.id, "name": campaign.name, "status": campaign.status, "leads": campaign.total_leads}


def _start(options: argparse.Namespace) -> int:
    services = open_services(server_url=options.server)
    api = services.api()
    campaign, _ = find_campaign(api, options.start, None, None)
    start = CampaignStart(services.store, services.server, api, services.who())
    doubts = start.doubts(campaign.id)
    is_started = doubts.people == (options.despite or 0)
    if is_started:
        start.start(campaign.id, doubts.people)
    if options.json:
        start_facts = {"started": is_started, **doubts.to_json()}
        print_json({"version": VERSION, "campaigns": [_facts(api.campaign(campaign.id))], "start": start_facts})
    elif is_started:
        if not options.quiet:
            say(words.STARTED.format(name=visible(campaign.name), people=count(doubts.waiting, "person", "people")))
    else:
        counts = (doubts.listed, doubts.outside, doubts.no_local_time)
        print_text(
            schedule.start_doubts(*counts, doubts.hours, doubts.next_at) if doubts.people else schedule.NOBODY_OUTSIDE
        )
        known = schedule.start_known(doubts.known, doubts.waiting)
        if known:
            print_text(known)
        if doubts.people:
            say(words.START_DESPITE.format(campaign=campaign.id, people=doubts.people))
    return ALL_WELL if is_started else REFUSED
