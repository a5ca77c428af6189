"""Pictures of a file: ready leads by country and by their local hour, rows that stay behind by cause. Drawn quietly."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

import numpy as np
import phonenumbers
from phonenumbers import timezone

from callsheet.validation import Bucket
from callsheet.wording import issues
from callsheet.wording.format import count
from callsheet.wording.ui import prompt as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callsheet.validation import Report

_PREFIX = 8
"""Digits of a number, its country code among them, that tell its time zone."""
_BARS = 6
_HOURS = 24
_WAKES, _SLEEPS = 8, 21
_POWERS = 10 ** np.arange(1, 18, dtype=np.int64)
_STYLE = """
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1.5rem 2.5rem;
  margin: .25rem 0 .5rem; font-size: .875rem; line-height: 1.35 }
.picture b { display: block; font-weight: 600; margin-bottom: .6rem }
.bars { display: grid; grid-template-columns: minmax(0, max-content) minmax(3rem, 1fr) max-content; gap: .35rem .75rem;
  align-items: center }
.bars > div { display: contents }
.bars em { font-style: normal }
.bars em:last-child { text-align: end; font-variant-numeric: tabular-nums }
.picture i { display: block; height: .5rem; min-width: 2px; border-radius: .25rem; background: var(--primaryColor) }
.hours { display: grid; grid-template-columns: repeat(24, 1fr); align-items: end; gap: 2px; height: 4.6rem;
  border-bottom: 1px solid var(--borderColor) }
.hours i { height: 0; min-width: 0; border-radius: .15rem .15rem 0 0 }
.hours span { height: 100%; display: flex; flex-direction: column; justify-content: end }
.hours .asleep { background: color-mix(in srgb, var(--textColor) 7%, transparent) }
.hours .asleep i, .key.asleep { background: var(--redTextColor) }
.axis { display: grid; grid-template-columns: repeat(24, 1fr); font-size: .75rem; opacity: .75; margin-top: .15rem }
.axis span { grid-column: span 6 }
.picture p { font-size: inherit; margin: .5rem 0 0; display: flex; flex-wrap: wrap; gap: .15rem 1rem }
.key { display: inline-block; width: .6rem; height: .6rem; border-radius: .15rem; margin-inline-end: .4rem;
  background: var(--primaryColor) }
"""


@dataclass(frozen=True)
class Charts:
    """What is drawn.

    Args:
        countries: region → ready leads.
        hours: hour of the local day, 0 to 23, → ready leads.
        causes: why rows stay behind, in words → rows; the one of most rows first.
    """

    countries: Mapping[str, int]
    hours: Mapping[int, int]
    causes: Mapping[str, int]

    @classmethod
    def of(cls, report: Report, moment: datetime | None = None) -> Self:
        """Count the rows.

        Args:
            report: the judgement.
            moment: the time for which the local hours hold; None: now.
        """
        ready = report.rows.places(Bucket.READY)
        numbers = report.rows.number[ready]
        beyond = np.searchsorted(_POWERS, numbers, side="right") + 1 - _PREFIX
        prefixes, leads = np.unique(numbers // 10 ** np.maximum(beyond, 0), return_counts=True)
        now = moment or datetime.now(UTC)
        hours: Counter[int] = Counter()
        for prefix, some in zip(prefixes.tolist(), leads.tolist(), strict=True):
            hours[now.astimezone(ZoneInfo(_zone(f"+{prefix}"))).hour] += some
        regions = report.regions.iloc[ready].value_counts()
        causes: Counter[str] = Counter()
        for cause in report.causes:
            causes[issues.reason(cause.code, cause.detail)] += cause.count
        countries = {str(region): int(some) for region, some in regions.items()}
        return cls(countries, dict(sorted(hours.items())), dict(causes.most_common()))

    @property
    def asleep(self) -> int:
        """Ready leads whose local time is before 8 or after 21."""
        return sum(leads for hour, leads in self.hours.items() if not _WAKES <= hour < _SLEEPS)

    @property
    def ready(self) -> int:
        """Ready leads."""
        return sum(self.countries.values())


@lru_cache(maxsize=20_000)
def _zone(prefix: str) -> str:
    """The time zone of numbers that begin so; the first where the package knows several, UTC where it knows none."""
    country = phonenumbers.parse(prefix.ljust(_PREFIX + 5, "0"), None)
    zone = timezone.time_zones_for_geographical_number(country)[0]
    return "UTC" if zone == timezone.UNKNOWN_TIMEZONE else zone


def pictures_html(pictures: Charts) -> str:
    """All of them as HTML; holds numbers, names of countries and our own words only, nothing of a file."""
    drawn = []
    if pictures.ready:
        named = [(issues.country(region), leads) for region, leads in pictures.countries.items()]
        drawn += [_picture(words.BY_COUNTRY, _bars(named, words.OTHERS)), _picture(words.BY_TIME, _hours(pictures))]
    if pictures.causes:
        drawn.append(_picture(words.BY_CAUSE, _bars(pictures.causes.items(), words.OTHER_CAUSES)))
    return f'<style>{_STYLE}</style><div class="pictures">{"".join(drawn)}</div>'


def _picture(title: str, inside: str) -> str:
    return f'<div class="picture"><b>{title}</b>{inside}</div>'


def _bars(named: Iterable[tuple[str, int]], others: str) -> str:
    """One bar a name, the longest first, what is past the sixth together."""
    ranked = sorted(named, key=lambda each: -each[1])
    shown, rest = ranked[:_BARS], ranked[_BARS:]
    if rest:
        shown.append((others.format(n=len(rest)), sum(rows for _, rows in rest)))
    most = max(rows for _, rows in shown)
    lines = (
        f'<div role="listitem"><em>{escape(name)}</em><span aria-hidden="true">'
        f'<i style="width:{100 * rows / most:.1f}%"></i></span><em>{rows:,}</em></div>'
        for name, rows in shown
    )
    return f'<div class="bars" role="list">{"".join(lines)}</div>'


def _hours(pictures: Charts) -> str:
    """The day's 24 hours with those whose local time it is now; the hours of sleep shaded."""
    most = max(pictures.hours.values())
    columns = "".join(
        f'<span class="{"" if _WAKES <= hour < _SLEEPS else "asleep"}">'
        f'<i style="height:{100 * pictures.hours.get(hour, 0) / most:.1f}%"></i></span>'
        for hour in range(_HOURS)
    )
    axis = "".join(f"<span>{hour}:00</span>" for hour in range(0, _HOURS, 6))
    awake, asleep = count(pictures.ready - pictures.asleep, "lead"), count(pictures.asleep, "lead")
    return (
        f'<div class="hours" aria-hidden="true">{columns}</div><div class="axis" aria-hidden="true">{axis}</div>'
        f'<p><span><span class="key"></span>{awake} {words.AWAKE}</span>'
        f'<span><span class="key asleep"></span>{asleep} {words.ASLEEP}</span></p>'
    )
