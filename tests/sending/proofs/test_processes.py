"""Real sender processes: killed at every failpoint, stopped for longer than a lease, racing."""

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
from callsheet.store import Clock, DestinationKind, PartState, RowState
from tests.sending.proofs.fork_server import ForkServer
from tests.sending.proofs.process_kills import LEADS, SENDER_POINTS, installation
from tests.sending.server_state import CAMPAIGN
from tests.support.representatives import representatives

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

UNCLEAR = {"looked", "evidence_settled"}
PATIENCE = 60.0


@pytest.fixture(scope="module")
def fork_server() -> Iterator[ForkServer]:
    with closing(ForkServer()) as made:
        yield made


def wait_until(is_so: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.01)


@pytest.mark.parametrize("point", representatives(SENDER_POINTS, lambda point: point in UNCLEAR))
def test_a_sender_killed_at_any_point_sends_nobody_twice_and_loses_nobody(
    fork_server: ForkServer, ledger_template: Path, point: str
) -> None:
    """SIGKILL at the point; after the next sender every lead is there once."""
    with installation(fork_server, ledger_template, keys=True, atomic=True) as installed:
        installed.server_state.script = ["all:reset", "ok"] if point in UNCLEAR else ["ok"]
        submission = installed.submit()
        assert fork_server.wait(installed.start(point)) == -signal.SIGKILL
        installed.settle()
        assert installed.broken(submission) == ""


@pytest.mark.parametrize("destination", [DestinationKind.BATCH_CALL, DestinationKind.WORKFLOW])
def test_a_sender_killed_during_an_upload_to_another_destination(
    fork_server: ForkServer, ledger_template: Path, destination: DestinationKind
) -> None:
    """Killed when the first byte leaves: the list of batch calls, or of leads, shows what arrived, and nobody is asked.

    `make prove` kills at every point and at any moment.
    """
    with installation(fork_server, ledger_template, destination=destination) as installed:
        submission = installed.submit(2)
        assert fork_server.wait(installed.start("first_byte")) == -signal.SIGKILL
        installed.settle()
        assert (installed.broken(submission, 2), installed.server_state.uploads) == ("", 1)


@pytest.mark.nightly
def test_the_real_command_is_killed_and_followed_by_another(fork_server: ForkServer, ledger_template: Path) -> None:
    """`callsheet work` as a user starts it, killed after its upload; only the operator can settle the part."""
    with installation(fork_server, ledger_template) as installed:
        submission = installed.submit()
        environment = os.environ | installed.environment("answered")
        command = [sys.executable, "-m", "callsheet", "work"]
        ended = subprocess.run(command, env=environment, check=False, capture_output=True)
        assert ended.returncode == -signal.SIGKILL
        installed.settle()
        assert installed.broken(submission) == ""


@pytest.mark.parametrize("point", ["pressed", "answered"])
def test_send_run_again_after_a_crash_resumes_and_sends_nobody_twice(
    fork_server: ForkServer, ledger_template: Path, tmp_path: Path, point: str
) -> None:
    """The same command, killed and run again: the second one finishes what the first began. Exit code 0."""
    file = tmp_path / "leads.csv"
    file.write_bytes(b"phone_number,name\n+919876543210,Asha\n+919123456789,Ravi\n")
    with installation(fork_server, ledger_template, keys=True, atomic=True) as installed:
        command = ("send", str(file), "--campaign", CAMPAIGN, "--server", installed.address, "--yes")
        assert fork_server.wait(fork_server.start(installed.environment(point), *command)) == -signal.SIGKILL
        assert fork_server.wait(fork_server.start(installed.environment(), *command)) == 0
        assert fork_server.wait(fork_server.start(installed.environment(), *command)) == 0
        assert list(installed.server_state.holds.values()) == [1, 1]
        assert len(installed.store.ledger.latest(9)) == 1


