"""Batch calls: one file for one agent, which the provider calls as a list of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callsheet.client.lists import read_list
from callsheet.client.outcomes import Accepted
from callsheet.client.paths import segment
from callsheet.contract import MAX_CALLS_A_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from callsheet.client.api import CallsheetApi
    from callsheet.client.outcomes import Outcome

PATH = "/batch-calls"
CANCELLED = {"cancelled", "canceled"}
"""Status of the log of a call that is not made any more."""
TO_NUMBER = ("to_number", "to_phone_number", "phone_number")


@dataclass(frozen=True)
class BatchOrder:
    """What a batch call is made of, besides its file.

    Args:
        agent_id: the agent that calls.
        title: at most `MAX_TITLE` characters.
        version: a published version of the agent; None: the latest published.
        starts_at: when the provider begins to call; None: at once. With a time zone.
        ends_at: when it ends; None: not before all are called. With a time zone.
        hours: from when to when it calls on a day, "HH:MM" each; None: at any hour. Its time zone is not documented.
    """

    agent_id: str
    title: str
    version: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    hours: tuple[str, str] | None = None

    def fields(self) -> dict[str, str]:
        """The fields of the form."""
        fields = {"title": self.title, "agent_id": self.agent_id}
        if self.version is not None:
            fields["agent_version_number"] = str(self.version)
        if self.starts_at is not None:
            fields["starts_at"] = self.starts_at.isoformat(timespec="seconds")
        if self.ends_at is not None:
            fields["ends_at"] = self.ends_at.isoformat(timespec="seconds")
        if self.hours is not None:
            fields["calling_hours_start"], fields["calling_hours_end"] = self.hours
        return fields


@dataclass(frozen=True)
class BatchCall:
    """A batch call in the server's list.

    Args:
        id: its id.
        title: as the server repeats it.
        total_records: leads in it; None: the server does not say.
        status: as the server words it.
    """

    id: str
    title: str
    total_records: int | None
    status: str


@dataclass(frozen=True)
class BatchList:
    """The batch calls that a server lists.

    Args:
        batches: in the server's order.
        is_whole: True when the server shows that there are no others.
    """

    batches: tuple[BatchCall, ...]
    is_whole: bool


@dataclass(frozen=True)
class Cancelled:
    """The answer to a cancellation.

    Args:
        removed: leads that were removed from the queue and are not called; None: the server does not say.
    """

    removed: int | None


class BatchCalls:
    """The batch calls of a workspace.

    Args:
        api: a client of the server.
    """

    def __init__(self, api: CallsheetApi) -> None:
        self._api = api

    def listed(self) -> BatchList:
        """Read the list of batch calls, whatever their status.

        Raises:
            ServerError: the server did not respond as it should; NotFound: it has no batch calls.
        """
        found = read_list(self._api.request, PATH)
        return BatchList(tuple(_batch(entry) for entry in found.entries), found.is_whole)

    def create(
        self,
        order: BatchOrder,
        data: bytes,
        *,
        request_id: str = "",
        before_first_byte: Callable[[], None] | None = None,
    ) -> Outcome:
        """Upload a file as a new batch call, once. Never retried, never redirected.

        Args:
            order: what it is made of.
            data: a CSV file.
            request_id: names this upload in logs.
            before_first_byte: as of `CallsheetApi.upload`.
        """
        return self._api.post_form(
            PATH, data, _created, fields=order.fields(), request_id=request_id, before_first_byte=before_first_byte
        )

    def cancel(self, batch_id: str) -> Cancelled:
        """Cancel a batch call: what is not called yet is not called any more.

        Args:
            batch_id: its id.

        Raises:
            ServerError: it was not cancelled, or the answer does not say so; UnexpectedAnswer of status 400 or 409: its
                state does not allow it.
        """
        path = f"{PATH}/{segment(batch_id)}/status"
        body = self._api.request("PATCH", path, body={"action": "cancel"})
        affected = body.get("affectedCalls") if isinstance(body, dict) else None
        removed = affected.get("removedFromQueue") if isinstance(affected, dict) else None
        return Cancelled(_count(removed))

    def called_numbers(self, batch_id: str) -> frozenset[str] | None:
        """Return the numbers of a batch call with a call log that was not cancelled; None where the list is not whole.

        Args:
            batch_id: its id.

        Raises:
            ServerError: the server did not respond as it should.
        """
        logs = read_list(self._api.request, f"{PATH}/{segment(batch_id)}", size=MAX_CALLS_A_PAGE)
        called = [log for log in logs.entries if str(log.get("status")).lower() not in CANCELLED]
        numbers = [next((str(log[name]) for name in TO_NUMBER if log.get(name)), "") for log in called]
        return frozenset(numbers) if logs.is_whole and all(numbers) else None


def _batch(entry: Mapping[str, Any]) -> BatchCall:
    totals = [_count(entry.get(name)) for name in ("total_records", "total_lead_count")]
    total = next((total for total in totals if total is not None), None)
    return BatchCall(str(entry.get("id", "")), str(entry.get("title") or ""), total, str(entry.get("status") or ""))


def _created(status: int, body: Any) -> Accepted | None:
    """Read the answer to an upload; None where it does not say what was made."""
    made = body.get("data") if isinstance(body, dict) and isinstance(body.get("data"), dict) else body
    if not isinstance(made, dict) or not isinstance(made.get("id"), str) or _count(made.get("total_records")) is None:
        return None
    facts = {name: made[name] for name in ("status", "from_number", "warning") if name in made}
    return Accepted(status, made["total_records"], 0, "", remote_id=made["id"], facts=facts)


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
