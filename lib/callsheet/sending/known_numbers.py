"""Numbers that a campaign has at the server, whoever put them there; asked before a press of Send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.client import CampaignLeads, WorkflowApi
from callsheet.errors import ServerError
from callsheet.store import DestinationKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.client import CallsheetApi


def numbers_at_destination(
    api: CallsheetApi, destination: DestinationKind, campaign_id: str, numbers: Sequence[str]
) -> frozenset[str]:
    """Look up which numbers a destination has; the sender asks again before each part.

    Args:
        api: a client of the server.
        destination: its kind.
        campaign_id: its id.
        numbers: E.164.

    Returns:
        Those that it has; empty where the server cannot tell, and for a batch call, which is new.
    """
    if destination is DestinationKind.CAMPAIGN:
        return numbers_in_campaign(api, campaign_id, numbers)
    if destination is DestinationKind.BATCH_CALL:
        return frozenset()
    try:
        leads = WorkflowApi(api, campaign_id).leads().leads
    except ServerError:
        return frozenset()
    return frozenset(numbers).intersection(lead.phone_number for lead in leads)


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
