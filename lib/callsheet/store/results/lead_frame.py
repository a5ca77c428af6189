"""What became of every lead of a send, computed from its calls in columns: 200,000 leads in about a second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from sqlalchemy import func, select

from callsheet.store.ledger.queries import row_state, rows_with_parts
from callsheet.store.ledger.states import RowState
from callsheet.store.results.model import MADE, CallOutcome
from callsheet.store.tables import CALL_RESULTS, SUBMISSION_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select

LEAD = "lead:"
"""Begins the id of an entry that is about a lead, not about one call to it."""
NO_LEAD = "row:"
"""Begins the id of an entry for a row whose lead could not be distinguished from another one."""
_RANKS = {CallOutcome.REACHED.value: 3, CallOutcome.NOT_YET.value: 2, CallOutcome.STOPPED.value: 0}
"""Which call decides about a lead, the highest first; of equals the last one. Others: 1."""
_NOTHING = -1
"""In the place of a missing time or duration."""
_CALLS = ("row", "outcome", "called_at", "duration", "simulated", "recording", "transcript")
RESULT_COLUMNS = ("outcome", "attempts", "last_call", "duration", "simulated", "recording", "transcript")


def read_lead_frame(connection: Connection, submission_id: str, *, is_whole: bool) -> pd.DataFrame:
    """Read what became of every row that was ready.

    Args:
        connection: reads.
        submission_id: the send.
        is_whole: True if the server's list was whole: then a lead without a call is not called yet.

    Returns:
        Rows of the file, ascending × (state, a `RowState`; message, the server's; has_number, False where it was
        erased; then of rows that were sent, else empty: outcome, a `CallOutcome`; attempts; last_call in seconds
        since 1970, or -1; duration in seconds, or -1; simulated; recording; transcript).
    """
    own = SUBMISSION_ROWS.c.submission_id == submission_id
    states = select(SUBMISSION_ROWS.c.row, row_state(), SUBMISSION_ROWS.c.words, SUBMISSION_ROWS.c.phone_number != "")
    rows = _columns(connection, states.select_from(rows_with_parts()).where(own).order_by(SUBMISSION_ROWS.c.row), 4)
    frame = pd.DataFrame({"state": rows[1], "message": rows[2], "has_number": np.array(rows[3], dtype=bool)})
    frame.index = pd.Index(np.array(rows[0], dtype=np.int64), name="row")
    results = _results(connection, submission_id).reindex(frame.index)
    is_sent = (frame["state"] == RowState.SENT.value).to_numpy()
    without = np.where(frame["has_number"] & is_whole, CallOutcome.NOT_YET.value, CallOutcome.NOT_KNOWN.value)
    has_calls = results["outcome"].notna().to_numpy()
    outcome = np.where(has_calls, results["outcome"].to_numpy(object), without)
    frame["outcome"] = np.where(is_sent, outcome, "")
    frame["attempts"] = results["attempts"].fillna(0).to_numpy(np.int64)
    for name in ("last_call", "duration"):
        frame[name] = results[name].fillna(_NOTHING).to_numpy(np.int64)
    frame["simulated"] = results["simulated"].fillna(0).to_numpy(bool)
    for name in ("recording", "transcript"):
        frame[name] = np.where(has_calls, results[name].to_numpy(object), "")
    return frame


def _results(connection: Connection, submission_id: str) -> pd.DataFrame:
    """The result of every row with an entry: row × `RESULT_COLUMNS`."""
    kind = func.substr(CALL_RESULTS.c.call_id, 1, max(len(LEAD), len(NO_LEAD)))
    query = select(*(CALL_RESULTS.c[name] for name in _CALLS), kind)
    # the order of the ids decides between calls of the same moment
    query = query.where(CALL_RESULTS.c.submission_id == submission_id).order_by(CALL_RESULTS.c.call_id)
    columns = _columns(connection, query, len(_CALLS) + 1)
    row = np.array(columns[0], dtype=np.int64)
    outcome = np.array(columns[1], dtype=object)
    called_at, duration = (_integers(columns[index]) for index in (2, 3))
    kinds = np.array(columns[-1], dtype=object)
    is_of_lead = kinds == LEAD
    is_call = ~is_of_lead & np.array([not text.startswith(NO_LEAD) for text in kinds.tolist()], dtype=bool)
    is_open = is_of_lead & (outcome == CallOutcome.NOT_YET.value)
    # a lead's own state says less than its calls, but that another call is to come
    chosen = is_call | is_open
    chosen |= is_of_lead & ~np.isin(row, row[chosen])
    chosen |= ~np.isin(row, row[chosen])
    rank = np.array([_RANKS.get(text, 1) for text in outcome.tolist()], dtype=np.int64)
    at = np.flatnonzero(chosen)
    at = at[np.lexsort((called_at[at], rank[at], row[at]))]
    is_last = np.append(row[at][1:] != row[at][:-1], True) if len(at) else np.zeros(0, dtype=bool)
    deciding = at[is_last]
    rows = row[deciding]
    is_made = np.isin(outcome[at].astype(str), [made.value for made in MADE]) if len(at) else np.zeros(0, dtype=bool)
    place = np.searchsorted(rows, row[at])
    last_call = np.full(len(rows), _NOTHING, dtype=np.int64)
    np.maximum.at(last_call, place[is_made], called_at[at][is_made])
    simulated = np.zeros(len(rows), dtype=np.int64)
    np.maximum.at(simulated, place, np.array(columns[4], dtype=np.int64)[at])
    values: dict[str, Any] = {
        "outcome": outcome[deciding],
        "attempts": np.bincount(place[is_made], minlength=len(rows)),
        "last_call": last_call,
        "duration": duration[deciding],
        "simulated": simulated,
        "recording": np.array(columns[5], dtype=object)[deciding],
        "transcript": np.array(columns[6], dtype=object)[deciding],
    }
    return pd.DataFrame(values, index=pd.Index(rows, name="row"))


def _columns(connection: Connection, query: Select[Any], width: int) -> Sequence[Sequence[Any]]:
    """The columns of a result, read by the driver itself: SQLAlchemy's rows cost four times as much."""
    compiled = query.compile(connection, compile_kwargs={"render_postcompile": True})
    values = compiled.construct_params()
    parameters: Any = [values[name] for name in compiled.positiontup or ()] if compiled.positional else values
    cursor = connection.connection.cursor()
    try:
        cursor.execute(str(compiled), parameters)
        rows = cursor.fetchall()
    finally:
        cursor.close()
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _integers(values: Sequence[int | None]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([_NOTHING if value is None else value for value in values], dtype=np.int64)
