"""For each mutant the shortest scenario in which the guard it lacks is all that keeps a promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.sending.proofs.promises import PromiseBroken, check, run_to_end
from tests.sending.proofs.simulation import Simulation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Scenario:
    """What happens after the first submission.

    Args:
        steps: run on the simulation.
        kind: what the server can be asked; None: nothing.
    """

    steps: Callable[[Simulation], object]
    kind: Mapping[str, Any] | None = None

    def run(self) -> str:
        """Run it; returns the promise that is broken at its end, "" when all hold."""
        simulation = Simulation(**self.kind or {})
        with simulation.running():
            try:
                simulation.submit(0, "one")
                self.steps(simulation)
                check(simulation)
                run_to_end(simulation)
            except PromiseBroken as promise:
                return str(promise)
        return ""


def _late_upload(simulation: Simulation) -> None:
    """The server applies the upload ten minutes after the connection broke."""
    simulation.server_state.late_by = 600.0
    simulation.run_sender("late:reset")
    for _ in range(3):
        simulation.wait(20)
        simulation.run_sender("ok")
    simulation.wait(600)


def _same_numbers_in_another_file(simulation: Simulation) -> None:
    simulation.run_sender("ok")
    simulation.submit(1, "two")
    simulation.run_sender("ok")


def _two_press_at_once(simulation: Simulation) -> None:
    """Another operator claims the numbers between the planning of a submission and its claims."""
    simulation.press_meanwhile(1, "two", "planned", lambda: simulation.submit(2, "three"))
    for _ in range(4):
        simulation.run_sender("ok")


def _recalled_and_lost(simulation: Simulation) -> None:
    simulation.run_sender("ok")
    simulation.recall()
    simulation.run_sender("ok")
    simulation.submit(0, "two")
    simulation.run_sender("none:reset")
    simulation.run_sender("ok")


def _asked_and_answered(simulation: Simulation) -> None:
    simulation.run_sender("all:reset")
    simulation.run_sender("ok")


def _lease_expires_in_flight(simulation: Simulation) -> None:
    simulation.meanwhile("taken", "ok", simulation.store.ledger.expire_leases)


def _listed_after_the_press(simulation: Simulation) -> None:
    simulation.put_on_list(0)
    simulation.run_sender("ok")
    simulation.run_sender("ok")


def _answer(word: str) -> Callable[[Simulation], object]:
    return lambda simulation: simulation.run_sender(word)


def _killed_after_upload(simulation: Simulation) -> None:
    simulation.run_sender("ok", kill_at="taken")


SCENARIOS = {
    "recover to ready": Scenario(_killed_after_upload),
    "intent after the answer": Scenario(_killed_after_upload),
    "retry time-outs": Scenario(_answer("all:reset")),
    "retry 5xx": Scenario(_answer("all:500")),
    "retry unreadable 2xx": Scenario(_answer("all:garbled")),
    "no claims": Scenario(_same_numbers_in_another_file),
    "claims taken for granted": Scenario(_two_press_at_once),
    "no gates": Scenario(_listed_after_the_press),
    "no list gate": Scenario(_listed_after_the_press),
    "no quarantine": Scenario(_late_upload, {"lists": True}),
    "assume sent": Scenario(_answer("none:reset")),
    "settle by posting again": Scenario(_asked_and_answered),
    "no age check": Scenario(lambda simulation: simulation.oversleep("intent_logged", "ok"), {"lists": True}),
    "lease to ready": Scenario(_lease_expires_in_flight),
    "one look at the counter": Scenario(_late_upload, {"counts": True}),
    "every refusal is whole": Scenario(_answer("refuse_some")),
    "any conflict is a refusal": Scenario(_answer("all:409")),
    "counts that do not add up are a yes": Scenario(_answer("half:")),
    "recalled leads count as present": Scenario(_recalled_and_lost, {"lists": True}),
    "a refusal is a yes": Scenario(_answer("refuse"), {"atomic": True}),
}
"""Name of the mutant → its scenario."""
