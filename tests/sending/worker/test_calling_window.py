"""Leads that are sent at a time or in calling hours only: when they leave, and that nothing leaves at another time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from callsheet.errors import InvalidArgument, StoreError
from callsheet.sending import Schedule
from callsheet.store import EventKind, Hold, PartLimits, PartState, RowState, SubmissionState
from tests.sending.day import Day

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.store import Store
    from tests.sending.bench import Bench

INDIA, BRITAIN, CALIFORNIA = "+919876543210", "+442079460958", "+13105550123"
THREE_COUNTRIES = f"phone_number,name\n{INDIA},Asha\n{BRITAIN},Tom\n{CALIFORNIA},Kim\n".encode()
NIGHT_IN_INDIA = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
"""23:30 in India, 18:00 in Britain, 10:00 in Los Angeles."""
OFFICE = "Mon-Fri 9:00-20:00"


@pytest.fixture
def day() -> Day:
    """The time of day, `NIGHT_IN_INDIA` at first."""
    return Day(NIGHT_IN_INDIA)


@pytest.fixture
def store(store: Store, day: Day) -> Store:
    """An empty store whose time of day is that of the test."""
    return day.of(store)


def sent_numbers(bench: Bench) -> set[str]:
    """The numbers that the server has."""
    return set(bench.server_state.holds)


def test_those_whose_hours_are_open_leave_and_the_others_wait(day: Day, new_bench: Callable[..., Bench]) -> None:
    """At 23:30 in India the other two leave; India leaves at 9:00 there, and not a minute before."""
    bench = new_bench("ok")
    submission = bench.send(THREE_COUNTRIES, schedule=Schedule(OFFICE))
    assert sent_numbers(bench) == {BRITAIN, CALIFORNIA}
    opening = datetime(2026, 12, 2, 3, 30, tzinfo=UTC)
    assert submission.waiting_until(day.now) == {opening: 1}
    assert submission.is_waiting(day.now)
    assert submission.facts["schedule"] == {"hours": OFFICE, "at": None, "sends_unknown": False}
    day.now = opening - timedelta(minutes=1)
    bench.run_sender()
    assert INDIA not in sent_numbers(bench)
    day.now = opening
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 3}
    assert dict(bench.server_state.holds) == {INDIA: 1, BRITAIN: 1, CALIFORNIA: 1}


def test_a_window_that_was_missed_is_gone(day: Day, new_bench: Callable[..., Bench]) -> None:
    """The computer was off from before 9:00 until 20:30 in India: the lead waits for the next morning."""
    bench = new_bench("ok")
    submission = bench.send(THREE_COUNTRIES, schedule=Schedule(OFFICE))
    day.now = datetime(2026, 12, 2, 15, 0, tzinfo=UTC)
    bench.run_sender()
    assert INDIA not in sent_numbers(bench)
    assert list(bench.get(submission).waiting_until(day.now)) == [datetime(2026, 12, 3, 3, 30, tzinfo=UTC)]
    events = [event.kind for event in bench.store.ledger.events(submission.id)]
    assert events.count(EventKind.MISSED) == 1


def test_hours_that_close_soon_are_not_used(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Ten minutes before they close nothing leaves: the server would call after them."""
    bench = new_bench("ok")
    day.now = datetime(2026, 12, 1, 14, 20, tzinfo=UTC)
    submission = bench.send(f"phone_number\n{INDIA}\n".encode(), schedule=Schedule(OFFICE))
    assert not sent_numbers(bench)
    assert list(submission.waiting_until(day.now)) == [datetime(2026, 12, 2, 3, 30, tzinfo=UTC)]


def test_a_clock_that_is_set_back_sends_nothing_at_night(day: Day, new_bench: Callable[..., Bench]) -> None:
    """The hours are judged by the time of day at the moment of sending, whatever it was before."""
    bench = new_bench("ok")
    day.now = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    bench.submit(f"phone_number\n{INDIA}\n".encode(), schedule=Schedule(OFFICE))
    day.now = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    bench.run_sender()
    assert not sent_numbers(bench)


