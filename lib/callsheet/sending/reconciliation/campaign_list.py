"""Which leads of an upload are on a list of the campaign's numbers: pasted, or in a file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import phonenumbers

from callsheet.sending.do_not_call.list_file import read_suppressed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.store import PartRow

NUMBERS_FOR_COUNTRY = 200
"""Numbers of an upload that are looked at to find the country of its numbers; chosen by hand."""


class ListedRows(NamedTuple):
    """What a list says about the leads of an upload.

    Args:
        rows: row numbers of the leads whose number is on the list.
        unreadable: entries of the list that are not phone numbers.
    """

    rows: frozenset[int]
    unreadable: int


def find_listed(rows: Sequence[PartRow], name: str, file: BinaryIO) -> ListedRows:
    """Find the leads of an upload on a list of numbers.

    A number without country code is read in the country that most numbers of the upload belong to.

    Args:
        rows: of the upload.
        name: the list's name.
        file: opened for bytes; any file with a column of phone numbers.

    Raises:
        FileRefused: it cannot be read, or has no column of phone numbers.
    """
    pieces = list(read_suppressed(name, file, country_of(rows)))
    numbers = frozenset[str]().union(*(piece.numbers for piece in pieces))
    found = frozenset(row for row, number, _ in rows if number in numbers)
    return ListedRows(found, sum(piece.unreadable for piece in pieces))


def country_of(rows: Sequence[PartRow]) -> str | None:
    """Return the region that most numbers of an upload belong to; None without one.

    Args:
        rows: of the upload.
    """
    regions = Counter(
        phonenumbers.region_code_for_number(phonenumbers.parse(number)) for _, number, _ in rows[:NUMBERS_FOR_COUNTRY]
    )
    return next((region for region, _ in regions.most_common() if region not in (None, "001")), None)
