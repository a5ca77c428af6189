"""Recalling leads that are still pending at the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.store import Recall, RowState, SubmissionState
from tests.sending.bench import ASHA, RAVI, leads_file
from tests.sending.server_state import CAMPAIGN, LOST
from tests.support.ledgers import claimed_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.bench import Bench


@pytest.mark.parametrize("bulk", [False, True])
def test_a_recall_removes_pending_leads(new_bench: Callable[..., Bench], *, bulk: bool) -> None:
    """Pending leads are removed and their numbers are free again; one that is being called stays sent."""
    bench = new_bench("ok", lists=True, bulk=bulk)
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


@pytest.mark.parametrize("bulk", [False, True])
def test_a_recall_of_the_first_of_two_calls_leaves_the_second(new_bench: Callable[..., Bench], *, bulk: bool) -> None:
    """Called twice on purpose, the first recalled, a third lost: evidence counts the leads that remain."""
    bench = new_bench("ok", "ok", "all:reset", lists=True, bulk=bulk, quarantine_seconds=0)
    first = bench.send()
    bench.send(draft_id="second", call_again=True)
    bench.send_service.request_recall(first.id)
    bench.run_sender()
    assert bench.server_state.holds == {ASHA: 1, RAVI: 1}
    third = bench.send(draft_id="third", call_again=True)
    assert third.state is SubmissionState.SENT
    assert bench.server_state.holds == {ASHA: 2, RAVI: 2}


def test_a_pause_that_the_server_asks_for_repeats_nothing(new_bench: Callable[..., Bench]) -> None:
    """After a 429 the next page is read, the next lead removed: no page is read, no lead asked about, a second time."""
    bench = new_bench("ok", lists=True)
    submission = bench.send(leads_file(250))
    bench.server_state.asked.clear()
    bench.server_state.busy_at = {1: 0, 60: 0}
    bench.send_service.request_recall(submission.id)
    bench.run_sender()
    after = bench.get(submission)
    assert (after.row_counts, after.recall) == ({RowState.TAKEN_BACK: 250}, Recall.DONE)
    assert len(bench.server_state.asked) == 3 + 250 + 2
    assert bench.server_state.total() == 0


def test_a_long_pause_is_kept(new_bench: Callable[..., Bench]) -> None:
    """What was removed before it is known already, and nothing is asked during it."""
    bench = new_bench("ok", lists=True)
    submission = bench.send(leads_file(10))
    bench.server_state.asked.clear()
    bench.server_state.busy_at = {4: 60}
    bench.send_service.request_recall(submission.id)
    bench.run_sender()
    after = bench.get(submission)
    assert (after.row_counts, after.recall) == ({RowState.SENT: 7, RowState.TAKEN_BACK: 3}, Recall.ASKED)
    assert len(bench.server_state.asked) == 5


def test_a_recall_can_be_stopped(new_bench: Callable[..., Bench]) -> None:
    """What was removed stays removed, the rest stays sent, and no other lead is asked about."""
    bench = new_bench("ok", lists=True)
    submission = bench.send(leads_file(10))
    bench.server_state.asked.clear()
    bench.server_state.busy_at = {4: 0}
    bench.send_service.request_recall(submission.id)
    bench.run_sender(rounds=1)
    bench.send_service.stop_recall(submission.id)
    bench.run_sender()
    after = bench.get(submission)
    assert (after.row_counts, after.recall) == ({RowState.SENT: 7, RowState.TAKEN_BACK: 3}, Recall.DONE)
    assert len(bench.server_state.asked) == 5


@pytest.mark.parametrize("fault", [0, LOST], ids=["pause", "lost answer"])
@pytest.mark.parametrize("at", range(6))
def test_a_bulk_recall_goes_on_after_a_fault(new_bench: Callable[..., Bench], at: int, fault: int) -> None:
    """Every lead is removed once, whichever call is paused, or applied without an answer."""
    bench = new_bench("ok", lists=True, bulk=True)
    submission = bench.send(leads_file(2_500))
    bench.server_state.asked.clear()
    bench.server_state.busy_at = {at: fault}
    bench.send_service.request_recall(submission.id)
    bench.run_sender()
    after = bench.get(submission)
    assert (after.row_counts, after.recall) == ({RowState.TAKEN_BACK: 2_500}, Recall.DONE)
    assert bench.server_state.total() == 0
    assert len(bench.server_state.asked) <= 2 * 3 + 2


def test_a_bulk_recall_can_be_stopped(new_bench: Callable[..., Bench]) -> None:
    """The first thousand is removed, the rest stays sent, and nothing more is asked."""
    bench = new_bench("ok", lists=True, bulk=True)
    submission = bench.send(leads_file(2_500))
    bench.server_state.asked.clear()
    bench.server_state.busy_at = {2: 0}
    bench.send_service.request_recall(submission.id)
    bench.run_sender(rounds=1)
    bench.send_service.stop_recall(submission.id)
    bench.run_sender()
    after = bench.get(submission)
    assert (after.row_counts, after.recall) == ({RowState.SENT: 1_500, RowState.TAKEN_BACK: 1_000}, Recall.DONE)
