"""A ledger restored from a backup, and an intent log that a crash cut off."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from callsheet.database import open_database
from callsheet.sending import LoggedIntent, acknowledge_untracked, untracked_uploads, waits_for_operator
from callsheet.sending.worker.intent_log import IntentLog
from callsheet.store import RowState, Store, SubmissionState
from tests.sending.bench import ASHA, RAVI, leads_file
from tests.sending.server_state import CAMPAIGN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sending.bench import Bench
    from tests.support.postgresql import PostgresqlServer


@pytest.fixture
def restore(tmp_path: Path, store: Store, new_store: Callable[[Path], Store]) -> Callable[[], Callable[[], Store]]:
    """Back up the ledger; returns a function that restores the backup and opens it, the intent log unchanged."""
    backup = tmp_path / "backup.db"

    def back_up() -> Callable[[], Store]:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(tmp_path / "callsheet.db", backup)

        def put_back() -> Store:
            store.engine.dispose()
            for name in ("callsheet.db-wal", "callsheet.db-shm"):
                (tmp_path / name).unlink(missing_ok=True)
            shutil.copy(backup, tmp_path / "callsheet.db")
            return new_store(tmp_path)

        return put_back

    return back_up


@pytest.mark.parametrize(("word", "arrived"), [("ok", True), ("none:reset", False)])
def test_an_upload_after_the_backup_is_unknown_and_not_sent_again(
    new_bench: Callable[..., Bench], restore: Callable[[], Callable[[], Store]], word: str, arrived: bool
) -> None:
    """The restored ledger has the part as ready, the log as sent: it is unknown, asked for, and settled by a count."""
    bench = new_bench(word, "ok", quarantine_seconds=0)
    submission = bench.submit()
    back = restore()
    bench.run_sender()
    assert bench.server_state.uploads == 1
    bench.store = back()
    bench.sender = bench.new_sender()
    bench.run_sender()
    assert bench.server_state.uploads == 1
    (question,) = bench.send_service.answers.questions(bench.get(submission))
    assert bench.get(submission).row_counts == {RowState.UNKNOWN: 2}
    bench.send_service.answers.answer(question.part.id, count_before=0, count_now=2 if arrived else 0)
    bench.run_sender()
    assert bench.get(submission).state is SubmissionState.SENT
    assert bench.server_state.holds == {ASHA: 1, RAVI: 1}


def test_the_key_settles_an_upload_after_the_backup(
    new_bench: Callable[..., Bench], restore: Callable[[], Callable[[], Store]]
) -> None:
    """Our own backend is queried by the part's key; the operator need not count."""
    bench = new_bench("ok", keys=True, quarantine_seconds=0)
    submission = bench.submit()
    back = restore()
    bench.run_sender()
    bench.store = back()
    bench.sender = bench.new_sender()
    bench.run_sender()
    assert (bench.get(submission).state, bench.server_state.uploads) == (SubmissionState.SENT, 1)


def test_untracked_uploads_block_their_campaign_until_acknowledged(
    new_bench: Callable[..., Bench], restore: Callable[[], Callable[[], Store]]
) -> None:
    """The whole submission is missing: nothing is sent to that campaign, others continue, until acknowledged."""
    bench = new_bench("ok")
    back = restore()
    bench.send()
    bench.store = back()
    bench.sender = bench.new_sender()
    stopped, other = bench.submit(), bench.submit(leads_file(2), campaign_id="cmp_other0000000")
    bench.run_sender()
    assert bench.get(stopped).state is SubmissionState.READY
    assert bench.get(other).state is SubmissionState.SENT
    untracked = untracked_uploads(bench.store, "test")
    assert [(intent.campaign, intent.rows) for intent in untracked] == [(CAMPAIGN, 2)]
    bench.send_service.withdraw(stopped.id)
    assert acknowledge_untracked(bench.store, "test", "Meera") == untracked
    assert untracked_uploads(bench.store, "test") == []
    after = bench.send(leads_file(3, first=50), draft_id="after")
    assert after.state is SubmissionState.SENT


def test_a_line_that_a_crash_cut_off_is_skipped(store: Store, tmp_path: Path) -> None:
    """The next intent begins on a new line."""
    log = IntentLog(store)
    intent = LoggedIntent("one", "part", CAMPAIGN, 2, datetime(2026, 1, 1, tzinfo=UTC), "test")
    log.append(intent)
    with (tmp_path / "callsheet.db.intents").open("ab") as file:
        file.write(b'{"attempt": "tor')
    log.append(replace(intent, attempt="two"))
    assert log.unacknowledged() == [intent, replace(intent, attempt="two")]


