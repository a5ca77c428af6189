"""The state machine: hypothesis looks for the shortest way to break a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.sending.checks import check, drain
from tests.sending.model_parts import FILES
from tests.sending.trials import ANSWERS, DRAFTS, KILLS, KINDS, SLEEPS, WAITS
from tests.sending.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping

drafts, points = st.sampled_from(DRAFTS), st.sampled_from(KILLS)
files = st.integers(0, len(FILES) - 1)
answers = st.sampled_from(("ok", "refuse_some", *ANSWERS))


class Machine(RuleBasedStateMachine):
    """Every rule is something that a person, a process, the network or the server does."""

    @initialize(kind=st.sampled_from(KINDS), file=files, partial=st.booleans())
    def begin(self, kind: Mapping[str, bool], file: int, *, partial: bool) -> None:
        transactional = kind.get("keys") or kind.get("atomic")
        self.world = World(**kind, partial=partial and not transactional)
        self._running = self.world.running()
        self._running.__enter__()
        self.world.press(file, DRAFTS[0])

    def _word(self, word: str) -> str:
        """What a server of this kind can answer: one that keeps keys takes a file whole or not at all."""
        transactional = self.world.keys or self.world.atomic
        if word.startswith("refuse"):
            return "refuse_some" if self.world.partial else "refuse"
        return "all:reset" if transactional and word.startswith("half") else word

    @rule(file=files, draft=drafts, again=st.booleans())
    def press(self, file: int, draft: str, *, again: bool) -> None:
        self.world.press(file, draft, again=again)

    @rule(draft=drafts)
    def press_once_more(self, draft: str) -> None:
        self.world.press_once_more(draft)

    @rule(word=answers, late_by=st.floats(1, 880))
    def tend(self, word: str, late_by: float) -> None:
        self.world.truth.late_by = late_by
        self.world.tend(self._word(word))

    @rule(word=answers, point=points)
    def die(self, word: str, point: str) -> None:
        self.world.tend(self._word(word), kill_at=point)

    @rule(word=answers, point=st.sampled_from(SLEEPS))
    def oversleep(self, word: str, point: str) -> None:
        self.world.oversleep(point, self._word(word))

    @rule(word=answers, point=points, withdraw=st.booleans())
    def meanwhile(self, word: str, point: str, *, withdraw: bool) -> None:
        happens = self.world.withdraw if withdraw else self.world.store.ledger.expire_leases
        self.world.meanwhile(point, self._word(word), happens)

    @rule(seconds=st.sampled_from(WAITS))
    def wait(self, seconds: float) -> None:
        self.world.wait(seconds)

    @rule(seconds=st.floats(-90_000, 90_000))
    def set_the_clock(self, seconds: float) -> None:
        self.world.time.shift = seconds

    @rule()
    def network(self) -> None:
        self.world.wire.is_down = not self.world.wire.is_down

    @rule()
    def restart(self) -> None:
        self.world.sender = self.world.new_sender()

    @rule()
    def answer(self) -> None:
        self.world.answer()

    @precondition(lambda self: self.world.asks)
    @rule()
    def answer_wrongly_then_rightly(self) -> None:
        self.world.answer_wrongly_then_rightly()

    @rule()
    def withdraw(self) -> None:
        self.world.withdraw()

    @rule()
    def resume(self) -> None:
        self.world.resume()

    @rule()
    def take_back(self) -> None:
        self.world.take_back()

    @invariant()
    def promises(self) -> None:
        if hasattr(self, "world"):
            check(self.world)
            self.world.time.seconds += 0.01

    def teardown(self) -> None:
        if hasattr(self, "world"):
            try:
                drain(self.world)
            finally:
                self._running.__exit__(None, None, None)
