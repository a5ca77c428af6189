"""In which time zones the people of a file may be, and what tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.validation.calling_rules.model import LocalTimeSource
from callsheet.validation.countries.number_zones import number_zones
from callsheet.validation.model.codes import Bucket

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.engine.report import Report

SOURCES = tuple(LocalTimeSource)


class PossibleZones(NamedTuple):
    """The sets of time zones of n people.

    Args:
        zone_set: n × position in `zones`.
        zones: the distinct sets, as names for `time_zone`; an empty set: nothing is known.
        source: n × position in `SOURCES`.
    """

    zone_set: NDArray[np.intp]
    zones: tuple[tuple[str, ...], ...]
    source: NDArray[np.int8]


def possible_zones(report: Report) -> PossibleZones:
    """Return where the people of the ready rows may be, by their phone numbers.

    Args:
        report: of the file.
    """
    by_number = number_zones(report.e164_numbers(Bucket.READY), report.region_positions(Bucket.READY))
    used, zone_set = np.unique(by_number.position, return_inverse=True)
    zones = tuple(by_number.zones[position] for position in used.tolist())
    is_known = np.array([bool(names) for names in zones], np.bool_)[zone_set]
    source = np.where(is_known, SOURCES.index(LocalTimeSource.NUMBER), SOURCES.index(LocalTimeSource.NONE))
    return PossibleZones(zone_set, zones, source.astype(np.int8))
