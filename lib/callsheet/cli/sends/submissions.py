"""A send in the ledger on the command line: found by its id, its state and exit code, its questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callsheet.cli.exit_codes import ALL_WELL, REFUSED, SOME_LEFT_OUT, UNKNOWN_OUTCOME
from callsheet.cli.terminal.console import say, visible
from callsheet.cli.terminal.screen import print_text
from callsheet.errors import InvalidArgument, StoreError
from callsheet.sending import batch_title, is_refused_whole, made_batches, refused_countries
from callsheet.store import DestinationKind, Hold, RowState, SubmissionState
from callsheet.store.clock import utc_now
from callsheet.wording import destinations as shared
from callsheet.wording.cli import destinations
from callsheet.wording.cli import sends as words
from callsheet.wording.format import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.client import CallsheetApi
    from callsheet.sending import Question
    from callsheet.store import Ledger, Part, Submission

_ORDER = (
    SubmissionState.UNKNOWN,
    SubmissionState.SENDING,
    SubmissionState.READY,
    SubmissionState.HELD,
    SubmissionState.REFUSED,
    SubmissionState.NOT_SENT,
    SubmissionState.SENT,
)
"""The state that needs attention most comes first."""
_UNFINISHED = _ORDER[:4]
COMPARED = 200
"""How many of the latest ids a mistyped one is compared with."""


def find_submission(ledger: Ledger, submission_id: str) -> Submission:
    """Return the submission of an id.

    Args:
        ledger: of this machine or team.
        submission_id: as typed.

    Raises:
        InvalidArgument: no send has this id; the sentence names the nearest id.
    """
    try:
        return ledger.get(submission_id)
    except StoreError:
        close = did_you_mean(submission_id, [submission.id for submission in ledger.latest(COMPARED)])
        raise InvalidArgument(words.NO_SUCH_SEND.format(name=visible(submission_id), close=close)) from None


def print_questions(questions: Sequence[Question]) -> None:
    """Print what only the operator can tell, and the command that answers it."""
    for question in questions:
        if question.submission.destination is DestinationKind.BATCH_CALL:
            title = visible(batch_title(question.submission, question.attempt))
            part, left_at = question.part, question.attempt.left_at
            say(destinations.question(part.id, part.rows, title, left_at, question.quarantine_left))
            continue
        before = question.count_before
        say(
            words.question(
                question.part.id,
                question.part.rows,
                visible(question.submission.campaign_name),
                question.attempt.left_at,
                before=None if before is None else before + question.sent_since,
                seconds_left=question.quarantine_left,
            )
        )


def print_at_server(api: CallsheetApi, ledger: Ledger, submissions: Sequence[Submission]) -> None:
    """Print what the server said about the batch calls of submissions, and why it refused a whole file.

    Args:
        api: a client of the server.
        ledger: of the submissions.
        submissions: sent in this run.
    """
    for submission in submissions:
        if submission.destination is not DestinationKind.BATCH_CALL:
            continue
        for batch in made_batches(ledger, submission):
            for sentence in shared.made(batch.title, batch.facts):
                print_text(visible(sentence))
        if is_refused_whole(submission):
            print_text(shared.COUNTRY_SWITCHED_OFF)
            print_text(visible(shared.refused_countries(refused_countries(api, ledger, submission))))


def submission_json(submission: Submission, questions: Sequence[Question]) -> dict[str, Any]:
    """A submission with its open questions."""
    return {
        "id": submission.id,
        "state": submission.state.value,
        "file": {"name": submission.file_name, "sha256": submission.file_sha256},
        "campaign_id": submission.campaign_id,
        "destination": submission.destination.value,
        "created_at": submission.created_at.isoformat(),
        "created_by": submission.created_by,
        "rows": {state.value: rows for state, rows in submission.row_counts.items()},
        "parts": [_part_json(part) for part in submission.parts],
        "scheduled": [
            {"at": at.isoformat(), "leads": leads} for at, leads in submission.waiting_until(utc_now()).items()
        ],
        "message": submission.message,
        "refused": [{"row": row, "reason": message} for row, message in submission.refused_rows.items()],
        "questions": [question_json(question) for question in questions],
    }


def _part_json(part: Part) -> dict[str, Any]:
    return {"id": part.id, "state": part.state.value, "rows": part.rows, "batch_call": part.remote_id}


def question_json(question: Question) -> dict[str, Any]:
    """An open question."""
    return {
        "part": question.part.id,
        "leads": question.part.rows,
        "left_at": question.attempt.left_at.isoformat(),
        "count_before": question.count_before,
        "sent_since": question.sent_since,
        "quarantine_seconds_left": question.quarantine_left,
        "on_hold": question.inconclusive_answer and question.inconclusive_answer._asdict(),
    }


def print_held(submissions: Sequence[Submission]) -> None:
    """Print what to do about leads that wait for the operator."""
    for submission in _held(submissions):
        if submission.hold is Hold.TRIAL:
            left = submission.row_counts.get(RowState.READY, 0)
            say(words.held_after_trial(submission.rows_sent, left, submission.id))
        else:
            say(words.held_otherwise())


def _held(submissions: Sequence[Submission]) -> list[Submission]:
    return [submission for submission in submissions if submission.state is SubmissionState.HELD]


def _is_busy(submission: Submission) -> bool:
    return submission.state is SubmissionState.READY and not submission.is_waiting(utc_now())


def worst_state(submissions: Sequence[Submission]) -> SubmissionState:
    """The state that needs attention most: of the newest submission, and of older ones that are unfinished."""
    newest, *older = (submission.state for submission in submissions)
    return min([newest, *(state for state in older if state in _UNFINISHED)], key=_ORDER.index)


def settled_ids(submissions: Sequence[Submission]) -> frozenset[str]:
    """Ids of the submissions that nothing more will be done about."""
    return frozenset(submission.id for submission in submissions if submission.state not in _UNFINISHED)


def exit_code(submissions: Sequence[Submission], rows: int) -> int:
    """The exit code of a send.

    Args:
        submissions: of the file, the newest first.
        rows: rows of the file; 0 is returned only when all of them were sent.
    """
    if not submissions:
        return SOME_LEFT_OUT
    state = worst_state(submissions)
    if state in (SubmissionState.UNKNOWN, SubmissionState.SENDING):
        return UNKNOWN_OUTCOME
    if state is SubmissionState.READY and not any(_is_busy(submission) for submission in submissions):
        return SOME_LEFT_OUT
    if state is SubmissionState.HELD and all(held.hold is Hold.TRIAL for held in _held(submissions)):
        return SOME_LEFT_OUT
    if state in (SubmissionState.REFUSED, SubmissionState.READY, SubmissionState.HELD, SubmissionState.NOT_SENT):
        return REFUSED
    repeats = [submission.rows_sent for submission in submissions if submission.again]  # rows that others sent too
    rows_sent = max(sum(submission.rows_sent for submission in submissions) - sum(repeats), *repeats, 0)
    return ALL_WELL if rows_sent == rows else SOME_LEFT_OUT
