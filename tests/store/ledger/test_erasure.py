from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from callsheet.errors import StoreError
from callsheet.settings import Settings
from callsheet.store import EventKind, Evidence, PartState, RowState, purge_expired
from callsheet.store.tables import CLAIMS, PARTS, SUBMISSION_ROWS
from tests.support.ledgers import accept, check_ledger, claimed_numbers, create_submission

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from callsheet.store import Store, Submission

ASHA, RAVI, MEERA = "+919876543210", "+919123456789", "+919000011122"
NOW = datetime.now(UTC)
LATER = NOW + timedelta(days=91)


def create(
    store: Store, submission_id: str, numbers: Mapping[int, str], repeats: Mapping[str, int] | None = None
) -> Submission:
    return create_submission(
        store.ledger,
        submission_id,
        numbers,
        repeats=repeats,
        build=lambda rows: f"numbers\n{[numbers[row] for row in rows]}\n".encode(),
    )


def lose(store: Store, part_id: str) -> None:
    store.ledger.transitions.record_intent(part_id, "me", lease=timedelta(seconds=300), keeps_keys=False)
    store.ledger.transitions.mark_unknown(part_id)


def send(
    store: Store, submission_id: str, numbers: Mapping[int, str], repeats: Mapping[str, int] | None = None
) -> Submission:
    return accept(store.ledger, create(store, submission_id, numbers, repeats))


def erase_expired(store: Store, now: datetime = LATER, ledger_days: int = 90) -> int:
    return purge_expired(store, Settings(home=store.home, ledger_days=ledger_days), now).submissions


def stored_text(store: Store) -> str:
    with store.engine.connect() as connection:
        tables = (SUBMISSION_ROWS, CLAIMS, PARTS)
        return "".join(str(row) for table in tables for row in connection.execute(select(table)))


def test_an_erased_submission_has_counts_and_no_number(any_store: Store) -> None:
    """Bytes, numbers and messages go after ledger_days, not a day before; the counts still add up row by row."""
    send(any_store, "one", {2: ASHA, 3: RAVI})
    assert ASHA in stored_text(any_store)
    assert erase_expired(any_store, NOW + timedelta(days=89)) == 0
    assert erase_expired(any_store, ledger_days=365) == 0
    assert erase_expired(any_store) == 1
    stored = stored_text(any_store)
    assert not any(number in stored for number in (ASHA, RAVI))
    submission = any_store.ledger.get("one")
    assert submission.row_counts == {RowState.SENT: 2}
    assert submission.erased_at is not None
    assert any_store.ledger.data(submission.parts[0].id) == b""
    check_ledger(any_store, "one")
    assert erase_expired(any_store) == 0


def test_an_erased_number_is_not_called_twice(any_store: Store) -> None:
    """It is still claimed: the same list sends only what is new, and the plan shows which submission had the others."""
    send(any_store, "one", {2: ASHA, 3: RAVI})
    erase_expired(any_store)
    second = create(any_store, "two", {7: MEERA, 8: RAVI, 9: ASHA})
    assert second.row_counts == {RowState.ALREADY_CLAIMED: 2, RowState.READY: 1}
    claimed = any_store.ledger.claimed("test", "cmp_a", pd.Series([RAVI, ASHA, "+15550100"], dtype="str"))
    assert {tuple(row) for row in claimed.itertuples(index=False)} == {(ASHA, 0, "one", 2), (RAVI, 0, "one", 3)}
    again = send(any_store, "three", {4: ASHA}, {ASHA: 1})
    assert again.row_counts == {RowState.SENT: 1}


def test_an_erased_number_counts_as_sent_elsewhere(any_store: Store) -> None:
    """Evidence from the server's list must not mistake the old lead for the new one."""
    send(any_store, "one", {2: ASHA, 3: RAVI})
    erase_expired(any_store)
    (part,) = create(any_store, "two", {2: ASHA, 3: MEERA}, {ASHA: 1}).parts
    assert any_store.ledger.lead_counts.sent_elsewhere(part.id) == {ASHA: 1}


