"""The receipt: the outcome of each row of a file that was sent, as a value and as a file to keep."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from callsheet.errors import ConservationError
from callsheet.files import escape_formula
from callsheet.sending.evidence.receipt_row import ReceiptRow, receipt_rows
from callsheet.sending.evidence.workbook import canonical_lines, shown_lines, write_workbook
from callsheet.sending.planning.part_file import dashboard_pieces
from callsheet.sending.seal import sealed_csv, sealed_json
from callsheet.store import RowState
from callsheet.wording import receipt
from callsheet.wording import sending as words
from callsheet.wording.format import row_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callsheet.store import Ledger, Submission, SubmissionSummary

UNSENT_COUNTS = ("errors", "duplicates", "blank", "left_out", "without_consent")
"""Outcomes of rows that were not ready: they are counts of the report, not states of the ledger."""
_LEFT = (RowState.SENDING, RowState.SENT, RowState.REFUSED, RowState.UNKNOWN, RowState.TAKEN_BACK)
"""States of rows whose part was committed."""
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Receipt:
    """The outcome of every row of a file.

    Args:
        submission: the submission of the file.
        counts: outcome → rows; they add up to the rows of the file.
        rows: of the file in its order: those that were ready and, of sends of which it is known, the others.
        lead_ids: row number → the server's id of its lead, where a workflow gave one.
        checks: what was checked when a part left: the do-not-call lists of which day, the cap, the calling hours.
        check_of: row number → index in `checks`, counted from 0, of rows that may have left.
        key: seals the receipt.
        files: name, leads and SHA-256 of each file that was handed over for the dashboard.
    """

    submission: Submission
    counts: Mapping[str, int]
    rows: Sequence[ReceiptRow]
    lead_ids: Mapping[int, str] = field(default_factory=dict)
    checks: Sequence[Mapping[str, Any]] = ()
    check_of: Mapping[int, int] = field(default_factory=dict)
    key: bytes = b""
    files: Sequence[tuple[str, int, str]] = ()

    def to_json(self) -> dict[str, Any]:
        """The receipt as a JSON object, for other tools."""
        sent = self.submission
        return {
            "receipt": sent.id,
            "file": {"name": sent.file_name, "sha256": sent.file_sha256},
            "server": sent.server,
            "destination": sent.destination.value,
            "campaign": {"id": sent.campaign_id, "name": sent.campaign_name},
            "batch_calls": self.batch_calls,
            "files_for_dashboard": [
                {"name": name, "rows": rows, "sha256": sha256} for name, rows, sha256 in self.files
            ],
            "pressed_at": sent.created_at.isoformat(),
            "settled_at": sent.ended_at.isoformat() if sent.ended_at else None,
            "state": sent.state.value,
            "message": sent.message,
            "pressed_by": sent.created_by,
            "called_again": sent.again,
            "decided": dict(sent.facts),
            "counts": {"rows": sum(self.counts.values())} | dict(self.counts),
            "checks": [dict(check) for check in self.checks],
            "rows": [
                {
                    "row": row.row,
                    **self._row_in_file(row.row),
                    "phone_number": row.number,
                    "outcome": row.outcome,
                    "message": row.message,
                    "lead_id": self.lead_ids.get(row.row, ""),
                    "check": self._check(row.row),
                    "consent": row.consent_json(),
                }
                for row in self.rows
            ],
        }

    def sealed(self) -> dict[str, Any]:
        """The receipt as a JSON object with the seal that shows whether it was changed."""
        return sealed_json(self.to_json(), self.key)

    def _check(self, row: int) -> int | None:
        """The number of the check that let a row through, counted from 1; None: it did not leave."""
        index = self.check_of.get(row)
        return None if index is None else index + 1

    @property
    def batch_calls(self) -> list[str]:
        """The server's ids of the batch calls that were made."""
        return [part.remote_id for part in self.submission.parts if part.remote_id]

    def row_label(self, row: int) -> str | int:
        """A row as a person finds it: its number, of several files "North.csv:1,240"."""
        files = self.submission.facts.get("files")
        return row_label(files, row) if files else row

    def _row_in_file(self, row: int) -> dict[str, str]:
        return {"row_in_file": str(self.row_label(row))} if self.submission.facts.get("files") else {}

    def as_json(self) -> bytes:
        """The receipt as a JSON file."""
        return json.dumps(self.sealed(), ensure_ascii=False, indent=1).encode()

    def facts(self) -> list[tuple[str, str]]:
        """Label and value of every fact, for a person to read."""
        sent = self.submission
        head = [
            (words.RECEIPT_NUMBER, sent.id),
            (words.RECEIPT_FILE, sent.file_name),
            (words.RECEIPT_HASH, sent.file_sha256),
            (receipt.DESTINATION[sent.destination.value], f"{sent.campaign_name} ({sent.campaign_id})"),
            (receipt.BATCH_TITLE, str(sent.batch.get("title", ""))),
            (receipt.BATCH_CALLS, ", ".join(self.batch_calls)),
            (words.RECEIPT_SERVER, sent.server),
            (words.RECEIPT_WHEN, words.moment_with_year(sent.created_at)),
            (receipt.WHO, sent.created_by),
            (receipt.SETTLED, words.moment_with_year(sent.ended_at) if sent.ended_at else ""),
            (receipt.STATE, words.STATES[sent.state.value]),
            (words.WORDS, sent.message),
            (receipt.AGAIN, receipt.CALLED_AGAIN if sent.again else ""),
        ]
        head += [(receipt.DASHBOARD_FILE, receipt.dashboard_file(*file)) for file in self.files]
        head = [(label, value) for label, value in head if value] + receipt.decisions(sent.facts)
        counts = [(f"… {words.OUTCOMES[name]}", f"{number:,}") for name, number in self.counts.items() if number]
        head += [
            (receipt.CHECK.format(number=index), receipt.check(check)) for index, check in enumerate(self.checks, 1)
        ]
        return [*head, (words.RECEIPT_ROWS, f"{sum(self.counts.values()):,}"), *counts]

    def as_csv(self) -> bytes:
        """Facts, an empty line, then every row with its outcome, as a CSV that no spreadsheet runs."""
        lines = [[label, escape_formula(value)] for label, value in self.facts()]
        lines += [[], *(_escaped(line) for line in self._lines()), []]
        target = io.StringIO()
        csv.writer(target, lineterminator="\r\n").writerows([*lines, sealed_csv(lines, self.key)])
        return BOM + target.getvalue().encode()

    def _lines(self) -> Iterator[list[str | int]]:
        """The heading of the rows, then every row, for a person to read."""
        ids, has_consent = self.lead_ids, any(row.consent for row in self.rows)
        titles = [words.ROW, words.PHONE_NUMBER, words.OUTCOME, words.WORDS, receipt.CHECKED]
        yield [*titles, *([receipt.CONSENT] if has_consent else []), *([receipt.LEAD_ID] if ids else [])]
        for row in self.rows:
            yield [
                self.row_label(row.row),
                row.number,
                words.OUTCOMES[row.outcome],
                row.reason,
                str(self._check(row.row) or ""),
                *([row.consent_text] if has_consent else []),
                *([ids.get(row.row, "")] if ids else []),
            ]

    def as_workbook(self) -> bytes:
        """Facts and seal on one sheet, every row with its outcome on another, changed cells on a third; text cells."""
        sheets: dict[str, list[Sequence[str | int]]] = {words.SUMMARY_SHEET: list(self.facts())}
        sheets[words.ROWS_SHEET] = list(self._lines())
        edits = self.submission.facts.get("edits") or []
        if edits:
            changed = [(self.row_label(edit[0]), str(edit[1]), receipt.changed_by(edit)) for edit in edits]
            sheets[receipt.EDITS_SHEET] = [(receipt.ROW, receipt.COLUMN, receipt.HOW), *changed]
        shown = shown_lines(sheets)
        shown[words.SUMMARY_SHEET].append([*sealed_csv(canonical_lines(shown), self.key)])
        return write_workbook(shown, headed=(words.ROWS_SHEET, receipt.EDITS_SHEET))


