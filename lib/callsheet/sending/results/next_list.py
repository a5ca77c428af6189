"""The next list of a send: whom to call again by what became of their calls, and why the others stay out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from callsheet.errors import InvalidArgument
from callsheet.sending.results.rejoined import RejoinedFile
from callsheet.store import CallOutcome, ListKind
from callsheet.wording import results as words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    from callsheet.store import Store, Submission
    from callsheet.validation import Table

CALLABLE_AGAIN = (CallOutcome.NO_ANSWER, CallOutcome.BUSY, CallOutcome.FAILED)
"""Outcomes that a next list may have; nobody with another one is ever on it."""


class StaysOut(StrEnum):
    """Why a row of the file is not on the next list; of several reasons the first one here counts."""

    NOT_SENT = "not_sent"
    ASKED_TO_STOP = "asked_to_stop"
    LISTED = "listed"
    NOT_KNOWN = "not_known"
    REACHED = "reached"
    NOT_YET = "not_yet"
    CANCELLED = "stopped"
    OTHER_RESULT = "other_result"
    SENT_AGAIN = "sent_again"
    """A later send to the same destination has the number."""
    ATTEMPTS = "attempts"
    RECENT = "recent"
    """The last call is not old enough, or the server does not say when it was."""
    CAPPED = "capped"


@dataclass(frozen=True)
class NextChoice:
    """Whom the operator wants to call again.

    Args:
        outcomes: what became of their calls, some of `CALLABLE_AGAIN`.
        attempts_under: only people who were called less often.
        older_than: only people whose last call is at least so long ago; zero: whenever it was.

    Raises:
        InvalidArgument: no outcome, or one that a next list cannot have.
    """

    outcomes: frozenset[CallOutcome] = frozenset({CallOutcome.NO_ANSWER})
    attempts_under: int = 3
    older_than: timedelta = timedelta(hours=24)

    def __post_init__(self) -> None:
        """Refuse outcomes of people who must not be called again."""
        if not self.outcomes or not self.outcomes.issubset(CALLABLE_AGAIN):
            raise InvalidArgument(words.CHOOSE_A_RESULT)


@dataclass(frozen=True, eq=False)
class NextList:
    """Who is to be called again.

    Args:
        rows: row numbers of the file, ascending.
        out: why the other rows that the send had ready stay out → how many, without zeros; together with `rows` they
            are all of them.
    """

    rows: pd.Index[int]
    out: Mapping[StaysOut, int]

    @property
    def sentence(self) -> str:
        """How many people are on the list, and how many stay out for which reason."""
        return words.next_list(len(self.rows), {reason.value: rows for reason, rows in self.out.items()})


def next_list(store: Store, submission: Submission, choice: NextChoice) -> NextList:
    """Choose the people of a send who are to be called again; changes nothing.

    Args:
        store: ledger, results and do-not-call lists, as they are now.
        submission: the send.
        choice: whom to call again.

    Raises:
        InvalidArgument: its results were never read.
    """
    frame = store.results.frame(submission.id)
    if frame is None:
        raise InvalidArgument(words.NEVER_READ_HERE)
    phones = {row.row: row.phone_number for row in store.ledger.rows(submission.id)}
    numbers = pd.Series([phones.get(row, "") for row in frame.index.tolist()], index=frame.index, dtype="str")
    is_in = {reason: np.zeros(len(frame), dtype=bool) for reason in StaysOut}
    is_in |= _by_result(frame, choice, store.ledger.clock.now().timestamp())
    is_in |= _by_list(store, numbers)
    is_in[StaysOut.SENT_AGAIN] = _is_sent_again(store, submission, numbers)
    is_in[StaysOut.CAPPED] = _is_capped(store, numbers)
    is_free, out = np.ones(len(frame), dtype=bool), dict[StaysOut, int]()
    for reason in StaysOut:
        held = is_free & is_in[reason]
        out |= {reason: int(held.sum())} if held.any() else {}
        is_free &= ~held
    return NextList(frame.index[is_free], out)


def _by_result(frame: pd.DataFrame, choice: NextChoice, now: float) -> dict[StaysOut, NDArray[np.bool_]]:
    outcome = frame["outcome"].to_numpy(object)
    last_call, seconds = frame["last_call"].to_numpy(np.int64), choice.older_than.total_seconds()
    is_recent = (last_call > now - seconds) | (last_call < 0) if seconds else np.zeros(len(frame), dtype=bool)
    known_outcomes = [CallOutcome.REACHED, CallOutcome.NOT_YET, CallOutcome.STOPPED, *CALLABLE_AGAIN]
    known = np.isin(outcome.astype(str), [member.value for member in known_outcomes])
    return {
        StaysOut.NOT_SENT: outcome == "",
        StaysOut.NOT_KNOWN: (outcome != "") & (~known | ~frame["has_number"].to_numpy(bool)),
        StaysOut.REACHED: outcome == CallOutcome.REACHED.value,
        StaysOut.NOT_YET: outcome == CallOutcome.NOT_YET.value,
        StaysOut.CANCELLED: outcome == CallOutcome.STOPPED.value,
        StaysOut.OTHER_RESULT: ~np.isin(outcome.astype(str), [member.value for member in choice.outcomes]),
        StaysOut.ATTEMPTS: frame["attempts"].to_numpy(np.int64) >= choice.attempts_under,
        StaysOut.RECENT: is_recent,
    }


def _by_list(store: Store, numbers: pd.Series[str]) -> dict[StaysOut, NDArray[np.bool_]]:
    asked, listed = set[str](), set[str]()
    stop_lists = {call_list.id for call_list in store.suppression.lists.all() if call_list.kind is ListKind.STOP}
    for list_id, found in store.suppression.by_list([number for number in numbers.tolist() if number]).items():
        (asked if list_id in stop_lists else listed).update(found)
    return {
        StaysOut.ASKED_TO_STOP: numbers.isin(asked).to_numpy(bool),
        StaysOut.LISTED: numbers.isin(listed).to_numpy(bool),
    }


def _is_sent_again(store: Store, submission: Submission, numbers: pd.Series[str]) -> NDArray[np.bool_]:
    claims = store.ledger.claimed(submission.server, submission.campaign_id, numbers[numbers != ""])
    later = claims[claims["submission_id"] != submission.id]["phone_number"]
    return numbers.isin(later.tolist()).to_numpy(bool)


def _is_capped(store: Store, numbers: pd.Series[str]) -> NDArray[np.bool_]:
    cap = store.ledger.call_cap()
    if cap.calls is None:
        return np.zeros(len(numbers), dtype=bool)
    calls: dict[str, int] = {}
    for called in store.ledger.called_lately([number for number in numbers.tolist() if number]):
        calls[called.number] = calls.get(called.number, 0) + called.calls
    return numbers.isin([number for number, count in calls.items() if count >= cap.calls]).to_numpy(bool)


def rows_of_file(submission: Submission, table: Table, rows: pd.Index[int]) -> RejoinedFile:
    """The chosen rows of the file that was sent: same columns and order.

    Args:
        submission: the send.
        table: its file, read as it was when it was sent.
        rows: row numbers of it.

    Raises:
        InvalidArgument: it is another file.
    """
    if table.source.sha256 != submission.file_sha256:
        raise InvalidArgument(words.OTHER_FILE.format(name=submission.file_name))
    chosen: Any = table.frame.loc[rows]
    return RejoinedFile(
        table.headers, [chosen.iloc[:, index].reset_index(drop=True) for index in range(chosen.shape[1])]
    )
