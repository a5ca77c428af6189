"""One pass over a server's results: what is read is stored page by page, so that a pass can be continued."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from callsheet.sending.results.outcomes import call_outcome
from callsheet.store import FoundCall, PartState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from callsheet.client import CallRecord
    from callsheet.store import PartRow, Store, Submission

LONGEST_ID = 96


class Superseded(Exception):
    """Another process has begun a pass of its own; it stores what it reads."""


@dataclass
class Run:
    """A pass that is under way.

    Args:
        store: stores what is read.
        submission: the send.
        request: makes a request at the pace of the server.
        number: of the pass.
        position: where it begins; empty: at the start.
        on_page: called with the number of leads read so far.

    Attributes:
        is_over: True if nothing can change any more.
    """

    store: Store
    submission: Submission
    request: Callable[..., Any]
    number: int
    position: Mapping[str, Any]
    on_page: Callable[[int], None]
    is_over: bool = False
    _leads: int = field(default=0, init=False)

    def rows(self) -> list[PartRow]:
        """The rows that the server has, in the order of the file; those whose number was erased are missing."""
        parts = self.submission.in_state(PartState.ACKED)
        return sorted(row for part in parts for row in self.store.ledger.part_rows(part.id))

    def add(self, calls: Sequence[FoundCall], leads: int, **position: Any) -> int:
        """Store what was read.

        Args:
            calls: of a page.
            leads: how many leads the page was about.
            **position: where the pass goes on.

        Returns:
            How many of the calls are new in this pass.

        Raises:
            Superseded: another process reads.
        """
        new = self.store.results.add(self.submission.id, self.number, calls, json.dumps(position))
        if new is None:
            raise Superseded
        self._leads += leads
        self.on_page(self._leads)
        return new

    def miss(self) -> None:
        """Store that the server's list is not whole."""
        self.store.results.note(self.submission.id, self.number, is_whole=False)


def found_call(call: CallRecord, row: int, call_id: str = "") -> FoundCall:
    """Return what is stored of a call to the lead of a row.

    Args:
        call: as listed.
        row: row number of the file.
        call_id: the id to store; "": that of the call.
    """
    return FoundCall(
        stored_id(call_id or call.id),
        row,
        call_outcome(call.status),
        call.called_at,
        call.duration,
        call.simulated,
        call.recording,
        call.transcript,
    )


def stored_id(text: str) -> str:
    """Return an id of a server as it is stored: a hash in the place of one that is too long."""
    return text if len(text) <= LONGEST_ID else hashlib.blake2b(text.encode(), digest_size=32).hexdigest()
