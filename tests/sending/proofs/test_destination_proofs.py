"""Small versions of the proofs for batch calls and workflows; `make prove` runs them at length."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from callsheet.store import DestinationKind
from tests.sending.proofs.destination_mutants import DESTINATION_MUTANTS
from tests.sending.proofs.random_trials import run_trial

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


DESTINATIONS = [DestinationKind.BATCH_CALL, pytest.param(DestinationKind.WORKFLOW, marks=pytest.mark.nightly)]


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_random_trials_break_no_promise(destination: DestinationKind) -> None:
    """Submissions, deaths, late and broken answers, clocks set back: nobody twice, nobody lost, the sums hold."""
    # the last one: leads of another batch call once counted as arrived, to an operator who looked at all of them
    seeds = [*(f"make test-{trial}" for trial in range(3)), "dest18-394"]
    assert {seed: run_trial(seed, destination=destination).broken for seed in seeds} == dict.fromkeys(seeds, "")


@pytest.mark.parametrize("name", DESTINATION_MUTANTS)
def test_each_guard_of_a_destination_has_a_scenario_that_needs_it(name: str) -> None:
    """With the guard every promise holds to the end; without it the same scenario breaks one."""
    mutant, scenario = DESTINATION_MUTANTS[name]
    assert scenario.run() == ""
    with mutant():
        assert scenario.run()
