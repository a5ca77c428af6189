"""Numbers for the charts of Review: ready leads by country and local hour, the other rows by cause. No Streamlit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

import numpy as np

from callsheet.validation import Bucket, zone_sets
from callsheet.wording import issues

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.validation import Report

WAKING_HOUR, SLEEPING_HOUR = 8, 21
"""Local hours between which people are taken to be awake; the sentence on the screen names the same two."""


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
        """Count the rows; time zones are looked up for the whole column.

        Args:
            report: the validated file.
            moment: the time for which the local hours are computed; None: now.
        """
        ready = report.positions(Bucket.READY)
        numbers = report.e164_numbers(Bucket.READY)
        zones = zone_sets(numbers)
        now = moment or datetime.now(UTC)
        hours: Counter[int] = Counter()
        leads_by_zones = np.bincount(zones.position, minlength=len(zones.zones))
        for index in np.flatnonzero(leads_by_zones).tolist():
            hours[_local_hour(now, zones.zones[index])] += int(leads_by_zones[index])
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


def _local_hour(now: datetime, zones: tuple[str, ...]) -> int:
    """The hour in the first of several possible zones; UTC if none is known."""
    return now.astimezone(ZoneInfo(zones[0] if zones else "UTC")).hour
