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
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(compress(records, is_selected))
    return target.getvalue().encode()
