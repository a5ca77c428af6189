"""Results from our own backend, in both answer styles: what its simulated calls came to, lead by lead."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from callsheet.backend.db.calling.call_rule import course_of
from callsheet.backend.simulated_calls import simulate_step
from callsheet.client import CallsheetApi, WorkflowApi
from callsheet.contract import CallStatus
from callsheet.sending.results.next_list import CALLABLE_AGAIN, NextChoice, StaysOut, next_list
from callsheet.sending.results.pace import Pace
from callsheet.sending.results.reading import ResultsReader
from callsheet.store import AtServer, CallOutcome, DestinationKind, ReadProblem
from tests.sending.results.wire import sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.store import Store
    from tests.support.running_backend import Backend

NUMBERS = {row: f"+9198765{row:05}" for row in range(2, 42)}
OUTCOMES = {
    CallStatus.COMPLETED: CallOutcome.REACHED,
    CallStatus.NO_ANSWER: CallOutcome.NO_ANSWER,
    CallStatus.DID_NOT_PICK: CallOutcome.NO_ANSWER,
    CallStatus.BUSY: CallOutcome.BUSY,
    CallStatus.FAILED: CallOutcome.FAILED,
}
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module", params=["backend", pytest.param("observed_backend", marks=pytest.mark.nightly)])
def server(request: pytest.FixtureRequest) -> Backend:
    """A backend of each style, with a workspace of its own that may call India."""
    live: Backend = request.getfixturevalue(request.param)
    return live.new_calling_workspace()


def leads_file(server: Backend, numbers: Mapping[int, str]) -> str:
    """The file of a part as its server wants it."""
    header = server.services.batch_phone_header
    return "\n".join([header, *numbers.values(), ""])


def simulate(server: Backend, *hours: float) -> None:
    """Make a step at each of some moments, in hours from now."""
    for hour in hours:
        simulate_step(server.services.engine, MINUTE, datetime.now(UTC) + timedelta(hours=hour))


def reader(store: Store, server: Backend) -> ResultsReader:
    """A reader without a limit."""
    return ResultsReader(store, CallsheetApi(server.url, server.key), Pace(None))


def expected(numbers: Mapping[int, str]) -> dict[int, CallOutcome]:
    """What the rule of simulated calls decides for each row."""
    return {row: OUTCOMES[course_of(number).outcome] for row, number in numbers.items()}


def check_results(store: Store, numbers: Mapping[int, str], submission_id: str = "one") -> None:
    """Every lead has the outcome, the attempt, the talk and the mark of a simulated call."""
    leads = store.results.leads(submission_id)
    assert {row: lead.outcome for row, lead in leads.items()} == expected(numbers)
    assert {(lead.attempts, lead.simulated) for lead in leads.values()} == {(1, True)}
    for row, lead in leads.items():
        assert lead.duration == course_of(numbers[row]).talk_seconds
        assert lead.last_call is not None


def test_a_batch_call(server: Backend, store: Store) -> None:
    """Before, nobody is called; while it runs the counts add up; then each lead has its outcome and all is over."""
    batch = server.batch_call(server.agent(), leads_file(server, NUMBERS)).json()["id"]
    sent(store, NUMBERS, DestinationKind.BATCH_CALL, AtServer(batch))
    read = reader(store, server).read("one")
    assert (read.counts, read.simulated, read.is_over) == ({CallOutcome.NOT_YET: 40}, 0, False)
    simulate(server, 0, 0.004)
    counts = reader(store, server).read("one").counts
    assert sum(counts.values()) == 40
    assert 0 < counts[CallOutcome.NOT_YET] < 40
    simulate(server, 1, 2)
    read = reader(store, server).read("one")
    assert read.counts == Counter(expected(NUMBERS).values())
    assert (read.simulated, read.is_over, read.problem) == (40, True, ReadProblem.NONE)
    check_results(store, NUMBERS)
    for outcome in CALLABLE_AGAIN:
        of_outcome = [row for row, found in expected(NUMBERS).items() if found is outcome]
        assert of_outcome
        at_any_time = NextChoice(frozenset({outcome}), attempts_under=2, older_than=timedelta(0))
        assert next_list(store, store.ledger.get("one"), at_any_time).rows.tolist() == of_outcome
        tried = next_list(store, store.ledger.get("one"), replace(at_any_time, attempts_under=1))
        assert (len(tried.rows), tried.out.get(StaysOut.ATTEMPTS, 0)) == (0, len(of_outcome))


def test_a_cancelled_batch_call(server: Backend, store: Store) -> None:
    """Leads that were removed from the queue are not called any more."""
    batch = server.batch_call(server.agent(), leads_file(server, NUMBERS), title="Later").json()["id"]
    sent(store, NUMBERS, DestinationKind.BATCH_CALL, AtServer(batch))
    server.call("PATCH", f"/batch-calls/{batch}/status", json={"action": "cancel"})
    read = reader(store, server).read("one")
    assert (read.counts, read.is_over) == ({CallOutcome.STOPPED: 40}, True)
    simulate(server, 3)
    answer = server.get(f"/batch-calls/{batch}", params={"limit": 40})
    calls = answer if isinstance(answer, list) else answer["callLogs"]
    assert [call["started_at"] for call in calls] == [None] * 40


def test_a_workflow(server: Backend, store: Store) -> None:
    """By the ids of its leads; a history is asked for once, when the lead has ended."""
    workflow = server.workflow(server.agent(), status="active")
    answer = server.enrol(workflow, "\n".join(["phone_number", *NUMBERS.values(), ""])).json()
    ids = {row: answer["data"][number][0] for row, number in NUMBERS.items()}
    sent(store, NUMBERS, DestinationKind.WORKFLOW, AtServer(lead_ids=ids), campaign_id=workflow)
    assert reader(store, server).read("one").counts == {CallOutcome.NOT_YET: 40}
    simulate(server, 4, 5, 6)
    pace = Pace(None)
    read = ResultsReader(store, CallsheetApi(server.url, server.key), pace).read("one")
    assert (read.counts, pace.requests) == (Counter(expected(NUMBERS).values()), 42)
    check_results(store, NUMBERS)
    pace = Pace(None)
    assert ResultsReader(store, CallsheetApi(server.url, server.key), pace).read("one").counts == read.counts
    assert pace.requests == 1
    WorkflowApi(CallsheetApi(server.url, server.key), workflow).remove(ids[2])
    assert reader(store, server).read("one").counts == read.counts


def test_a_campaign(server: Backend, store: Store) -> None:
    """By the numbers; a lead that is called again on purpose has a result of its own in each send."""
    campaign = server.campaign()
    server.upload(campaign, "\n".join(["phone_number", *NUMBERS.values(), ""]))
    sent(store, NUMBERS, DestinationKind.CAMPAIGN, AtServer(), campaign_id=campaign)
    assert reader(store, server).read("one").counts == {CallOutcome.NOT_YET: 40}
    server.call("PATCH", f"/campaigns/{campaign}", json={"status": "active"})
    simulate(server, 7, 8, 9)
    reader(store, server).read("one")
    check_results(store, NUMBERS)
    again = {2: NUMBERS[5], 3: NUMBERS[6]}
    server.call("PATCH", f"/campaigns/{campaign}", json={"status": "paused"})
    server.upload(campaign, "\n".join(["phone_number", *again.values(), ""]))
    sent(store, again, DestinationKind.CAMPAIGN, AtServer(), "two", campaign_id=campaign,
         repeats=dict.fromkeys(again.values(), 1))  # fmt: skip
    assert reader(store, server).read("two").counts == {CallOutcome.NOT_YET: 2}
    reader(store, server).read("one")
    check_results(store, NUMBERS)


def test_a_lead_that_could_be_somebody_elses_is_not_known(server: Backend, store: Store) -> None:
    """The dashboard uploaded the same number before: the campaign has two leads of it, and this ledger sent one."""
    campaign = server.campaign()
    numbers = {2: NUMBERS[2], 3: NUMBERS[3]}
    server.upload(campaign, f"phone_number\n{numbers[2]}\n")
    server.upload(campaign, "\n".join(["phone_number", *numbers.values(), ""]))
    sent(store, numbers, DestinationKind.CAMPAIGN, AtServer(), campaign_id=campaign)
    assert reader(store, server).read("one").counts == {CallOutcome.NOT_YET: 1, CallOutcome.NOT_KNOWN: 1}


def test_a_campaign_of_a_server_without_leads(server: Backend, store: Store) -> None:
    """DialNexa documents no list of a campaign's leads: nothing is guessed."""
    sent(store, {2: NUMBERS[2]}, DestinationKind.CAMPAIGN, AtServer(), campaign_id="cmp_000000000000")
    assert reader(store, server).read("one").problem is ReadProblem.NOT_SERVED
    assert store.results.leads("one") == {}
