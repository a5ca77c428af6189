"""What a destination has to do, so that the states, the proofs and the sender are the same for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from callsheet.client import Capabilities
from callsheet.store import HoldBackReason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callsheet.client import NotSent, Outcome, RateLimited, Refused
    from callsheet.sending.reconciliation.evidence import Finding, UnresolvedPart
    from callsheet.sending.reconciliation.removal import Removal
    from callsheet.store import Part, PartRow, Submission


@dataclass(frozen=True)
class Before:
    """What a destination said before a part is sent. The ledger stores it with the intent: it is half of the evidence.

    Args:
        capabilities: what the server can do, by its own word.
        count_before: leads in the destination; None: not asked, or it does not say.
        mark: that the upload carries, so that it can be found; "" without one.
        known_ids: ids that the destination has already; see `store.Attempt`.
    """

    capabilities: Capabilities = field(default_factory=Capabilities)
    count_before: int | None = None
    mark: str = ""
    known_ids: tuple[str, ...] | None = None


@dataclass(frozen=True)
class NotToSend:
    """Leads of a part that are taken out before it is sent.

    Args:
        rows: their row numbers.
        reason: why; by default the destination has them already, whoever put them there.
    """

    rows: frozenset[int]
    reason: HoldBackReason = HoldBackReason.IN_CAMPAIGN


class Destination(Protocol):
    """One kind of destination on one server. Reads may raise a `ServerError` only where a method says so."""

    def look(self, submission: Submission, rows: Sequence[PartRow]) -> Before | NotToSend | NotSent | RateLimited:
        """Ask what must be known before a part is sent.

        Args:
            submission: whose part.
            rows: of the part.

        Returns:
            What is stored with the intent; or the leads to take out first; or why the part has to wait.
        """

    def upload(
        self, submission: Submission, part: Part, data: bytes, before: Before, before_first_byte: Callable[[], None]
    ) -> Outcome:
        """Upload a part once.

        Args:
            submission: whose part.
            part: the part.
            data: its bytes, with the column `phone_number`.
            before: from `look`.
            before_first_byte: as of `CallsheetApi.upload`.
        """

    def queued_nothing(self, submission: Submission, rows: Sequence[PartRow], before: Before) -> bool:
        """Whether it is certain that an upload which was refused with 400 has queued nothing.

        Args:
            submission: whose part.
            rows: of the part.
            before: from `look`.
        """

    def can_change_form(self, part: Part, refusal: Refused) -> bool:
        """Whether a refusal that queued nothing asks for another form of the same file; it is then used from now on.

        Args:
            part: as it was before the upload.
            refusal: the server's answer.
        """

    def investigate(self, unresolved: UnresolvedPart) -> Finding:
        """Ask the server what became of a part of unknown outcome. Never sends anything.

        Args:
            unresolved: the part.
        """

    def removal(self, submission: Submission) -> Removal:
        """Return how leads of a submission are taken back.

        Args:
            submission: the submission.

        Raises:
            ServerError: the server did not respond as it should.
        """
