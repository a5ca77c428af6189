"""Random trials: a few submissions, a network that fails, senders that die; every promise checked after every step."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from callsheet.store import DestinationKind
from tests.sending.proofs.promises import PromiseBroken, check, run_to_end
from tests.sending.proofs.simulation import Simulation
from tests.sending.proofs.simulation_parts import NUMBERS_BY_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class SimulationKind(TypedDict, total=False):
    """What a server can be asked, and whether the operator counts before each press."""

    keys: bool
    lists: bool
    counts: bool
    atomic: bool
    bulk: bool
    operator_counts: bool
    destination: DestinationKind
    observed: bool
    is_capped: bool
    changes_titles: bool
    phone_header: str
    called: int
    without_plus: bool


SIMULATION_KINDS: tuple[SimulationKind, ...] = (
    {"keys": True, "atomic": True, "lists": True, "bulk": True},
    {"keys": True, "atomic": True},
    {"lists": True},
    {"counts": True},
    {"counts": True, "operator_counts": False},
    {},
    {"operator_counts": False},
)
"""Our own backend, parts of it, a server with a counter, a server that reports nothing."""
DESTINATION_KINDS: Mapping[DestinationKind, tuple[SimulationKind, ...]] = {
    DestinationKind.CAMPAIGN: SIMULATION_KINDS,
    DestinationKind.BATCH_CALL: tuple(
        {"destination": DestinationKind.BATCH_CALL, **kind}
        for kind in (
            SimulationKind(),
            SimulationKind(observed=True),
            SimulationKind(is_capped=True),
            SimulationKind(changes_titles=True),
            SimulationKind(phone_header="phone"),
            SimulationKind(called=1),
            SimulationKind(called=2, observed=True),
        )
    ),
    DestinationKind.WORKFLOW: tuple(
        {"destination": DestinationKind.WORKFLOW, **kind}
        for kind in (SimulationKind(), SimulationKind(observed=True), SimulationKind(without_plus=True))
    ),
}
"""Destination → the servers that have it; those of the campaigns are our own backend and others."""
ANSWERS = (
    "none:reset",
    "all:reset",
    "half:reset",
    "late:reset",
    "late:500",
    "all:500",
    "none:503",
    "all:503",
    "half:500",
    "all:garbled",
    "none:garbled",
    "all:wrong",
    "half:",
    "all:truncated",
    "all:redirect",
    "all:409",
    "none:422",
    "refuse",
    "busy:7",
    "refuse:2",
)
KILL_POINTS = (
    "connected",
    "intent_committed",
    "intent_logged",
    "first_byte",
    "leaving",
    "taken",
    "answered",
    "settled",
    "looked",
    "evidence_settled",
)
PRESS_POINTS = ("planned", "prepared")
"""Where the process of an operator who pressed Send may die, or others may act."""
SLEEP_POINTS = ("connected", "intent_committed", "intent_logged")
WAITS = (1.0, 20.0, 61.0, 300.0, 901.0)
"""Seconds: around the recheck of a counter (60 s) and the quarantine (900 s)."""
DRAFTS = ("one", "two", "three")


@dataclass(frozen=True)
class TrialResult:
    """How a trial ended.

    Args:
        broken: the promise that was broken; "" when all held.
        steps: how many steps it took.
        kills: how many senders died in it.
        uploads: how many uploads reached the server.
    """

    broken: str
    steps: int
    kills: int
    uploads: int


def run_trial(seed: str, *, steps: int = 14, destination: DestinationKind = DestinationKind.CAMPAIGN) -> TrialResult:
    """Run one trial.

    Args:
        seed: decides everything in it.
        destination: where the leads are sent.
        steps: how many random steps before the network is restored and everything is settled.
    """
    rng = random.Random(seed)
    kind = rng.choice(DESTINATION_KINDS[destination])
    is_transactional = kind.get("keys") or kind.get("atomic")
    simulation = Simulation(**kind, refuses_in_part=not is_transactional and rng.random() < 0.5)
    done = 0
    broken = ""
    with simulation.running():
        try:
            simulation.submit(rng.randrange(len(NUMBERS_BY_FILE)), DRAFTS[0])
            while done < steps:
                done += 1
                take_step(simulation, rng)
                simulation.time.seconds += 0.01
                check(simulation)
            run_to_end(simulation)
        except PromiseBroken as promise:
            broken = str(promise)
    return TrialResult(broken, done, simulation.kills, simulation.server_state.uploads)


def take_step(simulation: Simulation, rng: random.Random) -> None:
    """Take one random step."""
    weights, steps = zip(*_weighted_steps(simulation, rng), strict=True)
    rng.choices(steps, weights)[0]()


def choose_answer(simulation: Simulation, rng: random.Random) -> str:
    """How the server answers the next upload: mostly well, and only as a server of its kind can."""
    if rng.random() < 0.4:
        return "ok"
    word = rng.choice(ANSWERS)
    if simulation.server_state.keys and word.startswith("half"):
        return "all:reset"  # a server with keys accepts a file whole or not at all
    if word.startswith("refuse") and simulation.refuses_in_part:
        return "refuse_some"
    if word.startswith("late"):
        simulation.server_state.late_by = rng.uniform(5, 880)
    return word


def _weighted_steps(simulation: Simulation, rng: random.Random) -> list[tuple[int, Callable[[], object]]]:
    file, draft = rng.randrange(len(NUMBERS_BY_FILE)), rng.choice(DRAFTS)
    word = choose_answer(simulation, rng)

    def toggle_network() -> None:
        simulation.network.is_down = not simulation.network.is_down

    def set_clock() -> None:
        simulation.time.shift = rng.uniform(-90_000, 90_000)

    def restart() -> None:
        simulation.sender = simulation.new_sender()

    def recall_and_send_again() -> None:
        simulation.recall()
        simulation.run_sender("ok")
        simulation.submit(file, draft)
        simulation.run_sender(word)

    def submit_again() -> None:
        simulation.submit_again(draft)

    def send_and_press() -> None:
        simulation.run_sender(word)
        simulation.submit((file + 1) % len(NUMBERS_BY_FILE), rng.choice(DRAFTS))

    during_press = rng.choice((simulation.withdraw, send_and_press, lambda: simulation.wait(61.0)))
    meanwhile = rng.choice((simulation.withdraw, submit_again, simulation.store.ledger.expire_leases))
    return [
        (20, lambda: simulation.run_sender(word)),
        (14, lambda: simulation.run_sender(word, kill_at=rng.choice(KILL_POINTS))),
        (12, lambda: simulation.wait(rng.choice(WAITS))),
        (8, lambda: simulation.submit(file, draft)),
        (6, simulation.answer),
        (4, submit_again),
        (3, lambda: simulation.press_and_die(file, draft, rng.choice(PRESS_POINTS))),
        (3, lambda: simulation.press_meanwhile(file, draft, rng.choice(PRESS_POINTS), during_press)),
        (3, lambda: simulation.oversleep(rng.choice(SLEEP_POINTS), word)),
        (8, lambda: simulation.meanwhile(rng.choice(KILL_POINTS), word, meanwhile)),
        (3, toggle_network),
        (3, restart),
        (2, set_clock),
        (2, simulation.resume),
        (2, simulation.withdraw),
        (2, simulation.recall),
        (2, lambda: simulation.put_on_list(file)),
        (2, recall_and_send_again),
        (2, simulation.answer_wrongly_then_rightly),
        (1, lambda: simulation.submit(file, draft, again=True)),
    ]
