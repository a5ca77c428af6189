"""The operator's own file with what became of each row: same rows, columns and order, and a few columns more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from callsheet.errors import InvalidArgument
from callsheet.files import write_cells_csv, write_cells_workbook
from callsheet.store import RowState
from callsheet.wording import results as words
from callsheet.wording.receipt import not_ready
from callsheet.wording.sending import HELD_BACK_REASONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.store import Store, Submission
    from callsheet.validation import Table

ALWAYS = 4
"""Columns that every file gets; the links are added where the server gives any."""


@dataclass(frozen=True, eq=False)
class RejoinedFile:
    """A file with the results of its rows.

    Args:
        headers: of the file, as written, then of the results.
        columns: n rows of the file × str each.
    """

    headers: Sequence[str]
    columns: Sequence[pd.Series[str]]

    def as_csv(self) -> bytes:
        """The file as CSV for a spreadsheet; no cell can run as a formula."""
        return write_cells_csv(self.headers, self.columns)

    def as_workbook(self) -> bytes:
        """The file as XLSX; every cell is text."""
        return write_cells_workbook(words.SHEET, self.headers, self.columns)


def rejoin(store: Store, submission: Submission, table: Table) -> RejoinedFile:
    """Put the results of a send beside the rows of its file.

    Args:
        store: ledger and results.
        submission: the send.
        table: its file, read as it was when it was sent.

    Raises:
        InvalidArgument: it is another file.
    """
    if table.source.sha256 != submission.file_sha256:
        raise InvalidArgument(words.OTHER_FILE.format(name=submission.file_name))
    columns = _result_columns(store, submission, table.frame.index)
    titles = [words.RESULT, words.ATTEMPTS, words.LAST_CALL, words.DURATION, words.RECORDING, words.TRANSCRIPT]
    shown = [index for index, column in enumerate(columns) if index < ALWAYS or (column != "").any()]
    headers = list(table.headers)
    for index in shown:
        headers.append(_free_header(headers, titles[index]))
    own = [table.frame.iloc[:, index].reset_index(drop=True) for index in range(table.frame.shape[1])]
    return RejoinedFile(headers, [*own, *(columns[index] for index in shown)])


def _free_header(headers: Sequence[str], title: str) -> str:
    """A title that no column of the file has, whatever its case."""
    taken = {header.strip().casefold() for header in headers}
    number, free = 1, title
    while free.casefold() in taken:
        number += 1
        free = f"{title} ({number})"
    return free


def _result_columns(store: Store, submission: Submission, rows: pd.Index[int]) -> list[pd.Series[str]]:
    """Result, attempts, last call, duration, links of every row of the file."""
    frame = store.results.frame(submission.id)
    if frame is None:  # never read: the states of the rows are known all the same
        frame = store.results.states_only(submission.id)
    found = frame.reindex(rows)
    is_ready = found["state"].notna().to_numpy()
    outcome = found["outcome"].fillna("").to_numpy(object)
    is_sent = outcome != ""
    result = found["outcome"].map(words.OUTCOMES).fillna("").to_numpy(object)
    simulated = is_sent & (found["simulated"] == True).to_numpy(bool)  # noqa: E712 - rows that were not ready have no value
    result = np.where(simulated, result + words.SIMULATED_MARK, result)
    unsent = {fact.row: fact.reason or fact.outcome for fact in store.ledger.row_facts(submission.id) if fact.outcome}
    others = np.flatnonzero(~is_sent)
    states, messages = found["state"].to_numpy(object), found["message"].to_numpy(object)
    for position in others.tolist():
        if is_ready[position]:
            result[position] = _not_sent(str(states[position]), str(messages[position]))
        else:
            reason = unsent.get(int(rows[position]), "")
            result[position] = words.NOT_SENT.format(
                reason=words.BUCKETS.get(reason) or not_ready(reason) or words.UNREADY
            )
    numbers = [
        found[name].where(is_sent & (found[name] >= 0).to_numpy(), other=-1).to_numpy(np.int64)
        for name in ("attempts", "last_call", "duration")
    ]
    attempts, last_call, duration = numbers
    moments = np.char.replace(np.datetime_as_string(last_call.astype("datetime64[s]"), unit="m"), "T", " ")
    texts = [
        result,
        np.where(attempts >= 0, attempts.astype(str), ""),
        np.where(last_call >= 0, moments, ""),
        np.where(duration >= 0, duration.astype(str), ""),
        found["recording"].fillna("").to_numpy(object),
        found["transcript"].fillna("").to_numpy(object),
    ]
    return [pd.Series(values, dtype="str") for values in texts]


def _not_sent(state: str, message: str) -> str:
    """Why a row that was ready is not at the server; a row that is there without results is not known."""
    if state == RowState.SENT:
        return words.OUTCOMES["not_known"]
    detail = HELD_BACK_REASONS.get(message, message)
    reason = words.STATES[state]
    return words.NOT_SENT.format(reason=f"{reason} ({detail})" if detail else reason)
