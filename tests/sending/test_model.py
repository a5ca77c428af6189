"""The real ledger, desk, sender and client in a simulated world. At length: `make prove`."""

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
from tests.sending.machine import Machine
from tests.sending.mutants import MUTANTS
from tests.sending.scenarios import STORIES
from tests.sending.trace_order import Order, orders
from tests.sending.trials import KILLS, trial

if TYPE_CHECKING:
    from collections.abc import Iterator


SEED = "make test"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("part", range(2))
def test_random_trials_break_no_promise(part: int) -> None:
    """Presses, deaths, late and broken answers, clocks set back: nobody twice, nobody lost, the sums hold."""
    broken = {f"{SEED}-{part}-{place}": trial(f"{SEED}-{part}-{place}").broken for place in range(9)}
    assert set(broken.values()) == {""}


@pytest.mark.parametrize("seed", ["final-1-842", "final-1-897"])
def test_trials_that_once_broke_a_promise_hold(seed: str) -> None:
    """A refusal that had queued the rest, corrected by the operator: what left with it counts for the next question."""
    assert trial(seed).broken == ""


def test_the_state_machine_finds_no_way_to_break_a_promise() -> None:
    """Whatever order people, processes, network and server choose."""
    few = settings(max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Machine, settings=few)


@pytest.mark.parametrize("name", STORIES)
def test_each_guard_has_a_story_that_ends_badly_without_it(name: str) -> None:
    """With the guard every promise holds to the end; without it the same story breaks one."""
    assert STORIES[name].broken() == ""
    with MUTANTS[name]():
        assert STORIES[name].broken()


HEAD, BODY = '1 sendto(9<TCP>, "POST /v1/campaigns-leads', '1 sendto(9<TCP>, "--x\\r\\nContent-Disposition: form-data'
WROTE, SYNCED = "1 pwrite64(5</h/callsheet.db-wal>, ...", "1 fdatasync(5</h/callsheet.db-wal>) = 0"
LOGGED, LOG_SYNCED = "1 write(7</h/callsheet.db.intents>, ...", "1 fsync(7</h/callsheet.db.intents>) = 0"


@pytest.mark.parametrize(
    ("between", "order"),
    [
        ([WROTE, SYNCED, LOGGED, LOG_SYNCED], Order(journal_synced=True, log_synced=True)),
        ([WROTE, SYNCED, LOGGED], Order(journal_synced=True, log_synced=False)),
        ([SYNCED, WROTE, LOGGED, LOG_SYNCED], Order(journal_synced=False, log_synced=True)),
        ([WROTE, SYNCED.replace("= 0", "= -1 EIO"), LOGGED, LOG_SYNCED], Order(journal_synced=False, log_synced=True)),
        ([], Order(journal_synced=False, log_synced=False)),
    ],
)
def test_a_trace_is_read_for_what_was_on_disk_before_the_body(between: list[str], order: Order) -> None:
    """Only what was written and then synced, after the head and before the body, counts."""
    assert orders([WROTE, SYNCED, HEAD, *between, BODY, WROTE]) == [order]


def test_every_guard_that_can_be_removed_has_its_story() -> None:
    """No mutant without a story."""
    assert set(STORIES) == set(MUTANTS)


def test_the_program_passes_every_named_crash_point() -> None:
    """A point that nobody passes proves nothing: each is in the program, and the trials die at each."""
    sources = [path.read_text("utf-8") for path in (Path(callsheet.__file__).parent / "sending").rglob("*.py")]
    passed = {name for source in sources for name in re.findall(r'failpoint\("(\w+)"\)', source)}
    assert passed == set(POINTS)
    assert set(POINTS) - {"pressed", "recovered"} <= set(KILLS)
