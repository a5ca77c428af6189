"""The quarantine: when the absence of leads becomes evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from callsheet.store import Clock, Evidence, PartState, RowState, SubmissionState

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.bench import Bench


def test_a_part_that_a_dead_sender_had_in_flight_is_unknown_and_its_quarantine_begins(
    new_bench: Callable[..., Bench],
) -> None:
    """Found in flight by a new sender: unknown, never ready; from then on nothing of it can be sent."""
    bench = new_bench("ok", quarantine_seconds=0)
    submission = bench.submit()
    part = submission.parts[0].id
    bench.store.ledger.transitions.record_intent(part, "dead", lease=timedelta(seconds=300), keeps_keys=False)
    before = bench.store.ledger.part(part)
    assert before.state is PartState.INTENT
    bench.sender = bench.new_sender()
    assert bench.get(submission).row_counts == {RowState.UNKNOWN: 2}
    attempt = bench.store.ledger.attempt(before.attempt_id)
    assert attempt is not None
    assert attempt.quarantine_at is not None


def test_an_expired_lease_is_unknown_without_a_quarantine(new_bench: Callable[..., Bench]) -> None:
    """Its sender may sleep and wake: absence decides nothing before it is dead or reports its outcome."""
    bench = new_bench("ok", quarantine_seconds=0)
    submission = bench.submit()
    part = submission.parts[0].id
    bench.store.ledger.transitions.record_intent(part, "asleep", lease=timedelta(seconds=-1), keeps_keys=False)
    bench.store.ledger.expire_leases()
    (question,) = bench.send_service.answers.questions(bench.get(submission))
    assert question.quarantine_left is None
    assert not bench.send_service.answers.can_answer(part, count_before=0, count_now=0)
    bench.store.ledger.transitions.acknowledge(part, Evidence.ANSWER)
    assert bench.get(submission).state is SubmissionState.SENT


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)])
def test_setting_the_clock_does_not_change_a_quarantine(new_bench: Callable[..., Bench], jump: timedelta) -> None:
    """The boot clock decides, which nobody can set."""
    bench = new_bench("none:reset", "ok", lists=True)
    submission = bench.send()
    shifted = Clock(now=lambda: Clock().now() + jump)
    bench.store = replace(bench.store, clock=shifted)
    bench.sender = bench.new_sender()
    bench.run_sender()
    (question,) = bench.send_service.answers.questions(bench.get(submission))
    assert question.quarantine_left is not None
    assert 880 < question.quarantine_left <= 900
    assert bench.server_state.uploads == 1
