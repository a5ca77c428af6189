"""Leads by their local hour: certain, possible, and whether people are awake."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import numpy as np

from callsheet.validation.calling_rules.judgement import judge_calling_times
from callsheet.validation.calling_rules.model import CallingRule, CallState, Window
from callsheet.validation.calling_rules.zones import utc_offsets

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.calling_rules.judgement import CallingTimes
    from callsheet.validation.engine.report import Report

WAKING_HOUR, SLEEPING_HOUR = 8, 21
"""Local hours between which people are taken to be awake; the sentences on the screens name the same two."""

_AWAKE = CallingRule("own", ((Window(60 * WAKING_HOUR, 60 * SLEEPING_HOUR),),) * 7)
_MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True)
class LocalHours:
    """Ready leads by their local hour at an instant.

    Args:
        certain: hour of the local day, 0 to 23 → leads whose hour it is wherever they may be.
        possible: hour → leads whose hour it is in some of the places where they may be; such a lead is counted in
            several hours.
        awake: whether people are awake → leads; `NOW`: yes, `LATER`: no.
    """

    certain: Mapping[int, int]
    possible: Mapping[int, int]
    awake: Mapping[CallState, int]

    @classmethod
    def of(cls, report: Report, instant: datetime, rows: pd.Index[int] | None = None) -> Self:
        """Count the leads; time zones are looked up for the whole column.

        Args:
            report: of the file.
            instant: with a time zone; in the years 2000 to 2100.
            rows: row numbers of the ready leads that are counted; None: all.

        Raises:
            InvalidArgument: the instant is outside of these years.
        """
        times = judge_calling_times(report, _AWAKE, instant)
        zone_set = times.zone_set if rows is None else times.zone_set[report.clean.index.isin(rows)]
        leads_by_set = np.bincount(zone_set, minlength=len(times.zones))
        return cls(*_hours(times, leads_by_set), _awake(times, leads_by_set))


def _awake(times: CallingTimes, leads_by_set: NDArray[np.intp]) -> Mapping[CallState, int]:
    counts = dict.fromkeys(CallState, 0)
    for opening, leads in zip(times.openings, leads_by_set.tolist(), strict=True):
        counts[opening.state] += leads
    return counts


def _hours(times: CallingTimes, leads_by_set: NDArray[np.intp]) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Leads by the hour that is theirs, and by each hour that may be theirs."""
    moment = times.instant.astimezone(UTC)
    minute = 60 * moment.hour + moment.minute
    certain: Counter[int] = Counter()
    possible: Counter[int] = Counter()
    for zones, leads in zip(times.zones, leads_by_set.tolist(), strict=True):
        if not leads:
            continue
        hours = {(minute + offset) % _MINUTES_OF_A_DAY // 60 for offset in utc_offsets(zones, times.instant)}
        for hour in hours:
            (certain if len(hours) == 1 else possible)[hour] += leads
    return dict(sorted(certain.items())), dict(sorted(possible.items()))
