"""When a window is open wherever a person may be, by intervals of seconds.

The windows of a rule are intervals of local time. In each stretch of time in which the UTC offset of a zone does not
change they are moved by that offset, so a night in which the clock is changed needs no case of its own: the hour that
comes twice is open twice, the one that is left out is never open.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.validation.calling_rules.model import DAYS_OF_A_WEEK, MINUTES_OF_A_DAY, CallState, Opening
from callsheet.validation.calling_rules.public_holidays import national_holidays
from callsheet.validation.calling_rules.zones import time_zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from callsheet.validation.calling_rules.model import CallingRule

_MINUTE, _DAY = 60, 86_400
_HORIZONS = (8 * _DAY, 40 * _DAY, 400 * _DAY)
"""How far an opening is searched, in seconds: a week, then a month, then more than a year, so that a window that is
only open in all zones while one of them has summer time is found."""

_STEP = _DAY // 2
"""Seconds between the samples in which a change of offset is noticed. The shortest time from one change of a zone to
the next is about a month (Morocco, around Ramadan)."""

_LONGEST_OFFSET = _DAY
"""Offsets are shorter than a day."""

_MONDAY = 4
"""1970-01-01 was a Thursday: day 4 was the first Monday."""


class _Stretch(NamedTuple):
    """A time from `start` until just before `end`, in seconds UTC, with one offset in seconds."""

    start: int
    end: int
    offset: int


class Openings:
    """The openings of one rule after one instant; what is computed for a zone is used for every set that has it.

    Args:
        rule: the windows.
        instant: seconds since 1970 UTC.
    """

    def __init__(self, rule: CallingRule, instant: int) -> None:
        self._rule = rule
        self._instant = instant
        self._spans: dict[tuple[str, int], NDArray[np.int64]] = {}
        self._local: dict[int, NDArray[np.int64]] = {}

    def of(self, zones: Sequence[str]) -> Opening:
        """Return whether the window is open in every one of some zones, and when it opens or closes next.

        Args:
            zones: where a person may be; none: nothing is known.
        """
        if not zones:
            return Opening(CallState.UNKNOWN)
        if not any(self._rule.week):
            return Opening(CallState.LATER)
        now = [self._is_open(zone) for zone in zones]
        state = CallState.NOW if all(now) else CallState.DEPENDS if any(now) else CallState.LATER
        next_at = until = None
        for horizon in _HORIZONS:
            spans = self._open_in_all(zones, horizon)
            later = spans[spans[:, 0] > self._instant]
            next_at = int(later[0, 0]) if len(later) else None
            if state is CallState.NOW and spans[0, 1] < self._instant + horizon:
                until = int(spans[0, 1])
            if next_at is not None and (until is not None or state is not CallState.NOW):
                break
        return Opening(state, next_at, until)

    def _is_open(self, zone: str) -> bool:
        spans = self._open(zone, _HORIZONS[0])
        return bool(len(spans) and spans[0, 0] <= self._instant)

    def _open_in_all(self, zones: Sequence[str], horizon: int) -> NDArray[np.int64]:
        """The spans in which every zone is open (k × start and end), from the instant on."""
        spans = [self._open(zone, horizon) for zone in dict.fromkeys(zones)]
        if len(spans) == 1:
            return spans[0]
        starts = np.concatenate([span[:, 0] for span in spans])
        ends = np.concatenate([span[:, 1] for span in spans])
        times = np.concatenate([starts, ends])
        steps = np.concatenate([np.ones(len(starts), np.int64), -np.ones(len(ends), np.int64)])
        order = np.lexsort((steps, times))  # at the same second a closing counts before an opening
        times, is_open_in = times[order], np.cumsum(steps[order])
        first = np.flatnonzero(is_open_in == len(spans))
        return _merged(np.stack([times[first], times[first + 1]], axis=1))

    def _open(self, zone: str, horizon: int) -> NDArray[np.int64]:
        """The spans in which one zone is open, from the instant until `horizon` seconds after it."""
        key = (zone, horizon)
        if key not in self._spans:
            local = self._local_spans(horizon)
            parts = []
            for stretch in _stretches(zone, self._instant, self._instant + horizon):
                clipped = np.clip(local - stretch.offset, stretch.start, stretch.end)
                parts.append(clipped[clipped[:, 0] < clipped[:, 1]])
            self._spans[key] = _merged(np.concatenate(parts))
        return self._spans[key]

    def _local_spans(self, horizon: int) -> NDArray[np.int64]:
        """The windows in local time, as if it were UTC, around the instant and until after the horizon."""
        if horizon not in self._local:
            first = (self._instant - _LONGEST_OFFSET) // _DAY - 1
            last = (self._instant + horizon + _LONGEST_OFFSET) // _DAY
            spans = [span for day in range(first, last + 1) for span in _windows_of(self._rule, day)]
            self._local[horizon] = _merged(np.array(spans, np.int64).reshape(-1, 2))
        return self._local[horizon]


def opening_in(rule: CallingRule, zones: Sequence[str], instant: datetime) -> Opening:
    """Return what a rule says about somebody at an instant.

    Args:
        rule: the windows.
        zones: where the person may be; none: nothing is known.
        instant: with a time zone.
    """
    return Openings(rule, int(instant.timestamp())).of(zones)


def _windows_of(rule: CallingRule, day: int) -> list[tuple[int, int]]:
    """The windows that start on a local day, in seconds; a holiday has none and ends those of the day before.

    Args:
        rule: the windows.
        day: days since 1970-01-01.
    """
    if _is_holiday(rule, day):
        return []
    start = day * _DAY
    last = start + (MINUTES_OF_A_DAY if _is_holiday(rule, day + 1) else 2 * MINUTES_OF_A_DAY) * _MINUTE
    windows = rule.week[(day - _MONDAY) % DAYS_OF_A_WEEK]
    return [(start + window.start * _MINUTE, min(start + window.end * _MINUTE, last)) for window in windows]


def _is_holiday(rule: CallingRule, day: int) -> bool:
    if rule.holidays is None:
        return False
    year = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)).year
    return day in national_holidays(rule.holidays, year)


def _merged(spans: NDArray[np.int64]) -> NDArray[np.int64]:
    """Spans in order, those that touch or overlap as one."""
    if len(spans) < 2:  # noqa: PLR2004 - nothing to merge
        return spans
    spans = spans[np.argsort(spans[:, 0], kind="stable")]
    ends = np.maximum.accumulate(spans[:, 1])
    begins = np.concatenate([[True], spans[1:, 0] > ends[:-1]])
    return np.stack([spans[begins, 0], ends[np.append(begins[1:], True)]], axis=1)


def _stretches(zone: str, start: int, end: int) -> list[_Stretch]:
    """The stretches of one offset between two instants."""
    stretches = []
    begin, offset = start, _offset(zone, start)
    aligned = range((start // _STEP + 1) * _STEP, end, _STEP)  # the same instants whenever it is asked: see `_offset`
    for before, sample in pairwise([start, *aligned, end]):
        following = _offset(zone, sample)
        if following != offset:
            change = _change(zone, before, sample)
            stretches.append(_Stretch(begin, change, offset))
            begin, offset = change, following
    stretches.append(_Stretch(begin, end, offset))
    return stretches


def _change(zone: str, before: int, after: int) -> int:
    """The first second with the offset of `after`, of two instants between which it changes once."""
    offset = _offset(zone, after)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == offset:
            after = middle
        else:
            before = middle
    return after


@lru_cache(maxsize=65_536)
def _offset(zone: str, instant: int) -> int:
    """Seconds that local time is ahead of UTC; remembered, because parts that wait are judged again every minute."""
    offset = datetime.fromtimestamp(instant, UTC).astimezone(time_zone(zone)).utcoffset()
    return 0 if offset is None else round(offset.total_seconds())
