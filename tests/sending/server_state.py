"""The state of a test server: which numbers it has queued, and how it misbehaves."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable

CAMPAIGN = "cmp_abcdefghijkl"
LOST = -1
"""Instead of a pause: the connection is reset, after leads were removed."""
APPLIES = ("none", "all", "half", "late")
BREAKS = ("reset", "500", "503", "garbled", "wrong", "truncated", "drip", "redirect", "409", "422")


FORBIDDEN = {
    "401": "API key is missing or invalid",
    "403": "Destination country or network prefix is not enabled for this workspace",
}


class ServerKind(TypedDict, total=False):
    """What a server can be asked; see `ServerState`."""

    keys: bool
    lists: bool
    counts: bool
    atomic: bool
    listed: bool
    bulk: bool


@dataclass(frozen=True)
class Reply:
    """A response.

    Args:
        status: HTTP status; 0: the connection is reset.
        body: its bytes.
        headers: in addition to the usual ones.
        delivery: "whole", "truncated" or "drip" (byte by byte).
    """

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delivery: str = "whole"


@dataclass
class ServerState:
    """What a server has queued, and how it behaves.

    Args:
        keys: it keeps idempotency keys and reports their state.
        lists: it lists a campaign's leads.
        counts: it reports how many leads a campaign has.
        atomic: it says that a refusal queues nothing.
        listed: it lists its one campaign.
        bulk: it looks up and removes many leads at once.
        script: one word for each upload; the last one is repeated. "ok" · "refuse" (its first number; "refuse:N" its
            first N; "refuse_some" as well, but it queues the others: a server that is not all-or-nothing) ·
            "busy:7" · "closed" (409 of a finished campaign) · "401" · "403" ·
            "APPLY:BREAK", words of `APPLIES` and `BREAKS`.
        now: returns the time, for uploads that are applied late.
        late_by: seconds after which a late upload is applied.
        busy_at: which of the requests to list or remove leads, from 0, it answers with 429 → the pause in seconds.
        asked: those requests, in their order.
        at_once: how many calls it makes at a time, where it tells.
        waiting: leads of others that were not called yet, where it tells how many wait.
        called: leads that were called.
        status: of the campaign.
    """

    keys: bool = False
    lists: bool = False
    counts: bool = False
    atomic: bool = False
    listed: bool = False
    bulk: bool = False
    script: list[str] = field(default_factory=lambda: ["ok"])
    now: Callable[[], float] = lambda: 0.0
    late_by: float = 0.0
    queued: list[dict[str, Any]] = field(default_factory=list)
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    pending: list[tuple[float, list[str], str | None]] = field(default_factory=list)
    busy_at: dict[int, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    uploads: int = 0
    at_once: int | None = None
    waiting: int | None = None
    called: int = 0
    status: str = "draft"
    seen: list[list[str]] = field(default_factory=list)

    @property
    def holds(self) -> Counter[str]:
        """E.164 → how often it is queued."""
        self.settle_late()
        return Counter(lead["phone_number"] for lead in self.queued if lead["status"] != "removed")

    def total(self) -> int:
        """How many leads the campaign shows."""
        return sum(self.holds.values())

    def settle_late(self) -> None:
        """Apply late uploads that are due."""
        due = [upload for upload in self.pending if upload[0] <= self.now()]
        self.pending = [upload for upload in self.pending if upload[0] > self.now()]
        for _, numbers, key in due:
            self.apply(numbers, key)
            self.remember(key, "applied", self.accepted(len(numbers), key))

    def accepted(self, leads: int, key: str | None) -> dict[str, Any]:
        """The body of the answer to an upload of which so many leads were queued."""
        del key
        return {"campaign_id": CAMPAIGN, "leads_created": leads, "leads_skipped": 0, "message": "queued"}

    def apply(self, numbers: list[str], key: str | None = None) -> None:
        del key
        for number in numbers:
            index = len(self.queued)
            self.queued.append(
                {
                    "id": f"lead_{index:012}",
                    "phone_number": number,
                    "campaign_id": CAMPAIGN,
                    "status": "pending",
                    "notes": {},
                    "created_at": "2026-01-01T00:00:00Z",
                }
            )

    def post_to(self, path: str, body: bytes, key: str | None) -> Reply:
        """Answer an upload to a path."""
        del path
        return self.post(body, key)

    def patch(self, path: str, body: bytes) -> Reply:
        """Answer a change: the status of the campaign, where it tells how many leads wait."""
        if not path.endswith(f"/campaigns/{CAMPAIGN}") or self.waiting is None:
            return MISSING
        self.status = json.loads(body).get("status", self.status)
        return response(200, self.campaign())

    def post(self, body: bytes, key: str | None) -> Reply:
        """Answer an upload."""
        numbers = numbers_in(body)
        self.seen.append(numbers)
        word = self.script[min(self.uploads, len(self.script) - 1)]
        self.uploads += 1
        if self.keys and key in self.known:
            return response(201, self.known[key]["answer"])
        if word.startswith("refuse"):
            bad = numbers[: int(word.partition(":")[2] or 1)]
            refusal = refusal_body(numbers, bad)
            if word.startswith("refuse_some"):
                self.apply([number for number in numbers if number not in bad], key)
            self.remember(key, "refused", refusal)
            return response(400, refusal)
        if word.startswith("busy"):
            return response(
                429, {"statusCode": 429, "message": "Too many"}, {"Retry-After": word.partition(":")[2] or "7"}
            )
        if word == "closed":
            return response(409, {"statusCode": 409, "message": "Cannot add leads to a completed campaign"})
        if word in FORBIDDEN:
            return response(int(word), {"statusCode": int(word), "message": FORBIDDEN[word]})
        apply, _, failure = word.partition(":")
        return self.misbehave(numbers, key, "all" if word == "ok" else apply, failure)

    def misbehave(self, numbers: list[str], key: str | None, apply: str, failure: str) -> Reply:
        if apply == "all":
            self.apply(numbers, key)
        elif apply == "half":
            self.apply(numbers[: len(numbers) // 2], key)
        created = self.accepted(len(numbers) // 2 if apply == "half" else len(numbers), key)
        if apply == "late":
            self.pending.append((self.now() + self.late_by, numbers, key))
        if apply in ("all", "half"):
            self.remember(key, "applied", created)
        failures = {
            "reset": Reply(0),
            "500": response(500, {"statusCode": 500, "message": "Internal server error"}),
            "503": response(503, {"statusCode": 503, "message": "Service unavailable"}),
            "garbled": Reply(201, b"<html>"),
            "wrong": response(201, self.accepted(len(numbers) + 1, key)),
            "truncated": Reply(201, json.dumps(created).encode(), delivery="truncated"),
            "drip": Reply(201, json.dumps(created).encode(), delivery="drip"),
            "redirect": Reply(307, b"{}", {"Location": "/v1/elsewhere"}),
            "409": response(409, {"statusCode": 409, "message": "Conflict"}),
            "422": response(422, {"statusCode": 422, "message": "Unprocessable"}),
        }
        return failures.get(failure, response(201, created))

    def remember(self, key: str | None, state: str, answer: dict[str, Any]) -> None:
        if self.keys and key:
            self.known[key] = {"state": state, "answer": answer}

    def get(self, path: str) -> Reply:
        """Answer a read."""
        self.settle_late()
        path, _, query = path.partition("?")
        if path.endswith("/capabilities") and (self.keys or self.lists or self.atomic):
            offers = {"idempotency_key": self.keys, "list_leads": self.lists, "all_or_nothing": self.atomic}
            return response(200, offers | {"lead_lookup": self.bulk, "bulk_removal": self.bulk})
        if "/uploads/" in path and self.keys:
            upload = self.known.get(path.rpartition("/")[2])
            return response(200, upload) if upload else MISSING
        if path.endswith("/leads") and self.lists:
            return self.page(query)
        if path.endswith(f"/campaigns/{CAMPAIGN}"):
            return response(200, self.campaign())
        if path.endswith("/campaigns") and self.listed:
            return response(
                200, {"data": [self.campaign()], "meta": {"page": 1, "limit": 100, "total": 1, "totalPages": 1}}
            )
        return MISSING

    def campaign(self) -> dict[str, Any]:
        total = {"total_leads": self.total()} if self.counts else {}
        pace: dict[str, Any] = {} if self.at_once is None else {"max_concurrent_calls": self.at_once}
        pace |= {} if self.waiting is None else {"pending_calls": self.waiting + self.total() - self.called}
        pace |= {} if self.waiting is None else {"status": self.status}
        return {"id": CAMPAIGN, "name": "Test campaign", "from_phone_number": "+912234567890"} | total | pace

    def pause(self, request: str) -> Reply | None:
        """Note a request to list or remove leads; return the answer that asks for a pause, if one is due."""
        self.asked.append(request)
        seconds = self.busy_at.get(len(self.asked) - 1)
        if seconds is None:
            return None
        if seconds == LOST:
            return Reply(0)
        return response(429, {"statusCode": 429, "message": "Too many"}, {"Retry-After": str(seconds)})

    def page(self, query: str) -> Reply:
        paused = self.pause(query)
        if paused is not None:
            return paused
        match = re.search(r"page=(\d+)", query)
        number = int(match[1]) if match else 1
        # removed leads as well, as our own backend lists them
        data = self.queued[(number - 1) * 100 : number * 100]
        meta = {"page": number, "limit": 100, "total": len(self.queued), "totalPages": -(-len(self.queued) // 100)}
        return response(200, {"data": data, "meta": meta})

    def look_up(self, body: bytes) -> Reply:
        """Find leads by their numbers."""
        paused = self.pause("lookup")
        if paused is not None:
            return paused
        numbers = set(json.loads(body)["phone_numbers"])
        leads = [lead for lead in self.queued if lead["phone_number"] in numbers and lead["status"] != "removed"]
        return response(200, {"data": leads})

    def remove_many(self, ids: list[str]) -> Reply:
        """Remove pending leads."""
        paused = self.pause(f"remove {len(ids)}")
        if paused is not None and paused.status:
            return paused
        named = [lead for lead in self.queued if lead["id"] in set(ids)]
        for lead in named:
            if lead["status"] == "pending":
                lead["status"] = "removed"
        removed = [lead["id"] for lead in named if lead["status"] == "removed"]
        not_removed = [{"id": lead["id"], "status": lead["status"]} for lead in named if lead["status"] != "removed"]
        return paused or response(200, {"removed": removed, "not_removed": not_removed})

    def delete(self, path: str, body: bytes = b"") -> Reply:
        """Remove a lead, or many."""
        if body and self.bulk:
            return self.remove_many(json.loads(body)["ids"])
        paused = self.pause(path)
        if paused is not None:
            return paused
        for lead in self.queued:
            if lead["id"] == path.rpartition("/")[2] and self.lists:
                if lead["status"] != "pending":
                    return response(409, {"statusCode": 409, "message": "Lead is being called"})
                lead["status"] = "removed"
                return response(200, {"message": "Lead removed from campaign."})
        return MISSING


def response(status: int, value: Any, headers: dict[str, str] | None = None) -> Reply:
    return Reply(status, json.dumps(value).encode(), headers or {})


MISSING = response(404, {"statusCode": 404, "message": "Not found", "error": "Not Found"})


def numbers_in(body: bytes) -> list[str]:
    """The numbers of a multipart upload."""
    lines = csv.DictReader(io.StringIO(form_of(body)["file"]))
    return [line.get("phone_number") or line["phone"] for line in lines]


def form_of(body: bytes) -> dict[str, str]:
    """The fields of a multipart form, the file among them."""
    boundary = body.split(b"\r\n", 1)[0]
    fields = {}
    for part in body.split(boundary)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = re.search(rb'name="(\w+)"', head)
        assert name is not None
        fields[name[1].decode()] = value.removesuffix(b"\r\n").decode()
    return fields


def refusal_body(numbers: list[str], bad: list[str]) -> dict[str, Any]:
    """The body of a 400 that groups rows by reason."""
    rows = [{"row": numbers.index(number) + 2, "phone_number": number} for number in bad]
    group = {"reason": "unsupported_prefix", "title": "Unsupported prefix", "count": len(bad), "rows": rows}
    return {"statusCode": 400, "error": "Bad Request", "message": ["Unsupported prefix"], "errors": [group]}
