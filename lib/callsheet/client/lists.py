"""Lists of batch calls, workflows, leads and agents, in the documented envelopes and in those seen live.

Documented are `{"items": […], total, page, limit}`, `{"data": […], "meta": {…}}`, `{"data": […], "count"}` and
`{"agents": […]}`; seen live were bare arrays and `{"data": {"agents": […]}}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callsheet.errors import UnexpectedAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMES = ("data", "items", "agents", "callLogs")
"""Under which a list arrives."""
TOTALS = ("total", "totalItems")
MOST_PAGES = 1000
"""Pages that are read of a list; a longer one is not whole."""
USUAL_CAPS = 10
"""A page of a multiple of this many entries may be cut off there; chosen by hand."""


@dataclass(frozen=True)
class EntryList:
    """The entries of a list.

    Args:
        entries: each an object, in the server's order, without repetitions.
        is_whole: True when the server shows that there are no others: only then is it evidence that one is missing.
    """

    entries: tuple[Mapping[str, Any], ...]
    is_whole: bool


def read_unpaged(request: Callable[..., Any], path: str) -> EntryList:
    """Read a list of which no pages are documented, with one request; `count` says how many entries there are.

    Args:
        request: `CallsheetApi.request`.
        path: of the list.

    Raises:
        ServerError: the server did not respond as it should.
    """
    body = request("GET", path)
    entries, total, _ = parse_entries(body)
    count = body.get("count") if isinstance(body, dict) else None
    stated = total if total is not None else count if _is_number(count) else None
    is_whole = len(entries) >= stated if stated is not None else not (entries and len(entries) % USUAL_CAPS == 0)
    return EntryList(tuple(entries), is_whole)


def read_list(
    request: Callable[..., Any], path: str, *, size: int = 100, params: Mapping[str, Any] | None = None
) -> EntryList:
    """Read a list page by page.

    Args:
        request: `CallsheetApi.request`.
        path: of the list.
        size: entries asked for on a page.
        params: further query parameters.

    Raises:
        ServerError: the server did not respond as it should.
    """
    seen: dict[str, Mapping[str, Any]] = {}
    for page in range(1, MOST_PAGES + 1):
        body = request("GET", path, params={"page": page, "limit": size, **(params or {})})
        entries, total, last = parse_entries(body)
        known = len(seen)
        seen |= {_key(entry): entry for entry in entries}
        is_over = not entries or len(seen) == known
        if total is not None and len(seen) >= total:
            return EntryList(tuple(seen.values()), is_whole=True)
        if total is not None and is_over:
            return EntryList(tuple(seen.values()), is_whole=False)
        if last is not None and page >= last:
            return EntryList(tuple(seen.values()), is_whole=True)
        if is_over:
            # a page that repeats the one before: the server does not page, and may have cut its only page off
            is_cut = bool(entries) and len(entries) % USUAL_CAPS == 0
            return EntryList(tuple(seen.values()), is_whole=not is_cut)
    return EntryList(tuple(seen.values()), is_whole=False)


def _key(entry: Mapping[str, Any]) -> str:
    """What distinguishes an entry: its id, or all of it."""
    return str(entry.get("id") or sorted(entry.items(), key=str))


def parse_entries(body: Any) -> tuple[list[Mapping[str, Any]], int | None, int | None]:
    """Return the entries of a page, the number of all entries, the number of pages; None where that is not said.

    Args:
        body: decoded JSON.

    Raises:
        UnexpectedAnswer: it has no list in a known form.
    """
    holder: Any = body
    entries = body if isinstance(body, list) else None
    while entries is None:
        inner = next((holder[name] for name in NAMES if name in holder), None) if isinstance(holder, dict) else None
        if inner is None:
            raise UnexpectedAnswer("the list cannot be read")
        entries = inner if isinstance(inner, list) else None
        holder = holder if entries is not None else inner
    if not all(isinstance(entry, dict) for entry in entries):
        raise UnexpectedAnswer("the list cannot be read")
    numbers: dict[str, Any] = {}
    for level in (body, holder):
        if isinstance(level, dict):
            meta = level.get("meta")
            numbers |= level | (meta if isinstance(meta, dict) else {})
    total = next((numbers[name] for name in TOTALS if _is_number(numbers.get(name))), None)
    last = numbers.get("totalPages")
    return entries, total, last if _is_number(last) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
