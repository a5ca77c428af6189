"""Read a do-not-call list from any file with a column of phone numbers."""

from __future__ import annotations

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import read_table
from callsheet.validation import Route, check, phone_headers_first, suggest_mapping


def suppressed_numbers(name: str, data: bytes, region: str | None) -> frozenset[str]:
    """The valid numbers of a file; its other columns are ignored.

    Args:
        name: the file's name.
        data: its bytes.
        region: country of numbers without country code; None skips such numbers.

    Returns:
        The E.164 number of every row that holds a valid one.

    Raises:
        FileRefused: the file cannot be read, or no column holds phone numbers.
    """
    table = read_table(name, data)
    mapping = suggest_mapping(table, region)
    if not mapping.phone:  # a list without a header: its first number was read as the header
        table = read_table(name, data, header_row=0)
        mapping = suggest_mapping(table, region)
    if not mapping.phone:
        raise FileRefused(RefusalCode.NO_PHONE_COLUMN, columns=phone_headers_first(table.headers))
    numbers = check(table, mapping, Route.unknown(region)).numbers
    return frozenset(numbers[numbers != ""].tolist())
