"""`make prove`: the proofs of sending at length, with their figures and the bound that zero failures give."""

from __future__ import annotations

import argparse
import logging
import random
import sys
import time
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from callsheet.store import DestinationKind
from tests.sending.proofs.destination_mutants import DESTINATION_MUTANTS
from tests.sending.proofs.fork_server import ForkServer
from tests.sending.proofs.gate_mutants import GATE_MUTANTS
from tests.sending.proofs.gate_trials import run_gate_trial
from tests.sending.proofs.mutants import MUTANTS, catch
from tests.sending.proofs.process_kills import ROWS_PER_PART, installation, kill_senders
from tests.sending.proofs.random_trials import run_trial
from tests.sending.proofs.state_machine import SendingMachine
from tests.sending.proofs.write_trace import trace_sender
from tests.support.ledgers import sqlite_ledger
from tests.support.postgresql import run_postgresql

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from tests.sending.proofs.mutants import Trial

TRIALS_PER_LINE, SUBMISSIONS_PER_LINE = 500, 20
"""How often progress is printed."""
BOUND = 3
"""Zero failures in N trials: with 95 % confidence the rate is below 3/N (the rule of three)."""


@dataclass(frozen=True)
class ProofResult:
    """The result of a proof.

    Args:
        name: which proof.
        figures: what was counted, in words.
        holds: False when a promise was broken or a mutant was not caught.
    """

    name: str
    figures: str
    holds: bool


def run_model(seed: str, trials: int, destination: DestinationKind = DestinationKind.CAMPAIGN) -> ProofResult:
    """Random trials in the simulated world."""
    broken: Counter[str] = Counter()
    steps = deaths = uploads = 0
    for trial in range(trials):
        result = run_trial(f"{seed}-{trial}", destination=destination)
        steps, deaths, uploads = steps + result.steps, deaths + result.kills, uploads + result.uploads
        if result.broken:
            broken[result.broken] += 1
            print(f"  seed {seed}-{trial}: {result.broken}", flush=True)
        if (trial + 1) % TRIALS_PER_LINE == 0:
            print(f"  {trial + 1:,} trials, {time.process_time():.0f} s of CPU", flush=True)
    failures = ", ".join(f"{name}: {count}" for name, count in broken.items()) or f"0 broken: below {bound(trials)}"
    counted = f"{trials:,} trials, {steps:,} steps, {deaths:,} deaths, {uploads:,} uploads"
    return ProofResult(f"model of {destination}", f"{counted}, seed {seed!r}; {failures}", not broken)


def run_gates(seed: str, trials: int) -> ProofResult:
    """Random sends in calling hours, each upload judged by a second opinion on hours and lists."""
    broken: Counter[str] = Counter()
    sends = uploads = numbers = withheld = deaths = 0
    for trial in range(trials):
        result = run_gate_trial(f"{seed}-{trial}")
        sends, uploads, numbers = sends + result.sends, uploads + result.uploads, numbers + result.numbers
        withheld, deaths = withheld + result.withheld, deaths + result.kills
        if result.broken:
            broken[result.broken] += 1
            print(f"  seed {seed}-{trial}: {result.broken}", flush=True)
        if (trial + 1) % SUBMISSIONS_PER_LINE == 0:
            spent = time.process_time()
            print(f"  {sends:,} sends, {uploads:,} uploads, {broken.total()} broken, {spent:.0f} s of CPU", flush=True)
    failures = f"{broken.total()} broken" if broken else f"0 broken: below {bound(sends)} a send"
    counted = f"{sends:,} sends, {uploads:,} uploads of {numbers:,} leads, {withheld:,} withheld, {deaths:,} deaths"
    return ProofResult("gates", f"{counted}, seed {seed!r}; {failures}", not broken)


def run_gate_mutants(seed: str, trials: int) -> ProofResult:
    """Each gate removed in turn, in the same trials."""
    return _catch_all("gate mutants", GATE_MUTANTS, run_gate_trial, seed, trials)


def _catch_all(
    kind: str,
    mutants: Mapping[str, Callable[[], AbstractContextManager[None]]],
    run: Callable[[str], Trial],
    seed: str,
    trials: int,
) -> ProofResult:
    alive = 0
    for name, mutant in mutants.items():
        broken, after = catch(mutant, run, seed, trials)
        alive += not broken
        verdict = f"caught by “{broken}” after {after:,} trials" if broken else f"NOT CAUGHT in {after:,} trials"
        print(f"  {name}: {verdict}", flush=True)
    caught = len(mutants) - alive
    return ProofResult(
        kind, f"{caught} of {len(mutants)} caught, at most {trials:,} trials each, seed {seed!r}", not alive
    )


def run_destination_mutants(_: str, __: int) -> ProofResult:
    """Each guard of batch calls and workflows removed in turn, in the scenario that needs it."""
    alive = []
    for name, (mutant, scenario) in DESTINATION_MUTANTS.items():
        sound = scenario.run()
        with mutant():
            broken = scenario.run()
        verdict = f"caught by “{broken}”" if broken else "NOT CAUGHT"
        print(f"  {name}: {verdict}" + (f"; with the guard: {sound}" if sound else ""), flush=True)
        alive += [name] if sound or not broken else []
    caught = len(DESTINATION_MUTANTS) - len(alive)
    return ProofResult("guards", f"{caught} of {len(DESTINATION_MUTANTS)} caught", not alive)


