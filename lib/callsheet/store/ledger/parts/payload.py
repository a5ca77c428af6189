"""The bytes of a part: a CSV file with a header and one record per row."""

from __future__ import annotations

import csv
import io
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    PayloadBuilder = Callable[[Sequence[int]], bytes]
    """Returns the bytes of an upload from row numbers of the file, ascending."""


def select_records(data: bytes, is_selected: Sequence[bool]) -> bytes:
    """Return a part's file with only some of its rows.

    Args:
        data: UTF-8 CSV.
        is_selected: one flag per row, in the order of the file.

    Raises:
        ValueError: the number of flags differs from the number of rows.
    """
    header, *records = csv.reader(io.StringIO(data.decode(), newline=""))
    if len(records) != len(is_selected):
        raise ValueError(f"{len(records)} records, {len(is_selected)} flags")
    return _written([header, *compress(records, is_selected)])


def join_records(files: Sequence[bytes], rows: Sequence[int]) -> bytes:
    """Return one file with the rows of several files of the same columns.

    Args:
        files: UTF-8 CSV.
        rows: row numbers, those of the first file first; the records are put in their order.

    Raises:
        ValueError: the number of row numbers differs from the number of rows.
    """
    read = [list(csv.reader(io.StringIO(data.decode(), newline=""))) for data in files]
    records = [record for _, *of_file in read for record in of_file]
    by_row = sorted(zip(rows, records, strict=True), key=lambda entry: entry[0])
    return _written([read[0][0], *(record for _, record in by_row)])


def _written(records: Sequence[Sequence[str]]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n").writerows(records)
    return target.getvalue().encode()
