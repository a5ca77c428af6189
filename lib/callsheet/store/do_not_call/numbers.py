"""The numbers of the do-not-call lists: never called, whichever file they are in. They never leave this database."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, exists, func, select, update

from callsheet.database.sql import blocks, secure_delete_transaction
from callsheet.store.audit import append
from callsheet.store.do_not_call.bulk import NO_DETAIL, Detail, every_number, insert, is_in_force, look_up, renew
from callsheet.store.do_not_call.named import OWN_LIST_ID, NamedLists, count_numbers, delete_list
from callsheet.store.tables import CALL_LISTS, LIST_REVISIONS, LISTED_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Engine, Select

NUMBERS_PER_STATEMENT = 20_000
"""Bounds the memory of one bulk insert or look-up; chosen by hand. SQLite allows 32,766 bound values."""

_NAME = "do_not_call"
_LISTED = LISTED_NUMBERS.c
_MANY, _NOT_MUCH_LONGER = 1_000, 3
"""From so many numbers, lists up to so many times as long are read as a whole; measured with `bench_call_rules`."""


class SuppressedNumber(NamedTuple):
    """A number on a list.

    Args:
        number: E.164.
        added_at: when it was added first.
        added_by: who did.
        list_name: of which list.
        reason: why; "" where nobody said.
        expires_at: until when it counts; None: for ever.
    """

    number: str
    added_at: datetime
    added_by: str
    list_name: str
    reason: str
    expires_at: datetime | None


class SuppressionList:
    """The numbers of all do-not-call lists of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def lists(self) -> NamedLists:
        """The named lists."""
        return NamedLists(self._engine)

    def add(
        self,
        numbers: Collection[str],
        who: str,
        *,
        list_id: int = OWN_LIST_ID,
        detail: Detail = NO_DETAIL,
        details: Mapping[str, Detail] | None = None,
    ) -> int:
        """Add numbers to a list; one that it has already for as long or longer stays as it is.

        Args:
            numbers: E.164.
            who: the person who adds them.
            list_id: the list.
            detail: why they are not to be called, and until when.
            details: the same of some of the numbers, where they have their own.

        Returns:
            How many were not on that list before, or did not count any more.
        """
        wanted = sorted(set(numbers))  # neighbours in the table are written together
        own = dict.fromkeys(wanted, detail) | {
            number: Detail(own.reason or detail.reason, own.expires_at or detail.expires_at)
            for number, own in (details or {}).items()
        }
        expiring = any(detail.expires_at is not None for detail in own.values())
        with self._engine.begin() as connection:
            new = sum(
                insert(connection, _of(own, part), list_id, who) for part in blocks(wanted, NUMBERS_PER_STATEMENT)
            )
            renewed = 0
            if new < len(wanted) and self._has_expiring(connection, list_id):
                renewed = sum(
                    renew(connection, _of(own, part), list_id, who) for part in blocks(wanted, NUMBERS_PER_STATEMENT)
                )
            if new or renewed:
                count_numbers(connection, list_id, new, who, expiring=expiring)
                _count_change(connection)
                append(connection, "listed", who, str(list_id), numbers=new + renewed)
        return new + renewed

    def remove(self, numbers: Collection[str], who: str = "", *, list_id: int | None = None) -> int:
        """Remove numbers.

        Args:
            numbers: E.164.
            who: the person who removes them.
            list_id: from this list; None: from every one.

        Returns:
            How many of the numbers were on it, or on any.
        """
        wanted = sorted(set(numbers))
        removed: set[str] = set()
        with secure_delete_transaction(self._engine) as connection:
            on_list = [] if list_id is None else [_LISTED.list_id == list_id]
            for part in blocks(wanted, NUMBERS_PER_STATEMENT):
                gone = delete(LISTED_NUMBERS).where(_LISTED.phone_number.in_(part), *on_list)
                by_list: dict[int, int] = {}
                for number, of_list in connection.execute(gone.returning(_LISTED.phone_number, _LISTED.list_id)):
                    removed.add(number)
                    by_list[of_list] = by_list.get(of_list, 0) + 1
                for of_list, count in by_list.items():
                    count_numbers(connection, of_list, -count, who)
            if removed:
                _count_change(connection)
                subject = "" if list_id is None else str(list_id)
                append(connection, "unlisted", who, subject, numbers=len(removed))
        return len(removed)

    def find(self, number: str) -> list[SuppressedNumber]:
        """Return the entries of a number that are in force, the oldest list first; empty: it may be called."""
        return self._read(_entries().where(_LISTED.phone_number == number, is_in_force()).order_by(_LISTED.list_id))

    def among(self, numbers: Collection[str]) -> frozenset[str]:
        """Return which of some numbers are on a list; what it costs depends on them, not on the length of the lists.

        Lists that are not much longer than the numbers are read as a whole, which costs less than to look each up.

        Args:
            numbers: E.164.
        """
        wanted = frozenset(numbers)
        with self._engine.connect() as connection:
            length = connection.scalar(select(func.sum(CALL_LISTS.c.numbers))) or 0
            if len(wanted) >= _MANY and length <= _NOT_MUCH_LONGER * len(wanted):
                return wanted.intersection(every_number(connection))
            parts = blocks(sorted(wanted), NUMBERS_PER_STATEMENT)  # neighbours in the table are read together
            found: set[str] = set()
            for part in parts:
                found.update(map(itemgetter(0), look_up(connection, part)))
            return frozenset(found)

    def by_list(self, numbers: Collection[str]) -> Mapping[int, frozenset[str]]:
        """Return which of some numbers each list has: list id → numbers, without lists that have none of them.

        Args:
            numbers: E.164.
        """
        wanted, found = sorted(set(numbers)), dict[int, set[str]]()
        with self._engine.connect() as connection:
            for part in blocks(wanted, NUMBERS_PER_STATEMENT):
                for number, of_list in look_up(connection, part):
                    found.setdefault(of_list, set()).add(number)
        return {list_id: frozenset(found[list_id]) for list_id in sorted(found)}

    def numbers(self) -> frozenset[str]:
        """Return every number that is in force, E.164."""
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(_LISTED.phone_number).where(is_in_force())))

    def revision(self) -> int:
        """Return how often the lists have changed; lists with the same revision have the same numbers."""
        with self._engine.connect() as connection:
            return int(connection.scalar(select(LIST_REVISIONS.c.revision).where(LIST_REVISIONS.c.name == _NAME)) or 0)

    def batches(self, list_id: int | None = None) -> Iterator[list[SuppressedNumber]]:
        """Yield the entries in the order of the numbers, some at a time; they may change meanwhile.

        Args:
            list_id: of this list; None: of every one.
        """
        after: tuple[str, int] = ("", 0)
        while True:
            later = (_LISTED.phone_number > after[0]) | (
                (_LISTED.phone_number == after[0]) & (_LISTED.list_id > after[1])
            )
            entries = _entries().add_columns(_LISTED.list_id).where(_LISTED.phone_number >= after[0], later)
            if list_id is not None:
                entries = entries.where(_LISTED.list_id == list_id)
            entries = entries.order_by(_LISTED.phone_number, _LISTED.list_id).limit(NUMBERS_PER_STATEMENT)
            with self._engine.connect() as connection:
                rows = connection.execute(entries).all()
            if not rows:
                return
            yield [SuppressedNumber(*row[:-1]) for row in rows]
            after = (rows[-1].phone_number, rows[-1].list_id)

    def count(self) -> int:
        """Return the number of entries of all lists, with those whose time is over."""
        return sum(call_list.numbers for call_list in self.lists.all())

    def clear(self, who: str = "", *, list_id: int = OWN_LIST_ID) -> None:
        """Delete every number of a list, and the list unless it is the one that is there from the beginning.

        Args:
            who: the person who empties it.
            list_id: the list.
        """
        with secure_delete_transaction(self._engine) as connection:
            removed = connection.execute(delete(LISTED_NUMBERS).where(_LISTED.list_id == list_id)).rowcount
            count_numbers(connection, list_id, -removed, who)
            delete_list(connection, list_id)
            _count_change(connection)
            append(connection, "list_emptied", who, str(list_id), numbers=removed)

    def _has_expiring(self, connection: Connection, list_id: int) -> bool:
        expiring = exists().where(CALL_LISTS.c.id == list_id, CALL_LISTS.c.expiring == 1)
        return bool(connection.scalar(select(expiring)))

    def _read(self, query: Select[Any]) -> list[SuppressedNumber]:
        with self._engine.connect() as connection:
            return [SuppressedNumber(*row) for row in connection.execute(query)]


def _entries() -> Select[Any]:
    listed = LISTED_NUMBERS.join(CALL_LISTS, CALL_LISTS.c.id == _LISTED.list_id)
    columns = (_LISTED.phone_number, _LISTED.added_at, _LISTED.added_by, CALL_LISTS.c.name)
    return select(*columns, _LISTED.reason, _LISTED.expires_at).select_from(listed)


def _count_change(connection: Connection) -> None:
    connection.execute(
        update(LIST_REVISIONS).where(LIST_REVISIONS.c.name == _NAME).values(revision=LIST_REVISIONS.c.revision + 1)
    )


def _of(details: Mapping[str, Detail], numbers: Sequence[str]) -> dict[str, Detail]:
    return {number: details[number] for number in numbers}
