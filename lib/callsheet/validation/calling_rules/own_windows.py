"""Own calling hours from text: "Mon-Fri 9:00-18:00, Sat 10-14, no holidays IN"."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from callsheet.errors import InvalidArgument
from callsheet.validation.calling_rules.model import DAYS_OF_A_WEEK, MINUTES_OF_A_DAY, CallingRule, Week, Window
from callsheet.validation.calling_rules.public_holidays import national_holidays
from callsheet.validation.countries.region_argument import require_region
from callsheet.wording.rules import calling_hours as words

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {"daily": range(7), "every day": range(7), "weekdays": range(5), "weekends": range(5, 7)}
_FEWEST_LETTERS = 2
"""A day may be cut to this many letters: "Mo"."""

_DASH = r"\s*(?:-|–|to)\s*"
_CLOCK = r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?"
_WINDOW = re.compile(rf"(?:(?P<days>[a-z][a-z –-]*?)\s+)?(?P<start>{_CLOCK}){_DASH}(?P<end>{_CLOCK})", re.IGNORECASE)
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_HOLIDAYS = re.compile(r"no holidays\s+(?P<region>.+)", re.IGNORECASE)
_NOON = 12


def parse_windows(text: str) -> CallingRule:
    """Read own windows, separated by commas or semicolons, with the holidays of one country left out if it is named.

    Days are "Mon", "Mon-Fri", "daily", "weekdays" or "weekends"; without any, the window is of every day. Times are
    those of a clock of 24 hours, or with am and pm; an end that is not after its start is on the next day.

    Args:
        text: "Mon-Fri 9:00-18:00, Sat 10am-2pm, no holidays IN".

    Raises:
        InvalidArgument: a part cannot be read, two windows overlap, or no public holidays are known of the country.
    """
    days: list[list[Window]] = [[] for _ in _DAYS]
    region = None
    for part in filter(None, (part.strip() for part in re.split(r"[,;]", text))):
        if named := _HOLIDAYS.fullmatch(part):
            region = require_region(named["region"])
            national_holidays(region, date.today().year)  # noqa: DTZ011 - any year tells whether the country is known
            continue
        match = _WINDOW.fullmatch(part)
        if match is None:
            raise InvalidArgument(words.unreadable_window(part))
        window = _window(part, match["start"], match["end"])
        for day in _named_days(part, match["days"]):
            days[day].append(window)
    week = tuple(tuple(sorted(windows)) for windows in days)
    _require_apart(text, week)
    return CallingRule("own", week, holidays=region)


def _window(part: str, start: str, end: str) -> Window:
    begin, close = _minute(part, start), _minute(part, end)
    if begin == MINUTES_OF_A_DAY:
        raise InvalidArgument(words.unreadable_window(part))
    return Window(begin, close if close > begin else close + MINUTES_OF_A_DAY)


def _minute(part: str, clock: str) -> int:
    """Minutes after midnight.

    Raises:
        InvalidArgument: there is no such time.
    """
    match = _TIME.fullmatch(clock.strip())
    assert match is not None  # noqa: S101 - the window matched
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").casefold()
    if half and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    elif half:
        raise InvalidArgument(words.unreadable_window(part))
    total = 60 * hour + minute
    if minute >= 60 or total > MINUTES_OF_A_DAY:  # noqa: PLR2004 - minutes of an hour
        raise InvalidArgument(words.unreadable_window(part))
    return total


def _named_days(part: str, names: str | None) -> list[int]:
    """Days of the week from 0 = Monday; a range may go over Sunday: "Sat-Mon".

    Raises:
        InvalidArgument: a name is no day.
    """
    if names is None:
        return list(range(DAYS_OF_A_WEEK))
    plain = " ".join(names.casefold().split())
    if plain in _GROUPS:
        return list(_GROUPS[plain])
    ends = [_day(part, name) for name in re.split(_DASH, plain)]
    if len(ends) > 2:  # noqa: PLR2004 - a range has two ends
        raise InvalidArgument(words.unreadable_window(part))
    return [day % DAYS_OF_A_WEEK for day in range(ends[0], ends[0] + (ends[-1] - ends[0]) % DAYS_OF_A_WEEK + 1)]


def _day(part: str, name: str) -> int:
    found = [day for day, whole in enumerate(_DAYS) if len(name) >= _FEWEST_LETTERS and whole.startswith(name)]
    if len(found) != 1:
        raise InvalidArgument(words.unreadable_window(part))
    return found[0]


def _require_apart(text: str, week: Week) -> None:
    """Refuse windows of which one begins before another has ended.

    Raises:
        InvalidArgument: two windows overlap.
    """
    starts = [
        Window(day * MINUTES_OF_A_DAY + window.start, day * MINUTES_OF_A_DAY + window.end)
        for day, windows in enumerate((*week, week[0]))
        for window in windows
    ]
    if not starts:
        raise InvalidArgument(words.unreadable_window(text))
    if any(later.start < earlier.end for earlier, later in pairwise(starts)):
        raise InvalidArgument(words.overlapping_windows(text))
