"""Waits between tries, while the clock of the machine is set back, set forward, or kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from callsheet.sending.reconciliation.quarantine import quarantine_left
from callsheet.sending.worker.waits import Waits
from callsheet.store import Clock, PartState, SubmissionState

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.store import Store
    from tests.sending.bench import Bench


class SetClock:
    """A machine whose clock a test sets; `passes` is time that really passes."""

    def __init__(self) -> None:
        self.time, self.boot = datetime.now(UTC), 1000.0

    def passes(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
        self.boot += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.time, lambda: self.boot, lambda: "one")


@pytest.mark.parametrize(
    ("step", "is_seen_before"),
    [
        pytest.param(timedelta(days=-3), False, id="set back by days, seen afterwards"),
        pytest.param(timedelta(days=-3), True, id="set back by days, seen before"),
        pytest.param(timedelta(hours=-2), True, id="set back by hours"),
        pytest.param(timedelta(seconds=-40), True, id="corrected by less than a minute"),
        pytest.param(timedelta(days=3), True, id="set forward"),
    ],
)
def test_a_wait_never_grows_by_a_clock_that_is_set(
    new_bench: Callable[..., Bench], store: Store, step: timedelta, *, is_seen_before: bool
) -> None:
    """After a 429 of 120 s the part goes when at most 120 s have passed, however the clock was set meanwhile."""
    machine = SetClock()
    bench = new_bench("busy:120", "ok")
    bench.store = replace(store, clock=machine.clock)
    bench.sender = bench.new_sender()
    submission = bench.send()
    (part,) = bench.store.ledger.get(submission.id).in_state(PartState.READY)
    waits = Waits(bench.store.ledger, machine.clock)
    if is_seen_before:
        assert not waits.is_over(part)
    machine.time += step
    machine.passes(120)
    assert waits.is_over(part)
    bench.run_sender()
    assert bench.get(submission).state is SubmissionState.SENT


def test_a_wait_lasts_as_long_as_the_server_asked(new_bench: Callable[..., Bench], store: Store) -> None:
    """Nothing is sent before its end, when the clock is right."""
    machine = SetClock()
    bench = new_bench("busy:120", "ok")
    bench.store = replace(store, clock=machine.clock)
    bench.sender = bench.new_sender()
    submission = bench.send()
    machine.passes(119)
    bench.run_sender()
    assert (bench.get(submission).state, bench.server_state.uploads) == (SubmissionState.READY, 1)
    machine.passes(1)
    bench.run_sender()
    assert bench.get(submission).state is SubmissionState.SENT


def test_a_lease_ends_after_the_clock_was_set_back(new_bench: Callable[..., Bench], store: Store) -> None:
    """A part of a dead process is unknown, not in flight until the clock has caught up."""
    machine = SetClock()
    bench = new_bench("ok")
    bench.store = replace(store, clock=machine.clock)
    submission = bench.submit()
    (part,) = submission.parts
    bench.store.ledger.transitions.record_intent(part.id, "dead", lease=timedelta(seconds=300), keeps_keys=False)
    machine.time -= timedelta(days=2)
    bench.store.ledger.expire_leases()
    assert bench.get(submission).state is SubmissionState.UNKNOWN


def test_a_quarantine_of_another_start_lasts_no_longer_than_one(new_bench: Callable[..., Bench], store: Store) -> None:
    """The machine was started again with a clock two days behind: what is left is one quarantine."""
    machine = SetClock()
    bench = new_bench("ok")
    bench.store = replace(store, clock=machine.clock)
    submission = bench.submit()
    (part,) = submission.parts
    bench.store.ledger.transitions.record_intent(part.id, "dead", lease=timedelta(seconds=300), keeps_keys=False)
    bench.store.ledger.transitions.start_quarantine(part.id)
    attempt = bench.store.ledger.attempt(bench.store.ledger.part(part.id).attempt_id)
    assert attempt is not None
    later = Clock(lambda: machine.time - timedelta(days=2), lambda: 5.0, lambda: "two")
    assert quarantine_left(attempt, later, 900) == 900
