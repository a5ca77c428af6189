"""Real processes, sockets and databases, real SIGKILL: senders die repeatedly, and nobody is called twice."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from callsheet.sending import BatchChoice, SendRequest, SendService, outcome_counts
from callsheet.sending.failpoints import POINTS, SWITCH, VARIABLE
from callsheet.settings import Settings
from callsheet.store import DestinationKind, PartLimits, Store, SubmissionState, open_store
from tests.sending.bench import check_file, leads_file
from tests.sending.destination_states import STATES
from tests.sending.fault_server import serving
from tests.sending.server_state import CAMPAIGN
from tests.support.ledgers import check_ledger

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from typing import Unpack

    from tests.sending.fault_server import FaultServer
    from tests.sending.proofs.fork_server import ForkServer
    from tests.sending.server_state import ServerKind, ServerState

SERVER_KINDS: tuple[ServerKind, ...] = ({"keys": True, "atomic": True}, {"lists": True}, {"counts": True}, {})
ANSWERS = ("ok", "ok", "ok", "all:reset", "none:reset", "late:reset", "all:500", "all:garbled", "none:503")
QUARANTINE_SECONDS = 1
LATE_SECONDS = 0.6
PATIENCE = 60.0
LEADS, ROWS_PER_PART = 6, 2
SENDER_POINTS = POINTS[POINTS.index("pressed") + 1 :]


@dataclass
class KillResult:
    """One submission whose senders were killed.

    Args:
        deaths: failpoint → senders killed there; "": at no named point.
        uploads: how many reached the server.
        broken: the promise that was broken; "" when all held.
    """

    deaths: Counter[str] = field(default_factory=Counter)
    uploads: int = 0
    broken: str = ""


@dataclass(frozen=True)
class Installation:
    """A ledger in a folder, a server, and real sender processes.

    Args:
        fork_server: starts them.
        store: the ledger.
        server_state: what the server has queued.
        server: serves it.
        database: URL of the ledger; None: SQLite in its folder.
        destination: where the leads go.
    """

    fork_server: ForkServer
    store: Store
    server_state: ServerState
    server: FaultServer
    database: str | None
    destination: DestinationKind = DestinationKind.CAMPAIGN

    @property
    def address(self) -> str:
        return self.server.url

    @property
    def send_service(self) -> SendService:
        limits = PartLimits(rows=ROWS_PER_PART)
        return SendService(self.store, self.address, "Meera", quarantine_seconds=QUARANTINE_SECONDS, limits=limits)

    def submit(self, leads: int = LEADS) -> str:
        request = SendRequest(
            report=check_file(leads_file(leads)),
            campaign_id=CAMPAIGN,
            campaign_name="T",
            draft_id="draft",
            count_before=self.server_state.total() if not self.server_state.counts else None,
            destination=self.destination,
            batch=BatchChoice("June") if self.destination is DestinationKind.BATCH_CALL else None,
        )
        return self.send_service.submit(request, self.send_service.plan(request)).id

    def environment(self, crash_at: str = "") -> dict[str, str]:
        variables = {
            "CALLSHEET_HOME": str(self.store.home),
            "CALLSHEET_API_URL": self.address,
            "CALLSHEET_API_KEY": "key",
            "CALLSHEET_QUARANTINE_SECONDS": str(QUARANTINE_SECONDS),
            SWITCH: "on",
            VARIABLE: crash_at,
        }
        return variables | ({"CALLSHEET_DATABASE_URL": self.database} if self.database else {})

    def start(self, crash_at: str = "") -> int:
        """Start a sender process; it dies at the failpoint, if one is named. Returns its process id."""
        return self.fork_server.start(self.environment(crash_at), "work")

    def kill(self, pid: int) -> int:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return self.fork_server.wait(pid)

    def settle(self) -> None:
        """Run a sender undisturbed, with an operator who answers truthfully, until nothing is unfinished."""
        pid = self.start()
        ends = time.monotonic() + PATIENCE
        while self.store.ledger.unfinished() and time.monotonic() < ends:
            self.answer()
            time.sleep(0.05)
        os.kill(pid, signal.SIGTERM)
        self.fork_server.wait(pid)

    def answer(self) -> None:
        """The operator counts the leads at the server, where no other evidence exists."""
        has_evidence = self.server_state.keys or self.server_state.lists or self.server_state.counts
        if has_evidence or self.destination is not DestinationKind.CAMPAIGN:
            return  # a mark, or the ids of leads, are evidence too
        for submission in self.store.ledger.unfinished():
            if submission.state is SubmissionState.HELD:
                self.send_service.resume(submission.id)
            for question in self.send_service.answers.questions(submission):
                part, before, now = question.part.id, question.count_before, self.server_state.total()
                if before is not None and self.send_service.answers.can_answer(
                    part, count_before=before, count_now=now
                ):
                    self.send_service.answers.answer(part, count_before=before, count_now=now)

    def broken(self, submission_id: str, leads: int = LEADS) -> str:
        """The promise that is broken in the end; "" when every lead is there once and the ledger says it was sent."""
        submission = self.store.ledger.get(submission_id)
        check_ledger(self.store, submission_id)
        outcome_counts(submission)
        holds = self.server_state.holds
        if any(count > 1 for count in holds.values()):
            return "nobody twice"
        if submission.rows_sent != leads or sum(holds.values()) != leads:
            return (
                f"in the end each lead is there: {submission.state} {dict(submission.row_counts)} {sum(holds.values())}"
            )
        return ""


@contextmanager
def installation(
    fork_server: ForkServer,
    template: Path,
    *,
    database: str | None = None,
    destination: DestinationKind = DestinationKind.CAMPAIGN,
    **kind: Unpack[ServerKind],
) -> Iterator[Installation]:
    """An installation in a temporary folder, until the block ends.

    Args:
        fork_server: starts senders.
        template: a migrated SQLite ledger.
        database: URL of a migrated PostgreSQL; None: a copy of the template.
        destination: where the leads go.
        kind: what the server can be asked.
    """
    home = Path(mkdtemp(prefix="callsheet-kills"))
    if database is None:
        shutil.copy(template, home / "callsheet.db")
    store = open_store(Settings(home=home, database_url=database))
    server_state = STATES[destination](now=time.monotonic, late_by=LATE_SECONDS, **kind)
    try:
        with serving(server_state) as server:
            yield Installation(fork_server, store, server_state, server, database, destination)
    finally:
        store.engine.dispose()
        shutil.rmtree(home, ignore_errors=True)


def kill_senders(
    fork_server: ForkServer,
    template: Path,
    rng: random.Random,
    *,
    database: str | None = None,
    destination: DestinationKind = DestinationKind.CAMPAIGN,
) -> KillResult:
    """Send one submission, kill its senders one to three times at named points or at any moment, then let it finish.

    Args:
        fork_server: starts senders.
        template: a migrated SQLite ledger.
        rng: decides everything but how far a process has come at a moment.
        database: URL of a migrated PostgreSQL; None: a copy of the template.
        destination: where the leads go.
    """
    result = KillResult()
    kind = rng.choice(SERVER_KINDS) if destination is DestinationKind.CAMPAIGN else {}
    with installation(fork_server, template, database=database, destination=destination, **kind) as installed:
        submission = installed.submit()
        installed.server_state.script = [rng.choice(ANSWERS) for _ in range(9)]
        for _ in range(rng.randrange(1, 4)):
            installed.answer()
            point = rng.choice(SENDER_POINTS) if rng.random() < 0.8 else ""
            pid = installed.start(f"{point}:{rng.choice((1, 1, 2))}" if point else "")
            if not point:
                time.sleep(rng.uniform(0.0, 0.5))
            died_at_point = bool(point) and _dies_soon(installed, pid)
            if (installed.fork_server.wait(pid) if died_at_point else installed.kill(pid)) == -signal.SIGKILL:
                result.deaths[point if died_at_point else ""] += 1
        installed.server_state.script = ["ok"]
        installed.settle()
        result.uploads, result.broken = installed.server_state.uploads, installed.broken(submission)
    return result


def _dies_soon(installed: Installation, pid: int) -> bool:
    """Wait a little for a process to reach its failpoint and die there."""
    ends = time.monotonic() + 2.5
    while time.monotonic() < ends:
        if installed.fork_server.has_ended(pid):
            return True
        time.sleep(0.01)
    return False
