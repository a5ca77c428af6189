"""Real senders: killed at every named point, stopped for longer than a lease, racing. At length: `make prove`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from callsheet.errors import StoreError
from callsheet.sending import SendService
from callsheet.sending.failpoints import SWITCH, VARIABLE
from callsheet.store import Clock, PartState, RowState
from tests.sending.kills import LEADS, SENDER_POINTS, scene
from tests.sending.truth import CAMPAIGN
from tests.sending.zygote import Zygote
from tests.support.ledgers import postgresql_ledgers, sqlite_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

UNCLEAR = {"looked", "evidence_settled"}
PATIENCE = 60.0


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with closing(Zygote()) as made:
        yield made


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_ledger(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="module")
def new_postgresql() -> Iterator[Callable[[], str]]:
    with postgresql_ledgers() as make:
        yield make


def wait_until(is_so: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.01)


@pytest.mark.parametrize("point", SENDER_POINTS)
def test_a_sender_killed_at_any_point_sends_nobody_twice_and_loses_nobody(
    zygote: Zygote, template: Path, point: str
) -> None:
    """SIGKILL at the point; the next sender brings every lead there once."""
    with scene(zygote, template, keys=True, atomic=True) as at:
        at.truth.script = ["all:reset", "ok"] if point in UNCLEAR else ["ok"]
        submission = at.press()
        assert zygote.wait(at.start(point)) == -signal.SIGKILL
        at.settle()
        assert at.broken(submission) == ""


def test_the_command_itself_dies_and_is_followed(zygote: Zygote, template: Path) -> None:
    """`callsheet work` started as people start it, killed with its bytes on the way; only people can tell."""
    with scene(zygote, template) as at:
        submission = at.press()
        environment = os.environ | at.environment("answered")
        command = [sys.executable, "-m", "callsheet", "work"]
        ended = subprocess.run(command, env=environment, check=False, capture_output=True)
        assert ended.returncode == -signal.SIGKILL
        at.settle()
        assert at.broken(submission) == ""


@pytest.mark.parametrize("point", ["pressed", "answered"])
def test_send_run_again_after_a_crash_resumes_and_sends_nobody_twice(
    zygote: Zygote, template: Path, tmp_path: Path, point: str
) -> None:
    """The same command, killed and typed again: the second one finds what the first began. Exit 0."""
    file = tmp_path / "leads.csv"
    file.write_bytes(b"phone_number,name\n+919876543210,Asha\n+919123456789,Ravi\n")
    with scene(zygote, template, keys=True, atomic=True) as at:
        command = ("send", str(file), "--campaign", CAMPAIGN, "--server", at.address, "--yes")
        assert zygote.wait(zygote.start(at.environment(point), *command)) == -signal.SIGKILL
        assert zygote.wait(zygote.start(at.environment(), *command)) == 0
        assert zygote.wait(zygote.start(at.environment(), *command)) == 0
        assert list(at.truth.holds.values()) == [1, 1]
        assert len(at.store.ledger.latest(9)) == 1


def test_a_sender_that_sleeps_longer_than_its_lease_stays_the_only_one(zygote: Zygote, template: Path) -> None:
    """SIGSTOP before the first byte: unknown, never ready; nobody takes over; it wakes and tells the end itself."""
    with scene(zygote, template) as at:
        submission = at.press(2)
        pid = at.start("first_byte:1:STOP")
        wait_until(lambda: at.store.ledger.get(submission).in_state(PartState.INTENT))
        wait_until(lambda: _is_stopped(pid))
        later = replace(at.store, clock=Clock(now=lambda: at.store.clock.now() + timedelta(hours=1)))
        send_service = SendService(later, at.address, "Meera", quarantine_seconds=0)
        (question,) = send_service.questions(later.ledger.get(submission))
        assert later.ledger.get(submission).row_counts == {RowState.UNKNOWN: 2}
        assert question.quarantine_left is None
        with pytest.raises(StoreError):
            send_service.answer(question.part.id, count_before=0, count_now=0)
        assert zygote.wait(at.start()) == 0
        assert at.truth.uploads == 0
        os.kill(pid, signal.SIGCONT)
        wait_until(lambda: not at.store.ledger.unfinished())
        os.kill(pid, signal.SIGTERM)
        zygote.wait(pid)
        assert at.broken(submission, 2) == ""


def _is_stopped(pid: int) -> bool:
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:  # noqa: PTH123 - a line of the kernel, not a file of ours
        return file.read().rpartition(")")[2].split()[0] == "T"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_two_senders_that_race_are_one(
    zygote: Zygote, template: Path, request: pytest.FixtureRequest, database: str
) -> None:
    """Started at the same moment on one ledger: one works, the other leaves; every part goes once."""
    url = request.getfixturevalue("new_postgresql")() if database == "postgresql" else None
    with scene(zygote, template, database=url, keys=True, atomic=True) as at:
        submission = at.press()
        senders = [at.start() for _ in range(3)]
        wait_until(lambda: not at.store.ledger.unfinished())
        time.sleep(0.2)
        ended = [pid for pid in senders if zygote.has_ended(pid)]
        assert len(ended) == 2
        for pid in senders:
            at.kill(pid)
        assert at.broken(submission) == ""
        assert at.truth.uploads == LEADS / 2


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_intent_is_in_the_database_when_the_first_byte_of_the_body_arrives(
    zygote: Zygote, template: Path, request: pytest.FixtureRequest, database: str
) -> None:
    """Whoever looks from outside at that moment sees it, and beside SQLite the log has it as well."""
    url = request.getfixturevalue("new_postgresql")() if database == "postgresql" else None
    with scene(zygote, template, database=url) as at:
        seen = []
        outside = create_engine(at.store.engine.url)

        def look() -> None:
            with outside.connect() as connection:
                seen.append(connection.scalar(text("SELECT count(*) FROM parts WHERE state = 'intent'")))
            log = at.store.home / "callsheet.db.intents"
            seen.append(len([json.loads(line) for line in log.read_text().split("\n") if line]) if url is None else 1)

        at.server.on_first_byte = look
        submission = at.press(2)
        at.settle()
        assert at.broken(submission, 2) == ""
        assert seen == [1, 1]
        outside.dispose()


@pytest.mark.parametrize("variables", [{VARIABLE: "nowhere"}, {VARIABLE: "first_byte", SWITCH: ""}])
def test_a_sender_survives_a_failpoint_that_is_unknown_or_not_switched_on(
    zygote: Zygote, template: Path, variables: dict[str, str]
) -> None:
    """A name that no point has does nothing, and no name does anything without the switch."""
    with scene(zygote, template, keys=True, atomic=True) as at:
        submission = at.press(2)
        pid = zygote.start(at.environment() | variables, "work")
        wait_until(lambda: not at.store.ledger.unfinished())
        at.kill(pid)
        assert at.broken(submission, 2) == ""
