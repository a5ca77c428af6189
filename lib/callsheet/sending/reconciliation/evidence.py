"""What became of an upload that was never answered: ask the server; send nothing to learn it.

In this order: the state of its key, the campaign's list of leads, the campaign's counter. What none of them tells is
the operator's to answer.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from callsheet.client.refusal_parser import extract_message, parse_refusal
from callsheet.errors import NotFound, ServerError
from callsheet.sending.reconciliation.quarantine import is_over
from callsheet.store import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.client import CallsheetApi, Capabilities, Refused
    from callsheet.store import Attempt, Clock, Part

RECHECK_SECONDS = 60.0
REMOVED = "removed"
"""Status of a lead that was taken back; a list may still hold it."""


@dataclass(frozen=True)
class Arrived:
    """Every lead of the part is queued."""

    how: Evidence


@dataclass(frozen=True)
class Missing:
    """Leads that did not arrive and cannot any more.

    Args:
        how: what tells it.
        rows: their row numbers; None: all of the part.
    """

    how: Evidence
    rows: frozenset[int] | None = None


@dataclass(frozen=True)
class WasRefused:
    """The server took nothing of it, and said why."""

    how: Evidence
    refusal: Refused


@dataclass(frozen=True)
class CountSeen:
    """The campaign's counter was read; it must read the same again later before it is evidence."""

    count: int


@dataclass(frozen=True)
class Inconclusive:
    """No evidence yet."""


Finding = Arrived | Missing | WasRefused | CountSeen | Inconclusive


@dataclass(frozen=True)
class UnresolvedPart:
    """A part whose outcome is not known, and all that is known about it.

    Args:
        campaign_id: where it went.
        part: the part, in state UNKNOWN.
        attempt: the attempt that decides about it.
        rows: row number, E.164 and round of its rows.
        clock: the time.
        quarantine_seconds: how long it may still arrive.
        recheck_seconds: how far apart two readings of a counter must lie.
        sent_besides: E.164 → how many leads of that number other parts have queued in the campaign.
    """

    campaign_id: str
    part: Part
    attempt: Attempt
    rows: Sequence[tuple[int, str, int]]
    clock: Clock = field(repr=False)
    quarantine_seconds: float
    recheck_seconds: float = RECHECK_SECONDS
    sent_elsewhere: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """True when nothing of it can arrive any more."""
        return is_over(self.attempt, self.clock, self.quarantine_seconds)


def look(api: CallsheetApi, capabilities: Capabilities, case: UnresolvedPart) -> Finding:
    """Ask the server what became of a part.

    Args:
        api: speaks to the server.
        capabilities: what it can be asked.
        case: what is known.
    """
    try:
        finding: Finding = Inconclusive()
        if case.attempt.keeps_keys:
            finding = by_key(api, case)
        if isinstance(finding, Inconclusive) and capabilities.list_leads:
            finding = by_list(api, case)
        if isinstance(finding, Inconclusive) and not capabilities.list_leads:
            finding = by_counter(api, case)
    except NotFound:
        return Inconclusive()
    except ServerError:
        return Inconclusive()
    return finding


def by_key(api: CallsheetApi, case: UnresolvedPart) -> Finding:
    """What the server says of the part's idempotency key.

    Raises:
        ServerError: it does not say.
    """
    found = api.upload_state(case.part.id)
    if found is None:
        return Missing(Evidence.KEY) if case.is_over else Inconclusive()
    state, answer = found
    if state == "refused":
        return WasRefused(
            Evidence.KEY, parse_refusal(int(answer.get("statusCode", 400)), answer, extract_message(answer, ""))
        )
    whole = answer.get("leads_created") == len(case.rows) and not answer.get("leads_skipped")
    return Arrived(Evidence.KEY) if state == "applied" and whole else Inconclusive()


def by_list(api: CallsheetApi, case: UnresolvedPart) -> Finding:
    """Which of the part's numbers the campaign lists, beside what other parts have queued of the same number.

    Raises:
        ServerError: it lists none.
    """
    there = Counter(lead.phone_number for lead in api.leads(case.campaign_id) if lead.status != REMOVED)
    missing = frozenset(row for row, number, _ in case.rows if there[number] <= case.sent_elsewhere.get(number, 0))
    if not missing:
        return Arrived(Evidence.LIST)
    if not case.is_over:
        return Inconclusive()
    return Missing(Evidence.LIST, None if len(missing) == len(case.rows) else missing)


def by_counter(api: CallsheetApi, case: UnresolvedPart) -> Finding:
    """What the campaign's number of leads tells, when it was as expected before and reads the same twice.

    Raises:
        ServerError: it tells no number.
    """
    before, expected = case.attempt.count_before, case.attempt.count_expected
    if before is None or expected not in (None, before):
        return Inconclusive()
    count = leads_in(api, case.campaign_id)
    if count is None:
        return Inconclusive()
    first = case.attempt.seen_boot
    apart = first is not None and case.clock.boot_seconds() - first >= case.recheck_seconds
    if case.attempt.seen_count != count or first is None or case.clock.boot_seconds() < first:
        return CountSeen(count)
    if apart and count == before + len(case.rows):
        return Arrived(Evidence.COUNTER)
    after_quarantine = first is not None and _read_after_quarantine(case, first)
    if apart and count == before and case.is_over:
        return Missing(Evidence.COUNTER) if after_quarantine else CountSeen(count)
    return Inconclusive()


def _read_after_quarantine(case: UnresolvedPart, moment: float) -> bool:
    started = case.attempt.quarantine_boot
    return started is not None and moment - started >= case.quarantine_seconds


def leads_in(api: CallsheetApi, campaign_id: str) -> int | None:
    """How many leads a campaign has; None where the server does not tell."""
    try:
        campaign = api.campaign(campaign_id)
    except ServerError:
        return None
    return campaign.total_leads if "total_leads" in campaign.model_fields_set else None
