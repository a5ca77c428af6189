"""Recalling leads that are still pending at the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.store import Recall, RowState, SubmissionState
from tests.sending.bench import ASHA, RAVI
from tests.sending.server_state import CAMPAIGN
from tests.support.ledgers import claimed_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.bench import Bench


def test_a_recall_removes_pending_leads(new_bench: Callable[..., Bench]) -> None:
    """Pending leads are removed and their numbers are free again; one that is being called stays sent."""
    bench = new_bench("ok", lists=True)
    submission = bench.send()
    bench.server_state.queued[0]["status"] = "in_progress"
    bench.send_service.request_recall(submission.id)
    bench.run_sender()
    after = bench.get(submission)
    assert (after.row_counts, after.recall) == ({RowState.SENT: 1, RowState.TAKEN_BACK: 1}, Recall.DONE)
    assert bench.server_state.holds == {ASHA: 1}
    assert claimed_numbers(bench.store, CAMPAIGN) == [ASHA]
    again = bench.send(draft_id="again")
    assert again.row_counts == {RowState.SENT: 1, RowState.ALREADY_CLAIMED: 1}


def test_a_recall_of_the_first_of_two_calls_leaves_the_second(new_bench: Callable[..., Bench]) -> None:
    """Called twice on purpose, the first recalled, a third lost: evidence counts the leads that remain."""
    bench = new_bench("ok", "ok", "all:reset", lists=True, quarantine_seconds=0)
    first = bench.send()
    bench.send(draft_id="second", call_again=True)
    bench.send_service.request_recall(first.id)
    bench.run_sender()
    assert bench.server_state.holds == {ASHA: 1, RAVI: 1}
    third = bench.send(draft_id="third", call_again=True)
    assert third.state is SubmissionState.SENT
    assert bench.server_state.holds == {ASHA: 2, RAVI: 2}
