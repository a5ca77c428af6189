"""For each guard the shortest story that ends badly without it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.sending.checks import Broken, check, drain
from tests.sending.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Story:
    """What happens after the first press.

    Args:
        tell: the steps.
        kind: what the server can be asked.
    """

    tell: Callable[[World], object]
    kind: Mapping[str, bool] = field(default_factory=dict)

    def broken(self) -> str:
        """The promise that is broken at its end; "" none."""
        world = World(**self.kind)
        with world.running():
            try:
                world.press(0, "one")
                self.tell(world)
                check(world)
                drain(world)
            except Broken as broken:
                return str(broken)
        return ""


def _late(world: World) -> None:
    """The bytes lie somewhere on the way for ten minutes."""
    world.truth.late_by = 600.0
    world.tend("late:reset")
    for _ in range(3):
        world.wait(20)
        world.tend("ok")
    world.wait(600)


def _same_numbers_in_another_file(world: World) -> None:
    world.tend("ok")
    world.press(1, "two")
    world.tend("ok")


def _taken_back_and_lost(world: World) -> None:
    world.tend("ok")
    world.take_back()
    world.tend("ok")
    world.press(0, "two")
    world.tend("none:reset")
    world.tend("ok")


def _asked_and_answered(world: World) -> None:
    world.tend("all:reset")
    world.tend("ok")


STORIES = {
    "recover to ready": Story(lambda world: world.tend("ok", kill_at="taken")),
    "intent after the answer": Story(lambda world: world.tend("ok", kill_at="taken")),
    "retry time-outs": Story(lambda world: world.tend("all:reset")),
    "retry 5xx": Story(lambda world: world.tend("all:500")),
    "retry unreadable 2xx": Story(lambda world: world.tend("all:garbled")),
    "no claims": Story(_same_numbers_in_another_file),
    "no quarantine": Story(_late, {"lists": True}),
    "assume sent": Story(lambda world: world.tend("none:reset")),
    "settle by posting again": Story(_asked_and_answered),
    "no age check": Story(lambda world: world.oversleep("intent_logged", "ok"), {"lists": True}),
    "lease to ready": Story(lambda world: world.meanwhile("taken", "ok", world.store.ledger.expire_leases)),
    "one look at the counter": Story(_late, {"counts": True}),
    "every refusal is whole": Story(lambda world: world.tend("refuse_some")),
    "any conflict is a refusal": Story(lambda world: world.tend("all:409")),
    "counts that do not add up are a yes": Story(lambda world: world.tend("half:")),
    "what was taken back counts as there": Story(_taken_back_and_lost, {"lists": True}),
    "a refusal is a yes": Story(lambda world: world.tend("refuse"), {"atomic": True}),
}
