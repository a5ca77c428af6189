"""The bytes of a part: made from the clean set, and cut down when some of its rows must not go again."""

from __future__ import annotations

import csv
import io
from itertools import compress
from typing import TYPE_CHECKING

from callsheet.files import write_clean_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd


def maker(clean: pd.DataFrame) -> Callable[[Sequence[int]], bytes]:
    """Makes the bytes of an upload from row numbers.

    Args:
        clean: ready rows × (phone_number, variables), as in `Report.clean`.
    """
    return lambda rows: write_clean_csv(clean.loc[list(rows)])


def subset(data: bytes, kept: Sequence[bool]) -> bytes:
    """A part with only some of its rows.

    Args:
        data: the bytes of the part: a header, then one record a row.
        kept: one flag a row, in their order.

    Raises:
        ValueError: the flags are not as many as the rows.
    """
    head, *records = csv.reader(io.StringIO(data.decode(), newline=""))
    if len(records) != len(kept):
        raise ValueError(len(records))
    target = io.StringIO(newline="")
    lines = csv.writer(target, lineterminator="\n")
    lines.writerow(head)
    lines.writerows(compress(records, kept))
    return target.getvalue().encode()
