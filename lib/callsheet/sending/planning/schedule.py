"""When the leads of a press may leave: at a time, in calling hours, or both."""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from callsheet.sending.planning.call_queue import MARGIN, CallQueue
from callsheet.store import Release
from callsheet.validation import PRESETS, CallState, calling_rule, judge_calling_times, opening_in, utc_offsets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from callsheet.validation import CallingRule, CallingTimes, Opening, Report


@dataclass(frozen=True)
class Schedule:
    """When an operator wants the leads to be sent.

    Args:
        hours: a preset or own windows, as `calling_rule` reads them: each lead leaves only while they are open wherever
            the person may be. "": at any hour.
        at: nothing leaves before; None: at once. With a time zone.
        sends_unknown: True also sends the leads whose local time is not known, or for whom the hours are never open
            everywhere; they do not wait for the hours.
        calls_at_once: how many people are called at the same time, by the operator's word; None: as the server tells,
            else `CallQueue` assumes a number.
    """

    hours: str = ""
    at: datetime | None = None
    sends_unknown: bool = False
    calls_at_once: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return what the receipt states; nothing for a send that leaves at once."""
        if not self.hours and self.at is None:
            return {}
        at = None if self.at is None else self.at.astimezone(UTC).isoformat(timespec="seconds")
        pace = {} if self.calls_at_once is None else {"calls_at_once": self.calls_at_once}
        return {"schedule": {"hours": self.hours, "at": at, "sends_unknown": self.sends_unknown, **pace}}


AT_ONCE = Schedule()
ANY_RULE = next(iter(PRESETS))
"""A rule, where only the local times of people are asked for."""
_OPENINGS_TRIED = 10
"""More than a week of openings: own hours may be open for longer on another day."""
_LONGEST_TIMETABLE = 40
"""Moments that a timetable counts exactly; what leaves after them is counted with the last."""


@dataclass(frozen=True)
class Timetable:
    """How many leads of a press leave when.

    Args:
        now: leads that leave at once.
        later: when others leave → how many, the earliest first.
        without_time: leads that are held back: no local time is known in which the hours are open.
    """

    now: int
    later: Mapping[datetime, int]
    without_time: int = 0


def make_timetable(
    rows: pd.Index[int], releases: Sequence[Release], schedule: Schedule, queue: CallQueue, now: datetime
) -> Timetable:
    """Count the rows of a press by when they leave: in their hours, and so early that they are called within them.

    Args:
        rows: row numbers that are sent.
        releases: as `plan_releases` returns them.
        schedule: what the operator wants.
        queue: of the destination.
        now: the present time.
    """
    without_time = 0
    waiting: list[tuple[datetime, int, Release, int]] = []
    for index, release in enumerate(releases):
        leads = int(rows.isin(list(release.rows)).sum())
        if release.zones == ():
            without_time += leads
        elif leads:
            waiting.append((release.opens_at or now, index, release, leads))
    unnamed = len(rows) - without_time - sum(leads for *_, leads in waiting)
    leaving: dict[datetime, int] = defaultdict(int)
    leaving[now] = unnamed
    queue, before = queue.after(timedelta(0), unnamed), now
    heapq.heapify(waiting)
    steps = 0
    while waiting:
        at, index, release, leads = heapq.heappop(waiting)
        steps += 1
        queue, before = queue.after(at - before), at
        sent, next_at = _leaving_at(at, release, leads, schedule, queue)
        if next_at is None and not sent:
            without_time += leads
            continue
        if next_at is None or steps > _LONGEST_TIMETABLE:
            sent = leads
        if sent:
            leaving[at] += sent
            queue = queue.after(timedelta(0), sent)
        if sent < leads and next_at is not None:
            heapq.heappush(waiting, (next_at, index, release, leads - sent))
    at_once = leaving.pop(now)
    return Timetable(at_once, dict(sorted(leaving.items())), without_time)


def _leaving_at(
    at: datetime, release: Release, leads: int, schedule: Schedule, queue: CallQueue
) -> tuple[int, datetime | None]:
    """How many leads of a release leave at an instant, and when the hours of the others open next; None: never."""
    if release.zones is None or not schedule.hours:
        return leads, None
    rule = calling_rule(schedule.hours)
    opening = opening_in(rule, release.zones, at)
    next_at = next_usable_opening(rule, release.zones, opening)
    if opening.state is not CallState.NOW:
        return 0, next_at
    until = None if opening.until is None else datetime.fromtimestamp(opening.until, UTC)
    return (leads if until is None else queue.share(leads, until - at)), next_at


def next_usable_opening(rule: CallingRule, zones: Sequence[str], opening: Opening) -> datetime | None:
    """Return when the hours open next for long enough that somebody can be called; None: not in the next openings.

    Args:
        rule: the windows.
        zones: where the people may be.
        opening: what the rule says at present.
    """
    for _ in range(_OPENINGS_TRIED):
        if opening.next_at is None:
            return None
        at = datetime.fromtimestamp(opening.next_at, UTC)
        opening = opening_in(rule, zones, at)
        if opening.until is None or datetime.fromtimestamp(opening.until, UTC) - at > MARGIN:
            return at
    return None


def has_one_local_time(report: Report, *instants: datetime) -> bool:
    """Whether all ready rows are certainly in places that have one local time.

    Args:
        report: of the file.
        *instants: at which it is compared; with a time zone.
    """
    for instant in instants:
        times = judge_calling_times(report, calling_rule(ANY_RULE), instant)
        used = [times.zones[position] for position in np.unique(times.zone_set)]
        offsets = {utc_offsets(zones, instant) for zones in used}
        if len(offsets) != 1 or len(*offsets) != 1:
            return False
    return True


def plan_releases(report: Report, schedule: Schedule, now: datetime) -> Sequence[Release]:
    """Group the ready rows of a file by when they may leave, the earliest first.

    Args:
        report: of the file.
        schedule: what the operator wants.
        now: the present time.

    Returns:
        Releases that name every ready row; none without a schedule.

    Raises:
        InvalidArgument: the hours cannot be read.
    """
    at = schedule.at if schedule.at is not None and schedule.at > now else None
    rows = report.clean.index
    if not schedule.hours:
        return () if at is None else (Release(rows.to_list(), at),)
    times = judge_calling_times(report, calling_rule(schedule.hours), at or now)
    unknown = Release(opens_at=at, zones=None if schedule.sends_unknown else ())
    grouped = _rows_by_release(times, rows, unknown)
    return sorted(grouped, key=lambda release: (release.opens_at is not None, release.opens_at or now))


def _rows_by_release(times: CallingTimes, rows: pd.Index[int], unknown: Release) -> list[Release]:
    """One release for all sets of zones in which the hours open, and then close, at the same moments.

    Args:
        times: the judgement of the ready rows.
        rows: their row numbers.
        unknown: when those leave for whom the hours are never open, or of whom no local time is known.
    """
    groups: dict[tuple[datetime | None, int | None] | None, list[int]] = defaultdict(list)
    for position, opening in enumerate(times.openings):
        groups[_moments(opening, unknown.opens_at)].append(position)
    releases = []
    for moments, sets in groups.items():
        members = rows[np.isin(times.zone_set, sets)].to_list()
        zones = tuple(sorted({zone for position in sets for zone in times.zones[position]}))
        release = unknown if moments is None else Release(opens_at=moments[0], zones=zones)
        releases.append(replace(release, rows=members))
    return releases


def _moments(opening: Opening, at: datetime | None) -> tuple[datetime | None, int | None] | None:
    """When the hours open, None for at once, and when they close then; None: never, or not known."""
    if opening.state is CallState.NOW:
        return at, opening.until
    return None if opening.next_at is None else (datetime.fromtimestamp(opening.next_at, UTC), None)
