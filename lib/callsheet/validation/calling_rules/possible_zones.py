"""In which time zones the people of a file may be, and what tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series
from callsheet.validation.calling_rules.model import LocalTimeSource
from callsheet.validation.calling_rules.place_columns import zone_reader
from callsheet.validation.countries.number_zones import number_zones
from callsheet.validation.model.codes import Bucket
from callsheet.validation.normalize import as_shown
from callsheet.validation.phones.verdicts import REGIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from callsheet.validation.calling_rules.place_columns import PlaceColumns
    from callsheet.validation.engine.report import Report

SOURCES = tuple(LocalTimeSource)
_compute: Any = pc  # pyarrow-stubs accept few of the array types that the functions take


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


def possible_zones(report: Report, year: int, places: PlaceColumns) -> PossibleZones:
    """Return where the people of the ready rows may be.

    A column of the file comes before the number, because a number says where it was issued, not where the person is: a
    time zone first, then a postal code, a state, a city. A cell that says nothing leaves the row to the next of them.

    Args:
        report: of the file.
        year: in which UTC offsets are compared.
        places: the columns that say where the people are.
    """
    numbers, regions = report.e164_numbers(Bucket.READY), report.region_positions(Bucket.READY)
    ready = report.positions(Bucket.READY)
    by_number = number_zones(numbers, regions)
    sets = {zones: position for position, zones in enumerate(by_number.zones)}
    zone_set = by_number.position.astype(np.intp)
    source = np.full(len(numbers), SOURCES.index(LocalTimeSource.NUMBER), np.int8)
    source[zone_set == sets[()]] = SOURCES.index(LocalTimeSource.NONE)
    for kind in reversed(SOURCES):
        if kind not in places.columns:
            continue
        cells = as_shown(from_series(report.values(places.columns[kind], ready)))
        said = _sets_of_cells(cells, regions, zone_reader(kind, year), sets)
        if kind is LocalTimeSource.CITY:
            said = _narrowed(said, by_number.position.astype(np.intp), sets)
        zone_set = np.where(said != sets[()], said, zone_set)
        source[said != sets[()]] = SOURCES.index(kind)
    used, zone_set = np.unique(zone_set, return_inverse=True)
    names = tuple(sets)
    return PossibleZones(zone_set, tuple(names[position] for position in used.tolist()), source)


def _narrowed(said: NDArray[np.intp], numbers: NDArray[np.intp], sets: dict[tuple[str, ...], int]) -> NDArray[np.intp]:
    """The zones of each city that its number may be in, too; all zones of the city where they have none in common.

    Args:
        said: n × position in `sets`, by the city.
        numbers: n × position in `sets`, by the number.
        sets: zones → position; those that are new are added.
    """
    names = list(sets)
    distinct, inverse = np.unique(said * len(names) + numbers, return_inverse=True)
    narrowed = np.empty(len(distinct), np.intp)
    for index, pair in enumerate(distinct.tolist()):
        city, number = divmod(pair, len(names))
        both = tuple(zone for zone in names[city] if zone in names[number])
        narrowed[index] = sets.setdefault(both, len(sets)) if both else city
    by_row: NDArray[np.intp] = narrowed[inverse]
    return by_row


def _sets_of_cells(
    cells: pa.StringArray,
    regions: NDArray[np.int16],
    read: Callable[[str, str], tuple[str, ...]],
    sets: dict[tuple[str, ...], int],
) -> NDArray[np.intp]:
    """The set of zones of each cell, read once for each distinct cell and region (n × position in `sets`).

    Args:
        cells: n × text as shown.
        regions: n × position in `REGIONS`.
        read: from a cell and a region to zones.
        sets: zones → position; those that are new are added.
    """
    encoded = _compute.dictionary_encode(cells)
    pairs = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64) * len(REGIONS) + regions
    distinct, inverse = np.unique(pairs, return_inverse=True)
    texts = encoded.dictionary.to_pylist()
    said = np.empty(len(distinct), np.intp)
    for index, pair in enumerate(distinct.tolist()):
        text, region = divmod(pair, len(REGIONS))
        said[index] = sets.setdefault(read(texts[text], REGIONS[region]), len(sets))
    by_row: NDArray[np.intp] = said[inverse]
    return by_row
