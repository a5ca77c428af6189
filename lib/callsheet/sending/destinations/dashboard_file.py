"""A file for the provider's dashboard: the operator uploads it there. No server is asked, and nothing is sent.

The same claims, gates and receipt as for an upload: from the moment the file is handed over its leads count as sent to
the campaign, agent or workflow that it is for, until the operator says that the file was not used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.client import Accepted
from callsheet.sending.destinations.destination import Before
from callsheet.sending.reconciliation.evidence import Arrived
from callsheet.store import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from callsheet.client import Outcome, Refused
    from callsheet.sending.reconciliation.evidence import Finding, UnresolvedPart
    from callsheet.sending.reconciliation.removal import Removal
    from callsheet.store import Part, PartRow, Submission


class DashboardFileDestination:
    """Hands parts over as files; methods as of `Destination`. The bytes stay in the ledger, for `dashboard_pieces`."""

    def look(self, submission: Submission, rows: Sequence[PartRow]) -> Before:
        """As of `Destination`: there is nobody to ask."""
        del submission, rows
        return Before()

    def upload(
        self, submission: Submission, part: Part, data: bytes, before: Before, before_first_byte: Callable[[], None]
    ) -> Outcome:
        """As of `Destination`: the gates are checked with the intent, and the part counts as handed over."""
        del submission, data, before
        before_first_byte()
        return Accepted(0, part.rows, 0, "", is_file=True)

    def queued_nothing(self, submission: Submission, rows: Sequence[PartRow], before: Before) -> bool:
        """As of `Destination`: a file is never refused."""
        del submission, rows, before
        return False

    def can_change_form(self, part: Part, refusal: Refused) -> bool:
        """As of `Destination`: a file is never refused."""
        del part, refusal
        return False

    def investigate(self, unresolved: UnresolvedPart) -> Finding:
        """As of `Destination`: a part whose intent is in the ledger was handed over; its bytes are there too."""
        del unresolved
        return Arrived(Evidence.FILE)

    def removal(self, submission: Submission) -> Removal:
        """As of `Destination`."""
        del submission
        return UnusedFile()


class UnusedFile:
    """Frees the leads of a file that the operator says was not uploaded; methods as of `Removal`."""

    rows_at_once = 10_000

    def __init__(self) -> None:
        self.facts: Mapping[str, int] = {}

    def prepare(self) -> None:
        """As of `Removal`: nothing has to be read."""

    def remove(
        self, part: Part, block: Sequence[PartRow], sent_elsewhere: Mapping[str, int]
    ) -> Iterator[tuple[int, bool]]:
        """As of `Removal`: every lead of the file."""
        del part, sent_elsewhere
        for row in block:
            yield row.row, True
