"""The gate at the server: which leads of a part its campaign has already, whoever put them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.client import CampaignLeads, NotSent, RateLimited
from callsheet.errors import KeyRefused, NotFound, ServerError
from callsheet.errors import RateLimited as SlowDown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.client import CallsheetApi
    from callsheet.store import PartRow


def rows_in_campaign(
    api: CallsheetApi, campaign_id: str, rows: Sequence[PartRow]
) -> frozenset[int] | NotSent | RateLimited:
    """Look up which numbers of a part the campaign has.

    Args:
        api: a client of a server with the capability `lead_lookup`.
        campaign_id: the campaign.
        rows: of the part.

    Returns:
        Row numbers; or why the server could not be asked, so that the part waits. A campaign or key that it does not
        know has no leads: the answer to the upload says so.
    """
    try:
        leads = CampaignLeads(api, campaign_id).find([number for _, number, _ in rows])
    except (NotFound, KeyRefused):
        return frozenset()
    except SlowDown as error:
        return RateLimited(error.retry_after, error.message)
    except ServerError as error:
        return NotSent(type(error).__name__)
    numbers = {lead.phone_number for lead in leads}
    return frozenset(row for row, number, _ in rows if number in numbers)