def test_unsettled_submissions_are_never_erased(any_store: Store) -> None:
    """Leads that are waiting, in flight or unknown have number and bytes however old they are."""
    part = create(any_store, "one", {2: ASHA}).parts[0]
    lose(any_store, part.id)
    create(any_store, "two", {2: RAVI})
    assert erase_expired(any_store) == 0
    assert not any_store.ledger.eraser.erase("one")
    assert any_store.ledger.eraser.erase_number(ASHA, "Meera").open == 1
    assert ASHA in stored_text(any_store)
    assert any_store.ledger.data(part.id) != b""


def test_one_number_is_erased_at_once_and_the_others_remain(any_store: Store) -> None:
    """Its rows, its bytes and the number in its claim go; it is not called twice; the event holds no number."""
    send(any_store, "one", {2: ASHA, 3: RAVI})
    erased = any_store.ledger.eraser.erase_number(ASHA, "Meera")
    assert (erased.settled, erased.open) == (1, 0)
    stored = stored_text(any_store)
    assert ASHA not in stored
    assert RAVI in stored
    assert any_store.ledger.eraser.count(ASHA).settled == 0
    assert create(any_store, "two", {2: ASHA}).row_counts == {RowState.ALREADY_CLAIMED: 1}
    event = any_store.ledger.events("one")[-1]
    assert (event.kind, event.who, dict(event.facts)) == (EventKind.NUMBER_ERASED, "Meera", {})
    check_ledger(any_store, "one")


def test_erased_leads_cannot_be_reopened_or_recalled(any_store: Store) -> None:
    """Both need the bytes or the numbers."""
    part = create(any_store, "one", {2: ASHA}).parts[0]
    lose(any_store, part.id)
    any_store.ledger.transitions.acknowledge(part.id, Evidence.OPERATOR, who="Meera")
    assert erase_expired(any_store) == 1
    with pytest.raises(StoreError):
        any_store.ledger.decisions.reopen(part.id, "Meera")
    with pytest.raises(StoreError):
        any_store.ledger.decisions.request_recall("one", "Meera")
    assert any_store.ledger.part(part.id).state is PartState.ACKED


def test_a_number_may_be_erased_and_never_changed(any_store: Store) -> None:
    """The database accepts an emptied number and refuses another one, before and after."""
    send(any_store, "one", {2: ASHA})
    change = update(SUBMISSION_ROWS).values(phone_number=RAVI)
    with pytest.raises(DBAPIError, match="illegal move of a row"), any_store.engine.begin() as connection:
        connection.execute(change)
    erase_expired(any_store)
    with pytest.raises(DBAPIError, match="illegal move of a row"), any_store.engine.begin() as connection:
        connection.execute(change)


def test_the_files_of_the_database_hold_nothing_of_an_erased_submission(store: Store, tmp_path: Path) -> None:
    """Neither number nor bytes can be found on disk."""
    send(store, "one", {2: ASHA, 3: RAVI})
    erase_expired(store)
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert ASHA.encode() not in on_disk
    assert RAVI.encode() not in on_disk


def test_pseudonyms_of_two_databases_differ(tmp_path: Path, new_store: Callable[[Path], Store]) -> None:
    """Every database has its own key, and the key is not a setting."""
    pseudonyms = []
    for name in ("a", "b"):
        store = new_store(tmp_path / name)
        send(store, "one", {2: ASHA})
        erase_expired(store)
        pseudonyms += claimed_numbers(store)
        with store.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM kept_settings")).scalar_one() == 1
        assert store.saved_settings.merged_into(Settings(home=tmp_path)) == Settings(home=tmp_path)
    assert pseudonyms[0] != pseudonyms[1]
    assert all(pseudonym.startswith("#") and len(pseudonym) == 33 for pseudonym in pseudonyms)
