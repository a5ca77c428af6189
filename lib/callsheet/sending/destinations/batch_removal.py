"""Taking back a batch call: it is cancelled as a whole, and the server says how many leads left its queue."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from callsheet.client import same_number
from callsheet.errors import ServerError, UnexpectedAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callsheet.client import BatchCalls
    from callsheet.store import Ledger, Part, PartRow

NOT_ALLOWED_NOW = {400, 409}
"""Statuses of a cancellation that the state of the batch call does not allow: it has ended, or was cancelled before."""


class BatchRemoval:
    """Cancels the batch calls of a submission; methods as of `Removal`.

    Args:
        batches: of the server.
        ledger: knows the marks.
    """

    rows_at_once = sys.maxsize

    def __init__(self, batches: BatchCalls, ledger: Ledger) -> None:
        self._batches, self._ledger = batches, ledger
        self.facts: Mapping[str, int] = {}

    def prepare(self) -> None:
        """As of `Removal`: nothing has to be read."""

    def remove(
        self, part: Part, block: Sequence[PartRow], sent_elsewhere: Mapping[str, int]
    ) -> Iterator[tuple[int, bool]]:
        """As of `Removal`. A row is removed only where that is certain.

        That is every row if as many left the queue as the part has. Of fewer, those without a call log, if they are
        exactly as many as left the queue.
        """
        del sent_elsewhere
        self.facts = {}
        batch_id = part.remote_id or self._found(part)
        removed = None if batch_id is None else self._cancel(batch_id)
        if removed is not None:
            self.facts = {"removed_from_queue": removed}
        uncalled = frozenset(row.row for row in block) if removed == len(block) else frozenset()
        if batch_id is not None and removed and removed < len(block):
            uncalled = self._uncalled(batch_id, block, removed)
        for row in block:
            yield row.row, row.row in uncalled

    def _found(self, part: Part) -> str | None:
        """The id of a batch call that is known by its mark only."""
        attempt = self._ledger.attempt(part.attempt_id)
        if attempt is None or not attempt.mark:
            return None
        return next((batch.id for batch in self._batches.listed().batches if attempt.mark in batch.title), None)

    def _cancel(self, batch_id: str) -> int | None:
        try:
            return self._batches.cancel(batch_id).removed
        except UnexpectedAnswer as error:
            if error.status in NOT_ALLOWED_NOW:
                return None
            raise

    def _uncalled(self, batch_id: str, block: Sequence[PartRow], removed: int) -> frozenset[int]:
        try:
            called = self._batches.called_numbers(batch_id)
        except ServerError:
            return frozenset()
        if called is None:
            return frozenset()
        numbers = {same_number(number) for number in called}
        uncalled = frozenset(row.row for row in block if row.phone_number not in numbers)
        return uncalled if len(uncalled) == removed else frozenset()
