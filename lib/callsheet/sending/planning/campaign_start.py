"""Before a campaign is started: who of its waiting leads may not be called now, as far as we know them.

A release is not a call: leads that were sent in their calling hours may wait in a campaign that nobody has started, and
people are listed meanwhile. Starting passes the same gate as sending.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from typing import TYPE_CHECKING, Any

import pandas as pd

from callsheet.client import CampaignLeads, WorkspaceApi
from callsheet.contract import LeadStatus
from callsheet.errors import InvalidArgument, ServerError
from callsheet.files import read_table
from callsheet.store import SentUnder
from callsheet.validation import CallState as State
from callsheet.validation import (
    ColumnMapping,
    Route,
    calling_rule,
    check,
    judge_calling_times,
    opening_in,
)
from callsheet.wording.schedule import confirm_start

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from callsheet.client import CallsheetApi
    from callsheet.store import Store
    from callsheet.validation import CallingRule, Opening

COURTESY_HOURS = "daily 8:00-21:00"
"""Judged for leads that were sent without calling hours, or by others: before and after them a call wakes somebody.
Chosen by hand; they are those of the United States (47 CFR 64.1200(c)(1))."""
_ANY_HOUR = (SentUnder("", None),)
_OUTSIDE = (State.LATER, State.DEPENDS)
_MOST_LEADS = 300_000
"""Leads that are read of a campaign; chosen by hand, above the longest list seen."""


@dataclass(frozen=True)
class StartDoubts:
    """What speaks against starting a campaign now.

    Args:
        waiting: its leads that wait, by the server's count or as many as we know.
        known: of how many we know the number.
        listed: of these, on a do-not-call list.
        outside: of the others, outside their calling hours or perhaps so.
        no_local_time: of the others, without a known local time.
        hours: the calling hours that those outside were judged by, those of most people first.
        next_at: when the first of those outside may be called; None: nobody is outside, or never.
    """

    waiting: int
    known: int
    listed: int = 0
    outside: int = 0
    no_local_time: int = 0
    hours: tuple[str, ...] = ()
    next_at: datetime | None = None

    @property
    def people(self) -> int:
        """How many people should not be called now."""
        return self.listed + self.outside + self.no_local_time

    def to_json(self) -> dict[str, Any]:
        """Return the counts as the command line prints them."""
        return {
            "waiting": self.waiting,
            "known": self.known,
            "listed": self.listed,
            "outside_hours": self.outside,
            "no_local_time": self.no_local_time,
            "hours": list(self.hours),
            "next_at": None if self.next_at is None else self.next_at.isoformat(),
        }


class CampaignStart:
    """Starts campaigns of one server, if the people who wait in them may be called now.

    Args:
        store: lists and ledger.
        server: name of the server in the ledger.
        api: of the server.
        who: the person who starts them.
    """

    def __init__(self, store: Store, server: str, api: CallsheetApi, who: str) -> None:
        self._store, self._server, self._api, self._who = store, server, api, who

    def doubts(self, campaign_id: str) -> StartDoubts:
        """Return who of a campaign's waiting leads should not be called now.

        Args:
            campaign_id: the campaign.

        Raises:
            ServerError: the server does not return the campaign.
        """
        now = self._store.clock.now()
        sent = self._store.ledger.destinations.sent_numbers(self._server, campaign_id)
        listed_there = self._listed_at_server(campaign_id)
        numbers = frozenset(sent) if listed_there is None else listed_there
        campaign = self._api.campaign(campaign_id)
        has_count = "pending_calls" in campaign.model_fields_set
        waiting = campaign.pending_calls if has_count else len(numbers)
        if not waiting:
            return StartDoubts(0, 0)
        on_list = self._store.suppression.among(numbers)
        judged = list(_judged(numbers - on_list, sent, now).values())
        states = Counter(opening.state for _, opening in judged)
        outside = [(hours, opening) for hours, opening in judged if opening.state in _OUTSIDE]
        openings = [opening.next_at for _, opening in outside if opening.next_at is not None]
        return StartDoubts(
            waiting=waiting,
            known=min(len(numbers), waiting),
            listed=len(on_list),
            outside=len(outside),
            no_local_time=states[State.UNKNOWN],
            hours=tuple(hours for hours, _ in Counter(hours for hours, _ in outside).most_common()),
            next_at=datetime.fromtimestamp(min(openings), UTC) if openings else None,
        )

    def start(self, campaign_id: str, confirmed: int = 0) -> StartDoubts:
        """Start a campaign, or start it again after a pause.

        Args:
            campaign_id: the campaign.
            confirmed: how many people who should not be called now are called all the same, by the operator's word.

        Returns:
            What spoke against it.

        Raises:
            InvalidArgument: people should not be called now, and not that many were confirmed; nothing was started.
            ServerError: the server did not start it.
        """
        doubts = self.doubts(campaign_id)
        if doubts.people != confirmed:
            raise InvalidArgument(confirm_start(doubts.people))
        WorkspaceApi(self._api).update_campaign(campaign_id, status="active")
        counts: dict[str, Any] = {
            "listed": doubts.listed,
            "outside_hours": doubts.outside,
            "no_local_time": doubts.no_local_time,
        }
        self._store.audit.record("campaign_started", self._who, waiting=doubts.waiting, **counts)
        return doubts

    def _listed_at_server(self, campaign_id: str) -> frozenset[str] | None:
        """The numbers that wait in a campaign; None where the server does not list its leads."""
        numbers: set[str] = set()
        try:
            if not self._api.capabilities().list_leads:
                return None
            for block in CampaignLeads(self._api, campaign_id).blocks():
                numbers |= {lead.phone_number for lead in block if lead.status == LeadStatus.PENDING.value}
                if len(numbers) >= _MOST_LEADS:
                    break
        except ServerError:
            return None
        return frozenset(numbers)


def _judged(
    numbers: Collection[str], sent: Mapping[str, tuple[SentUnder, ...]], now: datetime
) -> dict[str, tuple[str, Opening]]:
    """The calling hours of each number and what they say, by what its file says of where it is, else by the number.

    A number that was sent more than once waits more than once: what says that it should not be called counts.
    """
    groups: dict[str, dict[tuple[str, ...] | None, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number in numbers:
        for hours, zones in sent.get(number, _ANY_HOUR):
            groups[hours or COURTESY_HOURS][zones].append(number)
    found: dict[str, tuple[str, Opening]] = {}
    for hours, by_zones in groups.items():
        rule = calling_rule(hours)
        for zones, members in by_zones.items():
            known = _by_number(members, rule, now) if zones is None else [(opening_in(rule, zones, now), members)]
            for opening, people in known:
                for number in people:
                    if number not in found or _doubt(opening) > _doubt(found[number][1]):
                        found[number] = (hours, opening)
    return found


def _doubt(opening: Opening) -> tuple[int, float]:
    """The greater, the more speaks against a call now."""
    rank = 0 if opening.state is State.NOW else 1 if opening.state is State.UNKNOWN else 2
    return rank, inf if opening.next_at is None else opening.next_at


def _by_number(numbers: Collection[str], rule: CallingRule, now: datetime) -> Iterator[tuple[Opening, Sequence[str]]]:
    """What the hours say of numbers of which nothing else tells where they are."""
    table = read_table(pd.DataFrame({"phone": sorted(numbers)}, dtype="str"))
    report = check(table, ColumnMapping(("phone",), {}), Route.unknown(None))
    times, readable = judge_calling_times(report, rule, now), report.clean["phone_number"].to_numpy()
    for position, opening in enumerate(times.openings):
        yield opening, readable[times.zone_set == position].tolist()
    yield opening_in(rule, (), now), sorted(frozenset(numbers).difference(readable.tolist()))
