"""A campaign: leads are queued in it by file; evidence is its idempotency key, its list of leads, or its counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.client import Capabilities, NotSent, RateLimited
from callsheet.errors import ServerError, ServerUnreachable
from callsheet.sending.destinations.destination import Before, NotToSend
from callsheet.sending.destinations.server_gate import rows_in_campaign
from callsheet.sending.reconciliation.evidence import investigate, lead_count
from callsheet.sending.reconciliation.removal import BulkRemoval, SingleRemoval

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callsheet.client import CallsheetApi, Outcome, Refused
    from callsheet.sending.reconciliation.evidence import Finding, UnresolvedPart
    from callsheet.sending.reconciliation.removal import Removal
    from callsheet.store import Ledger, Part, PartRow, Submission


class CampaignDestination:
    """The campaigns of a server; methods as of `Destination`.

    Args:
        api: a client of the server.
        ledger: knows what an operator said about the server.
        server: its name.
    """

    def __init__(self, api: CallsheetApi, ledger: Ledger, server: str) -> None:
        self._api, self._ledger, self._server = api, ledger, server

    def look(self, submission: Submission, rows: Sequence[PartRow]) -> Before | NotToSend | NotSent | RateLimited:
        """As of `Destination`."""
        try:
            capabilities = self._api.capabilities()
        except ServerUnreachable as error:
            return NotSent(error.message)
        except ServerError:
            capabilities = Capabilities()
        if capabilities.lead_lookup and not submission.again:
            in_campaign = rows_in_campaign(self._api, submission.campaign_id, rows)
            if not isinstance(in_campaign, frozenset):
                return in_campaign
            if in_campaign:
                return NotToSend(in_campaign)
        has_keys = capabilities.idempotency_key
        return Before(capabilities, None if has_keys else lead_count(self._api, submission.campaign_id))

    def upload(
        self, submission: Submission, part: Part, data: bytes, before: Before, before_first_byte: Callable[[], None]
    ) -> Outcome:
        """As of `Destination`."""
        return self._api.upload(
            submission.campaign_id,
            "leads.csv",
            data,
            idempotency_key=part.id if before.capabilities.idempotency_key else None,
            request_id=part.id,
            before_first_byte=before_first_byte,
        )

    def queued_nothing(self, submission: Submission, rows: Sequence[PartRow], before: Before) -> bool:
        """As of `Destination`: the server or an operator says so, or the campaign's counter has not changed."""
        del rows
        if before.capabilities.all_or_nothing or self._ledger.is_all_or_nothing(self._server):
            return True
        count = before.count_before
        return count is not None and lead_count(self._api, submission.campaign_id) == count

    def can_change_form(self, part: Part, refusal: Refused) -> bool:
        """As of `Destination`: a campaign's file has one form."""
        del part, refusal
        return False

    def investigate(self, unresolved: UnresolvedPart) -> Finding:
        """As of `Destination`."""
        try:
            capabilities = self._api.capabilities()
        except ServerError:
            capabilities = Capabilities()
        return investigate(self._api, capabilities, unresolved)

    def removal(self, submission: Submission) -> Removal:
        """As of `Destination`."""
        capabilities = self._api.capabilities()
        if capabilities.lead_lookup and capabilities.bulk_removal:
            return BulkRemoval(self._api, submission.campaign_id)
        return SingleRemoval(self._api, submission.campaign_id)
