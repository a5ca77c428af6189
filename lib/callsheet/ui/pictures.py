"""Pictures of a file: its ready leads by country, and who of them is asleep now. Drawn from the report, quietly."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers import timezone

from callsheet.validation import Bucket
from callsheet.wording import issues
from callsheet.wording import prompt as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.validation import Report

_PREFIX = 8
"""Signs of a number, plus among them, that tell its time zone."""
_COUNTRIES = 6
_WAKES, _SLEEPS = 8, 21
_STYLE = """
.bars { display: grid; grid-template-columns: max-content 1fr max-content; gap: .3rem .75rem; align-items: center;
  font-size: .875rem; margin: .25rem 0 1rem }
.bars h4 { grid-column: 1 / -1; font-size: .875rem; font-weight: 600; margin: 0; padding: 0 }
.bars i { display: block; height: .55rem; min-width: 2px; border-radius: .2rem; background: var(--primaryColor) }
.bars .asleep i { background: var(--redTextColor) }
.bars > span { display: contents }
.bars em { font-style: normal }
.bars b { font-weight: 500; font-variant-numeric: tabular-nums; text-align: right }
"""


@dataclass(frozen=True)
class Pictures:
    """What is drawn.

    Args:
        countries: region → ready leads.
        hours: hour of the local day, 0 to 23, → ready leads.
    """

    countries: Mapping[str, int]
    hours: Mapping[int, int]

    @classmethod
    def of(cls, report: Report, moment: datetime | None = None) -> Self:
        """Count the ready leads.

        Args:
            report: the judgement.
            moment: the time for which the local hours hold; None: now.
        """
        ready = report.rows.places(Bucket.READY)
        numbers = report.numbers.iloc[ready].str.slice(0, _PREFIX + 1).value_counts()
        hours: Counter[int] = Counter()
        for number, leads in numbers.items():
            hours[(moment or datetime.now(UTC)).astimezone(ZoneInfo(_zone(str(number)))).hour] += int(leads)
        regions = report.regions.iloc[ready].value_counts()
        return cls({str(region): int(leads) for region, leads in regions.items()}, dict(sorted(hours.items())))

    @property
    def asleep(self) -> int:
        """Ready leads whose local time is before 8 or after 21."""
        return sum(leads for hour, leads in self.hours.items() if not _WAKES <= hour < _SLEEPS)


@lru_cache(maxsize=20_000)
def _zone(prefix: str) -> str:
    """The time zone of numbers that begin so; the first where the package knows several, UTC where it knows none."""
    country = phonenumbers.parse(prefix.ljust(_PREFIX + 5, "0"), None)
    zone = timezone.time_zones_for_geographical_number(country)[0]
    return "UTC" if zone == timezone.UNKNOWN_TIMEZONE else zone


def pictures_html(pictures: Pictures) -> str:
    """Both pictures as HTML; holds numbers and names of countries only, nothing of a file."""
    total = sum(pictures.countries.values()) or 1
    ranked = sorted(pictures.countries.items(), key=lambda each: -each[1])
    lines = [_bar(issues.country(region), leads, total) for region, leads in ranked[:_COUNTRIES]]
    rest = ranked[_COUNTRIES:]
    if rest:
        lines.append(_bar(words.OTHERS.format(n=len(rest)), sum(leads for _, leads in rest), total))
    awake = total - pictures.asleep if pictures.countries else 0
    times = [_bar(words.AWAKE, awake, total), _bar(words.ASLEEP, pictures.asleep, total, "asleep")]
    return (
        f"<style>{_STYLE}</style>"
        f'<div class="bars"><h4>{words.BY_COUNTRY}</h4>{"".join(lines)}</div>'
        f'<div class="bars"><h4>{words.BY_TIME}</h4>{"".join(times)}</div>'
    )


def _bar(name: str, leads: int, total: int, kind: str = "") -> str:
    bar = f'<div><i style="width:{100 * leads / total:.1f}%"></i></div>'
    return f'<span class="{kind}"><em>{escape(name)}</em>{bar}<b>{leads:,}</b></span>'
