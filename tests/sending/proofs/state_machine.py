"""The state machine: hypothesis searches for the shortest way to break a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.sending.proofs.promises import check, run_to_end
from tests.sending.proofs.random_trials import (
    ANSWERS,
    DRAFTS,
    KILL_POINTS,
    PRESS_POINTS,
    SIMULATION_KINDS,
    SLEEP_POINTS,
    WAITS,
)
from tests.sending.proofs.simulation import Simulation
from tests.sending.proofs.simulation_parts import NUMBERS_BY_FILE

if TYPE_CHECKING:
    from tests.sending.proofs.random_trials import SimulationKind

drafts, points = st.sampled_from(DRAFTS), st.sampled_from(KILL_POINTS)
files = st.integers(0, len(NUMBERS_BY_FILE) - 1)
answers = st.sampled_from(("ok", "refuse_some", *ANSWERS))


class SendingMachine(RuleBasedStateMachine):
    """Every rule is something that a person, a process, the network or the server does."""

    simulation: Simulation | None = None

    @initialize(kind=st.sampled_from(SIMULATION_KINDS), file=files, refuses_in_part=st.booleans())
    def begin(self, kind: SimulationKind, file: int, *, refuses_in_part: bool) -> None:
        self._is_transactional = bool(kind.get("keys") or kind.get("atomic"))
        self.simulation = Simulation(**kind, refuses_in_part=refuses_in_part and not self._is_transactional)
        self._running = self.simulation.running()
        self._running.__enter__()
        self.simulation.submit(file, DRAFTS[0])

    @property
    def _simulation(self) -> Simulation:
        assert self.simulation is not None
        return self.simulation

    def _answer_word(self, word: str) -> str:
        """What a server of this kind can answer: one that keeps keys accepts a file whole or not at all."""
        if word.startswith("refuse"):
            return "refuse_some" if self._simulation.refuses_in_part else "refuse"
        return "all:reset" if self._is_transactional and word.startswith("half") else word

    @rule(file=files, draft=drafts, again=st.booleans())
    def submit(self, file: int, draft: str, *, again: bool) -> None:
        self._simulation.submit(file, draft, again=again)

    @rule(file=files, draft=drafts, point=st.sampled_from(PRESS_POINTS))
    def press_and_die(self, file: int, draft: str, point: str) -> None:
        self._simulation.press_and_die(file, draft, point)

    @rule(draft=drafts)
    def submit_again(self, draft: str) -> None:
        self._simulation.submit_again(draft)

    @rule(word=answers, late_by=st.floats(1, 880))
    def run_sender(self, word: str, late_by: float) -> None:
        self._simulation.server_state.late_by = late_by
        self._simulation.run_sender(self._answer_word(word))

    @rule(word=answers, point=points)
    def kill_sender(self, word: str, point: str) -> None:
        self._simulation.run_sender(self._answer_word(word), kill_at=point)

    @rule(word=answers, point=st.sampled_from(SLEEP_POINTS))
    def oversleep(self, word: str, point: str) -> None:
        self._simulation.oversleep(point, self._answer_word(word))

    @rule(word=answers, point=points, withdraw=st.booleans())
    def meanwhile(self, word: str, point: str, *, withdraw: bool) -> None:
        simulation = self._simulation
        action = simulation.withdraw if withdraw else simulation.store.ledger.expire_leases
        simulation.meanwhile(point, self._answer_word(word), action)

    @rule(seconds=st.sampled_from(WAITS))
    def wait(self, seconds: float) -> None:
        self._simulation.wait(seconds)

    @rule(seconds=st.floats(-90_000, 90_000))
    def set_clock(self, seconds: float) -> None:
        self._simulation.time.shift = seconds

    @rule()
    def toggle_network(self) -> None:
        self._simulation.network.is_down = not self._simulation.network.is_down

    @rule()
    def restart(self) -> None:
        self._simulation.sender = self._simulation.new_sender()

    @rule()
    def answer(self) -> None:
        self._simulation.answer()

    @precondition(lambda self: self.simulation is not None and self.simulation.operator_counts)
    @rule()
    def answer_wrongly_then_rightly(self) -> None:
        self._simulation.answer_wrongly_then_rightly()

    @rule()
    def withdraw(self) -> None:
        self._simulation.withdraw()

    @rule()
    def resume(self) -> None:
        self._simulation.resume()

    @rule()
    def recall(self) -> None:
        self._simulation.recall()

    @invariant()
    def promises(self) -> None:
        if self.simulation is not None:
            check(self.simulation)
            self.simulation.time.seconds += 0.01

    def teardown(self) -> None:
        if self.simulation is not None:
            try:
                run_to_end(self.simulation)
            finally:
                self._running.__exit__(None, None, None)
