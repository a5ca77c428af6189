"""A batch call: the upload itself makes it. Evidence is a random mark in its title, and the number of its records.

Its claims are the agent's: a number that went out in one batch call of an agent is not sent in another one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callsheet.client import BatchCalls, BatchOrder, NotSent, RateLimited
from callsheet.errors import KeyRefused, NotFound, ServerError
from callsheet.errors import RateLimited as SlowDown
from callsheet.sending.destinations.batch_removal import BatchRemoval
from callsheet.sending.destinations.destination import Before, NotToSend
from callsheet.sending.destinations.marks import draw_mark, marked_title, shortened_title
from callsheet.sending.planning.part_file import PHONE_HEADERS, with_phone_header
from callsheet.sending.planning.target import BatchChoice
from callsheet.sending.reconciliation.evidence import Arrived, Inconclusive, Missing
from callsheet.store import AtServer, DestinationKind, Evidence, HoldBackReason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callsheet.client import BatchList, CallsheetApi, Outcome, Refused
    from callsheet.sending.reconciliation.evidence import Finding, UnresolvedPart
    from callsheet.sending.reconciliation.removal import Removal
    from callsheet.store import Ledger, Part, PartRow, Submission

_COLUMN_NAMED = re.compile(r"\b(phone_number|phone)\b[\"'`]?\s+column|column[:\s]+[\"'`]?(phone_number|phone)\b")
"""How a refusal names the column that it misses."""
_BAD_REQUEST = 400


class BatchCallDestination:
    """The batch calls of a server; methods as of `Destination`.

    Args:
        api: a client of the server.
        ledger: knows the marks of earlier uploads, and the phone column that the server wants.
        server: its name.
    """

    def __init__(self, api: CallsheetApi, ledger: Ledger, server: str) -> None:
        self._batches, self._api, self._ledger, self._server = BatchCalls(api), api, ledger, server

    @property
    def phone_header(self) -> str:
        """The name of the phone column."""
        return self._ledger.phone_header(self._server, DestinationKind.BATCH_CALL) or PHONE_HEADERS[0]

    def look(self, submission: Submission, rows: Sequence[PartRow]) -> Before | NotToSend | NotSent | RateLimited:
        """As of `Destination`: reads the list, and draws a mark that is not in it.

        Nothing is sent after the time at which the calls end.
        """
        ends_at = BatchChoice.from_json(submission.batch).ends_at
        if ends_at is not None and ends_at <= self._ledger.clock.now():
            return NotToSend(frozenset(row for row, *_ in rows), HoldBackReason.CALLS_ENDED)
        titles: tuple[str, ...] = ()
        known_ids = None
        try:
            listed = self._batches.listed()
        except (NotFound, KeyRefused):
            pass  # the answer to the upload says so
        except SlowDown as error:
            return RateLimited(error.retry_after, error.message)
        except ServerError as error:
            return NotSent(type(error).__name__)
        else:
            titles = tuple(batch.title for batch in listed.batches)
            known_ids = tuple(batch.id for batch in listed.batches) if listed.is_whole else None
        used = self._ledger.marks()
        mark = draw_mark(lambda drawn: drawn in used or any(drawn in title for title in titles))
        return Before(mark=mark, known_ids=known_ids)

    def upload(
        self, submission: Submission, part: Part, data: bytes, before: Before, before_first_byte: Callable[[], None]
    ) -> Outcome:
        """As of `Destination`."""
        chosen = BatchChoice.from_json(submission.batch)
        begins = chosen.starts_at if chosen.starts_at and chosen.starts_at > self._ledger.clock.now() else None
        order = BatchOrder(
            submission.campaign_id,
            marked_title(chosen.title, before.mark),
            chosen.version,
            begins,  # the part may leave later than it was to begin: what "Send 10 and wait" holds back
            chosen.ends_at,
            chosen.hours,
        )
        file = with_phone_header(data, self.phone_header)
        return self._batches.create(order, file, request_id=part.id, before_first_byte=before_first_byte)

    def queued_nothing(self, submission: Submission, rows: Sequence[PartRow], before: Before) -> bool:
        """As of `Destination`: the list, read after the refusal, has no new batch call that could be this one."""
        try:
            listed = self._batches.listed()
        except ServerError:
            return False
        return self._is_absent(listed, before.mark, before.known_ids, len(rows), submission)

    def can_change_form(self, part: Part, refusal: Refused) -> bool:
        """As of `Destination`: the refusal names the other name of the phone column. Once for each part."""
        named = _COLUMN_NAMED.search(refusal.message) if refusal.status == _BAD_REQUEST and not refusal.rows else None
        if named is None or part.status == _BAD_REQUEST:
            return False
        wanted = named[1] or named[2]
        if wanted == self.phone_header:
            return False
        self._ledger.set_phone_header(self._server, DestinationKind.BATCH_CALL, wanted)
        return True

    def investigate(self, unresolved: UnresolvedPart) -> Finding:
        """As of `Destination`: the mark with as many records is a yes; its absence, after the quarantine, a no."""
        attempt, rows = unresolved.attempt, len(unresolved.rows)
        if not attempt.mark:
            return Inconclusive()
        try:
            listed = self._batches.listed()
        except ServerError:
            return Inconclusive()
        ours = [batch for batch in listed.batches if attempt.mark in batch.title]
        if len(ours) == 1 and ours[0].total_records == rows:
            return Arrived(Evidence.MARK, AtServer(ours[0].id))
        submission = self._ledger.get(unresolved.part.submission_id)
        is_absent = self._is_absent(listed, attempt.mark, attempt.known_ids, rows, submission)
        if is_absent and unresolved.is_quarantine_over:
            return Missing(Evidence.MARK)
        return Inconclusive()

    def _is_absent(
        self, listed: BatchList, mark: str, known_ids: Sequence[str] | None, rows: int, submission: Submission
    ) -> bool:
        """True when a whole list, compared with one from before, has no batch call that an upload may have made.

        A new one without the mark may be ours all the same, if the server changes titles: one of as many records, or
        with the operator's title. It is not, if it has the mark of another upload.
        """
        if known_ids is None or not listed.is_whole:
            return False
        known, title = set(known_ids), shortened_title(str(submission.batch.get("title", "")))
        others = self._ledger.marks() - {mark}
        for batch in listed.batches:
            if mark in batch.title:
                return False
            if batch.id in known or any(other in batch.title for other in others):
                continue
            if batch.total_records in (None, rows) or (title and batch.title.startswith(title)):
                return False
        return True

    def removal(self, submission: Submission) -> Removal:
        """As of `Destination`."""
        del submission
        return BatchRemoval(self._batches, self._ledger)
