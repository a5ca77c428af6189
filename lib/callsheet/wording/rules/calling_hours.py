"""Sentences about calling hours: rules that cannot be used, and what a rule says about the leads of a file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from callsheet.wording.arguments import shown
from callsheet.wording.format import count, day, did_you_mean, listed
from callsheet.wording.issues import country

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

YEARS = "Calling hours are known for the years {first} to {last}."
STATES = {
    "now": "{n} may be called now",
    "later": "{n} not now",
    "depends": "{n} depending on where they are",
    "unknown": "{n} with no known local time",
}
"""State → what it says about leads."""

PRESET_PLACES = {
    "in": "India",
    "us": "the United States",
    "us-strict": "the strictest American states",
    "ca": "Canada",
    "au": "Australia",
    "gb-eu": "Britain and the EU",
}
"""Preset → the place that it is for."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MINUTES_OF_A_DAY = 24 * 60
_NO_CALLS = "no calls"
_OF_THE_NUMBER = "their phone numbers"
_EXAMPLE = '"Mon-Fri 9:00-18:00, Sat 10:00-14:00"'
_HOW_TO_WRITE = f"Write hours as {_EXAMPLE}."


def unknown_preset(text: str, presets: Sequence[str]) -> str:
    """That an option names no calling hours.

    Args:
        text: the option.
        presets: the ids that are known.
    """
    hint = did_you_mean(text, presets)
    return (
        f"There are no calling hours {shown(text)}.{hint} Use {', '.join(presets)},"
        f" or hours of your own, as in {_EXAMPLE}."
    )


def unreadable_window(part: str) -> str:
    """That a part of own calling hours cannot be read."""
    return f"Cannot read the calling hours {shown(part)}. {_HOW_TO_WRITE}"


def overlapping_windows(text: str) -> str:
    """That two windows of own calling hours overlap."""
    return f"In the calling hours {shown(text)}, two windows overlap. Write each hour once."


def no_holidays(region: str) -> str:
    """That the public holidays of a country are not known."""
    return f"We do not know the public holidays of {region}."


def hours_line(
    name: str, week: Sequence[Sequence[tuple[int, int]]], holidays: str | None, source: str, checked: date | None
) -> str:
    """The calling hours with their source.

    Args:
        name: id of the preset; not used for hours that the operator wrote.
        week: the windows of Monday to Sunday, in minutes of the day.
        holidays: country on whose public holidays nobody is called.
        source: where they are from; "": the operator wrote them.
        checked: when they were compared with its page; None: they were not.
    """
    hours = week_text(week) + (f", {_NO_CALLS} on public holidays of {country(holidays)}" if holidays else "")
    if not source:
        return f"Calling hours: {hours}, in the local time of the person."
    origin = source if checked is None else f"{source}; checked {day(checked)}"
    return f"Calling hours of {PRESET_PLACES[name]}: {hours}, in the local time of the person ({origin})."


def week_text(week: Sequence[Sequence[tuple[int, int]]]) -> str:
    """The windows of a week, days with the same ones together: "Mon-Fri 9:00-20:00, Sat 9:00-17:00, Sun no calls"."""
    parts = []
    for windows, days in groupby(range(len(week)), key=lambda index: tuple(week[index])):
        names = [_DAYS[index] for index in days]
        span = names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}"
        hours = " and ".join(f"{_clock(start)}-{_clock(end)}" for start, end in windows) or _NO_CALLS
        parts.append(f"every day {hours}" if len(names) == len(_DAYS) else f"{span} {hours}")
    return ", ".join(parts)


def counts_line(instant: datetime, counts: Mapping[str, int]) -> str:
    """How many leads may be called at an instant.

    Args:
        instant: with a time zone.
        counts: state → leads.
    """
    parts = [STATES[state].format(n=f"{number:,}") for state, number in counts.items() if number]
    leads = count(sum(counts.values()), "lead")
    return f"{moment_text(instant)}: " + (f"of {leads}, {', '.join(parts)}." if parts else "no leads.")


def next_line(moment: datetime, leads: int) -> str:
    """When the next leads may be called."""
    return f"Next: {count(leads, 'lead')} may be called from {moment_text(moment)}."


def sources_line(sources: Mapping[str, int], headers: Mapping[str, str]) -> str:
    """What tells the local time of the leads; "" if nothing does.

    Args:
        sources: what tells it → leads.
        headers: the column of what is a column.
    """
    parts = [
        f"{headers.get(source, _OF_THE_NUMBER)} ({number:,})"
        for source, number in sources.items()
        if number and source != "none"
    ]
    return f"Local time is taken from {listed(parts)}." if parts else ""


def moment_text(moment: datetime) -> str:
    """A date with a time and its UTC offset: "Tue 1 Dec 2026, 10:00 (UTC+05:30)"."""
    offset = moment.strftime("%z")
    return f"{_DAYS[moment.weekday()]} {day(moment)}, {moment:%H:%M} (UTC{offset[:3]}:{offset[3:5]})"


def _clock(minute: int) -> str:
    """A time of the day; above 24 hours that of the next day."""
    hour, rest = divmod(minute if minute <= _MINUTES_OF_A_DAY else minute - _MINUTES_OF_A_DAY, 60)
    return f"{hour}:{rest:02}"
