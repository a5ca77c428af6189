"""Starting a campaign passes the gate of a send: lists and calling hours, as far as its waiting leads are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from callsheet.errors import InvalidArgument
from callsheet.sending import CampaignStart, Schedule
from callsheet.store import Clock
from tests.sending.bench import SERVER
from tests.sending.server_state import CAMPAIGN

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.store import Store
    from tests.sending.bench import Bench

INDIA, BRITAIN, CALIFORNIA, SATELLITE = "+919876543210", "+442079460958", "+13105550123", "+881612345678"
OTHER_BRITON = "+442079460959"
EVERYBODY = f"phone_number\n{INDIA}\n{BRITAIN}\n{CALIFORNIA}\n{SATELLITE}\n".encode()
EVENING = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
"""23:30 in India, 18:00 in Britain, 10:00 in Los Angeles."""


@pytest.fixture
def store(store: Store) -> Store:
    """An empty store at that time of day."""
    return replace(store, clock=Clock(now=lambda: EVENING))


@pytest.fixture
def bench(new_bench: Callable[..., Bench]) -> Bench:
    """A server that tells how many leads wait in its campaign, and starts it."""
    bench = new_bench("ok")
    bench.server_state.waiting = 0
    return bench


def start_of(bench: Bench) -> CampaignStart:
    return CampaignStart(bench.store, SERVER, bench.api, "Meera")


def test_people_who_should_not_be_called_now_are_counted(bench: Bench) -> None:
    """India sleeps, a satellite phone is nowhere, Britain is listed since; California alone could be called."""
    bench.send(EVERYBODY)
    bench.store.suppression.add([BRITAIN], "Meera")
    doubts = start_of(bench).doubts(CAMPAIGN)
    assert (doubts.waiting, doubts.known) == (4, 4)
    assert (doubts.listed, doubts.outside, doubts.no_local_time, doubts.people) == (1, 1, 1, 3)
    assert doubts.next_at == datetime(2026, 12, 2, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize("confirmed", [0, 2, 4])
def test_nothing_starts_unless_that_number_is_confirmed(bench: Bench, confirmed: int) -> None:
    """Another number than the operator saw starts nothing: people were listed meanwhile, or it is later."""
    bench.send(EVERYBODY)
    bench.store.suppression.add([BRITAIN], "Meera")
    with pytest.raises(InvalidArgument, match="3 people should not be called now"):
        start_of(bench).start(CAMPAIGN, confirmed)
    assert bench.server_state.status == "draft"
    start_of(bench).start(CAMPAIGN, 3)
    assert bench.server_state.status == "active"
    entry = bench.store.audit.latest(1)[0]
    assert (entry.what, entry.facts["listed"], entry.facts["outside_hours"]) == ("campaign_started", 1, 1)


def test_a_campaign_of_people_who_may_be_called_starts(bench: Bench) -> None:
    """Nothing is asked."""
    bench.send(f"phone_number\n{BRITAIN}\n{CALIFORNIA}\n".encode())
    assert start_of(bench).start(CAMPAIGN).people == 0
    assert bench.server_state.status == "active"


def test_the_hours_of_the_send_are_those_of_the_start(bench: Bench) -> None:
    """Where a file said that an Indian number lives in New York, the hours of New York count, and only for it."""
    file = f"phone_number,time_zone\n{INDIA},America/New_York\n{BRITAIN},Europe/London\n".encode()
    bench.send(file, schedule=Schedule("daily 9:00-21:00"))
    assert len(bench.server_state.holds) == 2
    doubts = start_of(bench).doubts(CAMPAIGN)
    assert (doubts.hours, doubts.waiting, doubts.outside) == ((), 2, 0)


def test_each_lead_is_judged_by_the_hours_it_was_sent_under(bench: Bench) -> None:
    """A later send with other hours, or with none, changes nothing for the leads before it."""
    bench.send(f"phone_number\n{BRITAIN}\n".encode(), schedule=Schedule("daily 9:00-17:00", sends_unknown=True))
    assert not bench.server_state.holds  # it is 18:00
    bench.send(f"phone_number\n{CALIFORNIA}\n".encode(), schedule=Schedule("daily 10:00-10:30"))
    bench.send(f"phone_number\n{INDIA}\n".encode(), schedule=Schedule("daily 23:00-24:00"))
    bench.send(f"phone_number\n{OTHER_BRITON}\n".encode())
    assert set(bench.server_state.holds) == {CALIFORNIA, INDIA, OTHER_BRITON}
    assert start_of(bench).doubts(CAMPAIGN).people == 0
    later = replace(bench.store, clock=Clock(now=lambda: EVENING + timedelta(hours=4)))
    doubts = CampaignStart(later, SERVER, bench.api, "Meera").doubts(CAMPAIGN)
    assert (doubts.outside, doubts.next_at) == (3, datetime(2026, 12, 2, 8, tzinfo=UTC))
    assert set(doubts.hours) == {"daily 10:00-10:30", "daily 23:00-24:00", "daily 8:00-21:00"}


def test_a_number_that_was_sent_twice_is_judged_by_both_hours(bench: Bench) -> None:
    """Called again on purpose under wider hours, its first lead still waits under the narrow ones."""
    bench.send(f"phone_number\n{CALIFORNIA}\n".encode(), schedule=Schedule("daily 10:00-10:30"))
    bench.send(f"phone_number\n{CALIFORNIA}\n".encode(), schedule=Schedule("daily 0:00-24:00"), call_again=True)
    assert bench.server_state.holds[CALIFORNIA] == 2
    assert start_of(bench).doubts(CAMPAIGN).outside == 0
    later = replace(bench.store, clock=Clock(now=lambda: EVENING + timedelta(hours=1)))
    doubts = CampaignStart(later, SERVER, bench.api, "Meera").doubts(CAMPAIGN)
    assert (doubts.outside, doubts.hours) == (1, ("daily 10:00-10:30",))


def test_leads_of_others_are_looked_at_where_the_server_lists_them(bench: Bench) -> None:
    """Another Callsheet has put India there; where the server does not list its leads, that is not known."""
    bench.server_state.apply([INDIA])
    assert start_of(bench).doubts(CAMPAIGN).to_json() | {"hours": "", "next_at": ""} == {
        "waiting": 1, "known": 0, "listed": 0, "outside_hours": 0, "no_local_time": 0, "hours": "", "next_at": "",
    }  # fmt: skip
    bench.server_state.lists = True
    doubts = start_of(bench).doubts(CAMPAIGN)
    assert (doubts.known, doubts.outside) == (1, 1)


def test_leads_that_were_called_are_no_doubt(bench: Bench) -> None:
    """A campaign in which nobody waits starts whatever the time is."""
    bench.send(EVERYBODY)
    bench.server_state.called = 4
    assert start_of(bench).start(CAMPAIGN).waiting == 0