def test_a_sender_that_sleeps_longer_than_its_lease_keeps_its_lock(
    fork_server: ForkServer, ledger_template: Path
) -> None:
    """SIGSTOP before the first byte: unknown, never ready; no other sender takes over; it wakes and finishes."""
    with installation(fork_server, ledger_template) as installed:
        submission = installed.submit(2)
        pid = installed.start("first_byte:1:STOP")
        wait_until(lambda: installed.store.ledger.get(submission).in_state(PartState.INTENT))
        wait_until(lambda: _is_stopped(pid))
        later = replace(installed.store, clock=Clock(now=lambda: installed.store.clock.now() + timedelta(hours=1)))
        send_service = SendService(later, installed.address, "Meera", quarantine_seconds=0)
        (question,) = send_service.answers.questions(later.ledger.get(submission))
        assert later.ledger.get(submission).row_counts == {RowState.UNKNOWN: 2}
        assert question.quarantine_left is None
        with pytest.raises(StoreError):
            send_service.answers.answer(question.part.id, count_before=0, count_now=0)
        assert fork_server.wait(installed.start()) == 0
        assert installed.server_state.uploads == 0
        os.kill(pid, signal.SIGCONT)
        wait_until(lambda: not installed.store.ledger.unfinished())
        os.kill(pid, signal.SIGTERM)
        fork_server.wait(pid)
        assert installed.broken(submission, 2) == ""


def _is_stopped(pid: int) -> bool:
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:  # noqa: PTH123 - a line of the kernel, not a file of ours
        return file.read().rpartition(")")[2].split()[0] == "T"


@pytest.mark.nightly
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_of_senders_that_race_one_works(
    fork_server: ForkServer, ledger_template: Path, request: pytest.FixtureRequest, database: str
) -> None:
    """Started at the same moment on one ledger: one works, the others exit; every part is sent once."""
    url = request.getfixturevalue("postgresql").create_store() if database == "postgresql" else None
    with installation(fork_server, ledger_template, database=url, keys=True, atomic=True) as installed:
        submission = installed.submit()
        senders = [installed.start() for _ in range(3)]
        wait_until(lambda: not installed.store.ledger.unfinished())
        time.sleep(0.2)
        ended = [pid for pid in senders if fork_server.has_ended(pid)]
        assert len(ended) == 2
        for pid in senders:
            installed.kill(pid)
        assert installed.broken(submission) == ""
        assert installed.server_state.uploads == LEADS / 2


@pytest.mark.nightly
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_intent_is_committed_when_the_first_byte_arrives(
    fork_server: ForkServer, ledger_template: Path, request: pytest.FixtureRequest, database: str
) -> None:
    """Another connection sees it at that moment, and beside SQLite the log contains it as well."""
    url = request.getfixturevalue("postgresql").create_store() if database == "postgresql" else None
    with installation(fork_server, ledger_template, database=url) as installed:
        seen = []
        outside = create_engine(installed.store.engine.url)

        def look() -> None:
            with outside.connect() as connection:
                seen.append(connection.scalar(text("SELECT count(*) FROM parts WHERE state = 'intent'")))
            log = installed.store.home / "callsheet.db.intents"
            seen.append(len([json.loads(line) for line in log.read_text().split("\n") if line]) if url is None else 1)

        installed.server.on_first_byte = look
        submission = installed.submit(2)
        installed.settle()
        assert installed.broken(submission, 2) == ""
        assert seen == [1, 1]
        outside.dispose()


@pytest.mark.nightly
@pytest.mark.parametrize("variables", [{VARIABLE: "nowhere"}, {VARIABLE: "first_byte", SWITCH: ""}])
def test_a_sender_survives_a_failpoint_that_is_unknown_or_not_switched_on(
    fork_server: ForkServer, ledger_template: Path, variables: dict[str, str]
) -> None:
    """An unknown name does nothing, and no name does anything without the switch."""
    with installation(fork_server, ledger_template, keys=True, atomic=True) as installed:
        submission = installed.submit(2)
        pid = fork_server.start(installed.environment() | variables, "work")
        wait_until(lambda: not installed.store.ledger.unfinished())
        installed.kill(pid)
        assert installed.broken(submission, 2) == ""
