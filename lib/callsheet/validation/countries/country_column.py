"""Find the column that has the country of each row, for numbers without a country code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from callsheet.arrow_strings import contains, filter_rows, from_series, to_list
from callsheet.validation.countries.names import is_english_country, local_regions
from callsheet.validation.countries.region_argument import optional_region
from callsheet.validation.normalize import empty_cells, empty_texts, plain_words
from callsheet.validation.phones.fixes import validate_with_fixes

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table

# Chosen by hand on the cases of tests/validation/countries/test_country_column.py.
_SAMPLE = 2_000
_SEED = 20_261_128
_FIRST_CELLS, _PLAUSIBLE = 12, 0.3
"""Under a header without a country word, this share of the first distinct cells must be codes or English names."""

_UNDERSTOOD, _UNDERSTOOD_UNDER_COUNTRY_HEADER = 0.9, 0.75
"""Share of filled cells that must name a country; second with a country word in the header."""

_FITS_UNDER_COUNTRY_HEADER, _FITS = 0.5, 0.8
"""Share of the numbers that must be valid in the country of their row; first with a country word in the header. The
country of a row then wins over that of the whole file even where more digits happen to fit the latter: 44 beside
2079460958 is London, and not Maine."""

_BETTER = 0.1
"""Without a country word in the header: how much more must fit than in the region of the whole file."""

_COUNTRY_WORDS = re.compile(
    r"\bcountry|\bland\b|landercode|\blkz\b|\bpais\b|\bpays\b|\bpaese\b|\bnation|\bterritory\b|\bkraj\b|\bulke\b|\bnegara\b"
    r"|quoc gia|\bstat\b|\bstato\b|vorwahl|indicatif|prefijo|prefisso|prefixo|\bisd\b|\bddi\b|\bcc\b|landnummer"
    r"|\b(?:dial\w*|calling|phone|tel|telephone|mobile|intl|international|int) ?(?:code|prefix)\b"
    r"|стран|देश|দেশ|நாடு|国家|國家|地区|区号|国番号|\b国\b|국가|나라|الدولة|دولة|البلد|بلد|کشور|ملک|מדינה|ארץ|χωρα|ประเทศ"
)
_PLACE_WORDS = re.compile(
    r"\bregion|\bmarket|\bmarkt\b|\bmercado\b|\bmarche\b|\bmercato\b|\bgeo\b|регион|рынок|市场|市場"
)
"""Words over countries, or over states: there, codes of two letters that are all states of the USA name no country."""

_NOT_OF_THE_PHONE = re.compile(
    r"birth|origin|citizen|interest|destination|travel|study|wunsch|ziel|geburt|naissance|nacimiento"
)
"""Words that say the country is not where the phone is."""

_STATE = re.compile(
    "A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]"
)


_suggested: WeakKeyDictionary[Table, dict[tuple[tuple[str, ...], str | None], CountryColumn | None]]
_suggested = WeakKeyDictionary()
"""What was suggested for a Table that is in use: a file that is opened and the page that shows it ask the same."""


class CountryColumn(NamedTuple):
    """A column with the country of each row.

    Args:
        column: its name in the Table.
        understood: share of its filled cells that name a country, 0.0 to 1.0.
        fits: share of the numbers without a country code that are valid in the country of their row.
        fits_default: the same in the region of the whole file.
        named: True when its header has a country word.
    """

    column: str
    understood: float
    fits: float
    fits_default: float
    named: bool


def suggest_country_column(
    table: Table, mapping: ColumnMapping, default_region: str | None = None
) -> CountryColumn | None:
    """Suggest a column for `Choices.country_column`.

    Content decides, the header supports: the cells must name countries, and half of the numbers must fit the countries
    of their rows. Without a country word in the header they must fit better than the region of the whole file, and the
    cells must be codes or English names. This rejects a column of states (CA, IN, DE) or priorities (1, 7).

    Args:
        table: the file as read.
        mapping: what its columns become; the numbers of its first phone column are used.
        default_region: region of the whole file, or None.

    Returns:
        None when no column qualifies, or no number needs a country.

    Raises:
        InvalidArgument: `default_region` names no country.
    """
    default_region = optional_region(default_region)
    if not mapping.phone or not len(table.frame):
        return None
    suggested = _suggested.setdefault(table, {})
    asked = (mapping.phone, default_region)
    if asked not in suggested:
        suggested[asked] = _suggest(table, mapping.phone, default_region)
    return suggested[asked]


def _suggest(table: Table, phone: tuple[str, ...], default_region: str | None) -> CountryColumn | None:
    rows = np.arange(len(table.frame))
    if len(rows) > _SAMPLE:
        rows = np.sort(np.random.default_rng(_SEED).choice(rows, _SAMPLE, replace=False))
    numbers = table.frame[phone[0]].iloc[rows]
    local = ~empty_cells(numbers) & ~contains(from_series(numbers), "+")
    if not local.any():
        return None
    columns = [column for column in table.frame.columns if column not in phone]
    evidence = [_evidence(table, column, rows[local], numbers[local], default_region) for column in columns]
    qualified = [candidate for candidate in evidence if candidate is not None and _qualifies(candidate)]
    return max(qualified, key=lambda candidate: (candidate.fits, candidate.named, candidate.understood), default=None)


def _qualifies(candidate: CountryColumn) -> bool:
    if candidate.named:
        return candidate.fits >= _FITS_UNDER_COUNTRY_HEADER
    return candidate.fits >= max(_FITS, candidate.fits_default + _BETTER)


def _names_country(header: str, cells: list[str]) -> bool:
    """True when a header says that the cells below are the countries of phones or people.

    Args:
        header: as written.
        cells: distinct cells.
    """
    title = plain_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header))
    if _NOT_OF_THE_PHONE.search(title):
        return False
    of_place = _PLACE_WORDS.search(title) and not all(_STATE.fullmatch(cell.strip().upper()) for cell in cells)
    return bool(of_place or _COUNTRY_WORDS.search(title))


def _first_distinct(cells: pd.Series[str]) -> list[str]:
    """The first `_FIRST_CELLS` filled cells that differ, which are enough to rule out most columns."""
    distinct = from_series(cells).unique()
    filled = filter_rows(distinct, ~empty_texts(distinct))
    return to_list(filled[:_FIRST_CELLS])


def _evidence(
    table: Table, column: str, rows: NDArray[np.intp], numbers: pd.Series[str], default_region: str | None
) -> CountryColumn | None:
    """What a column shows; None: it does not name countries.

    Args:
        table: the file as read.
        column: the column.
        rows: positions of rows with a number without a country code (n).
        numbers: those numbers (n × str).
        default_region: region of the whole file, or None.
    """
    cells = table.frame[column].iloc[rows]
    first = _first_distinct(cells)
    if not first:
        return None
    named = _names_country(table.header_of(column), first)
    if not named and sum(map(is_english_country, first)) < _PLAUSIBLE * len(first):
        return None
    filled = ~empty_cells(cells)
    regions = local_regions(cells[filled], None, int(filled.sum()))
    understood = float(np.mean(regions != 0))
    if understood < (_UNDERSTOOD_UNDER_COUNTRY_HEADER if named else _UNDERSTOOD):
        return None
    beside = numbers[filled]
    fits = float(np.mean(validate_with_fixes(beside, regions, ()).number != 0))
    default = local_regions(None, default_region, len(beside))
    fits_default = float(np.mean(validate_with_fixes(beside, default, ()).number != 0))
    return CountryColumn(column, round(understood, 4), round(fits, 4), round(fits_default, 4), named)
