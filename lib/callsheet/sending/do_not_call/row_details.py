"""The reason and the end that a do-not-call list gives for each of its rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from callsheet.store import Detail

if TYPE_CHECKING:
    from callsheet.validation import Table

_REASON = frozenset({"reason", "why", "grund", "motif", "motivo", "reden", "alasan"})
_UNTIL = frozenset({"expires_at", "expires", "expiry", "expiry date", "valid until", "valid_until", "until"})
_LONGEST_REASON = 200
"""Characters of a reason that are stored."""


def detail_columns(table: Table) -> tuple[int, int]:
    """Return the positions of the columns of reasons and of ends, counted from 1; 0: the list has no such column.

    Args:
        table: the list, with its header.
    """
    headers = [header.strip().casefold() for header in table.headers]
    return _position(headers, _REASON), _position(headers, _UNTIL)


def _position(headers: list[str], wanted: frozenset[str]) -> int:
    return next((position for position, header in enumerate(headers, 1) if header in wanted), 0)


def row_details(table: Table, columns: tuple[int, int]) -> list[Detail] | None:
    """Return what a list says of each row; None where it has neither column.

    An end that is no date of the form 2026-12-31 is not believed: the number then counts for ever.

    Args:
        table: some rows of the list.
        columns: from `detail_columns`.
    """
    names = list(table.frame.columns)
    cells = [table.frame[names[position - 1]].tolist() if 0 < position <= len(names) else None for position in columns]
    if cells == [None, None]:
        return None
    reasons, ends = (column or [""] * len(table.frame) for column in cells)
    until = {end: _moment(end) for end in set(ends)}
    return [Detail(reason[:_LONGEST_REASON], until[end]) for reason, end in zip(reasons, ends, strict=True)]


def _moment(text: str) -> datetime | None:
    """A time; of a day alone its end, in UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment + timedelta(days=1) if len(text.strip()) == len("2026-12-31") else moment
