"""Time zones of phone numbers, looked up for a whole column at once.

`phonenumbers` maps number prefixes to time zones and finds the longest prefix of one number at a time. Here its
prefixes become intervals on one line of integers, so that a column is looked up by one binary search.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from phonenumbers.timezone import UNKNOWN_TIMEZONE
from phonenumbers.tzdata import TIMEZONE_DATA, TIMEZONE_LONGEST_PREFIX

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SCALE_DIGITS = 18
"""Numbers are padded with zeros to this many digits: the most that int64 holds, three more than E.164 allows."""
_POWERS_OF_TEN = 10 ** np.arange(_SCALE_DIGITS + 1, dtype=np.int64)


class ZoneSets(NamedTuple):
    """Sets of time zones of n numbers.

    Args:
        position: n × int16, 0-based position in `zones`.
        zones: every distinct set that the metadata knows, as IANA names in the package's order; the first is empty and
            belongs to numbers that no prefix covers.
    """

    position: NDArray[np.int16]
    zones: tuple[tuple[str, ...], ...]


class _Intervals(NamedTuple):
    """`zones[position[i]]` holds from `starts[i]` up to the next start."""

    starts: NDArray[np.int64]
    position: NDArray[np.int16]
    zones: tuple[tuple[str, ...], ...]


def zone_sets(numbers: NDArray[np.int64]) -> ZoneSets:
    """Look up the possible time zones of numbers by their longest known prefix.

    The answers are those of `phonenumbers.timezone.time_zones_for_geographical_number`.

    Args:
        numbers: n × E.164 without the plus; 0 has no zone.
    """
    intervals = _intervals()
    digits = np.searchsorted(_POWERS_OF_TEN, numbers, side="right")
    scaled = numbers * _POWERS_OF_TEN.take(_SCALE_DIGITS - digits)
    index = intervals.position.take(np.searchsorted(intervals.starts, scaled, side="right") - 1)
    # A number no longer than the longest prefix could be padded into a prefix that it does not have.
    short = np.flatnonzero(digits <= TIMEZONE_LONGEST_PREFIX)
    if len(short):
        distinct, inverse = np.unique(numbers[short], return_inverse=True)
        index[short] = np.array([_index_of(number) for number in distinct.tolist()], np.int16)[inverse]
    return ZoneSets(index, intervals.zones)


@cache
def _intervals() -> _Intervals:
    """The package's prefixes as disjoint intervals; a longer prefix overrides the shorter one that contains it."""
    zones: dict[tuple[str, ...], int] = {(): 0}
    starts, index = [0], [0]
    open_prefixes: list[tuple[int, int]] = []  # (end, zones) of the prefixes that contain the current position

    def begin(start: int, zone: int) -> None:
        if start == starts[-1]:
            index[-1] = zone
        else:
            starts.append(start)
            index.append(zone)

    def close(until: int) -> None:
        while open_prefixes and open_prefixes[-1][0] <= until:
            end, _ = open_prefixes.pop()
            begin(end, open_prefixes[-1][1] if open_prefixes else 0)

    for prefix in sorted(TIMEZONE_DATA):  # as text: a prefix comes before the longer ones that it contains
        width = 10 ** (_SCALE_DIGITS - len(prefix))
        start = int(prefix) * width
        close(start)
        zone = zones.setdefault(_named(TIMEZONE_DATA[prefix]), len(zones))
        begin(start, zone)
        open_prefixes.append((start + width, zone))
    close(10**_SCALE_DIGITS)
    return _Intervals(np.array(starts, np.int64), np.array(index, np.int16), tuple(zones))


def _index_of(number: int) -> int:
    """Position in `ZoneSets.zones` of the longest prefix of one number."""
    text = str(number)
    prefixes = (text[:length] for length in range(len(text), 0, -1))
    zones = next((TIMEZONE_DATA[prefix] for prefix in prefixes if prefix in TIMEZONE_DATA), ())
    return _intervals().zones.index(_named(zones))


def _named(names: tuple[str, ...]) -> tuple[str, ...]:
    return () if names == (UNKNOWN_TIMEZONE,) else names
