"""Removing leads from a campaign: one by one from the campaign's list, or many at once where the server can."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol, TypeVar

from callsheet.client import MAX_IDS, CampaignLeads
from callsheet.sending.reconciliation.evidence import REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callsheet.client import CallsheetApi, FoundLead, Lead
    from callsheet.store import Part, PartRow

    AnyLead = TypeVar("AnyLead", Lead, FoundLead)

PENDING = "pending"


class Removal(Protocol):
    """How leads of a destination are removed.

    Args:
        rows_at_once: rows whose leads are removed before the ledger learns of it.
        facts: what the server said about the latest rows besides, as numbers.
    """

    rows_at_once: int
    facts: Mapping[str, int]

    def prepare(self) -> None:
        """Read what is needed before the first lead; after a failure it goes on where it was.

        Raises:
            ServerError: the server did not respond as it should.
        """

    def remove(
        self, part: Part, block: Sequence[PartRow], sent_elsewhere: Mapping[str, int]
    ) -> Iterator[tuple[int, bool]]:
        """Remove the leads of rows.

        Args:
            part: the part.
            block: at most `rows_at_once` rows of a part.
            sent_elsewhere: E.164 → how many leads of that number other submissions have in the campaign.

        Yields:
            Row number, and whether its lead is removed; each once that is certain.

        Raises:
            ServerError: the server did not respond as it should; what was not yielded is to be tried again.
        """


class SingleRemoval:
    """Removes leads one by one, after all leads of the campaign were listed.

    Args:
        api: a client of the server.
        campaign_id: the campaign.
    """

    rows_at_once = 100
    """Chosen by hand: a few seconds of work."""

    def __init__(self, api: CallsheetApi, campaign_id: str) -> None:
        self._api, self._campaign_id = api, campaign_id
        self.facts: Mapping[str, int] = {}
        self._pages = 0
        self._is_listed = False
        self._leads: defaultdict[str, list[Lead]] = defaultdict(list)

    def prepare(self) -> None:
        """As of `Removal`."""
        if self._is_listed:
            return
        for page in self._api.lead_pages(self._campaign_id, self._pages + 1):
            self._pages += 1
            for lead in page:
                if lead.status != REMOVED:
                    self._leads[lead.phone_number].append(lead)
        self._is_listed = True

    def remove(
        self, part: Part, block: Sequence[PartRow], sent_elsewhere: Mapping[str, int]
    ) -> Iterator[tuple[int, bool]]:
        """As of `Removal`."""
        del part
        for row, number, _ in block:
            leads = self._leads.get(number, [])
            lead = newest_of_ours(leads, sent_elsewhere.get(number, 0))
            yield row, lead is None or (lead.status == PENDING and self._api.remove_lead(lead.id))
            if lead is not None:
                leads.pop()  # after the answer: a lead that could not be asked about is still there


class BulkRemoval:
    """Looks up and removes many leads with two calls; nothing has to be listed.

    Args:
        api: a client of a server with the capabilities `lead_lookup` and `bulk_removal`.
        campaign_id: the campaign.
    """

    rows_at_once = MAX_IDS

    def __init__(self, api: CallsheetApi, campaign_id: str) -> None:
        self._leads = CampaignLeads(api, campaign_id)
        self.facts: Mapping[str, int] = {}

    def prepare(self) -> None:
        """As of `Removal`."""

    def remove(
        self, part: Part, block: Sequence[PartRow], sent_elsewhere: Mapping[str, int]
    ) -> Iterator[tuple[int, bool]]:
        """As of `Removal`."""
        del part
        found: defaultdict[str, list[FoundLead]] = defaultdict(list)
        for lead in self._leads.find(list({number for _, number, _ in block})):
            found[lead.phone_number].append(lead)
        ours = [newest_of_ours(found[number], sent_elsewhere.get(number, 0)) for _, number, _ in block]
        pending = [lead.id for lead in ours if lead is not None and lead.status == PENDING]
        removed = self._leads.remove(pending) if pending else set()
        for row, own in zip(block, ours, strict=True):
            yield row.row, own is None or own.id in removed


def newest_of_ours(leads: Sequence[AnyLead], sent_elsewhere: int) -> AnyLead | None:
    """Return the lead of a number that the submission has queued: the newest.

    Args:
        leads: of the number, not removed, the newest last.
        sent_elsewhere: how many of them other submissions have queued.

    Returns:
        None if only theirs are left: an earlier try has removed ours already.
    """
    return leads[-1] if len(leads) > sent_elsewhere else None
