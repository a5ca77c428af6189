"""The batch calls that a submission made, with what the server said about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callsheet.sending.destinations.marks import batch_title
from callsheet.store import DestinationKind, EventKind, PartState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.store import Ledger, Submission


@dataclass(frozen=True)
class MadeBatch:
    """A batch call.

    Args:
        id: the server's id; "" where it is known by its mark only.
        title: with its mark.
        facts: what the server said when it was made: status, from_number, warning.
        removed: leads that a cancellation took from its queue, by the server's count; None: it was not cancelled.
    """

    id: str
    title: str
    facts: Mapping[str, Any]
    removed: int | None = None


def made_batches(ledger: Ledger, submission: Submission) -> Sequence[MadeBatch]:
    """Return the batch calls of a submission, in the order of its parts; none for another destination.

    Args:
        ledger: of the submission.
        submission: the submission.
    """
    if submission.destination is not DestinationKind.BATCH_CALL:
        return ()
    said: dict[str, Mapping[str, Any]] = {}
    removed: dict[str, int] = {}
    for event in ledger.events(submission.id):
        if event.kind is EventKind.ACKED:
            said[event.part_id] = event.facts
        if "removed_from_queue" in event.facts:
            removed[event.part_id] = int(event.facts["removed_from_queue"])
    made = []
    for part in submission.in_state(PartState.ACKED):
        attempt = ledger.attempt(part.attempt_id)
        if attempt is not None:
            title = batch_title(submission, attempt)
            made.append(MadeBatch(part.remote_id, title, said.get(part.id, {}), removed.get(part.id)))
    return made
