"""Numbers for the charts of Review: ready leads by country and local hour, the other rows by cause. No Streamlit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import numpy as np

from callsheet.validation import Bucket, CallingRule, CallState, Window, judge_calling_times, utc_offsets
from callsheet.wording import issues

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.validation import CallingTimes, Report

WAKING_HOUR, SLEEPING_HOUR = 8, 21
"""Local hours between which people are taken to be awake; the sentence on the screen names the same two."""

_AWAKE = CallingRule("own", ((Window(60 * WAKING_HOUR, 60 * SLEEPING_HOUR),),) * 7)
_MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True)
class Statistics:
    """Rows of a report, counted three ways.

    Args:
        countries: region → ready leads, the region with most leads first.
        hours: hour of the local day, 0 to 23 → ready leads whose hour it is wherever they may be.
        possible_hours: hour → ready leads whose hour it is in some of the places where they may be; such a lead is
            counted in several hours.
        awake: whether people are awake → ready leads; `NOW`: yes, `LATER`: no.
        causes: why rows are not sent, in words → rows; the cause of most rows first.
    """

    countries: Mapping[str, int]
    hours: Mapping[int, int]
    possible_hours: Mapping[int, int]
    awake: Mapping[CallState, int]
    causes: Mapping[str, int]

    @classmethod
    def of(cls, report: Report, moment: datetime | None = None) -> Self:
        """Count the rows; time zones are looked up for the whole column.

        Args:
            report: the validated file.
            moment: the time for which the local hours are computed; None: now.
        """
        regions = report.regions.iloc[report.positions(Bucket.READY)].value_counts()
        countries = {str(region): int(leads) for region, leads in regions.items()}
        times = judge_calling_times(report, _AWAKE, moment or datetime.now(UTC))
        causes: Counter[str] = Counter()
        for cause in report.causes:
            causes[issues.reason(cause.code, cause.detail)] += cause.count
        return cls(countries, *_hours(times), times.counts, dict(causes.most_common()))

    @property
    def ready(self) -> int:
        """Ready leads."""
        return sum(self.countries.values())


def _hours(times: CallingTimes) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Leads by the hour that is theirs, and by each hour that may be theirs."""
    moment = times.instant.astimezone(UTC)
    minute = 60 * moment.hour + moment.minute
    certain: Counter[int] = Counter()
    possible: Counter[int] = Counter()
    leads_by_set = np.bincount(times.zone_set, minlength=len(times.zones)).tolist()
    for zones, leads in zip(times.zones, leads_by_set, strict=True):
        hours = {(minute + offset) % _MINUTES_OF_A_DAY // 60 for offset in utc_offsets(zones, times.instant)}
        for hour in hours:
            (certain if len(hours) == 1 else possible)[hour] += leads
    return dict(sorted(certain.items())), dict(sorted(possible.items()))
