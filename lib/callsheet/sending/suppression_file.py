"""A suppression list out of a file: any file with a column of phone numbers."""

from __future__ import annotations

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import read_table
from callsheet.validation import Route, check, suggest_mapping


def suppressed_numbers(name: str, data: bytes, region: str | None) -> frozenset[str]:
    """The numbers of a file, whatever else is in it.

    Args:
        name: the file's name.
        data: its bytes.
        region: in which numbers without country code are read; None: such numbers are passed over.

    Returns:
        E.164 of every row that holds a valid number.

    Raises:
        FileRefused: it cannot be read, or no column holds phone numbers.
    """
    table = read_table(name, data)
    mapping = suggest_mapping(table, region)
    if not mapping.phone:
        table = read_table(name, data, header_row=0)
        mapping = suggest_mapping(table, region)
    if not mapping.phone:
        raise FileRefused(RefusalCode.NO_PHONE_COLUMN, columns=list(table.headers))
    numbers = check(table, mapping, Route.unknown(region)).numbers
    return frozenset(numbers[numbers != ""].tolist())
