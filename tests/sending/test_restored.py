"""A ledger that forgets: restored from a backup, torn intent log, full disk."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from callsheet.sending import LoggedIntent, acknowledge_untracked, untracked_uploads
from callsheet.sending.worker.intent_log import IntentLog
from callsheet.settings import Settings
from callsheet.store import RowState, SubmissionState, open_store
from tests.sending.desk_tools import ASHA, RAVI, many
from tests.sending.truth import CAMPAIGN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from callsheet.store import Store
    from tests.sending.desk_tools import Bench


@pytest.fixture
def restore(tmp_path: Path, store: Store) -> Callable[[], Callable[[], Store]]:
    """Copy the ledger now; what comes back puts the copy in its place and opens it, the intent log as it is."""
    kept = tmp_path / "kept.db"

    def keep() -> Callable[[], Store]:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(tmp_path / "callsheet.db", kept)

        def back() -> Store:
            store.engine.dispose()
            for name in ("callsheet.db-wal", "callsheet.db-shm"):
                (tmp_path / name).unlink(missing_ok=True)
            shutil.copy(kept, tmp_path / "callsheet.db")
            return open_store(Settings(home=tmp_path))

        return back

    return keep


@pytest.mark.parametrize(("word", "arrived"), [("ok", True), ("none:reset", False)])
def test_what_left_after_the_backup_is_a_question_and_not_sent_again(
    bench: Callable[..., Bench], restore: Callable[[], Callable[[], Store]], word: str, arrived: bool
) -> None:
    """The restored ledger has the part as waiting; the log knows that it left: unknown, asked, settled by a count."""
    work = bench(word, "ok", quarantine_seconds=0)
    submission = work.press()
    back = restore()
    work.work()
    assert work.truth.uploads == 1
    work.store = back()
    work.sender = work.new_sender()
    work.work()
    assert work.truth.uploads == 1
    (question,) = work.send_service.questions(work.get(submission))
    assert work.get(submission).row_counts == {RowState.UNKNOWN: 2}
    work.send_service.answer(question.part.id, count_before=0, count_now=2 if arrived else 0)
    work.work()
    assert work.get(submission).state is SubmissionState.SENT
    assert work.truth.holds == {ASHA: 1, RAVI: 1}


def test_the_servers_key_settles_what_the_restored_ledger_forgot(
    bench: Callable[..., Bench], restore: Callable[[], Callable[[], Store]]
) -> None:
    """Our own backend is asked by the part's key; nobody has to count."""
    work = bench("ok", keys=True, quarantine_seconds=0)
    submission = work.press()
    back = restore()
    work.work()
    work.store = back()
    work.sender = work.new_sender()
    work.work()
    assert (work.get(submission).state, work.truth.uploads) == (SubmissionState.SENT, 1)


def test_uploads_that_the_restored_ledger_never_knew_stop_their_campaign_until_somebody_says_so(
    bench: Callable[..., Bench], restore: Callable[[], Callable[[], Store]]
) -> None:
    """The whole submission is forgotten: nothing more goes to that campaign, others go on, until it is accepted."""
    work = bench("ok")
    back = restore()
    work.send()
    work.store = back()
    work.sender = work.new_sender()
    stopped, other = work.press(), work.press(many(2), campaign_id="cmp_other0000000")
    work.work()
    assert work.get(stopped).state is SubmissionState.READY
    assert work.get(other).state is SubmissionState.SENT
    lost = untracked_uploads(work.store, "test")
    assert [(intent.campaign, intent.rows) for intent in lost] == [(CAMPAIGN, 2)]
    work.send_service.withdraw(stopped.id)
    assert acknowledge_untracked(work.store, "test", "Meera") == lost
    assert untracked_uploads(work.store, "test") == []
    after = work.send(many(3, first=50), draft_id="after")
    assert after.state is SubmissionState.SENT


def test_a_line_that_a_crash_cut_off_hides_no_other(store: Store, tmp_path: Path) -> None:
    """Half a line is passed over; the next one stands on a line of its own."""
    log = IntentLog(store)
    intent = LoggedIntent("one", "part", CAMPAIGN, 2, datetime(2026, 1, 1, tzinfo=UTC), "test")
    log.append(intent)
    with (tmp_path / "callsheet.db.intents").open("ab") as file:
        file.write(b'{"attempt": "tor')
    log.append(replace(intent, attempt="two"))
    assert log.unacknowledged() == [intent, replace(intent, attempt="two")]


def test_an_intent_that_is_not_whole_on_disk_lets_nothing_leave(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk takes half of the line: no byte of the upload leaves, and the part stays to be sent."""
    work = bench("ok")
    submission = work.press()
    monkeypatch.setattr("callsheet.sending.worker.intent_log.os.write", lambda _, data: len(data) // 2)
    work.sender.process_campaign(CAMPAIGN)
    assert work.truth.uploads == 0
    assert work.get(submission).row_counts == {RowState.READY: 2}
