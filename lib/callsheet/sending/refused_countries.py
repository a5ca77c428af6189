"""Which leads explain a refusal of a whole file with 403, by the rules that the server shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from callsheet.client import route_without_campaign
from callsheet.contract import Campaign
from callsheet.errors import ServerError
from callsheet.store import PartState, RowState
from callsheet.validation import rows_not_enabled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.client import CallsheetApi
    from callsheet.store import Ledger, Submission

FORBIDDEN = 403


def is_refused_whole(submission: Submission) -> bool:
    """True when the server refused a file of a submission because it may not call some of its numbers, or any."""
    return any(part.status == FORBIDDEN for part in submission.in_state(PartState.REFUSED))


def refused_countries(api: CallsheetApi, ledger: Ledger, submission: Submission) -> Mapping[str, Sequence[int]] | None:
    """Return region → row numbers of refused leads that the server's rules do not let be called.

    Args:
        api: a client of the server.
        ledger: of the submission.
        submission: with a refused file.

    Returns:
        Empty where the rules let every number be called; None where they cannot be read.
    """
    try:
        route = route_without_campaign(api, Campaign(id=submission.campaign_id), None)
    except ServerError:
        return None
    if route.countries is None:
        return None
    refused = ledger.rows(submission.id, RowState.REFUSED)
    numbers = pd.Series([row.phone_number for row in refused], index=[row.row for row in refused], dtype="str")
    return rows_not_enabled(numbers, route)
