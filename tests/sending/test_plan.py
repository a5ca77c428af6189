"""Plans and submissions: claims, tokens, calling again on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.store import RowState
from tests.sending.bench import ASHA, LEADS, RAVI

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.bench import Bench


def test_a_plan_names_earlier_submissions(new_bench: Callable[..., Bench]) -> None:
    """The same file, and the same numbers in another spelling under another name, are found before sending."""
    bench = new_bench("ok")
    first = bench.send()
    plan = bench.send_service.plan(bench.request(b"phone_number\n+91 98765 43210\n9812345678\n"))
    assert plan.rows_to_send == 1
    assert [(previous.rows, previous.submission.created_by) for previous in plan.previous] == [(1, "Meera")]
    assert [same.id for same in bench.send_service.plan(bench.request()).same_file] == [first.id]


def test_twenty_presses_are_one_submission(new_bench: Callable[..., Bench]) -> None:
    """A token is spent by the first press, whoever presses and however often."""
    bench = new_bench("ok")
    request = bench.request()
    plan = bench.send_service.plan(request)
    pressed = {bench.send_service.submit(request, plan).id for _ in range(20)}
    bench.run_sender()
    assert len(pressed) == 1
    assert bench.server_state.holds == {ASHA: 1, RAVI: 1}


def test_rows_fixed_after_a_refusal_are_sent_with_a_new_token(new_bench: Callable[..., Bench]) -> None:
    """Only rows that were not sent; the others are claimed."""
    bench = new_bench("refuse", "ok", atomic=True)
    bench.send()
    second = bench.send(LEADS.replace(b"9876543210,Asha\n", b"9876543211,Asha\n"))
    assert second.row_counts == {RowState.SENT: 2, RowState.ALREADY_CLAIMED: 1}
    assert max(bench.server_state.holds.values()) == 1


def test_numbers_are_called_again_only_on_request(new_bench: Callable[..., Bench]) -> None:
    """Known numbers are sent again only on request, and evidence expects them once more."""
    bench = new_bench("ok", "all:reset", quarantine_seconds=0, lists=True)
    bench.send()
    submission = bench.send(draft_id="second", call_again=True)
    assert submission.row_counts == {RowState.SENT: 2}
    assert bench.server_state.holds == {ASHA: 2, RAVI: 2}


def test_a_number_of_unknown_outcome_is_not_called_again(new_bench: Callable[..., Bench]) -> None:
    """A number that may still arrive cannot be called again, not even on request."""
    bench = new_bench("all:reset")
    bench.send()
    assert bench.send(draft_id="second", call_again=True).row_counts == {RowState.ALREADY_CLAIMED: 2}
