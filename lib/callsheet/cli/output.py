"""The JSON that other tools rely on; its keys are stable. Refusals and questions also as sentences for a person."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from callsheet.reporting import encode_report
from callsheet.wording import cli
from callsheet.wording.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.errors import FileRefused
    from callsheet.reporting import ListCountry
    from callsheet.sending import Question
    from callsheet.store import Submission
    from callsheet.validation import Report


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()


def print_report_json(report: Report, country: ListCountry, more: Mapping[str, Any] | None = None) -> None:
    """Print a whole report as one JSON object on standard output.

    Args:
        report: the checked file.
        country: of its numbers without a country code.
        more: further keys.
    """
    for piece in encode_report(report, country, more):
        sys.stdout.write(piece)
    print()


def print_refusal(refused: FileRefused, *, as_json: bool) -> None:
    """Print why a file cannot be accepted: as JSON on standard output, or as a sentence on standard error."""
    message = refusal(refused.code, refused.facts)
    if as_json:
        print_json({"refused": {"code": refused.code.value, "message": message}})
    else:
        print(message, file=sys.stderr)


def print_questions(questions: Sequence[Question]) -> None:
    """Print what only the operator can tell, and the command that answers it."""
    for question in questions:
        before = question.count_before
        print(
            cli.question(
                question.part.id,
                question.part.rows,
                question.submission.campaign_name,
                question.attempt.left_at,
                before=None if before is None else before + question.sent_since,
                seconds_left=question.quarantine_left,
            )
        )


def submission_json(submission: Submission, questions: Sequence[Question]) -> dict[str, Any]:
    """A submission with its open questions."""
    return {
        "id": submission.id,
        "state": submission.state.value,
        "file": {"name": submission.file_name, "sha256": submission.file_sha256},
        "campaign_id": submission.campaign_id,
        "created_at": submission.created_at.isoformat(),
        "created_by": submission.created_by,
        "rows": {state.value: rows for state, rows in submission.row_counts.items()},
        "parts": [{"id": part.id, "state": part.state.value, "rows": part.rows} for part in submission.parts],
        "message": submission.message,
        "refused": [{"row": row, "reason": message} for row, message in submission.refused_rows.items()],
        "questions": [question_json(question) for question in questions],
    }


def question_json(question: Question) -> dict[str, Any]:
    """An open question."""
    return {
        "part": question.part.id,
        "leads": question.part.rows,
        "left_at": question.attempt.left_at.isoformat(),
        "count_before": question.count_before,
        "sent_since": question.sent_since,
        "quarantine_seconds_left": question.quarantine_left,
        "on_hold": question.inconclusive_answer,
    }