def test_nothing_is_sent_when_the_intent_is_not_logged_whole(
    new_bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk accepts half of the line: no byte of the upload is sent, and the part remains ready."""
    bench = new_bench("ok")
    submission = bench.submit()
    monkeypatch.setattr("callsheet.sending.worker.intent_log.os.write", lambda _, data: len(data) // 2)
    bench.sender.process_campaign(CAMPAIGN)
    assert bench.server_state.uploads == 0
    assert bench.get(submission).row_counts == {RowState.READY: 2}


def test_a_restored_ledger_sends_to_no_campaign_until_the_operator_accepts_it(new_bench: Callable[..., Bench]) -> None:
    """Where the server tells no count: leads wait in every campaign, for as long as nobody has compared them."""
    bench = new_bench("ok")
    assert bench.send(leads_file(2)).state is SubmissionState.SENT
    copied_at = datetime(2026, 1, 1, tzinfo=UTC)
    bench.store.restores.record(copied_at)
    bench.sender = bench.new_sender()
    submission, other = bench.submit(leads_file(1, first=9)), bench.submit(campaign_id="cmp_other0000000")
    bench.run_sender()
    assert {bench.get(submission).state, bench.get(other).state} == {SubmissionState.READY}
    assert waits_for_operator(bench.store, "test", CAMPAIGN)
    pending = bench.store.restores.pending("test")
    assert pending is not None
    assert pending.copied_at == copied_at
    assert [(sends.campaign_id, sends.leads) for sends in bench.store.restores.sends("test")] == [
        ("cmp_other0000000", 0),
        (CAMPAIGN, 2),
    ]
    acknowledge_untracked(bench.store, "test", "Meera")
    bench.run_sender()
    assert {bench.get(submission).state, bench.get(other).state} == {SubmissionState.SENT}


@pytest.mark.parametrize(("since_the_copy", "state"), [(0, SubmissionState.SENT), (1, SubmissionState.READY)])
def test_the_count_of_the_server_settles_a_restored_ledger(
    new_bench: Callable[..., Bench], since_the_copy: int, state: SubmissionState
) -> None:
    """As many leads as this ledger has sent: nothing was sent since the copy. One more: the operator is asked."""
    bench = new_bench("ok", counts=True)
    bench.send(leads_file(2))
    bench.store.restores.record()
    bench.server_state.apply(["+919812300000"] * since_the_copy)
    bench.sender = bench.new_sender()
    assert bench.send(leads_file(1, first=9), draft_id="after").state is state
    assert waits_for_operator(bench.store, "test", CAMPAIGN) is (state is SubmissionState.READY)


def test_another_restore_has_to_be_compared_again(store: Store) -> None:
    """What was accepted of the first one says nothing about the second."""
    store.restores.record()
    store.restores.accept("test", "Meera")
    assert store.restores.accept("test", "Meera") is None
    assert store.restores.pending("test") is None
    assert store.restores.pending("another server") is not None
    store.restores.record()
    assert store.restores.pending("test") is not None


def test_a_postgresql_put_back_by_others_is_noticed(
    postgresql: PostgresqlServer, new_bench: Callable[..., Bench], tmp_path: Path
) -> None:
    """A host that saw a later event stops, also where another host sent; the log of the sending host names the part."""
    bench = new_bench("ok")
    url = postgresql.create_store()
    name = url.rpartition("/")[2].partition("?")[0]
    sender, standby = (Store(open_database(url), tmp_path / host) for host in ("one", "two"))
    for host in ("one", "two"):
        (tmp_path / host).mkdir()
    sender.engine.dispose()
    postgresql.create(f"{name}_copy", template=name)
    bench.store = sender
    bench.sender = bench.new_sender()
    bench.send()
    standby.restores.remember_progress()
    sender.engine.dispose()
    standby.engine.dispose()
    postgresql.replace(name, f"{name}_copy")
    for store in (sender, standby):
        store.restores.check_progress()
        assert store.restores.pending("test") is not None
    assert [intent.rows for intent in untracked_uploads(sender, "test")] == [2]
    sender.engine.dispose()
    standby.engine.dispose()
