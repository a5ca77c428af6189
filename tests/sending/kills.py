"""Real processes, sockets and databases, real SIGKILL: senders die again and again, and nobody is called twice."""

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

from callsheet.sending import SendRequest, SendService, outcome_counts
from callsheet.sending.failpoints import POINTS, SWITCH, VARIABLE
from callsheet.settings import Settings
from callsheet.store import PartLimits, Store, SubmissionState, open_store
from tests.sending.desk_tools import judged, many
from tests.sending.sending_server import serving
from tests.sending.truth import CAMPAIGN, Truth
from tests.support.ledgers import check_ledger

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from tests.sending.sending_server import FaultServer
    from tests.sending.zygote import Zygote

KINDS = ({"keys": True, "atomic": True}, {"lists": True}, {"counts": True}, {})
ANSWERS = ("ok", "ok", "ok", "all:reset", "none:reset", "late:reset", "all:500", "all:garbled", "none:503")
QUARANTINE_SECONDS = 1
LATE_SECONDS = 0.6
PATIENCE = 60.0
LEADS, A_PART = 6, 2
SENDER_POINTS = tuple(point for point in POINTS if point != "pressed")


@dataclass
class Killed:
    """One submission whose senders were killed.

    Args:
        deaths: by which point; "" at no named point.
        uploads: how many reached the server.
        broken: what was wrong in the end; "" nothing.
    """

    deaths: Counter[str] = field(default_factory=Counter)
    uploads: int = 0
    broken: str = ""


@dataclass(frozen=True)
class Scene:
    """A ledger in a folder, a server, and what starts senders.

    Args:
        zygote: starts them.
        store: the ledger.
        truth: what the server holds.
        server: where the truth is served.
        database: URL of the ledger; None: SQLite in its folder.
    """

    zygote: Zygote
    store: Store
    truth: Truth
    server: FaultServer
    database: str | None

    @property
    def address(self) -> str:
        return self.server.url

    @property
    def send_service(self) -> SendService:
        limits = PartLimits(rows=A_PART)
        return SendService(self.store, self.address, "Meera", quarantine_seconds=QUARANTINE_SECONDS, limits=limits)

    def press(self, leads: int = LEADS) -> str:
        request = SendRequest(
            report=judged(many(leads)),
            campaign_id=CAMPAIGN,
            campaign_name="T",
            draft_id="draft",
            count_before=self.truth.total() if not self.truth.counts else None,
        )
        return self.send_service.submit(request, self.send_service.plan(request)).id

    def environment(self, crash_at: str = "") -> dict[str, str]:
        said = {
            "CALLSHEET_HOME": str(self.store.home), "CALLSHEET_API_URL": self.address, "CALLSHEET_API_KEY": "key",
            "CALLSHEET_QUARANTINE_SECONDS": str(QUARANTINE_SECONDS), SWITCH: "on", VARIABLE: crash_at,
        }  # fmt: skip
        return said | ({"CALLSHEET_DATABASE_URL": self.database} if self.database else {})

    def start(self, crash_at: str = "") -> int:
        """A sender of its own process; it dies at a point where one is named."""
        return self.zygote.start(self.environment(crash_at), "work")

    def kill(self, pid: int) -> int:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return self.zygote.wait(pid)

    def settle(self) -> None:
        """A sender that is left alone, and an operator who answers truthfully, until nothing is open."""
        pid = self.start()
        ends = time.monotonic() + PATIENCE
        while self.store.ledger.unfinished() and time.monotonic() < ends:
            self.answer()
            time.sleep(0.05)
        os.kill(pid, signal.SIGTERM)
        self.zygote.wait(pid)

    def answer(self) -> None:
        """The operator counts what is at the server, where nothing else can tell."""
        if self.truth.keys or self.truth.lists or self.truth.counts:
            return
        for submission in self.store.ledger.unfinished():
            if submission.state is SubmissionState.HELD:
                self.send_service.resume(submission.id)
            for question in self.send_service.questions(submission):
                part, before, now = question.part.id, question.count_before, self.truth.total()
                if before is not None and self.send_service.can_answer(part, count_before=before, count_now=now):
                    self.send_service.answer(part, count_before=before, count_now=now)

    def broken(self, submission_id: str, leads: int = LEADS) -> str:
        """What is wrong in the end; "" nothing: every lead is there once, and sent by the ledger."""
        submission = self.store.ledger.get(submission_id)
        check_ledger(self.store, submission_id)
        outcome_counts(submission)
        holds = self.truth.holds
        if any(times > 1 for times in holds.values()):
            return "nobody twice"
        if submission.rows_sent != leads or sum(holds.values()) != leads:
            return (
                f"in the end each lead is there: {submission.state} {dict(submission.row_counts)} {sum(holds.values())}"
            )
        return ""


@contextmanager
def scene(zygote: Zygote, template: Path, *, database: str | None = None, **kind: bool) -> Iterator[Scene]:
    """A scene in a folder of its own.

    Args:
        zygote: starts senders.
        template: a migrated SQLite ledger.
        database: URL of a migrated PostgreSQL; None: a copy of the template.
        kind: what the server can be asked.
    """
    home = Path(mkdtemp(prefix="callsheet-kills"))
    if database is None:
        shutil.copy(template, home / "callsheet.db")
    store = open_store(Settings(home=home, database_url=database))
    truth = Truth(now=time.monotonic, late_by=LATE_SECONDS, **kind)
    try:
        with serving(truth) as server:
            yield Scene(zygote, store, truth, server, database)
    finally:
        store.engine.dispose()
        shutil.rmtree(home, ignore_errors=True)


def killed(zygote: Zygote, template: Path, dice: random.Random, *, database: str | None = None) -> Killed:
    """One submission, its senders killed one to three times at named points or at any moment; then left alone.

    Args:
        zygote: starts senders.
        template: a migrated SQLite ledger.
        dice: decides everything but the moment at which a process gets how far.
        database: URL of a migrated PostgreSQL; None: a copy of the template.
    """
    came = Killed()
    with scene(zygote, template, database=database, **dice.choice(KINDS)) as at:
        submission = at.press()
        at.truth.script = [dice.choice(ANSWERS) for _ in range(9)]
        for _ in range(dice.randrange(1, 4)):
            at.answer()
            point = dice.choice(SENDER_POINTS) if dice.random() < 0.8 else ""
            pid = at.start(f"{point}:{dice.choice((1, 1, 2))}" if point else "")
            if not point:
                time.sleep(dice.uniform(0.0, 0.5))
            died_there = bool(point) and _ends(at, pid)
            if (at.zygote.wait(pid) if died_there else at.kill(pid)) == -signal.SIGKILL:
                came.deaths[point if died_there else ""] += 1
        at.truth.script = ["ok"]
        at.settle()
        came.uploads, came.broken = at.truth.uploads, at.broken(submission)
    return came


def _ends(at: Scene, pid: int) -> bool:
    """Wait a little for a process to come to its point and end there."""
    ends = time.monotonic() + 2.5
    while time.monotonic() < ends:
        if at.zygote.has_ended(pid):
            return True
        time.sleep(0.01)
    return False
