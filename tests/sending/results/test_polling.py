"""Results without a press: when each send is due, at which rate, and when it ends."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from callsheet.sending import Pace, ResultsPoller
from callsheet.store import CallOutcome
from tests.sending.day import Day
from tests.sending.results.wire import BatchWire, calls_to, numbers_of, sent_batch

if TYPE_CHECKING:
    from callsheet.store import Store

START = datetime(2026, 11, 30, 10, tzinfo=UTC)


@pytest.fixture
def day() -> Day:
    """The time of day."""
    return Day(START)


@pytest.fixture
def store(store: Store, day: Day) -> Store:
    """An empty store whose time of day is that of the test."""
    return day.of(store)


def poller_of(store: Store, wire: BatchWire, most: int | None = None, server: str = "test") -> ResultsPoller:
    """A poller with the wire's clock."""
    pace = Pace(most, now=lambda: wire.clock.seconds, sleep=wire.clock.sleep)
    return ResultsPoller(store, wire.api(), server, pace)


def test_a_send_is_read_ever_more_rarely_until_all_calls_are_over(store: Store, day: Day) -> None:
    """At once, then after two minutes, at an age of a day after 72; never again once nobody is to be called."""
    sent_batch(store, 4)
    wire = BatchWire(calls_to(list(numbers_of(4).values()), "queued"))
    poller = poller_of(store, wire)
    assert [poller.read_due(), poller.read_due()] == [1, 0]
    day.pass_minutes(2)
    assert poller.read_due() == 1
    day.pass_minutes(24 * 60)
    assert poller.read_due() == 1
    day.pass_minutes(71)
    assert poller.read_due() == 0
    day.pass_minutes(5)
    wire.calls = calls_to(list(numbers_of(4).values()), "completed")
    assert poller.read_due() == 1
    read = store.results.state("one")
    assert read is not None
    assert read.counts == {CallOutcome.REACHED: 4}
    requests = len(wire.paths)
    day.pass_minutes(24 * 60)
    assert (poller.read_due(), len(wire.paths)) == (0, requests)


def test_only_recent_sends_to_this_server_are_read(store: Store, day: Day) -> None:
    """One of another server, and one that is older than a week, ask for nothing."""
    sent_batch(store, 2)
    wire = BatchWire(calls_to(list(numbers_of(2).values()), "queued"))
    assert poller_of(store, wire, server="another").read_due() == 0
    day.pass_minutes(7 * 24 * 60 + 1)
    assert (poller_of(store, wire).read_due(), wire.paths) == (0, [])


def test_a_stopped_reading_is_continued_within_the_rate(store: Store) -> None:
    """Two requests a minute, and what was read before the stop is not read again."""
    sent_batch(store, 1_000)
    wire = BatchWire(calls_to(list(numbers_of(1_000).values()), "completed"))
    poller = poller_of(store, wire, most=2)
    assert poller.read_due(lambda: len(wire.paths) == 3) == 0
    assert store.results.state("one") is not None
    assert poller.read_due() == 1
    for start in wire.times:
        assert sum(start <= moment < start + 60 for moment in wire.times) <= 2
    assert [path for path in wire.paths if "page=2" in path] == [wire.paths[2]]


def test_a_server_that_fails_is_asked_half_an_hour_later(store: Store, day: Day) -> None:
    """One failure is no reason to ask without end; the other sends are read all the same."""
    sent_batch(store, 2)
    wire = BatchWire(calls_to(list(numbers_of(2).values()), "queued"), has_batch_path=False)
    wire.faults = {number: (401, b"{}", {}) for number in range(1, 10)}
    poller = poller_of(store, wire)
    poller.read_due()
    requests = len(wire.paths)
    day.pass_minutes(29)
    assert (poller.read_due(), len(wire.paths)) == (0, requests)
    day.pass_minutes(1)
    poller.read_due()
    assert len(wire.paths) > requests
