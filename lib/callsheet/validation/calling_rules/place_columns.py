"""Find the columns that tell where the people of a file are: time zones, postal codes, states, cities."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from callsheet.arrow_strings import from_series, to_list
from callsheet.validation.calling_rules.cities import has_cities, zones_of_city
from callsheet.validation.calling_rules.model import LocalTimeSource
from callsheet.validation.calling_rules.postal_codes import has_postal_codes, zones_of_postal_code
from callsheet.validation.calling_rules.states import has_states, zones_of_state
from callsheet.validation.calling_rules.zone_names import zones_of_text
from callsheet.validation.model.codes import Bucket
from callsheet.validation.normalize import as_shown, plain_words
from callsheet.validation.phones.verdicts import REGIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from callsheet.validation.engine.report import Report

# Shares and sizes are chosen by hand on the cases of tests/validation/calling_rules/test_place_columns.py.
_SAMPLE = 500
_SEED = 20_261_129
_NAMED, _UNNAMED = 0.6, 0.95
"""Share of the filled cells that must be understood, with and without a word for it in the header."""

_FIRST_CELLS = 12
"""If none of so many distinct cells is understood, the others are not read."""

_FEWEST_UNNAMED = 10
"""Filled cells that a column without a word in its header must have."""

_WORDS = {
    LocalTimeSource.TIME_ZONE: re.compile(
        r"\btime ?zone|\btz\b|\bzona horaria|\bfuso\b|\bfuseau|\bzeitzone|\btijdzone|\bstrefa czasowa|\bsaat dilimi"
        r"|\bzona waktu|\bmui gio|часовой пояс|часовий пояс|समय क्षेत्र|时区|時區|タイムゾーン|시간대"
        r"|المنطقه الزمنيه|المنطقة الزمنية"
    ),
    LocalTimeSource.POSTAL_CODE: re.compile(
        r"\bzip|\bpostal|\bpostcode|\bpost code|\bcep\b|\bcodigo postal|\bcp\b|\bplz\b|\bpostleitzahl"
        r"|\bpin ?code|\bpin\b"
    ),
    LocalTimeSource.STATE: re.compile(
        r"\bstate|\bst\b|\bprov\b|\bprovince|\bprovincia|\bterritory|\bregion|\bestado|\buf\b|\betat\b|\bentidad"
    ),
    LocalTimeSource.CITY: re.compile(
        r"\bcity|\btown|\bsuburb|\blocality|\blocation|\bciudad|\bcidade|\bmunicipio|\bville\b|\bstadt\b|\bkota\b"
        r"|\bsehir|\bmiasto|\bplaats\b|город|місто|城市|都市|도시|المدينة|المدينه|शहर"
    ),
}
_NAMED_ONLY = {LocalTimeSource.POSTAL_CODE, LocalTimeSource.CITY}
"""Kinds of column that the header must have a word for."""

_NOT_OF_THE_PERSON = re.compile(
    r"birth|nacimiento|naissance|company|employer|marital|civil|billing|issu|licen[cs]e|agent"
)
"""Words that say that the person is not there, or that a state is no place."""


@dataclass(frozen=True)
class PlaceColumns:
    """Columns of the Table that tell where a person is.

    Args:
        columns: what they hold → the column, the surest kind first.
    """

    columns: Mapping[LocalTimeSource, str]


def zone_reader(source: LocalTimeSource, year: int) -> Callable[[str, str], tuple[str, ...]]:
    """Return what reads the cells of one kind of column: from a cell and a region to zones, () if it says nothing.

    Args:
        source: a kind of column.
        year: in which UTC offsets are compared.
    """
    if source is LocalTimeSource.TIME_ZONE:
        return lambda text, region: zones_of_text(text, region, year)
    return {
        LocalTimeSource.POSTAL_CODE: zones_of_postal_code,
        LocalTimeSource.STATE: zones_of_state,
        LocalTimeSource.CITY: zones_of_city,
    }[source]


def suggest_place_columns(report: Report, year: int) -> PlaceColumns:
    """Find the columns that tell where the people of the ready rows are.

    Content decides, the header supports: most cells must be understood in the country of their phone number. Without a
    word for it in the header, nearly all of them must be, and postal codes and cities are not looked for: they could
    be any number, and names of people. A column is searched in rows drawn at random.

    Args:
        report: of the file.
        year: in which UTC offsets are compared.
    """
    ready = report.positions(Bucket.READY)
    regions = report.region_positions(Bucket.READY)
    if len(ready) > _SAMPLE:
        sample = np.sort(np.random.default_rng(_SEED).choice(len(ready), _SAMPLE, replace=False))
        ready, regions = ready[sample], regions[sample]
    people = [REGIONS[position] for position in regions.tolist()]
    found: dict[LocalTimeSource, tuple[float, str]] = {}
    for column in report.table.frame.columns:
        if column in report.mapping.phone:
            continue
        cells = _shown(report, column, ready)
        for source, share in _understood(report.table.header_of(column), cells, people, year).items():
            if source not in found or share > found[source][0]:
                found[source] = (share, column)
    return PlaceColumns({source: found[source][1] for source in LocalTimeSource if source in found})


def _shown(report: Report, column: str, positions: NDArray[np.intp]) -> list[str]:
    return to_list(as_shown(from_series(report.values(column, positions))))


def _understood(header: str, cells: list[str], people: list[str], year: int) -> dict[LocalTimeSource, float]:
    """The kinds of column that a column may be, with the share of its cells that are understood.

    The share is 1 more for a kind that the header has a word for.

    Args:
        header: as written.
        cells: n cells as shown.
        people: the country of each phone number (n).
        year: in which UTC offsets are compared.
    """
    title = plain_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header))
    kinds = {}
    for source, words in _WORDS.items():
        is_named = bool(words.search(title)) and not _NOT_OF_THE_PERSON.search(title)
        if not is_named and (source in _NAMED_ONLY or _NOT_OF_THE_PERSON.search(title)):
            continue
        asked = Counter(
            (cell, region) for cell, region in zip(cells, people, strict=True) if cell and _is_asked(source, region)
        )
        filled = asked.total()
        if not filled or (not is_named and filled < _FEWEST_UNNAMED):
            continue
        understood, read = 0, zone_reader(source, year)
        for seen, ((cell, region), times) in enumerate(asked.items()):
            understood += times * bool(read(cell, region))
            if seen == _FIRST_CELLS and not understood:
                break
        if understood >= filled * (_NAMED if is_named else _UNNAMED):
            kinds[source] = understood / filled + is_named
    return kinds


def _is_asked(source: LocalTimeSource, region: str) -> bool:
    """Whether a kind of column says anything about the people of a country: India has one time in all its states."""
    match source:
        case LocalTimeSource.POSTAL_CODE:
            return has_postal_codes(region)
        case LocalTimeSource.STATE:
            return has_states(region)
        case LocalTimeSource.CITY:
            return has_cities(region)
    return True
