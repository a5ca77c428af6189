"""The work that a press of Send starts: progress, stopping, and a press that continues what another has left."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from callsheet.sending import failpoints
from callsheet.store import PartLimits, RowState
from tests.sending.bench import leads_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.sending import Preparation
    from tests.sending.bench import Bench


def press(bench: Bench, rows: int = 12) -> Preparation:
    bench.limits = PartLimits(rows=3)
    request = bench.request(leads_file(rows))
    return bench.send_service.prepare(request, bench.send_service.plan(request))


def act_at(point: str, action: Callable[[], object]) -> Callable[[str], None]:
    """What replaces the failpoints: an action the first time that a point is passed."""
    actions = [action]

    def reached(name: str) -> None:
        if name == point and actions:
            actions.pop()()

    return reached


def test_the_first_leads_are_sent_while_later_ones_are_prepared(new_bench: Callable[..., Bench]) -> None:
    """After the first part is prepared, a sender finds it; nothing is sent twice in the end."""
    bench = new_bench("ok")
    preparation = press(bench)
    with patch.object(failpoints, "reached", act_at("prepared", bench.run_sender)):
        submission = preparation.run()
    assert submission is not None
    assert submission.row_counts == {RowState.SENT: 3, RowState.READY: 9}
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 12}
    assert set(bench.server_state.holds.values()) == {1}


def test_progress_counts_from_nothing_to_every_lead(new_bench: Callable[..., Bench]) -> None:
    """It may be read from another thread at any moment."""
    preparation = press(new_bench("ok"))
    assert (preparation.done, preparation.total, preparation.is_running) == (0, 12, True)
    preparation.start().join()
    assert (preparation.done, preparation.is_running, preparation.error) == (12, False, None)


def test_a_press_that_is_stopped_at_once_stores_nothing(new_bench: Callable[..., Bench]) -> None:
    """Stop works before the first row is stored."""
    bench = new_bench("ok")
    preparation = press(bench)
    preparation.stop()
    assert preparation.run() is None
    assert bench.store.ledger.latest(9) == []


def test_a_press_that_is_stopped_while_rows_are_stored_stores_nothing(new_bench: Callable[..., Bench]) -> None:
    """Stop need not wait until every row is in the ledger; the same press may be made again."""
    bench = new_bench("ok")
    preparation = press(bench)
    with patch.object(failpoints, "reached", act_at("stored", preparation.stop)):
        assert preparation.run() is None
    assert (preparation.stored, preparation.submission_id, preparation.error) == (3, "", None)
    assert bench.store.ledger.latest(9) == []
    submission = press(bench).run()
    assert submission is not None
    assert submission.row_counts == {RowState.READY: 12}


def test_stop_ends_the_preparation_after_a_part(new_bench: Callable[..., Bench]) -> None:
    """What is planned is withdrawn with the rest, and its numbers may be sent again."""
    bench = new_bench("ok")
    preparation = press(bench)
    with patch.object(failpoints, "reached", act_at("prepared", preparation.stop)):
        submission = preparation.run()
    assert submission is not None
    assert bench.send_service.withdraw(submission.id) == 12
    assert bench.get(submission).row_counts == {RowState.WITHDRAWN: 12}
    assert bench.send_service.plan(bench.request(leads_file(12))).rows_to_send == 12


def test_a_second_press_prepares_what_a_dead_process_has_left(new_bench: Callable[..., Bench]) -> None:
    """The command is run again after it was killed: one submission, every lead once."""
    bench = new_bench("ok")
    first = press(bench)
    second = press(bench)
    with patch.object(failpoints, "reached", act_at("prepared", first.stop)):
        killed = first.run()
    submission = second.run()
    assert killed is not None
    assert submission is not None
    assert submission.id == killed.id
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 12}


def test_what_goes_wrong_in_a_thread_is_known(new_bench: Callable[..., Bench]) -> None:
    """A full disk or a lost database is not a silent end."""
    bench = new_bench("ok")
    preparation = press(bench)
    with patch.object(failpoints, "reached", act_at("planned", lambda: (_ for _ in ()).throw(OSError(28, "full")))):
        preparation.start().join()
    assert isinstance(preparation.error, OSError)
    assert not preparation.is_running
