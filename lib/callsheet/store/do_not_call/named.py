"""The named do-not-call lists of one database: what each is, of what day, and how long it counts as recent."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from callsheet.errors import InvalidArgument
from callsheet.store.audit import append
from callsheet.store.clock import utc_now
from callsheet.store.tables import CALL_LISTS
from callsheet.wording.rules import do_not_call as words

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Engine, Row

OWN_LIST_ID = 1
"""The list that is there from the beginning, and that homes of before have their numbers on."""
LONGEST_NAME = 120


class ListKind(StrEnum):
    """What a list is; stored."""

    OWN = "own"
    """Kept by hand."""
    STOP = "stop"
    """People who asked not to be called again."""
    REGISTER = "register"
    """Bought or downloaded, as a national register: it becomes outdated."""


@dataclass(frozen=True)
class CallList:
    """A do-not-call list.

    Args:
        id: its key.
        name: unique, as the operator reads it.
        kind: what it is.
        as_of: the day its numbers are of; None: it is kept up to date by hand.
        good_days: after this many days a new version is due; None: never.
        numbers: how many it has, with those whose time is over.
        changed_at: when a number was added or removed last; None: never.
        changed_by: who did; "" where nobody did.
    """

    id: int
    name: str
    kind: ListKind
    as_of: date | None
    good_days: int | None
    numbers: int
    changed_at: datetime | None
    changed_by: str

    def days_over(self, today: date) -> int:
        """Return for how many days a new version has been due; 0: not yet.

        Args:
            today: the day, in UTC.
        """
        if self.as_of is None or self.good_days is None:
            return 0
        return max(0, (today - self.as_of - timedelta(days=self.good_days)).days)


class NamedLists:
    """The do-not-call lists of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[CallList]:
        """Return every list, in the order in which they were made."""
        with self._engine.connect() as connection:
            return [_list_of(row) for row in connection.execute(select(CALL_LISTS).order_by(CALL_LISTS.c.id))]

    def get(self, list_id: int) -> CallList | None:
        """Return a list by its id; None: it is gone."""
        with self._engine.connect() as connection:
            row = connection.execute(select(CALL_LISTS).where(CALL_LISTS.c.id == list_id)).first()
        return None if row is None else _list_of(row)

    def find(self, name: str) -> CallList | None:
        """Return a list by its name, in capitals or not; None: no list has that name."""
        return next((call_list for call_list in self.all() if _folded(call_list.name) == _folded(name)), None)

    def by_name(self, name: str) -> CallList:
        """Return a list by its name, in capitals or not.

        Raises:
            InvalidArgument: no list has that name.
        """
        found = self.find(name)
        if found is None:
            raise InvalidArgument(words.no_such_list(name, [call_list.name for call_list in self.all()]))
        return found

    def create(
        self, name: str, kind: ListKind, who: str, *, as_of: date | None = None, good_days: int | None = None
    ) -> CallList:
        """Make a list without numbers.

        Args:
            name: not the name of another list.
            kind: what it is.
            who: the person who makes it.
            as_of: the day its numbers are of; not in the future.
            good_days: after this many days a new version is due.

        Raises:
            InvalidArgument: the name is empty, too long or taken, or the day is in the future.
        """
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            raise InvalidArgument(words.bad_list_name(LONGEST_NAME))
        if self.find(name) is not None:
            raise InvalidArgument(words.list_name_taken(name))
        check_day(as_of)
        values = {"name": name, "kind": kind.value, "as_of": as_of and as_of.isoformat(), "good_days": good_days}
        added = insert(CALL_LISTS).values(**values, numbers=0, expiring=0, changed_by="")
        try:
            with self._engine.begin() as connection:
                list_id = int(connection.execute(added.returning(CALL_LISTS.c.id)).scalar_one())
                append(connection, "list_created", who, str(list_id), kind=kind.value)
        except IntegrityError:  # somebody made it at the same moment
            raise InvalidArgument(words.list_name_taken(name)) from None
        return CallList(list_id, name, kind, as_of, good_days, 0, None, "")

    def stop_list(self, who: str) -> CallList:
        """Return the list of people who asked not to be called again; it is made when it is needed first.

        Args:
            who: the person who needs it.
        """
        names = (words.STOP_LIST, *(f"{words.STOP_LIST} ({number})" for number in range(2, 100)))
        for name in names:  # a list of another kind may have the name, or two people need the list at once
            lists = [call_list for call_list in self.all() if call_list.kind is ListKind.STOP]
            if lists:
                return lists[0]
            with suppress(InvalidArgument):
                return self.create(name, ListKind.STOP, who)
        raise InvalidArgument(words.list_name_taken(words.STOP_LIST))

    def set_day(self, list_id: int, as_of: date, who: str) -> None:
        """Record that a list is of another day now.

        Args:
            list_id: the list.
            as_of: the day its numbers are of.
            who: the person who says so.

        Raises:
            InvalidArgument: the day is in the future.
        """
        check_day(as_of)
        with self._engine.begin() as connection:
            dated = update(CALL_LISTS).where(CALL_LISTS.c.id == list_id).values(as_of=as_of.isoformat())
            if connection.execute(dated).rowcount:
                append(connection, "list_dated", who, str(list_id), as_of=as_of.isoformat())


def count_numbers(connection: Connection, list_id: int, more: int, who: str, *, expiring: bool = False) -> None:
    """Write how many numbers a list has after a change, and who changed it.

    Args:
        connection: inside the transaction that changed it.
        list_id: the list.
        more: numbers added, less those removed.
        who: the person.
        expiring: True where a number was added for a time only.
    """
    values = {"numbers": CALL_LISTS.c.numbers + more, "changed_at": utc_now(), "changed_by": who}
    values |= {"expiring": 1} if expiring else {}
    connection.execute(update(CALL_LISTS).where(CALL_LISTS.c.id == list_id).values(values))


def delete_list(connection: Connection, list_id: int) -> None:
    """Delete a list without numbers; the one that is there from the beginning stays."""
    if list_id != OWN_LIST_ID:
        connection.execute(delete(CALL_LISTS).where(CALL_LISTS.c.id == list_id))


def check_day(day: date | None) -> None:
    """Check the day that a list is of.

    Raises:
        InvalidArgument: it is in the future. Tomorrow in UTC is today somewhere.
    """
    if day is not None and day > utc_now().astimezone(UTC).date() + timedelta(days=1):
        raise InvalidArgument(words.day_in_future(day))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _list_of(row: Row[tuple[object, ...]]) -> CallList:
    day = None if row.as_of is None else date.fromisoformat(row.as_of)
    kind = ListKind(row.kind)
    return CallList(row.id, row.name, kind, day, row.good_days, row.numbers, row.changed_at, row.changed_by)
