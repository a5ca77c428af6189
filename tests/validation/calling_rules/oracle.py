"""A second opinion on calling hours, without any code of the product: one person, one zone and one minute at a time.

Windows are written down again as clock times, holidays are computed by the rules of the calendar, zones are those that
the package gives for one number, and local time is what `zoneinfo` says.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers import timezone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SUNDAY, SATURDAY = 6, 5
DAY_OF_MOURNING = date(2022, 9, 22)
"""A holiday of that year alone, for the Queen."""

PRESET_HOURS: dict[str, Callable[[int], tuple[int, int] | None]] = {
    "in": lambda _: (600, 1260),
    "us": lambda _: (480, 1260),
    "us-strict": lambda day: (720, 1200) if day == SUNDAY else (540, 1200),
    "ca": lambda day: (600, 1080) if day >= SATURDAY else (540, 1290),
    "au": lambda day: None if day == SUNDAY else (540, 1020) if day == SATURDAY else (540, 1200),
    "gb-eu": lambda _: (480, 1260),
}
"""Preset → day of the week from 0 = Monday → first and last minute of the day."""


@cache
def zones_of(number: str) -> tuple[str, ...]:
    """All zones that the package gives for a number in E.164."""
    zones = timezone.time_zones_for_number(phonenumbers.parse(number))
    return () if zones == (timezone.UNKNOWN_TIMEZONE,) else zones


@cache
def easter(year: int) -> date:
    """Easter Sunday, by the algorithm of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def australian_holidays(year: int) -> frozenset[date]:
    """The seven national holidays, and the weekday in lieu of a holiday on a weekend where every state has one.

    Sundays are left out: nobody is called on them anyway.
    """
    sunday = easter(year)
    days = {sunday - timedelta(2), sunday + timedelta(1), date(year, 4, 25), date(year, 12, 25), date(year, 12, 26)}
    for day in (date(year, 1, 1), date(year, 1, 26)):
        days |= {day, day + timedelta({SATURDAY: 2, SUNDAY: 1}.get(day.weekday(), 0))}
    christmas = date(year, 12, 25)
    if christmas.weekday() == SATURDAY:
        days |= {date(year, 12, 27), date(year, 12, 28)}
    elif christmas.weekday() == SUNDAY:
        days |= {date(year, 12, 27)}
    elif christmas.weekday() == SATURDAY - 1:
        days |= {date(year, 12, 28)}
    if year == DAY_OF_MOURNING.year:
        days |= {DAY_OF_MOURNING}
    return frozenset(days)


def open_in_zone(preset: str, zone: str, instant: datetime) -> bool:
    """Whether a preset allows a call at an instant to somebody in one zone."""
    local = instant.astimezone(ZoneInfo(zone))
    if preset == "au" and local.date() in australian_holidays(local.year):
        return False
    hours = PRESET_HOURS[preset](local.weekday())
    return hours is not None and hours[0] <= local.hour * 60 + local.minute < hours[1]


def state(preset: str, zones: Sequence[str], instant: datetime) -> str:
    """The state as `CallState` names it, from every possible zone."""
    if not zones:
        return "unknown"
    answers = {open_in_zone(preset, zone, instant) for zone in zones}
    return "depends" if len(answers) > 1 else "now" if answers == {True} else "later"


def next_opening(
    is_open: Callable[[str, datetime], bool], zones: Sequence[str], instant: datetime, days: int
) -> datetime | None:
    """The first whole minute after an instant that is open in every zone and follows one that is not; minute by minute.

    Args:
        is_open: tells it for one zone.
        zones: at least one.
        instant: with a time zone.
        days: how far to look.
    """

    def everywhere(moment: datetime) -> bool:
        return all(is_open(zone, moment) for zone in zones)

    minute = instant.astimezone(UTC).replace(second=0, microsecond=0)
    before = everywhere(instant)
    for _ in range(days * 1440):
        minute += timedelta(minutes=1)
        now = everywhere(minute)
        if now and not before:
            return minute
        before = now
    return None
