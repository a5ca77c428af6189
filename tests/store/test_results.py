"""Results of a send, on each database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.store import CallOutcome, FoundCall, LeadResult
from tests.support.ledgers import NUMBERS, accept, create_submission

if TYPE_CHECKING:
    from callsheet.store import Store


def test_a_lead_has_the_result_of_all_its_calls(any_store: Store) -> None:
    """Reached once is reached; an open call is not yet; a page that is read twice counts once; erasing reaches it."""
    accept(any_store.ledger, create_submission(any_store.ledger))
    results = any_store.results
    begun = results.begin("one")
    page = [
        FoundCall("a", 2, CallOutcome.REACHED, 100, 42, recording="https://dialnexa.example/a"),
        FoundCall("b", 2, CallOutcome.NO_ANSWER, 200),
        FoundCall("c", 3, CallOutcome.BUSY, 100, simulated=True),
        FoundCall("d", 3, CallOutcome.NOT_YET),
    ]
    assert results.add("one", begun.number, page, "{}") == 4
    assert results.add("one", begun.number, page, "{}") == 0
    read = results.finish("one", begun.number)
    assert (read.counts, read.simulated) == ({CallOutcome.REACHED: 1, CallOutcome.NOT_YET: 2}, 1)
    assert results.leads("one") == {
        2: LeadResult(CallOutcome.REACHED, 2, 200, 42, recording="https://dialnexa.example/a"),
        3: LeadResult(CallOutcome.NOT_YET, 1, 100, simulated=True),
        5: LeadResult(CallOutcome.NOT_YET),
    }
    any_store.ledger.eraser.erase_number(NUMBERS[2], "Meera")
    assert results.leads("one")[2] == LeadResult(CallOutcome.NOT_KNOWN)


def test_a_second_reader_supersedes_the_first(any_store: Store) -> None:
    """What a reader of an older pass reads is not stored into the newer one."""
    accept(any_store.ledger, create_submission(any_store.ledger))
    results = any_store.results
    first = results.begin("one")
    results.finish("one", first.number)
    second = results.begin("one")
    assert second.number == first.number + 1
    assert results.add("one", first.number, [FoundCall("late", 2, CallOutcome.BUSY)], "{}") is None
    assert results.add("one", second.number, [], "{}") == 0
    results.finish("one", second.number)
    assert results.leads("one")[2] == LeadResult(CallOutcome.NOT_YET)
