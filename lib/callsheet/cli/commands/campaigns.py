"""`callsheet campaigns`: list the campaigns of the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.terminal.console import say, visible
from callsheet.cli.terminal.json_output import VERSION, print_json
from callsheet.cli.terminal.screen import print_table
from callsheet.runtime.services import open_services
from callsheet.wording.cli import sends as words

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """List the campaigns; with `--quiet` their ids alone, one a line.

    Args:
        options: the command line.

    Returns:
        0.

    Raises:
        ServerError: the server does not answer, or lists no campaigns.
        SettingsError: a setting is missing.
    """
    campaigns = open_services(server_url=options.server).api().campaigns()
    if options.json:
        facts = [
            {"id": campaign.id, "name": campaign.name, "status": campaign.status, "leads": campaign.total_leads}
            for campaign in campaigns
        ]
        print_json({"version": VERSION, "campaigns": facts})
    elif options.quiet:
        for campaign in campaigns:
            say(visible(campaign.id))
    else:
        rows = [(campaign.id, campaign.name, campaign.status, f"{campaign.total_leads:,}") for campaign in campaigns]
        print_table(words.CAMPAIGN_COLUMNS, rows)
    return ALL_WELL
