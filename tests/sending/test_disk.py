"""The disk: settings that forget are refused, and a disk that is full at a commit loses and doubles nothing."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from callsheet import platform_support
from callsheet.database import check_durable, open_database
from callsheet.errors import StoreError
from callsheet.sending import failpoints
from callsheet.settings import Settings
from callsheet.store import RowState, Store, open_store
from tests.sending.desk_tools import ASHA, RAVI, Bench
from tests.sending.sending_server import serving
from tests.sending.truth import CAMPAIGN, Truth
from tests.support.ledgers import postgresql_ledgers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_ledger_as_it_is_opened_is_durable(store: Store) -> None:
    """WAL and synchronous=FULL on a local disk."""
    check_durable(store.engine)


@pytest.mark.parametrize("pragma", ["synchronous=NORMAL", "synchronous=OFF", "journal_mode=DELETE"])
def test_a_ledger_that_may_forget_is_refused(store: Store, tmp_path: Path, pragma: str) -> None:
    """With less than that a request can leave before its intent is on disk."""
    engine = open_database(f"sqlite:///{tmp_path / 'callsheet.db'}")
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))
    store.engine.dispose()
    with pytest.raises(StoreError, match=pragma.partition("=")[0]):
        check_durable(engine)
    engine.dispose()


def test_a_ledger_on_a_network_drive_is_refused(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told by the mounts of the system: the innermost one decides."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path.parent} nfs4 rw 0 0\nsysfs /sys sysfs rw 0 0\n")
    monkeypatch.setattr(platform_support, "MOUNTS", mounts)
    assert platform_support.file_system(tmp_path / "callsheet.db") == "nfs4"
    with pytest.raises(StoreError, match="nfs4"):
        check_durable(store.engine)


def test_a_postgresql_that_may_forget_is_refused() -> None:
    """synchronous_commit off acknowledges what a crash would lose."""
    with postgresql_ledgers() as make:
        url = make()
        safe, unsafe = open_database(url), open_database(f"{url}&options=-csynchronous_commit%3Doff")
        check_durable(safe)
        with pytest.raises(StoreError, match="synchronous_commit"):
            check_durable(unsafe)
        for engine in (safe, unsafe):
            engine.dispose()


@contextmanager
def full_disk(bench: Bench) -> Iterator[None]:
    """No file may grow beyond what the ledger's journal has now."""
    wal = bench.store.home / "callsheet.db-wal"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    store = open_store(Settings(home=tmp_path))
    with serving(Truth()) as server:
        yield Bench(store, server, 0)


def run_out_of_disk_at(bench: Bench, monkeypatch: pytest.MonkeyPatch, point: str) -> None:
    """The sender works until a point, from which on no commit finds room; then there is room again."""
    limits = []

    def reached(name: str) -> None:
        if name == point:
            limits.append(full_disk(bench))
            limits[-1].__enter__()

    monkeypatch.setattr(failpoints, "reached", reached)
    try:
        bench.sender.process_campaign(CAMPAIGN)
    finally:
        for limit in limits:
            limit.__exit__(None, None, None)
    monkeypatch.setattr(failpoints, "reached", lambda _: None)
    assert limits


def test_an_intent_that_finds_no_room_lets_nothing_leave(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Disk full at the commit before the first byte: nothing left, and with room again it goes once."""
    submission = bench.press()
    run_out_of_disk_at(bench, monkeypatch, "connected")
    assert bench.truth.uploads == 0
    bench.hurry(submission)
    bench.work()
    assert bench.get(submission).row_counts == {RowState.SENT: 2}
    assert bench.truth.holds == {ASHA: 1, RAVI: 1}


def test_an_answer_that_finds_no_room_is_written_when_there_is_room(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Disk full at the commit after the answer: the sender keeps it, writes it down later, and sends nothing again."""
    submission = bench.press()
    run_out_of_disk_at(bench, monkeypatch, "answered")
    assert bench.get(submission).row_counts == {RowState.SENDING: 2}
    bench.work()
    assert bench.get(submission).row_counts == {RowState.SENT: 2}
    assert bench.truth.uploads == 1


def test_an_answer_that_was_never_written_is_a_question(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Disk full, and then the sender dies with what it knew: unknown, not sent again."""
    submission = bench.press()
    run_out_of_disk_at(bench, monkeypatch, "answered")
    bench.sender = bench.new_sender()
    bench.work()
    assert bench.get(submission).row_counts == {RowState.UNKNOWN: 2}
    assert bench.truth.uploads == 1


def test_a_press_that_finds_no_room_claims_nothing(bench: Bench) -> None:
    """Disk full at the press: no submission, no claim; pressed again it is one."""
    with full_disk(bench), pytest.raises(Exception, match="disk"):
        bench.press()
    assert bench.store.ledger.latest(9) == []
    assert bench.send().row_counts == {RowState.SENT: 2}
