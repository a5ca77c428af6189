"""Random trials: a few presses, a network that breaks, senders that die; every promise checked after every step."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.sending.checks import Broken, check, drain
from tests.sending.model_parts import FILES
from tests.sending.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = (
    {"keys": True, "atomic": True, "lists": True},
    {"keys": True, "atomic": True},
    {"lists": True},
    {"counts": True},
    {"counts": True, "asks": False},
    {},
    {"asks": False},
)  # fmt: skip
"""What a server can be asked: our own backend, parts of it, one with a counter, one that tells nothing."""
ANSWERS = (
    "none:reset", "all:reset", "half:reset", "late:reset", "late:500", "all:500", "none:503", "all:503", "half:500",
    "all:garbled", "none:garbled", "all:wrong", "half:", "all:truncated", "all:redirect", "all:409", "none:422",
    "refuse", "busy:7", "refuse:2",
)  # fmt: skip
KILLS = (
    "connected", "intent_committed", "intent_logged", "first_byte", "leaving", "taken", "answered", "settled",
    "looked", "evidence_settled",
)  # fmt: skip
SLEEPS = ("connected", "intent_committed", "intent_logged")
WAITS = (1.0, 20.0, 61.0, 300.0, 901.0)
DRAFTS = ("one", "two", "three")


@dataclass(frozen=True)
class Verdict:
    """What a trial came to.

    Args:
        broken: the promise that was broken; "" none.
        steps: how many steps it took.
        kills: how many senders died in it.
        uploads: how many uploads reached the server.
    """

    broken: str
    steps: int
    kills: int
    uploads: int


def trial(seed: str, *, steps: int = 14) -> Verdict:
    """Run one trial.

    Args:
        seed: decides everything in it.
        steps: how many steps before the world is put in order and drained.
    """
    dice = random.Random(seed)
    kind = dice.choice(KINDS)
    world = World(**kind, partial=not (kind.get("keys") or kind.get("atomic")) and dice.random() < 0.5)
    done = 0
    with world.running():
        try:
            world.press(dice.randrange(len(FILES)), DRAFTS[0])
            while done < steps:
                done += 1
                step(world, dice)
                world.time.seconds += 0.01
                check(world)
            drain(world)
        except Broken as broken:
            return Verdict(str(broken), done, world.kills, world.truth.uploads)
    return Verdict("", done, world.kills, world.truth.uploads)


def step(world: World, dice: random.Random) -> None:
    """One random step."""
    weights, moves = zip(*_moves(world, dice), strict=True)
    dice.choices(moves, weights)[0]()


def answer_of(world: World, dice: random.Random) -> str:
    """How the server answers the next upload: mostly well, and only as a server of its kind can."""
    if dice.random() < 0.4:
        return "ok"
    word = dice.choice(ANSWERS)
    if world.keys and word.startswith("half"):
        return "all:reset"  # what keeps keys takes a file whole or not at all
    if word.startswith("refuse") and world.partial:
        return "refuse_some"
    if word.startswith("late"):
        world.truth.late_by = dice.uniform(5, 880)
    return word


def _moves(world: World, dice: random.Random) -> list[tuple[int, Callable[[], None]]]:
    file, draft = dice.randrange(len(FILES)), dice.choice(DRAFTS)
    word = answer_of(world, dice)

    def network() -> None:
        world.wire.is_down = not world.wire.is_down

    def clock() -> None:
        world.time.shift = dice.uniform(-90_000, 90_000)

    def restart() -> None:
        world.sender = world.new_sender()

    def take_back_and_send_again() -> None:
        world.take_back()
        world.tend("ok")
        world.press(file, draft)
        world.tend(word)

    meanwhile = dice.choice((world.withdraw, lambda: world.press_once_more(draft), world.store.ledger.expire_leases))
    return [
        (20, lambda: world.tend(word)),
        (14, lambda: world.tend(word, kill_at=dice.choice(KILLS))),
        (12, lambda: world.wait(dice.choice(WAITS))),
        (8, lambda: world.press(file, draft)),
        (6, world.answer),
        (4, lambda: world.press_once_more(draft)),
        (3, lambda: world.oversleep(dice.choice(SLEEPS), word)),
        (8, lambda: world.meanwhile(dice.choice(KILLS), word, meanwhile)),
        (3, network),
        (3, restart),
        (2, clock),
        (2, world.resume),
        (2, world.withdraw),
        (2, world.take_back),
        (2, take_back_and_send_again),
        (2, world.answer_wrongly_then_rightly),
        (1, lambda: world.press(file, draft, again=True) and None),
    ]
