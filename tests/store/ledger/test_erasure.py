from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from callsheet.errors import StoreError
from callsheet.settings import Settings
from callsheet.store import Evidence, FileCounts, NewSubmission, PartState, RowState, Store, open_store, purge_expired
from callsheet.store.tables import CLAIMS, PARTS, SUBMISSION_ROWS
from tests.support.ledgers import check_ledger

if TYPE_CHECKING:
    from pathlib import Path


ASHA, RAVI, MEERA = "+919876543210", "+919123456789", "+919000011122"
NOW = datetime.now(UTC)
LATER = NOW + timedelta(days=91)


def begin(store: Store, submission_id: str, numbers: dict[int, str], rounds: dict[str, int] | None = None):
    new = NewSubmission(
        id=submission_id, token=submission_id, draft_id="draft", server="test", campaign_id="cmp_a",
        campaign_name="A", file_name="leads.csv", file_sha256="0" * 64,
        counts=FileCounts(rows=len(numbers), ready=len(numbers)), created_by="Meera",
    )  # fmt: skip
    series = pd.Series(list(numbers.values()), index=list(numbers), dtype="str")
    return store.ledger.create(
        new, series, lambda rows: f"bytes of {[numbers[row] for row in rows]}".encode(), repeats=rounds
    )


def send(store: Store, submission_id: str, numbers: dict[int, str], rounds: dict[str, int] | None = None):
    part = begin(store, submission_id, numbers, rounds).parts[0]
    store.ledger.transitions.record_intent(part.id, "me", lease=timedelta(seconds=300), keeps_keys=False)
    store.ledger.transitions.acknowledge(part.id, Evidence.ANSWER)
    return store.ledger.get(submission_id)


def forget_all(store: Store, moment: datetime = LATER, **settings: int) -> int:
    return purge_expired(store, Settings(home=store.home, **settings), moment).submissions


def everything(store: Store) -> str:
    with store.engine.connect() as connection:
        tables = (SUBMISSION_ROWS, CLAIMS, PARTS)
        return "".join(str(row) for table in tables for row in connection.execute(select(table)))


def test_after_its_days_a_send_keeps_counts_and_no_number(any_store: Store) -> None:
    """Bytes, numbers and words go after ledger_days, not a day before; the counts still add up row by row."""
    send(any_store, "one", {2: ASHA, 3: RAVI})
    assert ASHA in everything(any_store)
    assert forget_all(any_store, NOW + timedelta(days=89)) == 0
    assert forget_all(any_store, ledger_days=365) == 0
    assert forget_all(any_store) == 1
    kept = everything(any_store)
    assert not any(number in kept for number in (ASHA, RAVI))
    submission = any_store.ledger.get("one")
    assert submission.row_counts == {RowState.SENT: 2}
    assert submission.erased_at is not None
    assert any_store.ledger.data(submission.parts[0].id) == b""
    check_ledger(any_store, "one")
    assert forget_all(any_store) == 0


def test_nobody_is_called_twice_after_the_number_went(any_store: Store) -> None:
    """A forgotten number is still claimed: the same list sends only who is new, and the plan says who had it."""
    send(any_store, "one", {2: ASHA, 3: RAVI})
    forget_all(any_store)
    second = begin(any_store, "two", {7: MEERA, 8: RAVI, 9: ASHA})
    assert second.row_counts == {RowState.ALREADY_CLAIMED: 2, RowState.READY: 1}
    claimed = any_store.ledger.claimed("test", "cmp_a", pd.Series([RAVI, ASHA, "+15550100"], dtype="str"))
    assert {tuple(row) for row in claimed.itertuples(index=False)} == {(ASHA, 0, "one", 2), (RAVI, 0, "one", 3)}
    again = send(any_store, "three", {4: ASHA}, {ASHA: 1})
    assert again.row_counts == {RowState.SENT: 1}


def test_what_is_not_at_its_end_is_never_forgotten(any_store: Store) -> None:
    """Leads that wait, are on their way or unknown keep number and bytes however old they are."""
    part = begin(any_store, "one", {2: ASHA}).parts[0]
    any_store.ledger.transitions.record_intent(part.id, "me", lease=timedelta(seconds=300), keeps_keys=False)
    any_store.ledger.transitions.mark_unknown(part.id)
    begin(any_store, "two", {2: RAVI})
    assert forget_all(any_store) == 0
    assert not any_store.ledger.eraser.erase("one")
    assert any_store.ledger.eraser.erase_number(ASHA, "Meera").open == 1
    assert ASHA in everything(any_store)
    assert any_store.ledger.data(part.id) != b""