def run_mutants(seed: str, trials: int) -> ProofResult:
    """Each guard removed in turn, in the same trials."""
    return _catch_all("mutants", MUTANTS, run_trial, seed, trials)


def run_state_machine(_: str, trials: int) -> ProofResult:
    """The state machine with many examples."""
    from hypothesis import HealthCheck, settings  # noqa: PLC0415 - only this proof needs it
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415 - as above

    checks = list(HealthCheck)
    many = settings(
        max_examples=trials, stateful_step_count=30, deadline=None, database=None, suppress_health_check=checks
    )
    try:
        run_state_machine_as_test(SendingMachine, settings=many)
    except Exception as error:  # noqa: BLE001 - reported as the result of the proof
        return ProofResult("machine", f"broken: {error!r}", holds=False)
    return ProofResult("machine", f"{trials:,} examples of up to 30 steps, none breaks a promise", holds=True)


def run_kills(seed: str, trials: int, destination: DestinationKind = DestinationKind.CAMPAIGN) -> ProofResult:
    """Real processes killed, three quarters on SQLite, the rest on PostgreSQL."""
    deaths: Counter[str] = Counter()
    broken = uploads = 0
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory()))
        template, fork_server = sqlite_ledger(home), stack.enter_context(closing(ForkServer()))
        new_postgresql = stack.enter_context(run_postgresql()).create_store
        for trial in range(trials):
            database = new_postgresql() if trial % 4 == 0 else None
            rng = random.Random(f"{seed}-{trial}")
            result = kill_senders(fork_server, template, rng, database=database, destination=destination)
            deaths, uploads = deaths + result.deaths, uploads + result.uploads
            if result.broken:
                broken += 1
                print(f"  seed {seed}-{trial}: {result.broken}", flush=True)
            if (trial + 1) % SUBMISSIONS_PER_LINE == 0:
                print(f"  {trial + 1:,} submissions, {deaths.total():,} kills", flush=True)
    points = ", ".join(f"{name or 'at no named point'} {count}" for name, count in deaths.most_common())
    failures = f"{broken} broken" if broken else f"0 broken: below {bound(deaths.total())}"
    counted = f"{deaths.total():,} kills ({points}) in {trials:,} submissions, {uploads:,} uploads"
    return ProofResult(f"kills of {destination}", f"{counted}, seed {seed!r}; {failures}", not broken)


def run_order(_: str, trials: int, destination: DestinationKind = DestinationKind.CAMPAIGN) -> ProofResult:
    """A real sender under strace: what was synced when the first byte of each body was sent."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory()))
        template, fork_server = sqlite_ledger(home), stack.enter_context(closing(ForkServer()))
        is_campaign = destination is DestinationKind.CAMPAIGN
        installed = stack.enter_context(
            installation(fork_server, template, destination=destination, keys=is_campaign, atomic=is_campaign)
        )
        installed.submit(trials * ROWS_PER_PART)
        try:
            orders = trace_sender(installed, home / "trace")
        except FileNotFoundError as missing:
            return ProofResult("order", f"not traced: install {missing}", holds=False)
    synced = sum(order.journal_synced and order.log_synced for order in orders)
    figures = f"{synced} of {trials} bodies were sent after journal and intent log were written and synced"
    return ProofResult(f"order of {destination}", figures, synced == trials == len(orders))


def bound(trials: int) -> str:
    """The rate that zero failures in so many trials leave possible."""
    return f"{BOUND / trials:.2e} (95 %)"


PROOFS: dict[str, tuple[Callable[[str, int], ProofResult], int]] = {
    "mutants": (run_mutants, 4000),
    "order": (run_order, 50),
    "machine": (run_state_machine, 400),
    "kills": (run_kills, 200),
    "model": (run_model, 10_000),
    "guards": (run_destination_mutants, 1),
    "gates": (run_gates, 9_000),
    "gate-mutants": (run_gate_mutants, 1_000),
    "batch-kills": (partial(run_kills, destination=DestinationKind.BATCH_CALL), 100),
    "workflow-kills": (partial(run_kills, destination=DestinationKind.WORKFLOW), 100),
    "batch-order": (partial(run_order, destination=DestinationKind.BATCH_CALL), 20),
    "workflow-order": (partial(run_order, destination=DestinationKind.WORKFLOW), 20),
    "batch": (partial(run_model, destination=DestinationKind.BATCH_CALL), 10_000),
    "workflow": (partial(run_model, destination=DestinationKind.WORKFLOW), 10_000),
}
"""Name → the proof and its usual number of trials."""


def main() -> int:
    """Run the named proofs, all by default.

    Returns:
        0 when all hold.
    """
    parser = argparse.ArgumentParser(prog="make prove ONLY=…", description=__doc__)
    parser.add_argument("proofs", nargs="*", choices=[*PROOFS, []], help="which; all by default")
    parser.add_argument("--seed", default=f"{time.time_ns()}")
    parser.add_argument("--trials", type=int)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    print(f"seed {options.seed}")
    results = []
    for name in options.proofs or PROOFS:
        run, usual = PROOFS[name]
        print(name, flush=True)
        results.append(run(options.seed, options.trials or usual))
    for result in results:
        print(f"{'holds ' if result.holds else 'BROKEN'} {result.name}: {result.figures}")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
