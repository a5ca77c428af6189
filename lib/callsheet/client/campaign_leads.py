"""Calls about many leads of a campaign at once, which our own server offers (`Capabilities`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callsheet.client.paths import segment
from callsheet.client.transport import parse
from callsheet.contract import MAX_IDS, MAX_LISTED, MAX_LOOKUP, FoundLead, FoundLeads, Lead, LeadsFrom, RemovedLeads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callsheet.client.api import CallsheetApi


class CampaignLeads:
    """The leads of one campaign.

    Args:
        api: a client of the server.
        campaign_id: the campaign.
    """

    def __init__(self, api: CallsheetApi, campaign_id: str) -> None:
        self._api, self._campaign_id = api, campaign_id
        self._path = f"/campaigns/{segment(campaign_id)}/leads"

    def blocks(self) -> Iterator[list[Lead]]:
        """Yield all leads in blocks, removed ones included: a thousand from a cursor where the server can, else pages.

        Raises:
            ServerError: the server did not respond as it should.
        """
        if not self._api.capabilities().lead_cursor:
            yield from self._api.lead_pages(self._campaign_id)
            return
        cursor: str | None = ""
        while cursor is not None:
            answer = self._api.request("GET", self._path, params={"cursor": cursor, "limit": MAX_LISTED})
            block = parse(LeadsFrom, answer)
            yield block.data
            cursor = block.next_cursor

    def find(self, numbers: Sequence[str]) -> list[FoundLead]:
        """Find leads by their phone numbers (capability `lead_lookup`).

        Args:
            numbers: E.164, any number of them.

        Returns:
            The leads that are not removed; those of one number in the order in which they were queued.

        Raises:
            ServerError: the server did not respond as it should.
        """
        found: list[FoundLead] = []
        distinct = list(dict.fromkeys(numbers))
        for start in range(0, len(distinct), MAX_LOOKUP):
            body = {"phone_numbers": distinct[start : start + MAX_LOOKUP]}
            found += parse(FoundLeads, self._api.request("POST", f"{self._path}/lookup", body=body)).data
        return found

    def remove(self, lead_ids: Sequence[str], *, erase: bool = False) -> set[str]:
        """Remove leads before they are called (capability `bulk_removal`). Repeating it has no effect.

        Args:
            lead_ids: any number of them; each thousand is removed in one transaction.
            erase: also erase their number, name and variables at the server.

        Returns:
            The ids of those that are removed; the others are being called, were called, or are unknown to the server.

        Raises:
            ServerError: there was no response, or it says neither.
        """
        removed: set[str] = set()
        for start in range(0, len(lead_ids), MAX_IDS):
            body: dict[str, Any] = {"ids": list(lead_ids[start : start + MAX_IDS])}
            if erase:
                body["erase"] = True
            removed |= set(parse(RemovedLeads, self._api.request("DELETE", self._path, body=body)).removed)
        return removed
