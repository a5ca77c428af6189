"""Results of a person who is erased, and of a send that is past its time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from callsheet.settings import Settings
from callsheet.store import CallOutcome, FoundCall, purge_expired
from callsheet.store.tables import CALL_RESULTS, RESULT_READS
from tests.sending.results.wire import BatchWire, calls_to, numbers_of, sent_batch

if TYPE_CHECKING:
    from callsheet.store import Store


def rows_stored(store: Store) -> list[int]:
    """The rows of which a result is stored."""
    with store.engine.connect() as connection:
        return list(connection.scalars(select(CALL_RESULTS.c.row).order_by(CALL_RESULTS.c.row)))


def test_erasing_a_number_erases_its_results(store: Store) -> None:
    """Nothing of the person is left, the next reading does not bring it back, the others stay."""
    sent_batch(store, 4)
    numbers = numbers_of(4)
    wire = BatchWire(calls_to(list(numbers.values())))
    wire.reader(store).read("one")
    assert rows_stored(store) == [2, 3, 4, 5]
    store.ledger.eraser.erase_number(numbers[3], "Meera")
    assert rows_stored(store) == [2, 4, 5]
    wire.reader(store).read("one")
    assert rows_stored(store) == [2, 4, 5]
    assert store.results.leads("one")[3].outcome is CallOutcome.NOT_KNOWN


def test_a_number_erased_while_results_are_read_stays_erased(store: Store) -> None:
    """The page was read before, and is stored after."""
    sent_batch(store, 3)
    begun = store.results.begin("one")
    store.ledger.eraser.erase_number(numbers_of(3)[3], "Meera")
    page = [FoundCall(f"call_{row}", row, CallOutcome.REACHED) for row in (2, 3, 4)]
    assert store.results.add("one", begun.number, page, "{}") == 2
    assert rows_stored(store) == [2, 4]


def test_counts_stay_when_results_are_past_their_time(store: Store) -> None:
    """After the retention time no call, no link and no time is left; how many were reached stays."""
    sent_batch(store, 5)
    read = BatchWire(calls_to(list(numbers_of(5).values()))).reader(store).read("one")
    later = store.clock.now() + timedelta(days=91)
    assert purge_expired(store, Settings(home=store.home, ledger_days=90), later).submissions == 1
    assert rows_stored(store) == []
    assert store.results.state("one") == read
    with store.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(RESULT_READS)) == 1
