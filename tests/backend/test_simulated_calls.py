"""Simulated calls: what becomes of batches, workflows, campaigns and single calls, and what is paused or removed."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.backend.db.calling.call_rule import SHARES, course_of
from callsheet.backend.simulated_calls import simulate_step
from callsheet.contract import CallStatus
from tests.support.running_backend import LEADS, run_backend

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.running_backend import Backend

HEADER = "phone_number,name\n"
ROWS = 70
FILE = HEADER + "".join(f"98765{index:05},A\n" for index in range(ROWS))
MINUTE = timedelta(minutes=1)
OUTCOMES = {status.value for status, _ in SHARES}
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def fresh(backend: Backend) -> Backend:
    """A workspace without batches that may call Indian numbers beginning with 9."""
    return backend.new_calling_workspace()


def simulate(backend: Backend, *hours: float) -> None:
    """Make a step at each of some moments, in hours from now; every call is over an hour after it began."""
    for hour in hours:
        simulate_step(backend.services.engine, MINUTE, NOW + timedelta(hours=hour))


def statuses(backend: Backend, batch_id: str) -> Counter[str]:
    """Status → calls of a batch."""
    return Counter(call["status"] for call in calls_of(backend, batch_id))


def calls_of(backend: Backend, batch_id: str) -> list[dict[str, Any]]:
    """The calls of a batch."""
    calls: list[dict[str, Any]] = backend.get(f"/batch-calls/{batch_id}?limit=200")["callLogs"]
    return calls


def change(backend: Backend, batch_id: str, action: str) -> dict[str, int]:
    """Pause, resume or cancel a batch; the affected calls."""
    response = backend.call("PATCH", f"/batch-calls/{batch_id}/status", json={"action": action})
    assert response.status_code == 200, response.text
    affected: dict[str, int] = response.json()["affectedCalls"]
    return affected


def test_the_rule_gives_every_number_its_outcome() -> None:
    """Always the same one, in the shares that are stated (4 standard deviations), with talk only in completed calls."""
    numbers = [f"+9198{index:08}" for index in range(2_000)]
    courses = [course_of(number) for number in numbers]
    assert courses == [course_of(number) for number in numbers]
    found = Counter(course.outcome for course in courses)
    for status, share in SHARES:
        spread = (share * (1 - share) / len(numbers)) ** 0.5
        assert abs(found[status] / len(numbers) - share) < 4 * spread
    for course in courses:
        assert (course.talk_seconds is not None) == (course.outcome is CallStatus.COMPLETED)
        assert 0.1 <= course.ring_minutes <= 0.5


def test_a_batch_is_called_through(fresh: Backend) -> None:
    """Calls ring, some are taken, all end as the rule says; then the next batch runs. All of them are marked."""
    agent = fresh.agent()
    first, second = (fresh.batch_call(agent, FILE, title=title).json()["id"] for title in ("First", "Second"))
    simulate(fresh, 0)
    assert statuses(fresh, first) == {"initiated": 50, "queued": ROWS - 50}
    assert statuses(fresh, second) == {"queued": ROWS}
    simulate(fresh, 1 / 60)
    assert statuses(fresh, first)["in_progress"] > 0
    simulate(fresh, 1, 2, 3, 4)
    calls = calls_of(fresh, first)
    assert [call["status"] for call in calls] == [course_of(call["to_number"]).outcome for call in calls]
    assert {call["simulated"] for call in calls} == {True}
    for call in calls:
        assert (call["duration"] is not None) == (call["status"] == "completed")
        assert call["ended_at"] >= call["started_at"]
    listed = {batch["title"]: batch for batch in fresh.get("/batch-calls")["items"]}
    assert (listed["First"]["status"], listed["First"]["sent_lead_count"]) == ("completed", ROWS)
    assert listed["First"]["picked_up_calls"] == sum(call["status"] == "completed" for call in calls)
    assert (listed["Second"]["status"], listed["First"]["simulated"]) == ("running", True)
    simulate(fresh, 5, 6, 7, 8, 9)
    assert set(statuses(fresh, second)) <= OUTCOMES


def test_pause_and_cancel_while_calling(fresh: Backend) -> None:
    """Calls under way go on, none begins any more, and cancelling removes exactly those that were not begun."""
    batch = fresh.batch_call(fresh.agent(), FILE).json()["id"]
    simulate(fresh, 0)
    assert change(fresh, batch, "pause")["initiated"] == 50
    simulate(fresh, 1, 2)
    assert statuses(fresh, batch)["queued"] == ROWS - 50
    assert set(statuses(fresh, batch)) <= OUTCOMES | {"queued"}
    change(fresh, batch, "resume")
    simulate(fresh, 3)
    assert statuses(fresh, batch)["initiated"] == ROWS - 50
    other = fresh.batch_call(fresh.agent(), FILE, title="Other").json()["id"]
    simulate(fresh, 4, 5)
    affected = change(fresh, other, "cancel")
    assert affected["removedFromQueue"] == ROWS - 50 == statuses(fresh, other)["cancelled"]
    simulate(fresh, 6, 7)
    assert statuses(fresh, other)["cancelled"] == ROWS - 50
    assert statuses(fresh, other).total() == ROWS


def test_schedule_and_calling_hours(fresh: Backend) -> None:
    """Nothing begins before `starts_at`, outside of the calling hours of the agent's time zone, or after `ends_at`."""
    noon = (NOW + timedelta(days=2)).replace(hour=6, minute=30, second=0)  # 12:00 in India
    hours = {"calling_hours_start": "09:00", "calling_hours_end": "18:00"}
    until = {"starts_at": noon.isoformat(), "ends_at": (noon + timedelta(days=1, hours=3)).isoformat()}
    batch = fresh.batch_call(fresh.agent(), FILE, **hours, **until).json()["id"]
    engine = fresh.services.engine
    for moment, status, begun in (
        (noon - timedelta(minutes=1), "scheduled", 0),
        (noon - timedelta(hours=14), "scheduled", 0),
        (noon + timedelta(hours=8), "running", 0),
        (noon + timedelta(days=1), "running", 50),
    ):
        simulate_step(engine, MINUTE, moment)
        (listed,) = fresh.get("/batch-calls")["items"]
        assert (listed["status"], listed["sent_lead_count"]) == (status, begun)
    for hours_later in (4, 5, 6):
        simulate_step(engine, MINUTE, noon + timedelta(days=1, hours=hours_later))
    assert statuses(fresh, batch)["retry_expired"] == ROWS - 50
    assert fresh.get("/batch-calls")["items"][0]["status"] == "completed"


