"""Results of batch calls: the calls of each batch page by page, found by the number within that batch."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from callsheet.client import read_batch_page, read_list
from callsheet.client.batch_calls import PATH as BATCH_CALLS
from callsheet.errors import NotFound
from callsheet.sending.results.run import found_call
from callsheet.store import PartState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.client import CallRecord
    from callsheet.sending.results.run import Run
    from callsheet.store import FoundCall, Part

ENDED = frozenset({"completed", "cancelled", "canceled", "deleted"})
"""Statuses of batches in which nobody is called any more."""
MOST_PAGES = 10_000
"""Pages that are read of a batch: two million calls."""


def read_batches(run: Run) -> None:
    """Read the calls of every batch of a send.

    Args:
        run: the pass.

    Raises:
        ServerError: the server did not respond as it should; NotFound: it does not list calls.
        ReadingStopped: the reading is to end.
        Superseded: another process reads.
    """
    parts = run.submission.in_state(PartState.ACKED)
    ended = _ended_batches(run, parts)
    for index in range(int(run.position.get("part", 0)), len(parts)):
        part = parts[index]
        if not part.remote_id:  # the operator said that it arrived, without the id of its batch
            run.miss()
            continue
        is_first = index == int(run.position.get("part", 0))
        page, seen = (
            int(run.position.get(name, start)) if is_first else start for name, start in (("page", 1), ("seen", 0))
        )
        try:
            _read_batch(run, index, part, page, seen, is_ended=part.remote_id in ended)
        except NotFound:
            if index == 0:
                raise
            run.miss()
    run.is_over = all(part.remote_id in ended for part in parts)


def _ended_batches(run: Run, parts: Sequence[Part]) -> set[str]:
    """Those of the batches that have ended: their calls do not change any more once they are read after this."""
    try:
        listed = read_list(run.request, BATCH_CALLS)
    except NotFound:
        return set()
    own = {part.remote_id for part in parts}
    return {
        str(entry["id"])
        for entry in listed.entries
        if entry.get("id") in own and str(entry.get("status")).lower() in ENDED
    }


def _read_batch(run: Run, index: int, part: Part, page: int, seen: int, *, is_ended: bool) -> None:
    rows = run.store.ledger.part_rows(part.id)
    row_of = unambiguous({row: number for row, number, _ in rows})
    others: set[str] = set()
    called: set[int] = set()
    total: int | None = None
    for number in range(page, MOST_PAGES + 1):
        read = read_batch_page(run.request, part.remote_id, number)
        total = read.total if read.total is not None else total
        calls, unknown = _found(read.calls, row_of, part.remote_id)
        called |= {call.row for call in calls}
        new_others = {call for call in unknown if call not in others}
        others |= new_others
        position = {"part": index, "page": number + 1, "seen": seen + len(calls) + len(new_others)}
        new = run.add(calls, len(calls), **position) + len(new_others)
        seen += new
        if read.is_last or not new:  # a page that repeats: the server does not page, or the list is over
            break
    is_short = total is not None and seen < total
    lacks_leads = is_ended and page == 1 and len(called) < len(rows)
    if is_short or lacks_leads or len(row_of) < len(rows):
        run.miss()
    if index + 1 < len(run.submission.in_state(PartState.ACKED)):
        run.add([], 0, part=index + 1, page=1, seen=0)


def unambiguous(numbers: Mapping[int, str]) -> dict[str, int]:
    """Number → its row; a number of several rows is left out, because a call could be either's."""
    counts = Counter(numbers.values())
    return {number: row for row, number in numbers.items() if counts[number] == 1}


def _found(calls: Sequence[CallRecord], row_of: Mapping[str, int], batch_id: str) -> tuple[list[FoundCall], list[str]]:
    """The calls to our leads, and the ids of the others."""
    found: list[FoundCall] = []
    unknown: list[str] = []
    for call in calls:
        row = row_of.get(call.number)
        if row is None:
            unknown.append(call.id or call.number)
        else:
            found.append(found_call(call, row, call.id or f"{batch_id}/{call.number}"))
    return found, unknown
