"""What must hold after every step of a trial, held against the truth of the server and by statements of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from callsheet.errors import ConservationError
from callsheet.sending import outcome_counts
from tests.sending.model_parts import memory
from tests.support.ledgers import check_ledger

if TYPE_CHECKING:
    from tests.sending.world import World

ROWS = """
SELECT r.phone_number, CASE WHEN r.outcome <> '' THEN r.outcome ELSE p.state END
FROM submission_rows r LEFT JOIN parts p ON p.id = r.part_id
"""
READY_AGAIN = """
SELECT count(*) FROM parts p JOIN attempts a ON a.id = p.attempt_id
WHERE p.state = 'ready' AND a.outcome <> 'not_sent'
"""
SUMS = """
SELECT s.id, (SELECT count(*) FROM submission_rows r WHERE r.submission_id = s.id), s.counts ->> '$.ready',
       (SELECT count(*) FROM submission_rows r LEFT JOIN parts p ON p.id = r.part_id
        WHERE r.submission_id = s.id AND r.outcome = '' AND p.state IS NULL)
FROM submissions s
"""
STILL_ROUNDS = 4
"""So many times 1,000 s without a move: what is open now waits for ever, for an answer that fits."""
OPEN = ("intent", "unknown")


class Broken(AssertionError):
    """A promise was broken; its name is the check that saw it."""


def check(world: World) -> None:
    """Hold the world to every promise that holds at every moment.

    Raises:
        Broken: names the promise.
    """
    holds = world.truth.holds
    twice = [number for number, times in holds.items() if times > world.allowed.get(number, 1)]
    _hold(not twice, "nobody twice")
    stands: dict[str, Counter[str]] = {}
    for number, state in memory().rows(ROWS):
        stands.setdefault(str(number), Counter())[str(state)] += 1
    late = Counter(number for _, numbers, _ in world.truth.pending for number in numbers)
    for number in stands.keys() | holds.keys():
        found = stands.get(number, Counter())
        _hold(holds[number] >= found["acked"], "sent means present")
        unsettled = sum(found[state] for state in OPEN)
        _hold(holds[number] <= found["acked"] + unsettled, "present means sent or in question")
        _hold(not (found["ready"] and late[number] > unsettled), "ready means it cannot arrive any more")
    _hold(memory().rows(READY_AGAIN) == [(0,)], "nothing ready of an unsettled attempt")
    for _, rows, ready, lost in memory().rows(SUMS):
        _hold(rows == int(str(ready)) and not lost, "the sums hold")


def drain(world: World) -> None:
    """The network is well again and the operator answers truthfully: in the end everything is settled.

    Raises:
        Broken: names the promise.
    """
    world.wire.is_down = False
    world.time.shift = 0.0
    world.sender = world.new_sender()
    still, stood = 0, ()
    while world.store.ledger.unfinished() and still < STILL_ROUNDS:
        world.wait(1000)
        world.resume()
        world.tend("ok")
        world.answer()
        stands = tuple(memory().rows("SELECT id, state, rows, tries FROM parts"))
        still, stood = still + 1 if stands == stood else 0, stands
    check(world)
    check_end(world)


def check_end(world: World) -> None:
    """Every lead of every file is there once, or is on a screen: refused, withdrawn, taken back, or in question.

    Raises:
        Broken: names the promise.
    """
    ledger = world.store.ledger
    asked = {question.part.id for question in world.questions()}
    behind = ("ready",) if asked else ()
    for submission in ledger.latest(99):
        try:
            check_ledger(world.store, submission.id)
            outcome_counts(submission)
        except ConservationError:
            raise Broken("the sums hold") from None
        for part in submission.parts:
            waits = part.state in ("ready", "intent") and part.state not in behind
            _hold(not waits, "in the end nothing waits, unless for an answer")
            _hold(part.state != "unknown" or part.id in asked, "in the end what is unknown is asked")
    holds = world.truth.holds
    stands: dict[str, Counter[str]] = {}
    for number, state in memory().rows(ROWS):
        stands.setdefault(str(number), Counter())[str(state)] += 1
    for number, found in stands.items():
        ended = found["refused"] + found["withdrawn"] + found["taken_back"]
        waits = found["unknown"] + sum(found[state] for state in behind)
        _hold(found["acked"] + waits + ended > 0, "in the end nobody is lost")
        if not found["unknown"]:
            _hold(holds[number] == found["acked"], "in the end each lead is there as often as it was sent")


def _hold(promise: bool, name: str) -> None:
    if not promise:
        raise Broken(name)
