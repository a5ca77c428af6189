"""Which sends need a person, and when they no longer do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from callsheet.sending import Schedule
from callsheet.store import AttentionReason
from tests.sending.day import Day

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.store import Store
    from tests.sending.bench import Bench

INDIA = b"phone_number\n+919876543210\n"
OFFICE = "Mon-Fri 9:00-20:00"
OPENING = datetime(2026, 12, 2, 3, 30, tzinfo=UTC)
"""9:00 in India, a Wednesday."""


@pytest.fixture
def day() -> Day:
    """The time of day, half past midnight in India at first."""
    return Day(OPENING - timedelta(hours=9))


@pytest.fixture
def store(store: Store, day: Day) -> Store:
    """An empty store whose time of day is that of the test."""
    return day.of(store)


def attention(bench: Bench, day: Day) -> list[AttentionReason]:
    return list(bench.store.ledger.attention(day.now).values())


def test_a_send_that_went_well_or_waits_needs_nobody(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Neither does one whose hours come later."""
    bench = new_bench("ok")
    bench.send()
    bench.send(INDIA, draft_id="night", schedule=Schedule(OFFICE))
    assert attention(bench, day) == []


def test_leads_whose_time_has_come_unsent_need_a_sender(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Ten minutes after their opening nobody has sent them; once a sender runs, they need nobody."""
    bench = new_bench("ok")
    bench.send(INDIA, schedule=Schedule(OFFICE))
    day.now = OPENING + timedelta(minutes=9)
    assert attention(bench, day) == []
    day.now = OPENING + timedelta(minutes=11)
    assert attention(bench, day) == [AttentionReason.LATE]
    bench.run_sender()
    assert attention(bench, day) == []


def test_hours_that_were_missed_are_shown_until_somebody_has_seen_it(day: Day, new_bench: Callable[..., Bench]) -> None:
    """The computer was off all day: the lead waits for the next, and that is said; missed again, it is said again."""
    bench = new_bench("ok")
    submission = bench.send(INDIA, schedule=Schedule(OFFICE))
    for days in (0, 1):
        day.now = OPENING + timedelta(days=days, hours=12)
        bench.run_sender()
        assert attention(bench, day) == [AttentionReason.MISSED]
        bench.send_service.mark_seen(submission.id)
        assert attention(bench, day) == []
    day.now = OPENING + timedelta(days=2)
    bench.run_sender()
    assert (len(bench.server_state.holds), attention(bench, day)) == (1, [])


def test_a_queue_that_is_full_is_no_missed_opening(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Leads that wait for the next day because the campaign is busy need nobody."""
    bench = new_bench("ok")
    bench.server_state.at_once, bench.server_state.waiting = 1, 10_000
    bench.send(INDIA, schedule=Schedule(OFFICE))
    day.now = OPENING
    bench.run_sender()
    day.now = OPENING + timedelta(hours=1)
    bench.run_sender()
    assert attention(bench, day) == []


def test_what_failed_is_shown_until_somebody_has_seen_it(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Refused leads, also of a send from the command line; a later failure of the same send is shown again."""
    bench = new_bench("refuse")
    bench.server_state.atomic = True
    submission = bench.send()
    assert attention(bench, day) == [AttentionReason.FAILED]
    day.now += timedelta(minutes=1)
    bench.send_service.mark_seen(submission.id)
    assert attention(bench, day) == []


def test_a_question_is_shown_until_it_is_answered(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Nobody can mark it as seen: it needs an answer."""
    bench = new_bench("all:reset")
    submission = bench.send()
    assert attention(bench, day) == [AttentionReason.UNKNOWN]
    bench.send_service.mark_seen(submission.id)
    assert attention(bench, day) == [AttentionReason.UNKNOWN]


def test_a_held_rest_is_shown_until_it_is_released(day: Day, new_bench: Callable[..., Bench]) -> None:
    """After the first ten the rest waits for the operator."""
    bench = new_bench("ok")
    file = "\n".join(["phone_number", *(f"+9198765432{index:02}" for index in range(12))]).encode()
    submission = bench.send(file, is_trial=True)
    assert attention(bench, day) == [AttentionReason.HELD]
    bench.send_service.resume(submission.id)
    bench.run_sender()
    assert attention(bench, day) == []
