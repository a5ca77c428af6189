"""Random sends in calling hours: clocks that jump, machines that sleep, lists that change, senders that die.

Every upload is judged, when its bytes leave, by the second opinion of `oracle`: the hours must be open in every zone in
which each person may be, and nobody may be on the do-not-call list as it was when the upload was committed.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from callsheet.sending import Schedule, SendRequest, SendService
from callsheet.store import PartLimits
from tests.sending.bench import check_file
from tests.sending.proofs.promises import PromiseBroken, check
from tests.sending.proofs.simulation import QUARANTINE, SERVER, Simulation
from tests.sending.proofs.simulation_parts import START, ProcessKilled
from tests.sending.server_state import CAMPAIGN
from tests.validation.calling_rules import oracle

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Report

FILES, SENDS_PER_TRIAL, STEPS = 48, 12, 60
PRESETS = tuple(oracle.PRESET_HOURS)
OPERATORS = tuple(f"operator {number}" for number in range(1, 11))
PLACES = (
    "+9198{:08}",  # India
    "+1212{:07}",  # New York
    "+1310{:07}",  # Los Angeles
    "+1808{:07}",  # Hawaii, without summer time
    "+1800{:07}",  # toll-free: anywhere in North America
    "+614{:08}",  # an Australian mobile: eight zones
    "+612{:08}",  # Sydney
    "+4420{:08}",  # London
    "+3519{:08}",  # a Portuguese mobile: Lisbon, Madeira or the Azores
    "+7495{:07}",  # Moscow
    "+88161{:07}",  # a satellite: nowhere
)
CLOCK_CHANGES = tuple(
    datetime(*day, tzinfo=UTC)
    for day in ((2026, 3, 8), (2026, 3, 29), (2026, 4, 5), (2026, 10, 4), (2026, 10, 25), (2026, 11, 1))
)
"""Nights in which the United States, Europe or Australia change their clocks."""
POINTS = ("connected", "intent_committed", "intent_logged", "first_byte", "leaving", "taken", "answered", "settled")
BEFORE_THE_COMMIT = ("connected",)
MINUTE, HOUR = 60.0, 3600.0


@dataclass(frozen=True)
class GateResult:
    """What a trial did.

    Args:
        broken: the promise that was broken; "" none.
        sends: submissions.
        uploads: that left.
        numbers: in them.
        withheld: leads that were not sent in the end: held back by a gate, or waiting for their hours.
        kills: senders that died.
    """

    broken: str
    sends: int
    uploads: int
    numbers: int
    withheld: int
    kills: int


@cache
def report_of_file(file: int) -> Report:
    """A file of up to nine people in up to three places; no two files share a number."""
    rng = random.Random(f"file {file}")
    lines = [rng.choice(PLACES).format(2_000_000 + 97 * (9 * file + row)) for row in range(rng.randrange(1, 10))]
    return check_file(("phone_number\n" + "\n".join(lines) + "\n").encode())


class GateSimulation(Simulation):
    """Sends with calling hours to one campaign, of ten operators.

    Args:
        rng: decides everything.
        **kind: what the server can be asked.
    """

    def __init__(self, rng: random.Random, **kind: Any) -> None:
        super().__init__(**kind)
        self.rng = rng
        self.time.shift = (self._some_day() - START).total_seconds()
        self.hours: dict[str, str] = {}
        self.on_list: set[str] = set()
        self.listed_at_commit: frozenset[str] = frozenset()
        self.at_commit = self.time.now()
        self.released: Counter[str] = Counter()
        self.broken = ""
        self.sends = 0

    def _some_day(self) -> datetime:
        if self.rng.random() < 1 / 2:
            return self.rng.choice(CLOCK_CHANGES) + timedelta(hours=self.rng.uniform(-30, 30))
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=self.rng.randrange(365 * 1440))

    @property
    def send_service(self) -> SendService:
        limits = PartLimits(rows=3)
        who = self.rng.choice(OPERATORS)
        return SendService(self.store, SERVER, who, quarantine_seconds=QUARANTINE, limits=limits)

    def press(self, file: int) -> None:
        """An operator sends a file in calling hours, sometimes at a later time as well."""
        preset = self.rng.choice(PRESETS)
        at = self.time.now() + timedelta(hours=self.rng.uniform(1, 30)) if self.rng.random() < 1 / 4 else None
        report = report_of_file(file)
        request = SendRequest(
            report=report,
            campaign_id=CAMPAIGN,
            campaign_name="T",
            draft_id=f"draft {file}",
            schedule=Schedule(preset, at, calls_at_once=self.rng.choice((1, 3, 50))),
            is_trial=self.rng.random() < 1 / 10,
        )
        self.hours |= dict.fromkeys(report.clean["phone_number"].tolist(), preset)
        self.send_service.submit(request, self.send_service.plan(request))
        self.sends += 1

    def _reach(self, name: str) -> None:
        if name == "intent_committed":
            self.listed_at_commit, self.at_commit = frozenset(self.on_list), self.time.now()
        super()._reach(name)
        if name == "taken":
            self._judge(self.server_state.seen[-1])

    def _judge(self, numbers: list[str]) -> None:
        self.released.update(numbers)
        listed = self.listed_at_commit.intersection(numbers)
        if listed:
            self.broken = self.broken or f"listed numbers sent: {sorted(listed)}"
        for number in numbers:
            state = oracle.state(self.hours[number], oracle.zones_of(number), self.time.now())
            if state != "now":
                said = f"{number} sent at {self.time.now()} outside of {self.hours[number]}: {state}"
                self.broken = self.broken or said

    def change_list(self) -> None:
        """Somebody is listed, or taken off again: most of them people of a send that waits."""
        known = sorted(self.hours)
        if not known:
            return
        number = self.rng.choice(known)
        if number in self.on_list and self.rng.random() < 1 / 2:
            self.store.suppression.remove([number], self.rng.choice(OPERATORS))
            self.on_list.discard(number)
        else:
            self.store.suppression.add([number], self.rng.choice(OPERATORS))
            self.on_list.add(number)

    def jump(self) -> None:
        """Somebody sets the clock, by minutes, hours or days, or it falls back."""
        self.time.shift += self.rng.choice((-1, 1)) * self.rng.choice((5 * MINUTE, HOUR, 9 * HOUR, 60 * HOUR))

    def sleep(self) -> None:
        """The machine sleeps for minutes to a day, or nothing happens for that long."""
        self.wait(self.rng.choice((20.0, 10 * MINUTE, HOUR, 5 * HOUR, 24 * HOUR)) * self.rng.uniform(0.5, 1.5))

    def other_sender(self) -> None:
        """Another process has the sender's lock for a while, on the same ledger."""
        other = self.new_sender()
        for _ in range(2):
            other.process_campaign(CAMPAIGN)