def _escaped(line: Sequence[str | int]) -> list[str]:
    """A line whose cells no spreadsheet runs; a phone number keeps its plus."""
    label, number, *others = map(str, line)
    return [escape_formula(label), number, *map(escape_formula, others)]


def make_receipt(ledger: Ledger, submission: Submission) -> Receipt:
    """Make the receipt of a submission.

    Args:
        ledger: holds its rows.
        submission: in any state.

    Raises:
        ConservationError: the outcomes do not add up to the rows of the file.
    """
    lead_ids = ledger.lead_ids(submission.id)
    latest = {event.part_id: event for event in ledger.events(submission.id) if event.facts.get("checked")}
    position = {part_id: index for index, part_id in enumerate(latest)}
    rows = ledger.rows(submission.id)
    part_of = ledger.part_ids(submission.id) if latest else {}
    check_of = {
        row: position[part_of[row]] for row, _, state, _ in rows if state in _LEFT and part_of.get(row) in position
    }
    checks = [{"at": event.at.isoformat(), **event.facts["checked"]} for event in latest.values()]
    known = {fact.row: fact for fact in ledger.row_facts(submission.id)}
    files = [(piece.name, piece.rows, piece.sha256) for piece in dashboard_pieces(ledger, submission)]
    return Receipt(
        submission,
        outcome_counts(submission),
        list(receipt_rows(rows, known)),
        lead_ids,
        checks,
        check_of,
        ledger.signing_key(),
        files,
    )


def outcome_counts(submission: Submission | SubmissionSummary) -> dict[str, int]:
    """Rows of the file by outcome, in the order of a receipt.

    Args:
        submission: in any state.

    Raises:
        ConservationError: they do not add up to the rows of the file.
    """
    unsent = {name: getattr(submission.counts, name) for name in UNSENT_COUNTS}
    stored = {state.value: rows for state, rows in submission.row_counts.items()} | unsent
    counts = {name: stored.get(name, 0) for name in words.OUTCOMES}
    if sum(counts.values()) != submission.counts.rows or sum(stored.values()) != sum(counts.values()):
        raise ConservationError(f"submission {submission.id}: the outcomes do not add up to the file")
    return counts
