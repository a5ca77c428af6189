"""The rows of a receipt: what became of each row of the file, why, and what it said about consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from callsheet.store import RowFact, RowState
from callsheet.validation import ABOUT_CONSENT, Bucket
from callsheet.wording import receipt as words
from callsheet.wording import sending

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callsheet.store.ledger.model import RowOutcome


class ReceiptRow(NamedTuple):
    """A row of a receipt.

    Args:
        row: row number of the file.
        number: E.164; "" of a row that was not ready.
        outcome: a `RowState`, or of a row that was not ready its bucket.
        message: the server's words, or a code of ours.
        consent: what it says about being called; "": nothing was asked.
        consent_day: when consent was given, "2026-11-29"; "": not known.
    """

    row: int
    number: str
    outcome: str
    message: str
    consent: str = ""
    consent_day: str = ""

    @property
    def reason(self) -> str:
        """What a person reads beside the outcome: the server's message, or why it was not sent."""
        if self.outcome == RowState.HELD_BACK:
            return sending.HELD_BACK_REASONS.get(self.message, self.message)
        return self.message if self.number else words.not_ready(self.message)

    @property
    def consent_text(self) -> str:
        """What a person reads about consent: "given on 1 Jun 2026"."""
        return words.consent(self.consent, self.consent_day)

    def consent_json(self) -> dict[str, Any] | None:
        """What the row says about consent, for programs; None: nothing was asked."""
        return {"said": self.consent, "day": self.consent_day or None} if self.consent else None


def receipt_rows(outcomes: Sequence[RowOutcome], facts: Mapping[int, RowFact]) -> Iterator[ReceiptRow]:
    """Yield the rows of a receipt in the order of the file.

    Args:
        outcomes: of the rows that were ready.
        facts: row number → what was known of it at the press; missing for sends made before the ledger had them.
    """
    ready = {outcome.row: outcome for outcome in outcomes}
    nothing = RowFact(0, "")
    for row in sorted(ready.keys() | facts.keys()):
        known = facts.get(row, nothing)
        if row in ready:
            _, number, state, message = ready[row]
            yield ReceiptRow(row, number, state.value, message, known.consent, known.consent_day)
        elif known.outcome:
            # sends made before consent was a bucket say left_out
            outcome = Bucket.WITHOUT_CONSENT.value if known.reason in ABOUT_CONSENT else known.outcome
            yield ReceiptRow(row, "", outcome, known.reason, known.consent, known.consent_day)
