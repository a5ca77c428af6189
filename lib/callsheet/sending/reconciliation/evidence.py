"""Reconcile an upload that got no response by querying the server. Never resends.

Evidence in this order: the state of the part's key, the campaign's list of leads, the campaign's counter. If none of
them decides, the operator is asked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from callsheet.client import CampaignLeads
from callsheet.client.refusal_parser import extract_message, parse_refusal
from callsheet.errors import ServerError
from callsheet.sending.reconciliation.quarantine import is_quarantine_over
from callsheet.store import AtServer, Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.client import CallsheetApi, Capabilities, Refused
    from callsheet.store import Attempt, Clock, Part, PartRow

RECHECK_SECONDS = 60.0
"""How far apart two equal readings of a counter must be. Chosen by hand: longer than a server updates a counter."""
REMOVED = "removed"
"""Status of a lead that was recalled; a server may still list it."""


@dataclass(frozen=True)
class Arrived:
    """Every lead of the part is queued.

    Args:
        evidence: what proves it.
        at_server: what the server calls what has arrived.
    """

    evidence: Evidence
    at_server: AtServer = field(default_factory=AtServer)


@dataclass(frozen=True)
class Missing:
    """Leads that did not arrive and cannot arrive any more.

    Args:
        evidence: what proves it.
        rows: their row numbers; None: all rows of the part.
        lead_ids: row number → the server's id of a lead that did arrive.
    """

    evidence: Evidence
    rows: frozenset[int] | None = None
    lead_ids: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RefusalFound:
    """The server queued nothing of the part, and says why.

    Args:
        evidence: what proves it.
        refusal: its answer.
    """

    evidence: Evidence
    refusal: Refused


@dataclass(frozen=True)
class CountSeen:
    """The campaign's counter was read; it is evidence once it reads the same again later.

    Args:
        count: leads in the campaign.
    """

    count: int


@dataclass(frozen=True)
class Inconclusive:
    """No evidence yet."""


Finding = Arrived | Missing | RefusalFound | CountSeen | Inconclusive


@dataclass(frozen=True)
class UnresolvedPart:
    """A part whose outcome is unknown, with all that is known about it.

    Args:
        campaign_id: where it was sent.
        part: the part, in state UNKNOWN.
        attempt: the attempt that decides about it.
        rows: its rows.
        clock: the time.
        quarantine_seconds: how long it may still arrive.
        recheck_seconds: how far apart two readings of a counter must be.
        sent_elsewhere: E.164 → how many leads of that number other parts have queued in the campaign.
    """

    campaign_id: str
    part: Part
    attempt: Attempt
    rows: Sequence[PartRow]
    clock: Clock = field(repr=False)
    quarantine_seconds: float
    recheck_seconds: float = RECHECK_SECONDS
    sent_elsewhere: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_quarantine_over(self) -> bool:
        """True when nothing of it can arrive any more."""
        return is_quarantine_over(self.attempt, self.clock, self.quarantine_seconds)


def investigate(api: CallsheetApi, capabilities: Capabilities, unresolved: UnresolvedPart) -> Finding:
    """Ask the server what became of a part.

    Args:
        api: a client of the server.
        capabilities: what the server can be asked.
        unresolved: the part.
    """
    try:
        finding: Finding = Inconclusive()
        if unresolved.attempt.keeps_keys:
            finding = by_key(api, unresolved)
        if isinstance(finding, Inconclusive) and capabilities.list_leads:
            finding = by_list(api, unresolved, can_look_up=capabilities.lead_lookup)
        if isinstance(finding, Inconclusive) and not capabilities.list_leads:
            finding = by_counter(api, unresolved)
    except ServerError:
        return Inconclusive()
    return finding


def by_key(api: CallsheetApi, unresolved: UnresolvedPart) -> Finding:
    """What the server reports about the part's idempotency key.

    Raises:
        ServerError: it reports nothing.
    """
    upload = api.upload_state(unresolved.part.id)
    if upload is None:
        return Missing(Evidence.KEY) if unresolved.is_quarantine_over else Inconclusive()
    state, answer = upload
    if state == "refused":
        status = int(answer.get("statusCode", 400))
        return RefusalFound(Evidence.KEY, parse_refusal(status, answer, extract_message(answer, "")))
    is_whole = answer.get("leads_created") == len(unresolved.rows) and not answer.get("leads_skipped")
    return Arrived(Evidence.KEY) if state == "applied" and is_whole else Inconclusive()


def by_list(api: CallsheetApi, unresolved: UnresolvedPart, *, can_look_up: bool = False) -> Finding:
    """Which of the part's numbers the campaign lists, besides those that other parts have queued.

    Args:
        api: a client of the server.
        unresolved: the part.
        can_look_up: only its numbers are asked for, instead of the whole list.

    Raises:
        ServerError: the server does not list them.
    """
    campaign_id = unresolved.campaign_id
    if can_look_up:
        found = CampaignLeads(api, campaign_id).find(list({number for _, number, _ in unresolved.rows}))
        listed = Counter(lead.phone_number for lead in found)
    else:
        listed = Counter(lead.phone_number for lead in api.leads(campaign_id) if lead.status != REMOVED)
    elsewhere = unresolved.sent_elsewhere
    missing = frozenset(row for row, number, _ in unresolved.rows if listed[number] <= elsewhere.get(number, 0))
    if not missing:
        return Arrived(Evidence.LIST)
    if not unresolved.is_quarantine_over:
        return Inconclusive()
    return Missing(Evidence.LIST, None if len(missing) == len(unresolved.rows) else missing)


def by_counter(api: CallsheetApi, unresolved: UnresolvedPart) -> Finding:
    """What the campaign's lead count proves, if it was as expected before and reads the same twice.

    Raises:
        ServerError: the server reports no count.
    """
    before, expected = unresolved.attempt.count_before, unresolved.attempt.count_expected
    if before is None or expected not in (None, before):
        return Inconclusive()
    count = lead_count(api, unresolved.campaign_id)
    if count is None:
        return Inconclusive()
    return _second_reading(unresolved, before, count)


def _second_reading(unresolved: UnresolvedPart, before: int, count: int) -> Finding:
    attempt, clock = unresolved.attempt, unresolved.clock
    first_read = attempt.seen_boot
    if attempt.seen_count != count or first_read is None or clock.boot_seconds() < first_read:
        return CountSeen(count)
    if clock.boot_seconds() - first_read < unresolved.recheck_seconds:
        return Inconclusive()
    if count == before + len(unresolved.rows):
        return Arrived(Evidence.COUNTER)
    if count == before and unresolved.is_quarantine_over:
        return Missing(Evidence.COUNTER) if _read_after_quarantine(unresolved, first_read) else CountSeen(count)
    return Inconclusive()


def _read_after_quarantine(unresolved: UnresolvedPart, read_at: float) -> bool:
    started = unresolved.attempt.quarantine_boot
    return started is not None and read_at - started >= unresolved.quarantine_seconds


def lead_count(api: CallsheetApi, campaign_id: str) -> int | None:
    """How many leads a campaign has; None where the server does not report it.

    Args:
        api: a client of the server.
        campaign_id: which campaign.
    """
    try:
        campaign = api.campaign(campaign_id)
    except ServerError:
        return None
    return campaign.total_leads if "total_leads" in campaign.model_fields_set else None
