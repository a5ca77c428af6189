"""When the leads of a press may leave: at a time, in calling hours, or both."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from callsheet.store import Release
from callsheet.validation import calling_rule, judge_calling_times

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from callsheet.validation import CallingTimes, Report


@dataclass(frozen=True)
class Schedule:
    """When an operator wants the leads to be sent.

    Args:
        hours: a preset or own windows, as `calling_rule` reads them: each lead leaves only while they are open wherever
            the person may be. "": at any hour.
        at: nothing leaves before; None: at once. With a time zone.
        sends_unknown: True also sends the leads whose local time is not known, or for whom the hours are never open
            everywhere; they do not wait for the hours.
    """

    hours: str = ""
    at: datetime | None = None
    sends_unknown: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return what the receipt states; nothing for a send that leaves at once."""
        if not self.hours and self.at is None:
            return {}
        at = None if self.at is None else self.at.astimezone(UTC).isoformat(timespec="seconds")
        return {"schedule": {"hours": self.hours, "at": at, "sends_unknown": self.sends_unknown}}


AT_ONCE = Schedule()


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


def make_timetable(rows: pd.Index[int], releases: Sequence[Release]) -> Timetable:
    """Count the rows of a press by when they leave.

    Args:
        rows: row numbers that are sent.
        releases: as `plan_releases` returns them.
    """
    later: dict[datetime, int] = {}
    without_time = 0
    for release in releases:
        leads = int(rows.isin(list(release.rows)).sum())
        if release.zones == ():
            without_time += leads
        elif release.opens_at is not None and leads:
            later[release.opens_at] = later.get(release.opens_at, 0) + leads
    return Timetable(len(rows) - sum(later.values()) - without_time, dict(sorted(later.items())), without_time)


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
    grouped = _rows_by_release(times, rows.to_list(), unknown, at)
    return sorted(grouped, key=lambda release: (release.opens_at is not None, release.opens_at or now))


def _rows_by_release(times: CallingTimes, rows: Sequence[int], unknown: Release, at: datetime | None) -> list[Release]:
    """One release for all sets of zones in which the hours open, and then close, at the same moments."""
    groups: dict[tuple[datetime | None, int | None, bool], list[int]] = defaultdict(list)
    for position, opening in enumerate(times.openings):
        is_open = opening.until is not None or opening.state.value == "now"
        opens_at = at if is_open else None if opening.next_at is None else datetime.fromtimestamp(opening.next_at, UTC)
        is_known = is_open or opens_at is not None
        groups[opens_at if is_known else unknown.opens_at, opening.until, is_known].append(position)
    members = _positions_by_set(times)
    releases = []
    for (opens_at, _, is_known), sets in groups.items():
        named = [rows[position] for index in sets for position in members.get(index, ())]
        zones = tuple(sorted({zone for index in sets for zone in times.zones[index]})) if is_known else unknown.zones
        releases.append(Release(sorted(named), opens_at, zones))
    return [release for release in releases if release.rows]


def _positions_by_set(times: CallingTimes) -> Mapping[int, Sequence[int]]:
    members: dict[int, list[int]] = defaultdict(list)
    for position, index in enumerate(times.zone_set.tolist()):
        members[index].append(position)
    return members
