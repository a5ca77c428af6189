"""A server that keeps the truth per number and misbehaves as it is told; over a socket, or in the process."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

CAMPAIGN = "cmp_abcdefghijkl"
APPLIES = ("none", "all", "half", "late")
BREAKS = ("reset", "500", "503", "garbled", "wrong", "truncated", "drip", "redirect", "409", "422")


@dataclass(frozen=True)
class Reply:
    """What goes back.

    Args:
        status: HTTP status; 0: the connection is reset.
        body: what it says.
        headers: besides the usual.
        how: "whole", "truncated" or "drip".
    """

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    how: str = "whole"


@dataclass
class Truth:
    """What a server holds, and how it behaves.

    Args:
        keys: keeps idempotency keys and tells their state.
        lists: lists a campaign's leads.
        counts: tells how many leads a campaign has.
        atomic: says that a refusal queues nothing.
        listed: lists its one campaign.
        script: one word an upload; the last one stays. "ok" · "refuse" (its first number; "refuse:N" its first N;
            "refuse_some" as well, but it queues the others: a server that is not all-or-nothing) ·
            "busy:7" · "closed" (409 of a finished campaign) · "401" · "APPLY:BREAK", words of `APPLIES` and `BREAKS`.
        now: the time, for what is applied late.
        late_by: seconds after which a late upload is applied.
    """

    keys: bool = False
    lists: bool = False
    counts: bool = False
    atomic: bool = False
    listed: bool = False
    script: list[str] = field(default_factory=lambda: ["ok"])
    now: Callable[[], float] = lambda: 0.0
    late_by: float = 0.0
    queued: list[dict[str, Any]] = field(default_factory=list)
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    pending: list[tuple[float, list[str], str | None]] = field(default_factory=list)
    uploads: int = 0
    seen: list[list[str]] = field(default_factory=list)

    @property
    def holds(self) -> Counter[str]:
        """Number → how often it is queued."""
        self.settle_late()
        return Counter(lead["phone_number"] for lead in self.queued if lead["status"] != "removed")

    def total(self) -> int:
        """How many leads the campaign shows."""
        return sum(self.holds.values())

    def settle_late(self) -> None:
        """Apply what is due."""
        due = [each for each in self.pending if each[0] <= self.now()]
        self.pending = [each for each in self.pending if each[0] > self.now()]
        for _, numbers, key in due:
            self.apply(numbers)
            self.remember(key, "applied", created_of(len(numbers)))

    def apply(self, numbers: list[str]) -> None:
        for number in numbers:
            place = len(self.queued)
            self.queued.append({
                "id": f"lead_{place:012}", "phone_number": number, "campaign_id": CAMPAIGN, "status": "pending",
                "notes": {}, "created_at": "2026-01-01T00:00:00Z",
            })  # fmt: skip

    def post(self, body: bytes, key: str | None) -> Reply:
        """An upload."""
        numbers = numbers_in(body)
        self.seen.append(numbers)
        word = self.script[min(self.uploads, len(self.script) - 1)]
        self.uploads += 1
        if self.keys and key in self.known:
            return said(201, self.known[key]["answer"])
        if word.startswith("refuse"):
            bad = numbers[: int(word.partition(":")[2] or 1)]
            refusal = refusal_of(numbers, bad)
            if word.startswith("refuse_some"):
                self.apply([number for number in numbers if number not in bad])
            self.remember(key, "refused", refusal)
            return said(400, refusal)
        if word.startswith("busy"):
            return said(429, {"statusCode": 429, "message": "Too many"}, {"Retry-After": word.partition(":")[2] or "7"})
        if word == "closed":
            return said(409, {"statusCode": 409, "message": "Cannot add leads to a completed campaign"})
        if word == "401":
            return said(401, {"statusCode": 401, "message": "API key is missing or invalid"})
        apply, _, how = word.partition(":")
        return self.misbehave(numbers, key, "all" if word == "ok" else apply, how)

    def misbehave(self, numbers: list[str], key: str | None, apply: str, how: str) -> Reply:
        created = created_of(len(numbers))
        if apply == "all":
            self.apply(numbers)
        elif apply == "half":
            self.apply(numbers[: len(numbers) // 2])
            created["leads_created"] = len(numbers) // 2
        elif apply == "late":
            self.pending.append((self.now() + self.late_by, numbers, key))
        if apply in ("all", "half"):
            self.remember(key, "applied", created)
        broken = {
            "reset": Reply(0),
            "500": said(500, {"statusCode": 500, "message": "Internal server error"}),
            "503": said(503, {"statusCode": 503, "message": "Service unavailable"}),
            "garbled": Reply(201, b"<html>"),
            "wrong": said(201, created | {"leads_created": len(numbers) + 1}),
            "truncated": Reply(201, json.dumps(created).encode(), how="truncated"),
            "drip": Reply(201, json.dumps(created).encode(), how="drip"),
            "redirect": Reply(307, b"{}", {"Location": "/v1/elsewhere"}),
            "409": said(409, {"statusCode": 409, "message": "Conflict"}),
            "422": said(422, {"statusCode": 422, "message": "Unprocessable"}),
        }
        return broken.get(how, said(201, created))

    def remember(self, key: str | None, state: str, answer: dict[str, Any]) -> None:
        if self.keys and key:
            self.known[key] = {"state": state, "answer": answer}

    def get(self, path: str) -> Reply:
        """A read."""
        self.settle_late()
        path, _, query = path.partition("?")
        if path.endswith("/capabilities") and (self.keys or self.lists or self.atomic):
            return said(200, {"idempotency_key": self.keys, "list_leads": self.lists, "all_or_nothing": self.atomic})
        if "/uploads/" in path and self.keys:
            found = self.known.get(path.rpartition("/")[2])
            return said(200, found) if found else MISSING
        if path.endswith("/leads") and self.lists:
            return self.page(query)
        if path.endswith(f"/campaigns/{CAMPAIGN}"):
            return said(200, self.campaign())
        if path.endswith("/campaigns") and self.listed:
            return said(
                200, {"data": [self.campaign()], "meta": {"page": 1, "limit": 100, "total": 1, "totalPages": 1}}
            )
        return MISSING

    def campaign(self) -> dict[str, Any]:
        total = {"total_leads": self.total()} if self.counts else {}
        return {"id": CAMPAIGN, "name": "Test campaign", "from_phone_number": "+912234567890"} | total

    def page(self, query: str) -> Reply:
        asked = re.search(r"page=(\d+)", query)
        number = int(asked[1]) if asked else 1
        there = self.queued  # removed leads as well, as our own backend lists them
        data = there[(number - 1) * 100 : number * 100]
        meta = {"page": number, "limit": 100, "total": len(there), "totalPages": -(-len(there) // 100)}
        return said(200, {"data": data, "meta": meta})

    def delete(self, path: str) -> Reply:
        """A lead is removed."""
        for lead in self.queued:
            if lead["id"] == path.rpartition("/")[2] and self.lists:
                if lead["status"] != "pending":
                    return said(409, {"statusCode": 409, "message": "Lead is being called"})
                lead["status"] = "removed"
                return said(200, {"message": "Lead removed from campaign."})
        return MISSING


def created_of(leads: int) -> dict[str, Any]:
    """The answer to an upload that was taken whole."""
    return {"campaign_id": CAMPAIGN, "leads_created": leads, "leads_skipped": 0, "message": "queued"}


def said(status: int, value: Any, headers: dict[str, str] | None = None) -> Reply:
    return Reply(status, json.dumps(value).encode(), headers or {})


MISSING = said(404, {"statusCode": 404, "message": "Not found", "error": "Not Found"})


def numbers_in(body: bytes) -> list[str]:
    """The numbers of a multipart upload."""
    text = re.split(rb"\r\n\r\n", body, maxsplit=1)[1].rsplit(b"\r\n--", 1)[0].decode()
    return [line["phone_number"] for line in csv.DictReader(io.StringIO(text))]


def refusal_of(numbers: list[str], bad: list[str]) -> dict[str, Any]:
    """The grouped 400."""
    rows = [{"row": numbers.index(number) + 2, "phone_number": number} for number in bad]
    group = {"reason": "unsupported_prefix", "title": "Unsupported prefix", "count": len(bad), "rows": rows}
    return {"statusCode": 400, "error": "Bad Request", "message": ["Unsupported prefix"], "errors": [group]}
