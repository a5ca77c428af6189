"""Numbers that a campaign has at the server, whoever put them there; asked before a press of Send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.client import CampaignLeads
from callsheet.errors import ServerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.client import CallsheetApi


def numbers_in_campaign(api: CallsheetApi, campaign_id: str, numbers: Sequence[str]) -> frozenset[str]:
    """Look up which numbers a campaign has; the sender asks again before each part.

    Args:
        api: a client of the server.
        campaign_id: the campaign.
        numbers: E.164.

    Returns:
        Those that it has; empty where the server cannot tell or does not answer.
    """
    try:
        if not api.capabilities().lead_lookup:
            return frozenset()
        return frozenset(lead.phone_number for lead in CampaignLeads(api, campaign_id).find(numbers))
    except ServerError:
        return frozenset()
