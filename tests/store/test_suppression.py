"""The do-not-call list in the store, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from callsheet.errors import InvalidArgument
from callsheet.store import NO_DETAIL, OWN_LIST_ID, Detail, ListKind
from callsheet.store.do_not_call.numbers import NUMBERS_PER_STATEMENT

if TYPE_CHECKING:
    from callsheet.store import Store


def test_the_list_of_people_who_asked_us_to_stop_is_made_once(any_store: Store) -> None:
    """Also where two people need it at once, and where a list of another kind has its name."""
    lists = any_store.suppression.lists
    lists.create("asked us to  STOP", ListKind.REGISTER, "ops")
    with ThreadPoolExecutor(4) as threads:
        found = set(threads.map(lambda _: lists.stop_list("ops").name, range(4)))
    assert found == {"Asked us to stop (2)"}
    assert [call_list.name for call_list in lists.all() if call_list.kind is ListKind.STOP] == [*found]


def test_a_number_is_listed_once(any_store: Store) -> None:
    """Adding a number again is no error and says how many are new; the first entry stays."""
    assert any_store.suppression.add(["+1", "+2", "+2"], "Meera") == 2
    assert any_store.suppression.add(["+2", "+3"], "Asha") == 1
    assert any_store.suppression.numbers() == {"+1", "+2", "+3"}
    assert any_store.suppression.count() == 3
    (found,) = any_store.suppression.find("+2")
    assert (found.number, found.added_by) == ("+2", "Meera")
    assert abs((datetime.now(UTC) - found.added_at).total_seconds()) < 600
    any_store.suppression.clear()
    assert any_store.suppression.count() == 0


def test_one_number_is_removed(any_store: Store) -> None:
    """Removing says how many were listed; the others stay."""
    any_store.suppression.add(["+1", "+2", "+3"], "Meera")
    assert any_store.suppression.remove(["+2", "+9"]) == 1
    assert any_store.suppression.find("+2") == []
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


def test_who_changed_a_list_last_is_known(any_store: Store) -> None:
    """A list that was never changed names nobody."""
    lists = any_store.suppression.lists
    (own,) = lists.all()
    assert (own.id, own.numbers, own.changed_at, own.changed_by) == (OWN_LIST_ID, 0, None, "")
    any_store.suppression.add(["+1"], "Meera")
    any_store.suppression.add(["+2"], "Asha")
    (own,) = lists.all()
    assert (own.numbers, own.changed_by) == (2, "Asha")


def test_lists_have_names_days_and_numbers_of_their_own(any_store: Store) -> None:
    """A number on two lists is named by both, leaves one at a time, and is called only when it is on none."""
    listed = any_store.suppression
    dnd = listed.lists.create("  DND  June ", ListKind.REGISTER, "Meera", as_of=date(2026, 6, 1), good_days=31)
    assert listed.add(["+1", "+2"], "Meera") + listed.add(["+2", "+3"], "Asha", list_id=dnd.id) == 4
    assert [entry.list_name for entry in listed.find("+2")] == ["Our own list", "DND June"]
    assert listed.by_list(["+1", "+2", "+3", "+4"]) == {OWN_LIST_ID: {"+1", "+2"}, dnd.id: {"+2", "+3"}}
    assert [each.numbers for each in listed.lists.all()] == [2, 2]
    assert [entry.number for batch in listed.batches(dnd.id) for entry in batch] == ["+2", "+3"]
    assert len([entry for batch in listed.batches() for entry in batch]) == 4
    assert listed.remove(["+2"], list_id=OWN_LIST_ID) == 1
    assert listed.among(["+2"]) == {"+2"}
    assert listed.remove(["+2"]) == 1
    assert listed.among(["+2"]) == frozenset()
    assert [each.numbers for each in listed.lists.all()] == [1, 1]
    found = listed.lists.by_name("dnd june")
    assert (found.days_over(date(2026, 7, 2)), found.days_over(date(2026, 7, 12))) == (0, 10)
    listed.clear("Meera", list_id=dnd.id)
    assert [each.name for each in listed.lists.all()] == ["Our own list"]
    assert listed.numbers() == {"+1"}


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "our OWN  list"])
def test_a_list_needs_a_name_of_its_own(store: Store, name: str) -> None:
    """An empty, long or taken name is refused; so are an unknown one and a day that has not come."""
    lists = store.suppression.lists
    with pytest.raises(InvalidArgument):
        lists.create(name, ListKind.REGISTER, "Meera")
    with pytest.raises(InvalidArgument):
        lists.by_name("DND")
    with pytest.raises(InvalidArgument):
        lists.create("DND", ListKind.REGISTER, "Meera", as_of=date(2100, 1, 1))
    assert len(lists.all()) == 1


def test_a_number_counts_until_its_end(any_store: Store) -> None:
    """Afterwards it may be called; who asks again is listed again, and nothing shortens what somebody asked for."""
    listed, now = any_store.suppression, datetime.now(UTC)
    over, later = Detail("moved", now - timedelta(days=1)), Detail("paused", now + timedelta(days=1))
    assert listed.add(["+1", "+2"], "Meera", detail=over, details={"+2": later}) == 2
    assert listed.numbers() == listed.among(["+1", "+2"]) == {"+2"}
    assert listed.find("+1") == []
    (entry,) = listed.find("+2")
    assert (entry.reason, entry.expires_at) == ("paused", later.expires_at)
    assert listed.add(["+1", "+2"], "Asha", detail=NO_DETAIL) == 1
    assert [(e.number, e.added_by, e.expires_at) for batch in listed.batches() for e in batch] == [
        ("+1", "Asha", None),
        ("+2", "Asha", None),
    ]
    assert listed.add(["+1"], "Meera", detail=over) == 0
    assert listed.numbers() == {"+1", "+2"}
    assert listed.count() == 2


def test_a_reason_is_stored_as_it_was_written(any_store: Store) -> None:
    """Also with what a bulk statement could take for its own signs."""
    reason = 'said "stop",\t\\N; twice\n%s'
    any_store.suppression.add(["+1"], "Meera", details={"+1": Detail(reason)})
    (entry,) = any_store.suppression.find("+1")
    assert entry.reason == reason


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
    before = listed.revision()
    listed.add(["+3"], "Asha")
    listed.remove(["+1"])
    after = listed.revision()
    assert (len(listed.numbers()), after) == (2, before + 2)
    listed.add(["+3"], "Asha")
    listed.remove(["+9"])
    assert listed.revision() == after
    listed.clear()
    assert (listed.revision(), listed.numbers()) == (after + 1, frozenset())


def test_a_short_list_is_read_as_a_whole_with_the_same_answer(any_store: Store) -> None:
    """What counts no more is not found either way; few numbers are looked up one by one."""
    wanted = [f"+9198200{row:05}" for row in range(1_500)]
    suppression = any_store.suppression
    other = suppression.lists.create("Register", ListKind.REGISTER, "ops")
    suppression.add([*wanted[::7], "+15551234567"], "Meera")
    suppression.add(wanted[::14], "Meera", list_id=other.id)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    suppression.add(wanted[1::7], "Meera", detail=Detail(expires_at=yesterday))
    expected = frozenset(wanted[::7])
    assert suppression.among(wanted) == expected
    assert suppression.among(wanted[:900]) == expected & set(wanted[:900])
