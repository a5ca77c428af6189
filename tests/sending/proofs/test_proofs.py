"""Small versions of the proofs; `make prove` runs them at length."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

import callsheet
from callsheet.sending.failpoints import POINTS
from tests.sending.proofs.gate_mutants import GATE_MUTANTS
from tests.sending.proofs.gate_trials import run_gate_trial
from tests.sending.proofs.mutants import MUTANTS, catch
from tests.sending.proofs.random_trials import KILL_POINTS, PRESS_POINTS, run_trial
from tests.sending.proofs.scenarios import SCENARIOS
from tests.sending.proofs.state_machine import SendingMachine
from tests.sending.proofs.write_trace import WriteOrder, write_orders

if TYPE_CHECKING:
    from collections.abc import Iterator


SEED = "make test"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("part", [0, pytest.param(1, marks=pytest.mark.nightly)])
def test_random_trials_break_no_promise(part: int) -> None:
    """Submissions, deaths, late and broken answers, clocks set back: nobody twice, nobody lost, the sums hold."""
    seeds = [f"{SEED}-{part}-{trial}" for trial in range(9)]
    assert {seed: run_trial(seed).broken for seed in seeds} == dict.fromkeys(seeds, "")


@pytest.mark.parametrize("seed", ["final-1-842", "final-1-897"])
def test_trials_that_once_broke_a_promise_hold(seed: str) -> None:
    """A refusal that had queued the rest, corrected by the operator: its leads count for the next question."""
    assert run_trial(seed).broken == ""


def test_the_state_machine_finds_no_way_to_break_a_promise() -> None:
    """In any order of actions by people, processes, network and server."""
    few = settings(max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(SendingMachine, settings=few)


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_guard_has_a_scenario_that_needs_it(name: str) -> None:
    """With the guard every promise holds to the end; without it the same scenario breaks one."""
    assert SCENARIOS[name].run() == ""
    with MUTANTS[name]():
        assert SCENARIOS[name].run()


def test_nothing_leaves_outside_its_hours_or_to_a_listed_number() -> None:
    """Clocks that jump, machines that sleep, senders that die and lists that change: every upload is judged anew."""
    results = [run_gate_trial(f"{SEED}-{trial}") for trial in range(2)]
    assert [result.broken for result in results] == ["", ""]
    assert sum(result.numbers for result in results) > 0
    assert sum(result.withheld for result in results) > 0


@pytest.mark.parametrize("name", ["hours of the press", "no list gate"])
def test_the_trials_of_the_gates_catch_a_missing_gate(name: str) -> None:
    """Without it one of a few trials sends outside the hours, or to a listed number; `make prove` tries every gate."""
    assert catch(GATE_MUTANTS[name], run_gate_trial, "m", 20)[0]


HEAD, BODY = '1 sendto(9<TCP>, "POST /v1/campaigns-leads', '1 sendto(9<TCP>, "--x\\r\\nContent-Disposition: form-data'
WROTE, SYNCED = "1 pwrite64(5</h/callsheet.db-wal>, ...", "1 fdatasync(5</h/callsheet.db-wal>) = 0"
LOGGED, LOG_SYNCED = "1 write(7</h/callsheet.db.intents>, ...", "1 fsync(7</h/callsheet.db.intents>) = 0"


@pytest.mark.parametrize(
    ("between", "order"),
    [
        ([WROTE, SYNCED, LOGGED, LOG_SYNCED], WriteOrder(journal_synced=True, log_synced=True)),
        ([WROTE, SYNCED, LOGGED], WriteOrder(journal_synced=True, log_synced=False)),
        ([SYNCED, WROTE, LOGGED, LOG_SYNCED], WriteOrder(journal_synced=False, log_synced=True)),
        (
            [WROTE, SYNCED.replace("= 0", "= -1 EIO"), LOGGED, LOG_SYNCED],
            WriteOrder(journal_synced=False, log_synced=True),
        ),
        ([], WriteOrder(journal_synced=False, log_synced=False)),
    ],
)
def test_a_trace_shows_what_was_on_disk_before_the_body(between: list[str], order: WriteOrder) -> None:
    """Only files written and then synced, between head and body of the request, count."""
    assert write_orders([WROTE, SYNCED, HEAD, *between, BODY, WROTE]) == [order]


def test_every_mutant_has_a_scenario() -> None:
    """And no scenario is for a mutant that is gone."""
    assert set(SCENARIOS) == set(MUTANTS)


def test_the_program_passes_every_failpoint() -> None:
    """Each point is in the program, and the trials kill the sender at each."""
    sources = [path.read_text("utf-8") for path in (Path(callsheet.__file__).parent / "sending").rglob("*.py")]
    passed = {name for source in sources for name in re.findall(r'failpoint\("(\w+)"\)', source)}
    assert passed == set(POINTS)
    # "stored" is inside an open transaction: nothing is committed, and others wait for its end
    assert set(POINTS) - {"stored", "pressed", "recovered"} <= {*KILL_POINTS, *PRESS_POINTS}