def test_one_number_goes_at_once_and_the_others_stay(any_store: Store) -> None:
    """Its rows, its bytes and the number in its claim go; it is still never called twice; the event names nobody."""
    send(any_store, "one", {2: ASHA, 3: RAVI})
    found = any_store.ledger.eraser.erase_number(ASHA, "Meera")
    assert (found.settled, found.open) == (1, 0)
    kept = everything(any_store)
    assert ASHA not in kept
    assert RAVI in kept
    assert any_store.ledger.eraser.count(ASHA).settled == 0
    assert begin(any_store, "two", {2: ASHA}).row_counts == {RowState.ALREADY_CLAIMED: 1}
    events = any_store.ledger.events("one")
    assert (events[-1].kind, events[-1].who, dict(events[-1].facts)) == ("number_forgotten", "Meera", {})
    check_ledger(any_store, "one")


def test_an_answer_is_not_taken_back_once_the_bytes_went(any_store: Store) -> None:
    """What the operator settled cannot be reopened without its bytes, nor can forgotten leads be taken back."""
    part = begin(any_store, "one", {2: ASHA}).parts[0]
    any_store.ledger.transitions.record_intent(part.id, "me", lease=timedelta(seconds=300), keeps_keys=False)
    any_store.ledger.transitions.mark_unknown(part.id)
    any_store.ledger.transitions.acknowledge(part.id, Evidence.OPERATOR, who="Meera")
    assert forget_all(any_store) == 1
    with pytest.raises(StoreError):
        any_store.ledger.decisions.reopen(part.id, "Meera")
    with pytest.raises(StoreError):
        any_store.ledger.decisions.request_recall("one", "Meera")
    assert any_store.ledger.part(part.id).state is PartState.ACKED


def test_a_number_may_go_and_never_change(any_store: Store) -> None:
    """The database takes an emptied number and refuses another one in its place, before and after."""
    send(any_store, "one", {2: ASHA})
    other = update(SUBMISSION_ROWS).values(phone_number=RAVI)
    with pytest.raises(DBAPIError, match="illegal move of a row"), any_store.engine.begin() as connection:
        connection.execute(other)
    forget_all(any_store)
    with pytest.raises(DBAPIError, match="illegal move of a row"), any_store.engine.begin() as connection:
        connection.execute(other)


def test_nothing_of_a_forgotten_send_stays_on_the_disk(tmp_path: Path) -> None:
    """Neither number nor bytes can be found in the database's files afterwards."""
    store = open_store(Settings(home=tmp_path))
    send(store, "one", {2: ASHA, 3: RAVI})
    forget_all(store)
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert ASHA.encode() not in left
    assert RAVI.encode() not in left


def test_a_copy_from_before_a_migration_goes_with_the_drafts_it_holds(tmp_path: Path) -> None:
    """Such a copy holds every file of its time; it is deleted after as many days as a draft."""
    store = open_store(Settings(home=tmp_path))
    copy = tmp_path / "callsheet.db.before-0004"
    copy.write_bytes(b"every file of its time")
    assert purge_expired(store, Settings(home=tmp_path)).backups == 0
    eight_days = time.time() - 8 * 86_400
    os.utime(copy, (eight_days, eight_days))
    assert purge_expired(store, Settings(home=tmp_path)).backups == 1
    assert not copy.exists()


def test_marks_of_two_databases_differ(tmp_path: Path) -> None:
    """The key is the database's own: the same number has another mark elsewhere, and the key is no setting."""
    marks = []
    for name in ("a", "b"):
        store = open_store(Settings(home=tmp_path / name))
        send(store, "one", {2: ASHA})
        forget_all(store)
        with store.engine.connect() as connection:
            marks.append(connection.execute(text("select phone_number from claims")).scalar_one())
        assert store.saved_settings.merged_into(Settings(home=tmp_path)) == Settings(home=tmp_path)
    assert marks[0] != marks[1]
    assert all(mark.startswith("#") and len(mark) == 33 for mark in marks)
