"""What became of calls: those of a batch page by page, those of a workflow's lead, and calls by their ids.

Every function takes `CallsheetApi.request`, or one that spaces its requests. Documented are the fields id, to_number,
status, duration, createdAt; the names of links to recording and transcript are not, so the likely ones are tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from callsheet.client.batch_calls import PATH as BATCH_CALLS
from callsheet.client.batch_calls import TO_NUMBER
from callsheet.client.lists import parse_entries
from callsheet.client.paths import segment
from callsheet.client.workflows import PATH as WORKFLOWS
from callsheet.client.workflows import same_number
from callsheet.contract import MAX_CALLS_A_PAGE
from callsheet.errors import NotFound, UnexpectedAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Request = Callable[..., Any]

CALLS = "/calls"
IDS_A_REQUEST = 100
"""Ids in one address: 2,000 characters, which every proxy passes."""
_MADE_AT = ("started_at", "startedAt", "createdAt", "created_at")
_RECORDING = ("recording_url", "recordingUrl", "recording_link", "recording")
_TRANSCRIPT = ("transcript_url", "transcriptUrl", "transcript_link", "public_log_url")
_LONGEST_LINK = 2_000


@dataclass(frozen=True)
class CallRecord:
    """A call as a server lists it.

    Args:
        id: the server's id; "" where it gives none.
        number: as `same_number` returns it; "" where it is not said.
        status: as the server words it, in lower case with underscores.
        called_at: when it began, or was queued, in seconds since 1970; None: not said.
        duration: seconds of talk; None: not said.
        simulated: True for a call that was only pretended.
        recording: link; "" without one.
        transcript: link; "" without one.
        batch_id: of the batch that it belongs to; "" where that is not said.
    """

    id: str
    number: str
    status: str
    called_at: int | None = None
    duration: int | None = None
    simulated: bool = False
    recording: str = ""
    transcript: str = ""
    batch_id: str = ""


@dataclass(frozen=True)
class CallPage:
    """A page of the calls of a batch.

    Args:
        calls: in the server's order.
        total: calls of the batch; None: not said.
        is_last: True if the server shows that no page follows.
    """

    calls: tuple[CallRecord, ...]
    total: int | None
    is_last: bool


@dataclass(frozen=True)
class LeadState:
    """A lead as a campaign or workflow lists it.

    Args:
        id: the server's id.
        number: E.164.
        status: as the server words it, in lower case.
        call_id: of the latest call to it; "" where that is not said.
    """

    id: str
    number: str
    status: str
    call_id: str = ""


def read_batch_page(request: Request, batch_id: str, page: int) -> CallPage:
    """Read one page of the calls of a batch, below the batch; where a server lacks that, from the list of calls.

    Args:
        request: makes a call.
        batch_id: the batch.
        page: counted from 1.

    Raises:
        ServerError: the server did not respond as it should; NotFound: it has neither list, or not the batch.
    """
    params: dict[str, Any] = {"page": page, "limit": MAX_CALLS_A_PAGE}
    try:
        body = request("GET", f"{BATCH_CALLS}/{segment(batch_id)}", params=params)
    except NotFound:
        body = request("GET", CALLS, params={"batch_call_id": batch_id, **params})
    entries, total, last = parse_entries(body)
    calls = tuple(map(_call, entries))
    # the list of all calls may not know the filter: a call of another batch is not of this one
    own = tuple(call for call in calls if call.batch_id in ("", batch_id))
    is_last = not entries or (last is not None and page >= last)
    return CallPage(own, total, is_last)


def read_calls(request: Request, call_ids: Sequence[str]) -> dict[str, CallRecord]:
    """Read calls by their ids, `IDS_A_REQUEST` with one request; those that the server does not list are missing.

    Args:
        request: makes a call.
        call_ids: any number of them.

    Returns:
        Id → call; empty where the server has no list of calls.

    Raises:
        ServerError: the server did not respond as it should.
    """
    found: dict[str, CallRecord] = {}
    for start in range(0, len(call_ids), IDS_A_REQUEST):
        wanted = set(call_ids[start : start + IDS_A_REQUEST])
        params = {"call_id": ",".join(sorted(wanted)), "limit": MAX_CALLS_A_PAGE}
        try:
            entries, _, _ = parse_entries(request("GET", CALLS, params=params))
        except NotFound:
            return {}
        found |= {call.id: call for call in map(_call, entries) if call.id in wanted}
    return found


def read_workflow_leads(request: Request, workflow_id: str, lead_ids: Sequence[str]) -> dict[str, LeadState]:
    """Read leads of a workflow by their ids with one request; those that the server does not list are missing.

    Args:
        request: makes a call.
        workflow_id: the workflow.
        lead_ids: at most `IDS_A_REQUEST`.

    Raises:
        ServerError: the server did not respond as it should.
    """
    path = f"{WORKFLOWS}/{segment(workflow_id)}/leads"
    entries, _, _ = parse_entries(request("GET", path, params={"leadIds": ",".join(lead_ids)}))
    wanted = set(lead_ids)
    return {lead.id: lead for lead in map(_lead, entries) if lead.id in wanted}


def read_lead_history(request: Request, workflow_id: str, lead_id: str) -> list[CallRecord]:
    """Read the calls to a workflow's lead, the oldest first.

    Args:
        request: makes a call.
        workflow_id: the workflow.
        lead_id: the lead.

    Raises:
        ServerError: the server did not respond as it should; NotFound: it has no such lead, or no history.
    """
    path = f"{WORKFLOWS}/{segment(workflow_id)}/leads/{segment(lead_id)}/history"
    body = request("GET", path)
    data = body.get("data", body) if isinstance(body, dict) else body
    steps = data.get("history") if isinstance(data, dict) else data
    if not isinstance(steps, list):
        raise UnexpectedAnswer("the history of a lead cannot be read")
    return [_call({**step, "id": step["call_id"]}) for step in steps if isinstance(step, dict) and step.get("call_id")]


def find_campaign_leads(request: Request, campaign_id: str, numbers: Sequence[str]) -> list[LeadState]:
    """Find the leads of a campaign that have some numbers, in the order in which they were queued (our own server).

    Args:
        request: makes a call.
        campaign_id: the campaign.
        numbers: E.164, at most `MAX_LOOKUP`.

    Raises:
        ServerError: the server did not respond as it should; NotFound: it lacks the call.
    """
    path = f"/campaigns/{segment(campaign_id)}/leads/lookup"
    entries, _, _ = parse_entries(request("POST", path, body={"phone_numbers": list(numbers)}))
    return [_lead(entry) for entry in entries]


def _lead(entry: Mapping[str, Any]) -> LeadState:
    number = same_number(str(entry.get("phone_number") or ""))
    return LeadState(
        str(entry.get("id") or ""), number, _word(entry.get("status")), str(entry.get("call_log_id") or "")
    )


def _call(entry: Mapping[str, Any]) -> CallRecord:
    number = next((str(entry[name]) for name in TO_NUMBER if entry.get(name)), "")
    return CallRecord(
        id=str(entry.get("id") or entry.get("call_id") or ""),
        number=same_number(number),
        status=_word(entry.get("status")),
        called_at=next(filter(None, (_seconds(entry.get(name)) for name in _MADE_AT)), None),
        duration=_duration(entry.get("duration")),
        simulated=entry.get("simulated") is True,
        recording=next(filter(None, (_link(entry.get(name)) for name in _RECORDING)), ""),
        transcript=next(filter(None, (_link(entry.get(name)) for name in _TRANSCRIPT)), ""),
        batch_id=str(entry.get("batch_id") or entry.get("batch_call_id") or ""),
    )


def _word(value: Any) -> str:
    return str(value or "").strip().lower().replace("-", "_").replace(" ", "_")


def _seconds(value: Any) -> int | None:
    """A moment in seconds since 1970; one without a time zone is read as UTC, as the provider's clock runs."""
    try:
        moment = datetime.fromisoformat(str(value))
        return int((moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None


def _duration(value: Any) -> int | None:
    try:
        seconds = float(value)
        return round(seconds) if 0 <= seconds < 10**6 and not isinstance(value, bool) else None
    except (TypeError, ValueError):
        return None


def _link(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    is_link = (
        text.startswith(("https://", "http://")) and len(text) <= _LONGEST_LINK and not any(map(str.isspace, text))
    )
    return text if is_link else ""
