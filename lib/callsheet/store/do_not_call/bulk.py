"""Bulk statements on the numbers of do-not-call lists: insert, look up, renew."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from callsheet.store.clock import utc_now
from callsheet.store.tables import LISTED_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Select

LISTED = LISTED_NUMBERS.c
_COLUMNS = "phone_number, list_id, added_at, added_by, reason, expires_at"
_SQLITE_TIME = "%Y-%m-%d %H:%M:%S.%f"
"""How SQLAlchemy writes a time in UTC to SQLite."""


class Detail(NamedTuple):
    """What is stored with a number besides who added it when.

    Args:
        reason: why it is not to be called; "" where nobody said.
        expires_at: until when it counts; None: for ever.
    """

    reason: str = ""
    expires_at: datetime | None = None


NO_DETAIL = Detail()


def is_in_force() -> ColumnElement[bool]:
    """Return the condition that an entry counts now."""
    return or_(LISTED.expires_at.is_(None), LISTED.expires_at > utc_now())


def look_up(connection: Connection, numbers: Sequence[str]) -> list[tuple[str, int]]:
    """Return number and list of the entries in force of some numbers.

    The numbers are bound as one value, and the rows are taken from the driver as they are: both cost less than one
    object each.

    Args:
        connection: to the database.
        numbers: E.164, sorted: neighbours in the table are read together.
    """
    now: str | datetime = utc_now()
    bound: str | list[str] = list(numbers)
    among, mark = "= ANY(%s)", "%s"
    if connection.dialect.name == "sqlite":
        now, mark = utc_now().strftime(_SQLITE_TIME), "?"
        among, bound = "IN (SELECT value FROM json_each(?))", json.dumps(numbers)
    cursor = connection.connection.cursor()
    cursor.execute(
        f"SELECT phone_number, list_id FROM {LISTED_NUMBERS.name}"  # noqa: S608 - constants
        f" WHERE phone_number {among} AND (expires_at IS NULL OR expires_at > {mark})",
        (bound, now),
    )
    found: list[tuple[str, int]] = list(cursor.fetchall())
    cursor.close()
    return found


def every_number(connection: Connection) -> Iterator[str]:
    """Yield the numbers of all lists that are in force; one on two lists twice.

    Args:
        connection: to the database.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    now: str | datetime = utc_now().strftime(_SQLITE_TIME) if is_sqlite else utc_now()
    cursor = connection.connection.cursor()
    cursor.execute(
        f"SELECT phone_number FROM {LISTED_NUMBERS.name}"  # noqa: S608 - constants
        f" WHERE expires_at IS NULL OR expires_at > {'?' if is_sqlite else '%s'}",
        (now,),
    )
    for row in cursor.fetchall():
        yield row[0]
    cursor.close()


def _of_numbers(connection: Connection, query: Select[Any], numbers: Sequence[str]) -> Select[Any]:
    if connection.dialect.name == "sqlite":
        wanted = func.json_each(json.dumps(numbers)).table_valued("value")
        return query.where(LISTED.phone_number.in_(select(wanted.c.value)))
    return query.where(LISTED.phone_number == func.any(list(numbers)))


def insert(connection: Connection, numbers: Mapping[str, Detail], list_id: int, who: str) -> int:
    """Insert numbers by the driver's bulk path, without those that the list has.

    Args:
        connection: inside a transaction.
        numbers: E.164 → what is stored with it.
        list_id: the list.
        who: the person who adds them.

    Returns:
        How many were inserted.
    """
    moment = utc_now()
    if connection.dialect.name == "sqlite":
        statement = f"INSERT OR IGNORE INTO {LISTED_NUMBERS.name} ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608 - constants
        added_at, until = moment.strftime(_SQLITE_TIME), _sqlite_times(numbers)
        rows = [
            (number, list_id, added_at, who, detail.reason, until[detail.expires_at])
            for number, detail in numbers.items()
        ]
        return connection.exec_driver_sql(statement, rows).rowcount
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE IF NOT EXISTS to_list"
        " (phone_number varchar(32), reason text, expires_at timestamptz) ON COMMIT DROP"
    )
    connection.exec_driver_sql("TRUNCATE to_list")
    cursor = connection.connection.cursor()
    with cursor.copy("COPY to_list FROM STDIN") as copy:
        if any(detail.reason or detail.expires_at for detail in numbers.values()):
            for number, detail in numbers.items():
                copy.write_row((number, detail.reason, detail.expires_at))
        else:
            copy.write("".join([f"{number}\t\t\\N\n" for number in numbers]))
    cursor.close()
    return connection.exec_driver_sql(
        f"INSERT INTO {LISTED_NUMBERS.name} ({_COLUMNS})"  # noqa: S608 - constants
        " SELECT phone_number, %s::integer, %s::timestamptz, %s::text, reason, expires_at FROM to_list"
        " ON CONFLICT DO NOTHING",
        (list_id, moment, who),
    ).rowcount


def _sqlite_times(numbers: Mapping[str, Detail]) -> dict[datetime | None, str | None]:
    times = {detail.expires_at for detail in numbers.values()}
    return {time: None if time is None else time.astimezone(UTC).strftime(_SQLITE_TIME) for time in times}


def renew(connection: Connection, numbers: Mapping[str, Detail], list_id: int, who: str) -> int:
    """Let numbers that the list has for a shorter time count for as long as they are given now.

    Args:
        connection: inside a transaction.
        numbers: E.164 → what is stored with it; not more than one statement takes.
        list_id: the list.
        who: the person who adds them.

    Returns:
        How many of them did not count any more until now.
    """
    query = select(LISTED.phone_number, LISTED.expires_at).where(LISTED.list_id == list_id)
    for_a_time = _of_numbers(connection, query.where(LISTED.expires_at.is_not(None)), list(numbers))
    now, renewed = utc_now(), 0
    for number, expires_at in connection.execute(for_a_time).all():
        reason, until = numbers[number]
        if until is None or until > expires_at:
            one = and_(LISTED.phone_number == number, LISTED.list_id == list_id)
            values = {"added_at": now, "added_by": who, "reason": reason, "expires_at": until}
            connection.execute(update(LISTED_NUMBERS).where(one).values(values))
            renewed += expires_at <= now
    return renewed
