"""A server that lists the calls of one batch, behind the real client: only the wire is false."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import requests
from requests.adapters import BaseAdapter

from callsheet.client import CallsheetApi
from callsheet.sending.results.pace import Pace
from callsheet.sending.results.reading import ResultsReader
from callsheet.store import AtServer, DestinationKind, PartLimits
from tests.support.ledgers import accept, create_submission

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callsheet.store import Store, Submission

BATCH = "batch_000001"
OUTCOMES = ("completed", "no_answer", "busy", "failed", "did_not_pick")


def numbers_of(leads: int) -> dict[int, str]:
    """Row number → a number of its own."""
    return {row: f"+9198{row:08}" for row in range(2, leads + 2)}


def calls_to(numbers: Sequence[str], status: str = "") -> list[dict[str, Any]]:
    """One call to each number; without a status, each of `OUTCOMES` in turn."""
    return [
        {
            "id": f"call_{index:08}",
            "to_number": number,
            "status": status or OUTCOMES[index % len(OUTCOMES)],
            "duration": 42 if (status or OUTCOMES[index % len(OUTCOMES)]) == "completed" else None,
            "createdAt": "2026-11-29T10:00:00Z",
        }
        for index, number in enumerate(numbers)
    ]


@dataclass
class Clock:
    """A clock that only sleeping moves."""

    seconds: float = 0.0

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds


@dataclass
class BatchWire(BaseAdapter):
    """Answers GETs about one batch.

    Args:
        calls: of the batch.
        observed: bare arrays instead of the documented envelopes.
        status: of the batch.
        faults: number of the request, counted from 1 → what is answered: (status, body, headers).
        arrange: changes the calls of a page before they are answered: (page, calls) → calls.
        claims: how many calls it says there are; None: as many as there are.
        has_batch_path: False answers 404 to the calls below the batch, so that only the list of calls is left.
        clock: when a request arrives.
        paths: of every request.
        times: of every request, by the clock.
    """

    calls: list[dict[str, Any]]
    observed: bool = False
    status: str = "running"
    faults: dict[int, tuple[int, bytes, dict[str, str]]] = field(default_factory=dict)
    arrange: Callable[[int, list[dict[str, Any]]], list[dict[str, Any]]] = lambda _, calls: calls
    claims: int | None = None
    has_batch_path: bool = True
    clock: Clock = field(default_factory=Clock)
    paths: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Prepare the adapter."""
        super().__init__()

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Answer a request."""
        self.paths.append(request.path_url)
        self.times.append(self.clock.seconds)
        fault = self.faults.get(len(self.paths))
        status, body, headers = fault or (*self._answer(request.path_url), {})
        response = requests.Response()
        response.status_code, response.request, response.url = status, request, request.url or ""
        response.headers.update(headers)
        response._content = body
        return response

    def close(self) -> None:
        """There is nothing to close."""

    def _answer(self, path: str) -> tuple[int, bytes]:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        where, page, limit = parts.path.removeprefix("/v1"), int(query.get("page", 1)), int(query.get("limit", 20))
        if where == "/batch-calls":
            batch = {"id": BATCH, "title": "June", "status": self.status, "total_records": len(self.calls)}
            found = [batch] if page == 1 else []
            return _json(found if self.observed else {"items": found, "total": 1, "page": page, "limit": limit})
        of_batch = where == f"/batch-calls/{BATCH}" and self.has_batch_path
        if not of_batch and not (where == "/calls" and query.get("batch_call_id") == BATCH):
            return _json({"statusCode": 404, "message": "Not found", "error": "Not Found"}, 404)
        shown = self.arrange(page, self.calls[(page - 1) * limit : page * limit])
        if self.observed or not of_batch:
            return _json(shown)
        total = len(self.calls) if self.claims is None else self.claims
        pages = -(-total // limit)
        return _json({"callLogs": shown, "total": total, "page": page, "limit": limit, "totalPages": pages})

    def api(self) -> CallsheetApi:
        """The real client of this server."""
        session = requests.Session()
        session.mount("http://", self)
        return CallsheetApi("http://server/v1", "key", session=session)

    def reader(self, store: Store, most: int | None = 100) -> ResultsReader:
        """A reader with the pace of a real server, on the clock of this one."""
        pace = Pace(most, now=lambda: self.clock.seconds, sleep=self.clock.sleep)
        return ResultsReader(store, self.api(), pace)


def _json(body: Any, status: int = 200) -> tuple[int, bytes]:
    return status, json.dumps(body).encode()


def sent_batch(store: Store, leads: int, submission_id: str = "one") -> Submission:
    """A batch call that the server has taken."""
    limits = PartLimits(rows=leads)
    return sent(store, numbers_of(leads), DestinationKind.BATCH_CALL, AtServer(BATCH), submission_id, limits=limits)


def sent(
    store: Store,
    numbers: dict[int, str],
    destination: DestinationKind,
    at_server: AtServer,
    submission_id: str = "one",
    **more: Any,
) -> Submission:
    """A send of one part that the server has taken."""
    submission = create_submission(store.ledger, submission_id, numbers, destination=destination, **more)
    return accept(store.ledger, submission, at_server)