def run_gate_trial(seed: str) -> GateResult:
    """Run one trial.

    Args:
        seed: decides everything that happens in it.
    """
    rng = random.Random(seed)
    kind = rng.choice(({"keys": True, "atomic": True, "lists": True, "bulk": True}, {"counts": True}, {"lists": True}))
    simulation = GateSimulation(rng, **kind)
    files = iter(rng.sample(range(FILES), SENDS_PER_TRIAL))
    broken = ""
    with simulation.running():
        try:
            simulation.press(next(files))
            for _ in range(STEPS):
                _take_step(simulation, rng, files)
                simulation.time.seconds += 0.01
            check(simulation)
        except PromiseBroken as promise:
            broken = str(promise)
    left = sum(submission.rows_carried - submission.rows_sent for submission in simulation.store.ledger.latest(99))
    uploads, numbers = simulation.server_state.uploads, sum(simulation.released.values())
    return GateResult(simulation.broken or broken, simulation.sends, uploads, numbers, left, simulation.kills)


def _take_step(simulation: GateSimulation, rng: random.Random, files: Any) -> None:
    word = rng.choice(("ok", "ok", "ok", "all:reset", "none:reset", "all:503", "busy:7"))

    def send_more() -> None:
        file = next(files, None)
        if file is not None:
            simulation.press(file)

    def run_for_a_while() -> None:
        for _ in range(3):
            simulation.run_sender(word)

    def restart() -> None:
        simulation.sender = simulation.new_sender()

    # what the machine's clock says when the bytes leave is the time they are judged by: nobody can know a better one
    before = rng.choice((simulation.change_list, simulation.jump, simulation.sleep, simulation.other_sender))
    after = rng.choice((simulation.change_list, simulation.sleep))
    steps: list[tuple[int, Callable[[], object]]] = [
        (24, run_for_a_while),
        (10, lambda: simulation.run_sender(word, kill_at=rng.choice(POINTS))),
        (12, simulation.sleep),
        (12, send_more),
        (8, simulation.change_list),
        (5, simulation.jump),
        (8, lambda: _meanwhile(simulation, rng.choice(BEFORE_THE_COMMIT), word, before)),
        (6, lambda: _meanwhile(simulation, rng.choice(("intent_committed", "intent_logged")), word, after)),
        (6, simulation.answer),
        (3, restart),
        (3, simulation.resume),
        (2, simulation.withdraw),
    ]
    weights, actions = zip(*steps, strict=True)
    rng.choices(actions, weights)[0]()


def _meanwhile(simulation: GateSimulation, point: str, word: str, action: Callable[[], object]) -> None:
    try:
        simulation.meanwhile(point, word, action)
    except ProcessKilled:
        simulation.sender = simulation.new_sender()
