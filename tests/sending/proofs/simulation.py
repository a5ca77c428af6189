"""A simulated world: operators, a sender that may die anywhere, a network that fails, and the server's true state.

The ledger, the service, the sender and the client are the real ones. Simulated are the network, the server and the
clock.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from callsheet.client import api as client
from callsheet.errors import StoreError
from callsheet.sending import BatchChoice, Sender, SendRequest, SendService, failpoints
from callsheet.store import DestinationKind, PartLimits
from tests.sending.destination_states import STATES, BatchState
from tests.sending.in_process_server import InProcessServer, client_of
from tests.sending.proofs.simulation_parts import ProcessKilled, SimulatedTime, memory_ledger, report_of
from tests.sending.server_state import CAMPAIGN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from callsheet.sending import Plan, Question

SERVER = "test"
QUARANTINE = 900.0
ROWS_PER_PART = 3
IN_QUESTION = """
SELECT count(*) FROM submission_rows r JOIN parts p ON p.id = r.part_id
WHERE r.phone_number = '{number}' AND r.outcome = '' AND p.state IN ('intent', 'unknown')
"""


class Simulation:
    """One ledger, one server, one campaign.

    Args:
        operator_counts: True when the operator counts the campaign's leads before each press.
        refuses_in_part: a refusal of this server queues the rows that it does not name.
        destination: where the leads are sent.
        kind: what the server can be asked, or how it behaves; see the states of its kind.
    """

    def __init__(
        self,
        *,
        operator_counts: bool = True,
        refuses_in_part: bool = False,
        destination: DestinationKind = DestinationKind.CAMPAIGN,
        **kind: Any,
    ) -> None:
        self.destination = destination
        self.operator_counts, self.refuses_in_part = operator_counts, refuses_in_part
        self.time = SimulatedTime()
        self.server_state = STATES[destination](now=self.time.boot_seconds, **kind)
        self.network = InProcessServer(self.server_state)
        self.network.on_post = self._reach
        self.api = client_of(self.network)
        self.store = memory_ledger().fresh(self.time)
        self.kill_at = ""
        self.at_points: dict[str, Callable[[], object]] = {}
        self.kills = 0
        self.allowed: dict[str, int] = {}
        """E.164 → how often it may be on the server, where that is more than once."""
        self.listed: dict[str, int] = {}
        """E.164 on the do-not-call list → how often it was on the server, or might be, when it was put there."""
        self.plans: dict[str, tuple[SendRequest, Plan]] = {}
        self.counts_at: dict[datetime, int] = {}
        self.sender = self.new_sender()

    def new_sender(self) -> Sender:
        """A new sender process; the one before is dead."""
        sender = Sender(self.store, self.api, SERVER, quarantine_seconds=QUARANTINE)
        with suppress(ProcessKilled):
            sender.recover()
        return sender

    @property
    def send_service(self) -> SendService:
        limits = PartLimits(rows=ROWS_PER_PART)
        return SendService(self.store, SERVER, "Meera", quarantine_seconds=QUARANTINE, limits=limits)

    @contextmanager
    def running(self) -> Iterator[Simulation]:
        """Let failpoints act on this simulation."""
        with (
            patch.object(failpoints, "reached", self._reach),
            patch.object(client, "READ_RETRY_DELAYS", ()),  # the client does not sleep between reads
        ):
            yield self

    def _reach(self, name: str) -> None:
        if name == "intent_committed":
            self.counts_at[self.time.now()] = self.count
        action = self.at_points.pop(name, None)
        if action is not None:
            action()
        if self.kill_at == name:
            self.kill_at = ""
            self.kills += 1
            raise ProcessKilled(name)

    @property
    def count(self) -> int:
        """Leads that the campaign shows."""
        return sum(self.server_state.holds.values())

    def submit(self, file: int, draft: str, *, again: bool = False) -> str:
        """An operator presses Send; returns the submission's id, "" when nothing was submitted."""
        request = SendRequest(
            report=report_of(file),
            campaign_id=CAMPAIGN,
            campaign_name="T",
            draft_id=draft,
            destination=self.destination,
            batch=BatchChoice("June offers") if self.destination is DestinationKind.BATCH_CALL else None,
        )
        plan = self.send_service.plan(request)
        repeats = plan.next_repeats() if again else {}
        if not plan.rows_to_send and not repeats:
            return ""
        self.plans[draft] = (request, plan)
        known = {submission.id for submission in self.store.ledger.of_draft(draft)}
        submission_id = self._submit(draft, again=again)
        if submission_id and submission_id not in known:
            for number in repeats:
                self.allowed[number] = self.allowed.get(number, 1) + 1
        return submission_id

    def press_and_die(self, file: int, draft: str, point: str) -> None:
        """The operator's process dies while it prepares what Send was pressed for."""
        self.kill_at = point
        self.submit(file, draft)
        self.kill_at = ""

    def press_meanwhile(self, file: int, draft: str, point: str, action: Callable[[], object]) -> None:
        """Something else happens while a submission is prepared."""
        self.at_points[point] = action
        self.submit(file, draft)
        self.at_points.clear()

    def submit_again(self, draft: str) -> None:
        """The same button of the same page is pressed again: a double click, or another browser."""
        if draft in self.plans:
            self._submit(draft)

    def _submit(self, draft: str, *, again: bool = False) -> str:
        request, plan = self.plans[draft]
        request = replace(request, call_again=again, count_before=self.count if self.operator_counts else None)
        with suppress(ProcessKilled):
            return self.send_service.submit(request, plan).id
        return ""

    def run_sender(self, word: str, *, kill_at: str = "") -> None:
        """The sender does what is due next; the server answers an upload as the word says, or the sender dies."""
        self.server_state.script = [word]
        self.kill_at = kill_at
        try:
            self.sender.process_campaign(CAMPAIGN)
        except ProcessKilled:
            self.sender = self.new_sender()
        self.kill_at = ""

    def oversleep(self, point: str, word: str) -> None:
        """The machine sleeps at a point; another sender works for 40 minutes; then the first one continues."""

        def let_other_work() -> None:
            other = self.new_sender()
            for _ in range(4):
                self.wait(600)
                other.process_campaign(CAMPAIGN)
                self.answer()

        self.meanwhile(point, word, let_other_work)
        self.sender = self.new_sender()

    def meanwhile(self, point: str, word: str, action: Callable[[], object]) -> None:
        """Something else happens while the sender is at a point."""
        self.at_points[point] = action
        self.run_sender(word)
        self.at_points.clear()

    def wait(self, seconds: float) -> None:
        self.time.seconds += seconds
        self.server_state.settle_late()

    def questions(self) -> list[Question]:
        service = self.send_service
        unfinished = self.store.ledger.unfinished()
        return [question for submission in unfinished for question in service.answers.questions(submission)]

    def answer(self) -> None:
        """The operator looks at the server and answers every question truthfully."""
        for question in self.questions():
            part = question.part.id
            before = question.count_before
            if before is None:
                before = self.counts_at.get(question.attempt.left_at, self.count)
            count = self.count_for(question)
            if self.send_service.answers.can_answer(part, count_before=before, count_now=count):
                self.send_service.answers.answer(part, count_before=before, count_now=count)
        for question in self.questions():
            if question.inconclusive_answer is not None and question.quarantine_left == 0.0:
                self._answer_rows(question)

    def count_for(self, question: Question) -> int:
        """The number that the operator sees: of the campaign, or of the batch call with the mark."""
        state = self.server_state
        return state.leads_in(question.attempt.mark) if isinstance(state, BatchState) else self.count

    def _answer_rows(self, question: Question) -> None:
        """The operator compares the leads at the server, of a batch call those in it, with the list of a part."""
        part_id, state = question.part.id, self.server_state
        if isinstance(state, BatchState):
            numbers = state.numbers_in(question.attempt.mark)
            arrived = {row for row, number, _ in self.store.ledger.part_rows(part_id) if number in numbers}
            self.send_service.answers.answer_rows(part_id, arrived)
            return
        elsewhere = self.store.ledger.lead_counts.sent_elsewhere(part_id)
        rows = self.store.ledger.part_rows(part_id)
        holds = self.server_state.holds
        arrived = {row for row, number, _ in rows if holds[number] > elsewhere.get(number, 0)}
        self.send_service.answers.answer_rows(part_id, arrived)

    def answer_wrongly_then_rightly(self) -> None:
        """The operator miscounts, and corrects it before anything else happens."""
        for question in self.questions()[:1]:
            if question.count_before is None:
                continue
            with suppress(StoreError):
                wrong = question.count_before + question.sent_since
                right = self.count_for(question)
                wrong += 0 if right != wrong else question.part.rows
                self.send_service.answers.answer(question.part.id, count_before=question.count_before, count_now=wrong)
                self.send_service.answers.answer(question.part.id, count_before=question.count_before, count_now=right)

    def put_on_list(self, file: int) -> None:
        """The first number of a file is put on the do-not-call list."""
        number = str(report_of(file).clean["phone_number"].iloc[0])
        self.store.suppression.add([number], "Meera")
        in_question = memory_ledger().rows(IN_QUESTION.format(number=number))[0][0]
        self.listed.setdefault(number, self.server_state.holds[number] + int(str(in_question)))

    def withdraw(self) -> None:
        for submission in self.store.ledger.unfinished()[:1]:
            self.send_service.withdraw(submission.id)

    def resume(self) -> None:
        for submission in self.store.ledger.unfinished():
            self.send_service.resume(submission.id)

    def recall(self) -> None:
        """The newest settled submission is recalled."""
        latest = self.store.ledger.latest(9)
        settled = [submission for submission in latest if submission.state.is_settled and submission.rows_sent]
        for submission in settled[:1]:
            self.send_service.request_recall(submission.id)
