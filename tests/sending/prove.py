"""`make prove`: the proofs of sending at length, their figures and the bound that a zero over so many trials gives."""

from __future__ import annotations

import argparse
import logging
import random
import sys
import time
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.sending.kills import A_PART, killed, scene
from tests.sending.machine import Machine
from tests.sending.mutants import MUTANTS, caught_by
from tests.sending.trace_order import traced_work
from tests.sending.trials import trial
from tests.sending.zygote import Zygote
from tests.support.ledgers import postgresql_ledgers, sqlite_ledger

CHUNK, KILLS_CHUNK = 500, 20
BOUND = 3
"""Zero in N trials: with 95 % confidence the rate is below 3/N."""


@dataclass(frozen=True)
class Proof:
    """What a proof came to.

    Args:
        name: which.
        said: its figures.
        holds: False when a promise was broken or a mutant lived.
    """

    name: str
    said: str
    holds: bool


def model(seed: str, trials: int) -> Proof:
    """Random trials in the simulated world."""
    broken: Counter[str] = Counter()
    steps = deaths = uploads = 0
    for place in range(trials):
        verdict = trial(f"{seed}-{place}")
        steps, deaths, uploads = steps + verdict.steps, deaths + verdict.kills, uploads + verdict.uploads
        if verdict.broken:
            broken[verdict.broken] += 1
            print(f"  seed {seed}-{place}: {verdict.broken}", flush=True)
        if (place + 1) % CHUNK == 0:
            print(f"  {place + 1:,} trials, {time.process_time():.0f} s of CPU", flush=True)
    found = ", ".join(f"{name}: {times}" for name, times in broken.items()) or f"0 broken: below {bound(trials)}"
    said = f"{trials:,} trials, {steps:,} steps, {deaths:,} deaths, {uploads:,} uploads, seed {seed!r}; {found}"
    return Proof("model", said, not broken)


def mutants(seed: str, trials: int) -> Proof:
    """Each guard removed in turn, in the same trials."""
    alive = 0
    for name in MUTANTS:
        seen, after = caught_by(name, trial, seed, trials)
        alive += not seen
        told = f"caught by “{seen}” after {after:,} trials" if seen else f"NOT CAUGHT in {after:,} trials"
        print(f"  {name}: {told}", flush=True)
    said = f"{len(MUTANTS) - alive} of {len(MUTANTS)} caught, at most {trials:,} trials each, seed {seed!r}"
    return Proof("mutants", said, not alive)


def machine(_: str, trials: int) -> Proof:
    """The state machine with many examples."""
    from hypothesis import HealthCheck, settings  # noqa: PLC0415 - only this proof needs it
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415 - as above

    many = settings(
        max_examples=trials, stateful_step_count=30, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        run_state_machine_as_test(Machine, settings=many)
    except Exception as error:  # noqa: BLE001 - the proof tells what it found
        return Proof("machine", f"broken: {error!r}", holds=False)
    return Proof("machine", f"{trials:,} examples of up to 30 steps, none breaks a promise", holds=True)


def real_kills(seed: str, trials: int) -> Proof:
    """Real processes killed for real, three quarters on SQLite, the rest on PostgreSQL."""
    deaths: Counter[str] = Counter()
    broken = uploads = 0
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory()))
        template, zygote = sqlite_ledger(home), stack.enter_context(closing(Zygote()))
        new_postgresql = stack.enter_context(postgresql_ledgers())
        for place in range(trials):
            database = new_postgresql() if place % 4 == 0 else None
            came = killed(zygote, template, random.Random(f"{seed}-{place}"), database=database)
            deaths, uploads = deaths + came.deaths, uploads + came.uploads
            if came.broken:
                broken += 1
                print(f"  seed {seed}-{place}: {came.broken}", flush=True)
            if (place + 1) % KILLS_CHUNK == 0:
                print(f"  {place + 1:,} submissions, {deaths.total():,} kills", flush=True)
    where = ", ".join(f"{name or 'at no named point'} {times}" for name, times in deaths.most_common())
    found = f"{broken} broken" if broken else f"0 broken: below {bound(deaths.total())}"
    said = f"{deaths.total():,} kills ({where}) in {trials:,} submissions, {uploads:,} uploads, seed {seed!r}; {found}"
    return Proof("kills", said, not broken)


def write_order(_: str, trials: int) -> Proof:
    """A real sender under strace: what was synced when the first byte of each body left."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory()))
        template, zygote = sqlite_ledger(home), stack.enter_context(closing(Zygote()))
        at = stack.enter_context(scene(zygote, template, keys=True, atomic=True))
        at.press(trials * A_PART)
        try:
            found = traced_work(at, home / "trace")
        except FileNotFoundError as missing:
            return Proof("order", f"not traced: install {missing}", holds=False)
    synced = sum(order.journal_synced and order.log_synced for order in found)
    said = f"{synced} of {trials} bodies left after journal and intent log were written and synced"
    return Proof("order", said, synced == trials == len(found))


def bound(trials: int) -> str:
    """The rate that zero in so many trials leaves possible."""
    return f"{BOUND / trials:.2e} (95 %)"


PROOFS = {
    "mutants": (mutants, 4000),
    "order": (write_order, 50),
    "machine": (machine, 400),
    "kills": (real_kills, 200),
    "model": (model, 10_000),
}


def main() -> int:
    """Run the proofs that are named, all by default.

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
    proofs = []
    for name in options.proofs or PROOFS:
        run, usual = PROOFS[name]
        print(name, flush=True)
        proofs.append(run(options.seed, options.trials or usual))
    for proof in proofs:
        print(f"{'holds ' if proof.holds else 'BROKEN'} {proof.name}: {proof.said}")
    return 0 if all(proof.holds for proof in proofs) else 1


if __name__ == "__main__":
    sys.exit(main())
