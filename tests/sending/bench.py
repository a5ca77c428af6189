"""A test bench: an operator, a sender and a fault server on one ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from callsheet.client import CallsheetApi
from callsheet.files import read_table
from callsheet.sending import BatchChoice, Sender, SendRequest, SendService
from callsheet.store import DestinationKind, PartLimits, Store, Submission, SubmissionState
from callsheet.store.tables import PARTS
from callsheet.validation import Report, Route, check, contract_mapping, suggest_mapping
from tests.sending.destination_states import STATES
from tests.sending.server_state import CAMPAIGN
from tests.support.ledgers import check_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.fault_server import FaultServer

LEADS = b"phone_number,name\n9876543210,Asha\n,Nobody\n9123456789,Ravi\n9876543210,Asha again\n"
ASHA, RAVI = "+919876543210", "+919123456789"
SERVER = "test"


def check_file(data: bytes = LEADS) -> Report:
    """The report of a file, column names taken literally, on an Indian route."""
    table = read_table("leads.csv", data)
    return check(table, contract_mapping(table), Route.unknown("IN"))


def check_suggested(data: bytes) -> Report:
    """The report of a file with the suggested mapping."""
    table = read_table("leads.csv", data)
    return check(table, suggest_mapping(table, "IN"), Route.unknown("IN"))


def leads_file(number: int, first: int = 0) -> bytes:
    """A file with so many valid numbers, counted from `first`."""
    lines = [f"98{first + index:08},Lead {index}\n" for index in range(number)]
    return ("phone_number,name\n" + "".join(lines)).encode()


class Bench:
    """One ledger, one server; `submit` is the operator's turn, `run_sender` the sender's."""

    def __init__(self, store: Store, server: FaultServer, quarantine_seconds: float) -> None:
        self.store, self.server, self.server_state = store, server, server.server_state
        self.quarantine_seconds = quarantine_seconds
        self.limits: PartLimits | None = PartLimits()
        self.destination = next(kind for kind, state in STATES.items() if type(server.server_state) is state)
        self.api = CallsheetApi(server.url, "key", upload_timeout=5)
        self.sender = self.new_sender()

    def new_sender(self, has_lock: Callable[[], bool] = lambda: True) -> Sender:
        """A new sender process; the one before is dead."""
        sender = Sender(self.store, self.api, SERVER, quarantine_seconds=self.quarantine_seconds, has_lock=has_lock)
        sender.recover()
        return sender

    @property
    def send_service(self) -> SendService:
        return SendService(self.store, SERVER, "Meera", quarantine_seconds=self.quarantine_seconds, limits=self.limits)

    def request(self, data: bytes = LEADS) -> SendRequest:
        """A request to send a file to the test campaign, or to the destination that the server has instead."""
        return SendRequest(
            report=check_file(data),
            campaign_id=CAMPAIGN,
            campaign_name="Test campaign",
            draft_id="draft",
            destination=self.destination,
            batch=BatchChoice("June offers") if self.destination is DestinationKind.BATCH_CALL else None,
        )

    def submit(
        self, data: bytes = LEADS, *, draft_id: str = "draft", campaign_id: str = CAMPAIGN, **more: Any
    ) -> Submission:
        request = replace(self.request(data), draft_id=draft_id, campaign_id=campaign_id, **more)
        return self.send_service.submit(request, self.send_service.plan(request))

    def skip_waits(self, submission: Submission) -> None:
        """Let the time pass that parts wait."""
        with self.store.engine.begin() as connection:
            connection.execute(update(PARTS).where(PARTS.c.submission_id == submission.id).values(not_before=None))

    def run_sender(self, rounds: int = 50) -> None:
        """Let the sender do what is due until nothing changes any more, without pauses between queries."""
        idle = 0
        for _ in range(rounds):
            self.sender.reconciler.ask_at_once()
            changed = sum(self.sender.process_campaign(campaign) for campaign in self.sender.campaigns())
            idle = 0 if changed else idle + 1
            if idle > 2:
                return

    def send(self, data: bytes = LEADS, **more: Any) -> Submission:
        """Submit, run the sender, and return the submission as it is then."""
        submission = self.submit(data, **more)
        self.run_sender()
        return self.get(submission)

    def get(self, submission: Submission) -> Submission:
        check_ledger(self.store, submission.id)
        return self.store.ledger.get(submission.id)

    @property
    def open_states(self) -> list[SubmissionState]:
        return [submission.state for submission in self.store.ledger.unfinished()]
