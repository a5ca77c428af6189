"""The world of a trial: operators, a sender that may die anywhere, a network that breaks, and the truth beside it.

The ledger, the desk, the sender and the client are the real ones. Simulated are the wire, the server and the clock.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from unittest.mock import patch

from callsheet.client import api as client
from callsheet.errors import StoreError
from callsheet.sending import Sender, SendRequest, SendService, failpoints
from callsheet.store import PartLimits
from tests.sending.model_parts import Killed, Time, memory, report_of
from tests.sending.truth import CAMPAIGN, Truth
from tests.sending.wire import Wire, api_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from callsheet.sending import Plan, Question

SERVER = "test"
QUARANTINE = 900.0


@dataclass
class World:
    """One ledger, one server, one campaign.

    Args:
        keys: as of `Truth`.
        lists: as of `Truth`.
        counts: as of `Truth`.
        atomic: as of `Truth`.
        partial: a refusal of this server queues what it does not refuse; a server is of one kind or the other.
        asks: True when the operator counts the campaign's leads before each press.
    """

    keys: bool = False
    lists: bool = False
    counts: bool = False
    atomic: bool = False
    asks: bool = True
    partial: bool = False
    time: Time = field(default_factory=Time)
    kill_at: str = ""
    at_points: dict[str, Callable[[], None]] = field(default_factory=dict)
    kills: int = 0
    allowed: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.truth = Truth(keys=self.keys, lists=self.lists, counts=self.counts, atomic=self.atomic)
        self.truth.now = self.time.boot_seconds
        self.wire = Wire(self.truth)
        self.wire.on_post = self._point
        self.api = api_over(self.wire)
        self.store = memory().fresh(self.time)
        self.plans: dict[str, tuple[SendRequest, Plan]] = {}
        self.before: dict[datetime, int] = {}
        self.sender = self.new_sender()

    def new_sender(self) -> Sender:
        """A process is started; whoever sent before is dead."""
        made = Sender(self.store, self.api, SERVER, quarantine_seconds=QUARANTINE)
        with suppress(Killed):
            made.recover()
        return made

    @property
    def send_service(self) -> SendService:
        return SendService(self.store, SERVER, "Meera", quarantine_seconds=QUARANTINE, limits=PartLimits(rows=3))

    @contextmanager
    def running(self) -> Iterator[World]:
        """The program's crash points are this world's."""
        with (
            patch.object(failpoints, "reached", self._point),
            patch.object(client, "READ_RETRY_DELAYS", ()),  # nobody sleeps in here
        ):
            yield self

    def _point(self, name: str) -> None:
        if name == "intent_committed":
            self.before[self.time.now()] = self.count
        happens = self.at_points.pop(name, None)
        if happens is not None:
            happens()
        if self.kill_at == name:
            self.kill_at = ""
            self.kills += 1
            raise Killed(name)

    @property
    def count(self) -> int:
        """Leads that the campaign shows."""
        return sum(self.truth.holds.values())

    def press(self, file: int, draft: str, *, again: bool = False) -> str:
        """An operator presses Send."""
        request = SendRequest(report=report_of(file), campaign_id=CAMPAIGN, campaign_name="T", draft_id=draft)
        plan = self.send_service.plan(request)
        rounds = plan.next_repeats(self.store.ledger) if again else {}
        if not plan.rows_to_send and not rounds:
            return ""
        self.plans[draft] = (request, plan)
        known = {each.id for each in self.store.ledger.of_draft(draft)}
        pressed = self._press(draft, again=again)
        if pressed and pressed not in known:
            for number in rounds:
                self.allowed[number] = self.allowed.get(number, 1) + 1
        return pressed

    def press_once_more(self, draft: str) -> None:
        """The same button of the same page, pressed again: a double click, or another browser."""
        if draft in self.plans:
            self._press(draft)

    def _press(self, draft: str, *, again: bool = False) -> str:
        request, plan = self.plans[draft]
        request = replace(request, call_again=again, count_before=self.count if self.asks else None)
        with suppress(Killed):
            return self.send_service.submit(request, plan).id
        return ""

    def tend(self, word: str, *, kill_at: str = "") -> None:
        """The sender does what is due next; the server answers an upload as the word says, or the sender dies."""
        self.truth.script = [word]
        self.kill_at = kill_at
        try:
            self.sender.process_campaign(CAMPAIGN)
        except Killed:
            self.sender = self.new_sender()
        self.kill_at = ""

    def oversleep(self, point: str, word: str) -> None:
        """The machine sleeps at a point; another takes over for half an hour; then the first one wakes and goes on."""

        def happens() -> None:
            other = self.new_sender()
            for _ in range(4):
                self.wait(600)
                other.process_campaign(CAMPAIGN)
                self.answer()

        self.at_points[point] = happens
        self.tend(word)
        self.at_points.clear()
        self.sender = self.new_sender()

    def meanwhile(self, point: str, word: str, happens: Callable[[], None]) -> None:
        """Somebody does something while the sender is at a point."""
        self.at_points[point] = happens
        self.tend(word)
        self.at_points.clear()

    def wait(self, seconds: float) -> None:
        self.time.seconds += seconds
        self.truth.settle_late()

    def questions(self) -> list[Question]:
        return [each for found in self.store.ledger.unfinished() for each in self.send_service.questions(found)]

    def answer(self) -> None:
        """The operator looks at the server and answers what is asked, truthfully."""
        for question in self.questions():
            part = question.part.id
            before = question.count_before
            if before is None:
                before = self.before.get(question.attempt.left_at, self.count)
            if self.send_service.can_answer(part, count_before=before, count_now=self.count):
                self.send_service.answer(part, count_before=before, count_now=self.count)

    def withdraw(self) -> None:
        for submission in self.store.ledger.unfinished()[:1]:
            self.send_service.withdraw(submission.id)

    def resume(self) -> None:
        for submission in self.store.ledger.unfinished():
            self.send_service.resume(submission.id)

    def take_back(self) -> None:
        """The newest settled submission is taken back."""
        found = next((each for each in self.store.ledger.latest(9) if each.state.is_settled and each.rows_sent), None)
        if found is not None:
            self.send_service.request_recall(found.id)

    def answer_wrongly_then_rightly(self) -> None:
        """The operator miscounts, and corrects it before anything else happens."""
        for question in self.questions()[:1]:
            if question.count_before is None:
                continue
            with suppress(StoreError):
                wrong = question.count_before + question.sent_since
                wrong += 0 if self.count != wrong else question.part.rows
                self.send_service.answer(question.part.id, count_before=question.count_before, count_now=wrong)
                self.send_service.answer(question.part.id, count_before=question.count_before, count_now=self.count)
