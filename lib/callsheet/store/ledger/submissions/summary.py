"""What a list of many submissions shows, read in two queries: no part and no row is read one by one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from callsheet.store.ledger.model import FileCounts
from callsheet.store.ledger.states import (
    ROW_STATE,
    DestinationKind,
    Hold,
    PartState,
    RowState,
    SubmissionState,
    submission_state,
)
from callsheet.store.tables import PARTS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection, RowMapping


@dataclass(frozen=True)
class SubmissionSummary:
    """A submission in a list.

    Args:
        id: its id.
        draft_id: the draft it came from; "" from the command line.
        campaign_id: the campaign.
        campaign_name: its name.
        file_name: the operator's file.
        created_by: who pressed Send.
        created_at: when Send was pressed.
        counts: where the rows of the file ended up.
        state: computed from its parts.
        row_counts: rows by state, without zeros; they add up to `counts.ready`.
        destination: what `campaign_id` is the id of.
        server: name of the server that has its leads.
        is_erased: True once its numbers and values are deleted.
    """

    id: str
    draft_id: str
    campaign_id: str
    campaign_name: str
    file_name: str
    created_by: str
    created_at: datetime
    counts: FileCounts
    state: SubmissionState
    row_counts: Mapping[RowState, int]
    destination: DestinationKind = DestinationKind.CAMPAIGN
    server: str = ""
    is_erased: bool = False


def read_summaries(connection: Connection, limit: int) -> list[SubmissionSummary]:
    """Return the latest submissions, the newest first.

    Args:
        connection: to the database.
        limit: most submissions.
    """
    latest = select(SUBMISSIONS).order_by(SUBMISSIONS.c.created_at.desc(), SUBMISSIONS.c.id).limit(limit)
    submissions = connection.execute(latest).mappings().all()
    sums = [func.sum(PARTS.c[name]).label(name) for name in ("rows", "refused", "taken_back", "held_back")]
    of_latest = PARTS.c.submission_id.in_([row["id"] for row in submissions])
    query = select(PARTS.c.submission_id, PARTS.c.state, *sums).where(of_latest)
    parts: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query.group_by(PARTS.c.submission_id, PARTS.c.state)).mappings():
        parts[row["submission_id"]].append(row)
    return [_summary(row, parts[row["id"]]) for row in submissions]


def _summary(row: RowMapping, parts: list[RowMapping]) -> SubmissionSummary:
    counts = dict.fromkeys(RowState, 0) | {RowState.ALREADY_CLAIMED: row["already_claimed"]}
    for part in parts:
        counts[RowState.REFUSED] += part["refused"]
        counts[RowState.TAKEN_BACK] += part["taken_back"]
        counts[RowState.HELD_BACK] += part["held_back"]
        state = PartState(part["state"])
        if state is not PartState.ABSENT:
            counts[ROW_STATE[state]] += part["rows"]
    states = {PartState(part["state"]) for part in parts}
    shown = ("id", "draft_id", "campaign_id", "campaign_name", "file_name", "created_by", "created_at", "server")
    return SubmissionSummary(
        **{name: row[name] for name in shown},
        counts=FileCounts.from_json(row["counts"]),
        state=submission_state(states, Hold(row["hold"]), has_refused_rows=counts[RowState.REFUSED] > 0),
        row_counts={state: int(rows) for state, rows in counts.items() if rows},
        destination=DestinationKind(row["destination"]),
        is_erased=row["forgotten_at"] is not None,
    )
