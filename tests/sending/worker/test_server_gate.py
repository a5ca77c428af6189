"""Leads that the campaign has already at the server, whoever put them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.store import Hold, RowState, SubmissionState
from tests.sending.bench import ASHA, RAVI, leads_file
from tests.sending.server_state import LOST

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.bench import Bench


def test_two_callsheets_call_a_number_once(new_bench: Callable[..., Bench]) -> None:
    """What another Callsheet, or a colleague by the API, has queued is held back with its reason; the rest is sent."""
    bench = new_bench("ok", keys=True, bulk=True)
    bench.server_state.apply([ASHA])
    submission = bench.send()
    assert submission.row_counts == {RowState.HELD_BACK: 1, RowState.SENT: 1}
    held = [row for row in bench.store.ledger.rows(submission.id) if row.state is RowState.HELD_BACK]
    assert [(row.phone_number, row.message) for row in held] == [(ASHA, "already_in_campaign")]
    assert bench.server_state.holds == {ASHA: 1, RAVI: 1}


def test_a_list_that_is_there_already_sends_nothing(new_bench: Callable[..., Bench]) -> None:
    """Every lead is held back; no file is uploaded, and the send ends."""
    bench = new_bench("ok", keys=True, bulk=True)
    bench.server_state.apply([ASHA, RAVI])
    submission = bench.send()
    assert (submission.state, submission.row_counts) == (SubmissionState.NOT_SENT, {RowState.HELD_BACK: 2})
    assert bench.server_state.uploads == 0


def test_numbers_that_are_called_again_on_purpose_are_sent(new_bench: Callable[..., Bench]) -> None:
    """The operator has said so."""
    bench = new_bench("ok", keys=True, bulk=True)
    bench.send()
    again = bench.send(draft_id="again", call_again=True)
    assert again.row_counts == {RowState.SENT: 2}
    assert bench.server_state.holds == {ASHA: 2, RAVI: 2}


def test_removed_leads_can_be_sent_again(new_bench: Callable[..., Bench]) -> None:
    """A lead that was removed from the campaign is not in it."""
    bench = new_bench("ok", keys=True, bulk=True)
    bench.server_state.apply([ASHA])
    bench.server_state.queued[0]["status"] = "removed"
    assert bench.send().row_counts == {RowState.SENT: 2}


@pytest.mark.parametrize("fault", [0, LOST], ids=["pause", "lost answer"])
def test_a_part_waits_until_the_server_can_be_asked(new_bench: Callable[..., Bench], fault: int) -> None:
    """After a pause or a lost answer it is asked again, and nothing is uploaded before."""
    bench = new_bench("ok", keys=True, bulk=True)
    bench.server_state.apply([ASHA])
    bench.server_state.busy_at = {0: fault}
    submission = bench.submit(leads_file(3))
    bench.run_sender(rounds=1)
    assert bench.server_state.uploads == 0
    bench.skip_waits(submission)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 3}


def test_the_operator_is_asked_when_the_server_never_says(new_bench: Callable[..., Bench]) -> None:
    """Four tries without an answer hold the send; nothing was uploaded."""
    bench = new_bench("ok", keys=True, bulk=True)
    bench.server_state.busy_at = dict.fromkeys(range(10), LOST)
    submission = bench.submit()
    for _ in range(5):
        bench.skip_waits(submission)
        bench.run_sender(rounds=1)
    assert bench.get(submission).hold is Hold.NOT_REACHED
    assert bench.server_state.uploads == 0
