"""The judgement of a whole file: for each ready row where the person may be, and whether it may be called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from callsheet.errors import InvalidArgument
from callsheet.validation.calling_rules.model import CallState
from callsheet.validation.calling_rules.openings import Openings
from callsheet.validation.calling_rules.place_columns import suggest_place_columns
from callsheet.validation.calling_rules.possible_zones import SOURCES, possible_zones
from callsheet.validation.model.codes import Bucket
from callsheet.wording.rules.calling_hours import YEARS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from callsheet.validation.calling_rules.model import CallingRule, LocalTimeSource, Opening
    from callsheet.validation.calling_rules.place_columns import PlaceColumns
    from callsheet.validation.engine.report import Report

_STATES = tuple(CallState)
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
"""Years of instants that are judged; zones and holidays are known for them."""


@dataclass(frozen=True, eq=False)
class CallingTimes:
    """What a calling rule says about the ready rows of a file at an instant.

    Args:
        rule: the windows.
        instant: with a time zone.
        places: the columns that say where the people are.
        positions: of the ready rows in the file, counted from 0 (n).
        zones: the distinct sets of zones in which the people may be (m).
        openings: what the rule says about each set (m).
        zone_set: n × position in `zones` and `openings`.
        source: n × position in `SOURCES`: where the zones are from.
    """

    rule: CallingRule
    instant: datetime
    places: PlaceColumns
    positions: NDArray[np.intp]
    zones: tuple[tuple[str, ...], ...]
    openings: tuple[Opening, ...]
    zone_set: NDArray[np.intp]
    source: NDArray[np.int8]

    @cached_property
    def states(self) -> NDArray[np.int8]:
        """N × position in `CallState`."""
        of_set = np.array([_STATES.index(opening.state) for opening in self.openings], np.int8)
        states: NDArray[np.int8] = of_set[self.zone_set]
        return states

    @cached_property
    def next_at(self) -> NDArray[np.int64]:
        """N × seconds since 1970 UTC at which the window opens next wherever the person may be; -1: not known."""
        of_set = [-1 if opening.next_at is None else opening.next_at for opening in self.openings]
        return np.array(of_set, np.int64)[self.zone_set]

    @cached_property
    def counts(self) -> Mapping[CallState, int]:
        """Ready rows by state; every state has its number."""
        return dict(zip(_STATES, np.bincount(self.states, minlength=len(_STATES)).tolist(), strict=True))

    @cached_property
    def sources(self) -> Mapping[LocalTimeSource, int]:
        """Ready rows by what tells their local time; every source has its number."""
        return dict(zip(SOURCES, np.bincount(self.source, minlength=len(SOURCES)).tolist(), strict=True))

    @cached_property
    def next_opening(self) -> tuple[datetime, int] | None:
        """When the first rows that may not be called now may be called, and how many; None: no such rows."""
        waiting = self.next_at[self.states != _STATES.index(CallState.NOW)]
        waiting = waiting[waiting >= 0]
        if not len(waiting):
            return None
        first = int(waiting.min())
        return datetime.fromtimestamp(first, UTC), int((waiting == first).sum())


def judge_calling_times(
    report: Report, rule: CallingRule, instant: datetime, places: PlaceColumns | None = None
) -> CallingTimes:
    """Judge every ready row of a file: may the person be called at an instant, wherever the person may be?

    Args:
        report: of the file.
        rule: the windows.
        instant: with a time zone; in the years 2000 to 2100.
        places: the columns that tell where the people are; None: those that the file suggests.

    Raises:
        InvalidArgument: the instant is outside of these years.
    """
    year = instant.astimezone(UTC).year
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise InvalidArgument(YEARS.format(first=_FIRST_YEAR, last=_LAST_YEAR))
    columns = suggest_place_columns(report, year) if places is None else places
    found = possible_zones(report, year, columns)
    openings = Openings(rule, int(instant.timestamp()))
    of_set = tuple(map(openings.of, found.zones))
    return CallingTimes(
        rule, instant, columns, report.positions(Bucket.READY), found.zones, of_set, found.zone_set, found.source
    )
