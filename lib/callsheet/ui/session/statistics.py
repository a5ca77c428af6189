"""Numbers for the charts of Review: ready leads by country and local hour, the other rows by cause. No Streamlit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

import numpy as np
import phonenumbers
from phonenumbers import timezone

from callsheet.validation import Bucket
from callsheet.wording import issues

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.validation import Report

WAKING_HOUR, SLEEPING_HOUR = 8, 21
"""Local hours between which people are taken to be awake; the sentence on the screen names the same two."""
_PREFIX_DIGITS = 8
"""Leading digits of a number, country code included, that decide its time zone. Chosen by hand: longer prefixes only
split regions that share a zone, and each distinct prefix costs one lookup."""
_POWERS_OF_TEN = 10 ** np.arange(1, 18, dtype=np.int64)


@dataclass(frozen=True)
class Statistics:
    """Rows of a report, counted three ways.

    Args:
        countries: region → ready leads, the region with most leads first.
        hours: hour of the local day, 0 to 23 → ready leads.
        causes: why rows are not sent, in words → rows; the cause of most rows first.
    """

    countries: Mapping[str, int]
    hours: Mapping[int, int]
    causes: Mapping[str, int]

    @classmethod
    def of(cls, report: Report, moment: datetime | None = None) -> Self:
        """Count the rows; one time zone lookup per distinct prefix, not per row.

        Args:
            report: the validated file.
            moment: the time for which the local hours are computed; None: now.
        """
        ready = report.rows.places(Bucket.READY)
        numbers = report.rows.number[ready]
        digits_to_drop = np.searchsorted(_POWERS_OF_TEN, numbers, side="right") + 1 - _PREFIX_DIGITS
        prefixes, lead_counts = np.unique(numbers // 10 ** np.maximum(digits_to_drop, 0), return_counts=True)
        now = moment or datetime.now(UTC)
        hours: Counter[int] = Counter()
        for prefix, leads in zip(prefixes.tolist(), lead_counts.tolist(), strict=True):
            hours[now.astimezone(ZoneInfo(_time_zone(f"+{prefix}"))).hour] += leads
        regions = report.regions.iloc[ready].value_counts()
        causes: Counter[str] = Counter()
        for cause in report.causes:
            causes[issues.reason(cause.code, cause.detail)] += cause.count
        countries = {str(region): int(leads) for region, leads in regions.items()}
        return cls(countries, dict(sorted(hours.items())), dict(causes.most_common()))

    @property
    def asleep(self) -> int:
        """Ready leads whose local time is before 8 or after 21."""
        return sum(leads for hour, leads in self.hours.items() if not WAKING_HOUR <= hour < SLEEPING_HOUR)

    @property
    def ready(self) -> int:
        """Ready leads."""
        return sum(self.countries.values())


@lru_cache(maxsize=20_000)
def _time_zone(prefix: str) -> str:
    """The time zone of numbers with this prefix: the first that `phonenumbers` lists, UTC when it lists none."""
    number = phonenumbers.parse(prefix.ljust(_PREFIX_DIGITS + 5, "0"), None)
    zone = timezone.time_zones_for_geographical_number(number)[0]
    return "UTC" if zone == timezone.UNKNOWN_TIMEZONE else zone
