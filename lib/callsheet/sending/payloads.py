"""The bytes of a part: built from the clean set, and reduced when some of its rows must not be sent again."""

from __future__ import annotations

import csv
import io
from itertools import compress
from typing import TYPE_CHECKING

from callsheet.files import write_clean_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd


def payload_builder(clean: pd.DataFrame) -> Callable[[Sequence[int]], bytes]:
    """A function that builds the bytes of an upload from row numbers.

    Args:
        clean: ready rows × (phone_number, variables), as in `Report.clean`.
    """
    return lambda rows: write_clean_csv(clean.loc[list(rows)])


def subset(data: bytes, flags: Sequence[bool]) -> bytes:
    """The bytes of a part with only some of its rows.

    Args:
        data: the bytes of the part: a header, then one record a row.
        flags: for each row, in their order, whether it remains.

    Raises:
        ValueError: the number of flags differs from the number of rows.
    """
    header, *records = csv.reader(io.StringIO(data.decode(), newline=""))
    if len(records) != len(flags):
        raise ValueError(len(records))
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(compress(records, flags))
    return target.getvalue().encode()