def test_leads_of_a_workflow_are_called(fresh: Backend) -> None:
    """Once it is active; a lead that is removed during its call is gone, the others end with a history."""
    workflow = fresh.workflow(fresh.agent())
    ids = [lead for leads in fresh.enrol(workflow, FILE).json()["data"].values() for lead in leads]
    path = f"/workflows/{workflow}/leads"
    simulate(fresh, 0)
    assert {lead["status"] for lead in fresh.get(path)["data"]} == {"pending"}
    fresh.call("PATCH", f"/workflows/{workflow}/status", json={"action": "activate"})
    simulate(fresh, 1)
    assert Counter(lead["status"] for lead in fresh.get(path)["data"]) == {"in_progress": 50, "pending": ROWS - 50}
    assert fresh.call("DELETE", f"{path}/{ids[0]}").status_code == 200
    assert fresh.call("DELETE", f"{path}/{ids[-1]}").status_code == 200
    fresh.call("PATCH", f"/workflows/{workflow}/status", json={"action": "pause"})
    simulate(fresh, 2, 3)
    assert Counter(lead["status"] for lead in fresh.get(path)["data"])["pending"] == ROWS - 51
    fresh.call("PATCH", f"/workflows/{workflow}/status", json={"action": "resume"})
    simulate(fresh, 4, 5, 6)
    leads = fresh.get(path)["data"]
    assert len(leads) == ROWS - 2
    assert {lead["status"] for lead in leads} == {"completed", "failed"}
    (step,) = fresh.get(f"{path}/{ids[1]}/history")["data"]["history"]
    assert (step["status"], step["simulated"]) == (course_of("+919876500001").outcome, True)


def test_nobody_is_called_twice_by_several_workers(fresh: Backend) -> None:
    """Four at once, without the lock that lets only one work: one call to each lead of workflow and campaign."""
    agent = fresh.agent()
    workflow, campaign = fresh.workflow(agent, "active"), fresh.campaign()
    fresh.enrol(workflow, FILE)
    fresh.upload(campaign, FILE)
    fresh.call("PATCH", f"/campaigns/{campaign}", json={"status": "running"})
    single = {"phone_number": "+919876543210", "agent_id": agent, "agent_version_number": 1, "metadata": {}}
    fresh.call("POST", "/calls", json=single)
    with ThreadPoolExecutor(4) as pool:
        for hour in range(6):
            list(pool.map(lambda _, hour=hour: simulate(fresh, hour), range(4)))
    calls = fresh.get("/calls?limit=200")
    assert len(calls) == 2 * ROWS + 1
    numbers = Counter(call["to_number"] for call in calls)
    assert numbers.pop("+919876543210") == 1
    assert set(numbers.values()) == {2}
    assert {call["status"] for call in calls} <= OUTCOMES
    counts = fresh.get(f"/campaigns/{campaign}")
    completed = sum(course_of(number).outcome is CallStatus.COMPLETED for number in numbers)
    assert (counts["completed_calls"], counts["pending_calls"]) == (completed, 0)


def test_a_server_that_simulates(tmp_path: Path) -> None:
    """It says so, calls by itself, and ends with the server."""
    with run_backend(tmp_path, simulate_calls=True, simulated_minute=0.001) as backend:
        assert backend.get("/capabilities")["simulated_calls"] is True
        batch = backend.batch_call(backend.agent(), LEADS).json()["id"]
        ends = time.monotonic() + 60
        while not set(statuses(backend, batch)) <= OUTCOMES:
            assert time.monotonic() < ends
            time.sleep(0.05)
        assert all(call["simulated"] for call in calls_of(backend, batch))
