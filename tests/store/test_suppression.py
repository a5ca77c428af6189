"""The do-not-call list in the store, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from callsheet.store.suppression import NUMBERS_PER_STATEMENT

if TYPE_CHECKING:
    from callsheet.store import Store


def test_a_number_is_listed_once(any_store: Store) -> None:
    """Adding a number again is no error and says how many are new; the first entry stays."""
    assert any_store.suppression.add(["+1", "+2", "+2"], "Meera") == 2
    assert any_store.suppression.add(["+2", "+3"], "Asha") == 1
    assert any_store.suppression.numbers() == {"+1", "+2", "+3"}
    assert any_store.suppression.count() == 3
    found = any_store.suppression.find("+2")
    assert found is not None
    assert (found.number, found.added_by) == ("+2", "Meera")
    assert abs((datetime.now(UTC) - found.added_at).total_seconds()) < 600
    any_store.suppression.clear()
    assert any_store.suppression.count() == 0


def test_one_number_is_removed(any_store: Store) -> None:
    """Removing says how many were listed; the others stay."""
    any_store.suppression.add(["+1", "+2", "+3"], "Meera")
    assert any_store.suppression.remove(["+2", "+9"]) == 1
    assert any_store.suppression.find("+2") is None
    assert any_store.suppression.numbers() == {"+1", "+3"}


def test_a_list_longer_than_one_statement_is_added_found_and_read_whole(any_store: Store) -> None:
    """Numbers are inserted, looked up, exported and removed in batches without a loss at their edges."""
    numbers = [f"+91{number:010}" for number in range(2 * NUMBERS_PER_STATEMENT + 1)]
    listed = any_store.suppression
    assert listed.add(numbers, "Meera") == len(numbers)
    assert listed.numbers() == set(numbers)
    assert listed.among([*numbers, "+1"]) == set(numbers)
    batches = list(listed.batches())
    assert [entry.number for batch in batches for entry in batch] == sorted(numbers)
    assert max(map(len, batches)) == NUMBERS_PER_STATEMENT
    assert listed.remove(numbers[1:]) == len(numbers) - 1
    assert listed.numbers() == {numbers[0]}


def test_who_added_last_is_known(any_store: Store) -> None:
    """An empty list has no newest entry."""
    assert any_store.suppression.newest() is None
    any_store.suppression.add(["+1"], "Meera")
    any_store.suppression.add(["+2"], "Asha")
    newest = any_store.suppression.newest()
    assert newest is not None
    assert newest.added_by == "Asha"


def test_an_empty_question_has_an_empty_answer(any_store: Store) -> None:
    """Nothing is added, removed or found of no numbers."""
    listed = any_store.suppression
    assert (listed.add([], "Meera"), listed.remove([]), listed.among([]), list(listed.batches())) == (
        0,
        0,
        frozenset(),
        [],
    )


def test_every_change_is_noticed_by_the_revision(any_store: Store) -> None:
    """As many numbers added as removed leave the count as it was, but not the revision; what changes nothing does."""
    listed = any_store.suppression
    listed.add(["+1", "+2"], "Meera")
    before = listed.read()
    listed.add(["+3"], "Asha")
    listed.remove(["+1"])
    after = listed.read()
    assert (len(before.numbers), len(after.numbers)) == (2, 2)
    assert after.revision == before.revision + 2
    listed.add(["+3"], "Asha")
    listed.remove(["+9"])
    assert listed.revision() == after.revision
    listed.clear()
    assert listed.read() == (after.revision + 1, frozenset())
    assert "+3" not in repr(after)
