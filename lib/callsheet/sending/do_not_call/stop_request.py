"""One person asked us to stop: the number is listed, and its leads are removed from every campaign of the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callsheet.client import CampaignLeads
from callsheet.contract import LeadStatus
from callsheet.errors import ServerError
from callsheet.store import Detail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callsheet.client import CallsheetApi
    from callsheet.contract import Campaign
    from callsheet.store import Store


@dataclass(frozen=True)
class Stopped:
    """What came of it.

    Args:
        number: E.164.
        list_name: of the list that it is on.
        is_new: True if the number was on no list of people who asked us to stop.
        waiting: rows of sends that had not left; the sender leaves them out.
        on_the_way: rows of sends that the server may be receiving just now: their leads are not found there yet.
        removed: campaign name → leads removed there.
        called: names of campaigns in which the person is being called, or was called before.
        not_removed: names of campaigns that may still call the person: the server cannot remove the lead, or does not
            let us look.
        was_asked: False where no server could be asked at all.
    """

    number: str
    list_name: str
    is_new: bool
    waiting: int
    on_the_way: int
    removed: dict[str, int]
    called: list[str]
    not_removed: list[str]
    was_asked: bool

    @property
    def is_everywhere(self) -> bool:
        """True when nothing of ours can call the person any more."""
        return self.was_asked and not self.not_removed and not self.on_the_way


class StopRequest:
    """Takes a person out of everything that could call them.

    Args:
        store: lists and ledger.
        server: name of the server in the ledger.
        api: of the server; None: it cannot be asked.
        who: the person who does it.
    """

    def __init__(self, store: Store, server: str, api: CallsheetApi | None, who: str) -> None:
        self._store, self._server, self._api, self._who = store, server, api, who

    def stop(self, number: str, reason: str = "") -> Stopped:
        """List a number and remove its leads that are not called yet. Repeating it is safe.

        The number is listed first: from then on no part leaves with it, whatever the server answers.

        Args:
            number: E.164.
            reason: what the person said; "" for nothing.
        """
        suppression = self._store.suppression
        stop_list = suppression.lists.stop_list(self._who)
        is_new = bool(suppression.add([number], self._who, list_id=stop_list.id, detail=Detail(reason)))
        waiting, on_the_way = self._store.ledger.unsent(number)
        removed, called, not_removed, was_asked = self._remove(number)
        facts: dict[str, Any] = {
            "removed": sum(removed.values()),
            "not_removed": len(not_removed),
            "on_the_way": on_the_way,
        }
        self._store.audit.record("stopped", self._who, **facts)
        return Stopped(number, stop_list.name, is_new, waiting, on_the_way, removed, called, not_removed, was_asked)

    def _remove(self, number: str) -> tuple[dict[str, int], list[str], list[str], bool]:
        removed: dict[str, int] = {}
        called: list[str] = []
        sent_to = self._store.ledger.campaigns_with(self._server, number)
        try:
            campaigns = self._api.campaigns() if self._api is not None else None
        except ServerError:
            campaigns = None
        if self._api is None or campaigns is None:
            return {}, [], sorted(sent_to.values()), False
        not_removed: list[str] = []
        for campaign in campaigns:
            try:
                gone, is_called, stays = self._remove_from(self._api, campaign, number)
            except ServerError:
                if campaign.id in sent_to or self._can_look(self._api):
                    not_removed.append(campaign.name)
                continue
            removed |= {campaign.name: removed.get(campaign.name, 0) + gone} if gone else {}
            called += [campaign.name] if is_called else []
            not_removed += [campaign.name] if stays else []
        listed = {campaign.id for campaign in campaigns}
        not_removed += [name for id_, name in sent_to.items() if id_ not in listed]
        return removed, called, sorted(not_removed), True

    def _can_look(self, api: CallsheetApi) -> bool:
        try:
            capabilities = api.capabilities()
        except ServerError:
            return True
        return capabilities.lead_lookup or capabilities.list_leads

    def _remove_from(self, api: CallsheetApi, campaign: Campaign, number: str) -> tuple[int, bool, bool]:
        """Leads removed; whether one is called or was; whether one that is not called yet stays.

        Raises:
            ServerError: the server does not let us look.
        """
        found = list(self._find(api, campaign.id, number))
        waiting = [id_ for id_, status in found if status == LeadStatus.PENDING.value]
        is_called = len(waiting) < len(found)
        if not waiting:
            return 0, is_called, False
        try:
            gone = self._remove_leads(api, campaign.id, waiting)
        except ServerError:
            return 0, is_called, True
        if gone == len(waiting):
            return gone, is_called, False
        after = [status for _, status in self._find(api, campaign.id, number)]
        stays = LeadStatus.PENDING.value in after
        return gone, bool(after) and not stays, stays

    def _find(self, api: CallsheetApi, campaign_id: str, number: str) -> Iterator[tuple[str, str]]:
        leads = CampaignLeads(api, campaign_id)
        if api.capabilities().lead_lookup:
            yield from ((lead.id, lead.status) for lead in leads.find([number]))
            return
        for block in leads.blocks():
            for lead in block:
                if lead.phone_number == number and lead.status != LeadStatus.REMOVED.value:
                    yield lead.id, lead.status

    def _remove_leads(self, api: CallsheetApi, campaign_id: str, lead_ids: Sequence[str]) -> int:
        if api.capabilities().bulk_removal:
            return len(CampaignLeads(api, campaign_id).remove(lead_ids))
        return sum(api.remove_lead(lead_id) for lead_id in lead_ids)
