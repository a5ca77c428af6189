"""A desk and a sender on one ledger, as short as the tests need it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from callsheet.client import CallsheetApi
from callsheet.files import read_table
from callsheet.sending import Sender, SendRequest, SendService
from callsheet.store import PartLimits, Store, Submission, SubmissionState
from callsheet.store.tables import PARTS
from callsheet.validation import Report, Route, check, contract_mapping, suggest_mapping
from tests.sending.truth import CAMPAIGN
from tests.support.ledgers import check_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.sending_server import FaultServer

LEADS = b"phone_number,name\n9876543210,Asha\n,Nobody\n9123456789,Ravi\n9876543210,Asha again\n"
ASHA, RAVI = "+919876543210", "+919123456789"
SERVER = "test"


def judged(data: bytes = LEADS) -> Report:
    """The judgement of a file with literal columns, on an Indian route."""
    table = read_table("leads.csv", data)
    return check(table, contract_mapping(table), Route.unknown("IN"))


def judged_as_proposed(data: bytes) -> Report:
    """The judgement of a file whose columns become what is proposed."""
    table = read_table("leads.csv", data)
    return check(table, suggest_mapping(table, "IN"), Route.unknown("IN"))


def many(number: int, first: int = 0) -> bytes:
    """A file with so many good numbers."""
    lines = [f"98{first + place:08},Lead {place}\n" for place in range(number)]
    return ("phone_number,name\n" + "".join(lines)).encode()


class Bench:
    """One ledger, one server; `press` and `work` are the operator's and the sender's turn."""

    def __init__(self, store: Store, server: FaultServer, quarantine_seconds: float) -> None:
        self.store, self.server, self.truth = store, server, server.truth
        self.quarantine_seconds = quarantine_seconds
        self.limits = PartLimits()
        self.api = CallsheetApi(server.url, "key", upload_timeout=5)
        self.sender = self.new_sender()

    def new_sender(self, has_lock: Callable[[], bool] = lambda: True) -> Sender:
        """As if the process had been started anew: the one before is dead."""
        sender = Sender(self.store, self.api, SERVER, quarantine_seconds=self.quarantine_seconds, has_lock=has_lock)
        sender.recover()
        return sender

    @property
    def send_service(self) -> SendService:
        return SendService(self.store, SERVER, "Meera", quarantine_seconds=self.quarantine_seconds, limits=self.limits)

    @staticmethod
    def request(data: bytes = LEADS) -> SendRequest:
        """A request to send a file to the test campaign."""
        return SendRequest(report=judged(data), campaign_id=CAMPAIGN, campaign_name="Test campaign", draft_id="draft")

    def press(
        self, data: bytes = LEADS, *, draft_id: str = "draft", campaign_id: str = CAMPAIGN, **more: Any
    ) -> Submission:
        request = replace(self.request(data), draft_id=draft_id, campaign_id=campaign_id, **more)
        return self.send_service.submit(request, self.send_service.plan(request))

    def hurry(self, submission: Submission) -> None:
        """As if the time that a part waits had passed."""
        with self.store.engine.begin() as connection:
            connection.execute(update(PARTS).where(PARTS.c.submission_id == submission.id).values(not_before=None))

    def work(self, rounds: int = 50) -> None:
        """Let the sender do all that is due, and look for evidence as often as it helps."""
        idle = 0
        for _ in range(rounds):
            self.sender.reconciler.ask_at_once()
            moved = sum(self.sender.process_campaign(campaign) for campaign in self.sender.campaigns())
            idle = 0 if moved else idle + 1
            if idle > 2:
                return

    def send(self, data: bytes = LEADS, **more: Any) -> Submission:
        """Press, work, and what became of it."""
        submission = self.press(data, **more)
        self.work()
        return self.get(submission)

    def get(self, submission: Submission) -> Submission:
        check_ledger(self.store, submission.id)
        return self.store.ledger.get(submission.id)

    @property
    def open_states(self) -> list[SubmissionState]:
        return [each.state for each in self.store.ledger.unfinished()]
