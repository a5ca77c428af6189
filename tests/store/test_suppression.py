from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.store.suppression import NUMBERS_PER_STATEMENT

if TYPE_CHECKING:
    from callsheet.store import Store


def test_a_number_is_listed_once(any_store: Store) -> None:
    """Adding a number again is no error."""
    any_store.suppression.add(["+1", "+2"], "Meera")
    any_store.suppression.add(["+2", "+3"], "Asha")
    assert any_store.suppression.numbers() == {"+1", "+2", "+3"}
    assert any_store.suppression.count() == 3
    any_store.suppression.clear()
    assert any_store.suppression.count() == 0


def test_a_list_longer_than_one_statement_is_added_whole(any_store: Store) -> None:
    """The list is inserted in batches."""
    numbers = [f"+91{number}" for number in range(NUMBERS_PER_STATEMENT + 1)]
    any_store.suppression.add(numbers, "Meera")
    assert any_store.suppression.numbers() == set(numbers)