def test_a_clock_that_was_years_ahead_makes_nothing_wait_for_years(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Postponed by a clock in 2031, the lead leaves in the next hours of 2026 all the same, and not before."""
    bench = new_bench("ok")
    submission = bench.submit(f"phone_number\n{INDIA}\n".encode(), schedule=Schedule(OFFICE))
    day.now = datetime(2031, 1, 4, 12, 0, tzinfo=UTC)
    bench.run_sender()
    assert min(bench.get(submission).waiting_until(day.now)).year == 2031
    day.now = NIGHT_IN_INDIA
    bench.sender = bench.new_sender()
    bench.run_sender()
    assert list(bench.get(submission).waiting_until(day.now)) == [datetime(2026, 12, 2, 3, 30, tzinfo=UTC)]
    day.now = datetime(2026, 12, 2, 3, 30, tzinfo=UTC)
    bench.run_sender()
    assert sent_numbers(bench) == {INDIA}


def test_nothing_leaves_before_a_time(day: Day, new_bench: Callable[..., Bench]) -> None:
    """With a time and without hours everything leaves at that time."""
    bench, at = new_bench("ok"), NIGHT_IN_INDIA + timedelta(hours=2)
    submission = bench.send(THREE_COUNTRIES, schedule=Schedule(at=at))
    assert (sent_numbers(bench), submission.waiting_until(day.now)) == (set(), {at: 3})
    assert submission.state is SubmissionState.READY
    day.now = at
    bench.run_sender()
    assert sent_numbers(bench) == {INDIA, BRITAIN, CALIFORNIA}


def test_a_time_and_hours_count_both(day: Day, new_bench: Callable[..., Bench]) -> None:
    """At 22:00 UTC the hours are over in Britain: it leaves at 9:00 there, California at the time itself."""
    bench, at = new_bench("ok"), datetime(2026, 12, 1, 22, 0, tzinfo=UTC)
    submission = bench.send(THREE_COUNTRIES, schedule=Schedule(OFFICE, at))
    assert submission.waiting_until(day.now) == {
        at: 1,
        datetime(2026, 12, 2, 3, 30, tzinfo=UTC): 1,
        datetime(2026, 12, 2, 9, 0, tzinfo=UTC): 1,
    }


def test_leads_without_a_local_time_are_held_back_or_sent(new_bench: Callable[..., Bench]) -> None:
    """A number of no country's zone is held back with its reason; if the operator chose so, it is sent at once."""
    satellite = "+881612345678"
    file = f"phone_number\n{satellite}\n{BRITAIN}\n".encode()
    bench = new_bench("ok")
    submission = bench.send(file, schedule=Schedule(OFFICE))
    assert submission.row_counts == {RowState.SENT: 1, RowState.HELD_BACK: 1}
    (held,) = bench.store.ledger.rows(submission.id, RowState.HELD_BACK)
    assert (held.phone_number, held.message) == (satellite, "no_local_time")
    again = bench.send(file, draft_id="later", schedule=Schedule(OFFICE, sends_unknown=True))
    assert again.row_counts == {RowState.SENT: 1, RowState.ALREADY_CLAIMED: 1}
    assert bench.server_state.holds[satellite] == 1


def test_a_lead_that_may_be_in_several_zones_waits_for_all(day: Day, new_bench: Callable[..., Bench]) -> None:
    """A Russian mobile may be anywhere from Kaliningrad to Kamchatka: the hours must be open in both."""
    bench = new_bench("ok")
    submission = bench.send(b"phone_number\n+79161234567\n", schedule=Schedule("daily 9:00-21:00"))
    ((opening, leads),) = submission.waiting_until(day.now).items()
    assert (leads, sent_numbers(bench)) == (1, set())
    assert 9 <= (opening + timedelta(hours=2)).hour < 21
    assert 9 <= (opening + timedelta(hours=12)).hour < 21


def test_waiting_leads_can_be_withdrawn(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Nothing of them leaves afterwards, and their numbers are free for another send."""
    bench = new_bench("ok")
    submission = bench.send(THREE_COUNTRIES, schedule=Schedule(OFFICE))
    assert bench.send_service.withdraw(submission.id) == 1
    day.now += timedelta(days=1)
    bench.run_sender()
    assert INDIA not in sent_numbers(bench)
    assert bench.send(THREE_COUNTRIES, draft_id="later").row_counts == {RowState.SENT: 1, RowState.ALREADY_CLAIMED: 2}


def test_the_first_ten_are_of_those_that_may_leave_first(new_bench: Callable[..., Bench]) -> None:
    """Of twelve British and twelve Indian leads the first ten are British; released, the Indians wait for morning."""
    numbers = [f"+4420794609{index:02}" for index in range(12)] + [f"+9198765432{index:02}" for index in range(12)]
    file = "\n".join(["phone_number", *numbers]).encode()
    bench = new_bench("ok")
    submission = bench.send(file, schedule=Schedule(OFFICE), is_trial=True)
    assert (len(sent_numbers(bench)), submission.hold) == (10, Hold.TRIAL)
    assert all(number.startswith("+44") for number in sent_numbers(bench))
    bench.send_service.resume(submission.id)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 12, RowState.READY: 12}


def test_a_part_keeps_its_hours_when_leads_move_to_another(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Too large for one upload, half arrived: each new part still waits for the hours."""
    bench = new_bench("ok")
    bench.limits = PartLimits(size=60)
    file = "\n".join(["phone_number,name", *(f"+9198765432{index:02},Asha" for index in range(4))]).encode()
    submission = bench.submit(file, schedule=Schedule(OFFICE))
    assert len(submission.parts) > 1
    assert {part.zones for part in submission.parts} == {("Asia/Calcutta",)}
    day.now = datetime(2026, 12, 2, 4, 0, tzinfo=UTC)
    bench.server_state.script = ["none:reset"]
    bench.run_sender()
    (unknown,) = bench.get(submission).in_state(PartState.UNKNOWN)
    bench.store.ledger.transitions.record_absence(unknown.id, None, unknown.evidence)
    moved = [part for part in bench.get(submission).in_state(PartState.READY) if part.generation]
    assert {part.zones for part in moved} == {("Asia/Calcutta",)}


def test_the_transaction_that_commits_a_part_checks_its_hours(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Whatever asks for it: before the opening, without hours, or after their end nothing is committed."""
    bench = new_bench("ok")
    submission = bench.submit(f"phone_number\n{INDIA}\n".encode(), schedule=Schedule(OFFICE))
    (part,) = submission.parts
    commit = bench.store.ledger.transitions.record_intent
    lease = timedelta(minutes=5)
    with pytest.raises(StoreError, match="calling hours"):
        commit(part.id, "other", lease=lease, keeps_keys=False, not_after=day.now + timedelta(hours=9))
    day.now = datetime(2026, 12, 2, 4, 0, tzinfo=UTC)
    for not_after in (None, day.now):
        with pytest.raises(StoreError, match="calling hours"):
            commit(part.id, "other", lease=lease, keeps_keys=False, not_after=not_after)
    assert commit(part.id, "other", lease=lease, keeps_keys=False, not_after=day.now + timedelta(hours=1))


def test_hours_that_cannot_be_read_store_nothing(new_bench: Callable[..., Bench]) -> None:
    """The sentence says what to write; no submission exists afterwards."""
    bench = new_bench("ok")
    with pytest.raises(InvalidArgument, match="calling hours"):
        bench.submit(schedule=Schedule("9 to five or so"))
    assert not bench.store.ledger.unfinished()


def test_a_send_without_a_schedule_is_as_before(new_bench: Callable[..., Bench]) -> None:
    """No part has an opening, and the receipt states no schedule."""
    bench = new_bench("ok")
    submission = bench.submit()
    assert [(part.opens_at, part.zones) for part in submission.parts] == [(None, None)]
    assert "schedule" not in submission.facts
    assert replace(bench.request()).schedule == Schedule()


def indian_file(leads: int) -> bytes:
    """A file of so many Indian leads."""
    return "\n".join(["phone_number,name", *(f"+91987650{index:04},Asha" for index in range(leads))]).encode()


def test_only_as_many_leave_as_are_called_before_the_hours_end(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Three calls at a time of two minutes, an hour and the margin left: 90 leave, and the others the next morning."""
    bench = new_bench("ok")
    bench.server_state.at_once, bench.server_state.waiting = 3, 0
    day.now = datetime(2026, 12, 1, 13, 15, tzinfo=UTC)  # 18:45 in India; the hours end at 20:00
    submission = bench.send(indian_file(200), schedule=Schedule(OFFICE))
    assert len(sent_numbers(bench)) == 90
    assert submission.waiting_until(day.now) == {datetime(2026, 12, 2, 3, 30, tzinfo=UTC): 110}
    bench.server_state.called = 90
    day.now = datetime(2026, 12, 2, 3, 30, tzinfo=UTC)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 200}
    assert bench.server_state.holds.most_common(1)[0][1] == 1


@pytest.mark.parametrize(("waiting", "sent"), [(0, 20), (90, 0), (70, 20), (71, 0)])
def test_what_waits_at_the_campaign_is_called_first(
    day: Day, new_bench: Callable[..., Bench], waiting: int, sent: int
) -> None:
    """With 90 calls to the end of the hours, 20 leads leave behind 70, and none behind 71: they would be the last."""
    bench = new_bench("ok")
    bench.server_state.at_once, bench.server_state.waiting = 3, waiting
    day.now = datetime(2026, 12, 1, 13, 15, tzinfo=UTC)
    bench.send(indian_file(20), schedule=Schedule(OFFICE))
    assert len(sent_numbers(bench)) == sent


def test_a_server_that_tells_no_queue_is_counted_with_what_was_sent(day: Day, new_bench: Callable[..., Bench]) -> None:
    """At the operator's word of three at a time a second file waits behind the first, and moves up as time passes."""
    bench = new_bench("ok")
    day.now = datetime(2026, 12, 1, 13, 15, tzinfo=UTC)
    hours = Schedule(OFFICE, calls_at_once=3)
    bench.send(indian_file(80), schedule=hours)
    assert len(sent_numbers(bench)) == 80
    second = bench.send(indian_file(110), draft_id="second", schedule=hours)
    assert len(sent_numbers(bench)) == 80
    assert second.row_counts[RowState.READY] == 30
    day.now = datetime(2026, 12, 2, 3, 30, tzinfo=UTC)
    bench.run_sender()
    assert len(sent_numbers(bench)) == 110


def test_leads_that_were_postponed_leave_the_same_day_if_calls_go_faster(
    day: Day, new_bench: Callable[..., Bench]
) -> None:
    """Half an hour later the queue is empty although 90 were expected to take an hour: 45 more leave."""
    bench = new_bench("ok")
    bench.server_state.at_once, bench.server_state.waiting = 3, 0
    day.now = datetime(2026, 12, 1, 13, 15, tzinfo=UTC)
    submission = bench.send(indian_file(200), schedule=Schedule(OFFICE))
    day.now += timedelta(minutes=30)
    bench.server_state.called = 90
    bench.sender = bench.new_sender()
    bench.run_sender()
    assert len(sent_numbers(bench)) == 135
    assert bench.get(submission).row_counts == {RowState.SENT: 135, RowState.READY: 65}


def test_the_timetable_of_a_press_is_what_happens(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Of 200 leads, three at a time: 90 now, the rest next morning, as the page says before the press."""
    bench = new_bench("ok")
    day.now = datetime(2026, 12, 1, 13, 15, tzinfo=UTC)
    request = replace(bench.request(indian_file(200)), schedule=Schedule(OFFICE, calls_at_once=3))
    table = bench.send_service.timetable(request, bench.send_service.plan(request))
    assert (table.now, table.later) == (90, {datetime(2026, 12, 2, 3, 30, tzinfo=UTC): 110})


def test_a_part_that_was_tried_is_split_into_new_ones(day: Day, new_bench: Callable[..., Bench]) -> None:
    """Its key has its bytes at the server perhaps, so that neither half keeps it; nobody is called twice."""
    bench = new_bench("busy:7")
    submission = bench.submit(indian_file(50), schedule=Schedule(OFFICE))
    day.now = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    bench.sender = bench.new_sender()
    bench.run_sender(3)
    (part,) = bench.get(submission).parts
    assert part.attempt_id is not None
    first = bench.store.ledger.transitions.split(part.id, 20, day.now + timedelta(days=1))
    after = bench.get(submission)
    assert part.id not in {ready.id for ready in after.in_state(PartState.READY)}
    assert {ready.rows for ready in after.in_state(PartState.READY)} == {20, 30}
    assert bench.store.ledger.part(first).rows == 20
    with pytest.raises(StoreError, match="cannot be split"):
        bench.store.ledger.transitions.split(first, 20, day.now)


def test_hours_too_short_for_any_call_hold_the_leads_back(new_bench: Callable[..., Bench]) -> None:
    """Ten minutes a week are never enough: the leads do not wait for ever without a word."""
    bench = new_bench("ok")
    submission = bench.send(indian_file(3), schedule=Schedule("Mon 9:00-9:10"))
    assert submission.row_counts == {RowState.HELD_BACK: 3}


def test_bytes_that_were_read_before_a_lead_was_taken_out_are_not_sent(new_bench: Callable[..., Bench]) -> None:
    """Another process takes a listed lead out of a part while its upload connects: the old bytes still have it."""
    bench = new_bench("ok")
    submission = bench.submit(indian_file(3))
    (part,) = submission.parts
    data = bench.store.ledger.data(part.id)
    bench.store.suppression.add(["+919876500001"], "Meera")
    bench.store.ledger.transitions.hold_back(part.id)
    commit, lease = bench.store.ledger.transitions.record_intent, timedelta(minutes=5)
    with pytest.raises(StoreError, match="have changed"):
        commit(part.id, "slow", lease=lease, keeps_keys=False, size=len(data))
    assert commit(part.id, "next", lease=lease, keeps_keys=False, size=len(bench.store.ledger.data(part.id)))
