"""The promises, checked after every step of a trial against the server's state, by SQL of their own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from callsheet.errors import ConservationError
from callsheet.sending import outcome_counts
from tests.sending.proofs.simulation_parts import memory_ledger
from tests.support.ledgers import check_ledger

if TYPE_CHECKING:
    from tests.sending.proofs.simulation import Simulation

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
PARTS = "SELECT id, state, rows, tries FROM parts"
IDLE_ROUNDS = 4
"""Rounds of 1,000 s without a change after which what is unfinished waits for an answer that fits, for ever."""
UNSETTLED = ("intent", "unknown")


class PromiseBroken(AssertionError):
    """A promise was broken; the message names it."""


def check(simulation: Simulation) -> None:
    """Check every promise that holds at any moment.

    Raises:
        PromiseBroken: names the promise.
    """
    holds = simulation.server_state.holds
    twice = [number for number, count in holds.items() if count > simulation.allowed.get(number, 1)]
    _require(not twice, "nobody twice")
    listed = [number for number, count in simulation.listed.items() if holds[number] > count]
    _require(not listed, "nobody who was listed before the part was sent")
    states = _states_by_number()
    late = Counter(number for _, numbers, _ in simulation.server_state.pending for number in numbers)
    for number in states.keys() | holds.keys():
        counts = states.get(number, Counter())
        unsettled = sum(counts[state] for state in UNSETTLED)
        _require(holds[number] >= counts["acked"], "sent means present")
        _require(holds[number] <= counts["acked"] + unsettled, "present means sent or in question")
        _require(not (counts["ready"] and late[number] > unsettled), "ready means it cannot arrive any more")
    _require(memory_ledger().rows(READY_AGAIN) == [(0,)], "nothing ready of an unsettled attempt")
    for _, rows, ready, stateless in memory_ledger().rows(SUMS):
        _require(rows == int(str(ready)) and not stateless, "the sums hold")


def run_to_end(simulation: Simulation) -> None:
    """Restore the network and answer truthfully until everything is settled, then check the last promises.

    Raises:
        PromiseBroken: names the promise.
    """
    simulation.network.is_down = False
    simulation.time.shift = 0.0
    simulation.sender = simulation.new_sender()
    idle_rounds = 0
    parts_before: list[tuple[object, ...]] = []
    while simulation.store.ledger.unfinished() and idle_rounds < IDLE_ROUNDS:
        simulation.wait(1000)
        simulation.resume()
        simulation.run_sender("ok")
        simulation.answer()
        parts = memory_ledger().rows(PARTS)
        idle_rounds = idle_rounds + 1 if parts == parts_before else 0
        parts_before = parts
    check(simulation)
    check_end(simulation)


def check_end(simulation: Simulation) -> None:
    """Check that every lead of every file is there once, or is shown: refused, withdrawn, recalled, or in question.

    Raises:
        PromiseBroken: names the promise.
    """
    ledger = simulation.store.ledger
    parts_in_question = {question.part.id for question in simulation.questions()}
    blocked = ("ready",) if parts_in_question else ()
    for submission in ledger.latest(99):
        try:
            check_ledger(simulation.store, submission.id)
            outcome_counts(submission)
        except ConservationError:
            raise PromiseBroken("the sums hold") from None
        for part in submission.parts:
            is_waiting = part.state in ("planned", "ready", "intent") and part.state not in blocked
            _require(not is_waiting, "in the end nothing waits, unless for an answer")
            _require(part.state != "unknown" or part.id in parts_in_question, "in the end what is unknown is asked")
    holds = simulation.server_state.holds
    for number, counts in _states_by_number().items():
        ended = counts["refused"] + counts["withdrawn"] + counts["taken_back"] + counts["held_back"]
        waiting = counts["unknown"] + sum(counts[state] for state in blocked)
        _require(counts["acked"] + waiting + ended > 0, "in the end nobody is lost")
        if not counts["unknown"]:
            _require(holds[number] == counts["acked"], "in the end each lead is there as often as it was sent")


def _states_by_number() -> dict[str, Counter[str]]:
    """E.164 → how many of its rows are in each state."""
    states: dict[str, Counter[str]] = {}
    for number, state in memory_ledger().rows(ROWS):
        states.setdefault(str(number), Counter())[str(state)] += 1
    return states


def _require(promise: bool, name: str) -> None:
    if not promise:
        raise PromiseBroken(name)
