"""What became of every lead of a send, computed from its calls in columns: 200,000 leads in about a second."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from sqlalchemy import case, exists, func, or_, select

from callsheet.store.ledger.queries import row_state, rows_with_parts
from callsheet.store.ledger.states import RowState
from callsheet.store.results.model import MADE, CallOutcome
from callsheet.store.tables import CALL_RESULTS, SUBMISSION_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sqlalchemy import ColumnElement, Connection, Select

    _Integers = NDArray[np.int64]
    _Texts = NDArray[np.object_]

LEAD = "lead:"
"""Begins the id of an entry that is about a lead, not about one call to it."""
NO_LEAD = "row:"
"""Begins the id of an entry for a row whose lead could not be distinguished from another one."""
_OUTCOMES = [*(name.value for name in CallOutcome if name is not CallOutcome.NOT_KNOWN), CallOutcome.NOT_KNOWN.value]
"""The last one also means a word that is not known here."""
_OUTCOME_WORDS = np.array(_OUTCOMES, dtype=object)
_RANKS = np.ones(len(_OUTCOMES), dtype=np.int64)
"""Which call decides about a lead, the highest first; of equals the last one."""
_RANKS[[_OUTCOMES.index(name) for name in ("reached", "not_yet", "stopped")]] = (3, 2, 0)
_STATES = [*(state.value for state in RowState if state is not RowState.UNKNOWN), RowState.UNKNOWN.value]
_STATE_WORDS = np.array(_STATES, dtype=object)
_OF_CALL, _OF_LEAD, _OF_NO_LEAD = range(3)
"""Kinds of entries."""
_NOTHING = -1
"""In the place of a missing time or duration."""
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
    has_number = case((SUBMISSION_ROWS.c.phone_number != "", 1), else_=0)
    query = (
        select(SUBMISSION_ROWS.c.row, _code(row_state(), _STATES), has_number)
        .select_from(rows_with_parts())
        .where(own)
        .order_by(SUBMISSION_ROWS.c.row)
    )
    rows = _integers(connection, query)
    index = pd.Index(rows[0], name="row")
    values: dict[str, Any] = {"state": _STATE_WORDS[rows[1]], "message": "", "has_number": rows[2].astype(bool)}
    frame = pd.DataFrame(values, index=index)
    words = select(SUBMISSION_ROWS.c.row, SUBMISSION_ROWS.c.words).where(own, SUBMISSION_ROWS.c.words != "")
    said = {int(row): str(message) for row, message in connection.execute(words)}
    frame.loc[list(said), "message"] = list(said.values())
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
    calls, recordings, transcripts = _calls(connection, submission_id)
    row, outcome, called_at, duration, simulated_call, kind = calls
    is_of_lead, is_call = kind == _OF_LEAD, kind == _OF_CALL
    is_open = is_of_lead & (outcome == _OUTCOMES.index(CallOutcome.NOT_YET.value))
    # a lead's own state says less than its calls, but that another call is to come
    chosen = is_call | is_open
    chosen |= is_of_lead & ~np.isin(row, row[chosen])
    chosen |= ~np.isin(row, row[chosen])
    at = np.flatnonzero(chosen)
    at = at[np.lexsort((called_at[at], _RANKS[outcome[at]], row[at]))]
    is_last = np.append(row[at][1:] != row[at][:-1], True) if len(at) else np.zeros(0, dtype=bool)
    deciding = at[is_last]
    rows = row[deciding]
    is_made = np.isin(outcome[at], [_OUTCOMES.index(made.value) for made in MADE])
    place = np.searchsorted(rows, row[at])
    last_call = np.full(len(rows), _NOTHING, dtype=np.int64)
    np.maximum.at(last_call, place[is_made], called_at[at][is_made])
    simulated = np.zeros(len(rows), dtype=np.int64)
    np.maximum.at(simulated, place, simulated_call[at])
    values: dict[str, Any] = {
        "outcome": _OUTCOME_WORDS[outcome[deciding]],
        "attempts": np.bincount(place[is_made], minlength=len(rows)),
        "last_call": last_call,
        "duration": duration[deciding],
        "simulated": simulated,
        "recording": recordings[deciding],
        "transcript": transcripts[deciding],
    }
    return pd.DataFrame(values, index=pd.Index(rows, name="row"))


def _calls(connection: Connection, submission_id: str) -> tuple[Sequence[_Integers], _Texts, _Texts]:
    """Every entry of a send by its id, which decides between calls of the same moment.

    Returns:
        Row, index in `_OUTCOMES`, time, duration, simulated, kind of entry; then the links.
    """
    kind = case((CALL_RESULTS.c.call_id.startswith(LEAD, autoescape=True), _OF_LEAD),
                (CALL_RESULTS.c.call_id.startswith(NO_LEAD, autoescape=True), _OF_NO_LEAD), else_=_OF_CALL)  # fmt: skip
    time, duration = (func.coalesce(CALL_RESULTS.c[name], _NOTHING) for name in ("called_at", "duration"))
    outcome = _code(CALL_RESULTS.c.outcome, _OUTCOMES)
    numbers = (CALL_RESULTS.c.row, outcome, time, duration, CALL_RESULTS.c.simulated, kind)
    own = CALL_RESULTS.c.submission_id == submission_id
    links = (CALL_RESULTS.c.recording, CALL_RESULTS.c.transcript)
    if connection.scalar(select(exists().where(own, or_(*(link != "" for link in links))))):
        entries = connection.execute(select(*numbers, *links).where(own).order_by(CALL_RESULTS.c.call_id)).all()
        *columns, recordings, transcripts = zip(*entries, strict=True)
        integers = [np.array(column, dtype=np.int64) for column in columns]
        return integers, np.array(recordings, dtype=object), np.array(transcripts, dtype=object)
    plain = _integers(connection, select(*numbers).where(own).order_by(CALL_RESULTS.c.call_id))
    without = np.full(len(plain[0]), "", dtype=object)
    return plain, without, without


def _code(column: ColumnElement[str], words: Sequence[str]) -> ColumnElement[int]:
    """The index of a word in SQL: integers are read several times faster than texts."""
    return case({word: index for index, word in enumerate(words)}, value=column, else_=len(words) - 1)


def _integers(connection: Connection, query: Select[Any]) -> Sequence[_Integers]:
    """The columns of a result of integers, read by the driver itself: SQLAlchemy's rows cost four times as much."""
    compiled = query.compile(connection, compile_kwargs={"render_postcompile": True})
    values = compiled.construct_params()
    parameters: Any = [values[name] for name in compiled.positiontup or ()] if compiled.positional else values
    cursor = connection.connection.cursor()
    try:
        cursor.execute(str(compiled), parameters)
        width = len(query.selected_columns)
        rows: Any = cursor.fetchall()
        flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=len(rows) * width)
    finally:
        cursor.close()
    return list(flat.reshape(-1, width).T)
