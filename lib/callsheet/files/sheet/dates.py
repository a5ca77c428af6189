"""Vectorised conversion of serial dates (days since 1900 or 1904) to ISO 8601."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from callsheet.arrow_strings import from_texts, if_else, join, replace_with_mask, take
from callsheet.files.sheet.cell_text import duration_text
from callsheet.files.sheet.number_formats import Shown

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

DAY = 86_400
AFTER_LAST = 2_958_466
"""Serial of the day after 31 December 9999, the first that is not a date; 1,462 less when counted from 1904."""
_EPOCH_DIFFERENCE = 1_462
_FALSE_LEAP_DAY = 60
"""Serial of 29 February 1900, which does not exist but is counted by spreadsheets."""


def are_dates(serials: NDArray[np.float64], shown: NDArray[np.uint8], *, from_1904: bool) -> NDArray[np.bool_]:
    """Which numbers in cells formatted as dates or times are valid dates (n × bool); the others are plain numbers.

    Args:
        serials: days, n; NaN where the text is not a number.
        shown: of `Shown`, n.
        from_1904: days are counted from 1904.
    """
    last = AFTER_LAST - (_EPOCH_DIFFERENCE if from_1904 else 0)
    no_day = (serials == 0) & (shown == Shown.DATE) & (not from_1904)
    can_be = (serials >= 0) & (serials < last) & ~no_day
    valid: NDArray[np.bool_] = can_be | ((shown == Shown.DURATION) & (np.abs(serials) < AFTER_LAST))
    return valid


def date_texts(serials: NDArray[np.float64], shown: NDArray[np.uint8], *, from_1904: bool) -> pa.StringArray:
    """Dates as "2024-01-31", with a time as "2024-01-31 10:30:00", times as "10:30:00", durations as "30:00:00".

    Args:
        serials: days, n, valid by `are_dates`.
        shown: of `Shown`, n.
        from_1904: days are counted from 1904.
    """
    seconds = np.rint(serials * DAY).astype(np.int64)
    day, second = seconds // DAY, seconds % DAY
    only_time = (day == 0) & ((shown == Shown.TIME) | (not from_1904))
    days = _days(day, from_1904=from_1904)
    times = _times(second)
    both = join(days, times, separator=" ")
    texts = if_else(only_time, times, if_else(second == 0, days, both))
    lengths = np.flatnonzero(shown == Shown.DURATION)
    if len(lengths):
        written = from_texts(duration_text(serial) for serial in serials[lengths].tolist())
        texts = replace_with_mask(texts, shown == Shown.DURATION, written)
    return texts


def serial_of(moment: datetime, *, from_1904: bool) -> float:
    """The serial of a date and time, in days.

    Args:
        moment: without time zone; a time of day is on 31 December 1899, or on 1 January 1904.
        from_1904: days are counted from 1904.
    """
    if from_1904:
        return (moment - datetime(1904, 1, 1)) / timedelta(days=1)  # noqa: DTZ001 - a workbook knows no time zones
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: DTZ001 - as above
    return serial - 1 if serial < _FALSE_LEAP_DAY + 1 else serial


def _days(day: NDArray[np.int64], *, from_1904: bool) -> pa.StringArray:
    distinct, index = np.unique(day, return_inverse=True)
    if from_1904:
        dates = np.datetime64("1904-01-01") + distinct
    else:
        dates = np.datetime64("1899-12-30") + distinct + (distinct < _FALSE_LEAP_DAY)
    written = np.datetime_as_string(dates.astype("datetime64[D]"), unit="D").tolist()
    if not from_1904:
        written = ["1900-02-29" if at == _FALSE_LEAP_DAY else text for at, text in zip(distinct, written, strict=True)]
    return take(from_texts(written), index)


def _times(second: NDArray[np.int64]) -> pa.StringArray:
    distinct, index = np.unique(second, return_inverse=True)
    written = [f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}" for at in distinct.tolist()]
    return take(from_texts(written), index)
