"""Find the column that has the country of each row, for numbers without a country code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.arrow_strings import contains, from_series
from callsheet.validation.countries.names import is_english_country, local_regions
from callsheet.validation.countries.region_argument import optional_region
from callsheet.validation.normalize import empty_cells, plain_words
from callsheet.validation.phones.fixes import validate_with_fixes

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table

# Chosen by hand on the cases of tests/validation/countries/test_country_column.py.
_SAMPLE = 2_000
_FIRST_CELLS, _PLAUSIBLE = 12, 0.3
"""Under a header without a country word, this share of the first distinct cells must be codes or English names."""

_UNDERSTOOD = 0.9
"""Share of filled cells that must name a country."""

_FITS_UNDER_COUNTRY_HEADER, _FITS = 0.5, 0.8
"""Share of the numbers that must be valid in the country of their row; first with a country word in the header."""

_BETTER = 0.1
"""Without a country word in the header: how much more must fit than in the region of the whole file."""

_COUNTRY_WORDS = re.compile(
    r"\bcountry|\bland\b|landercode|\blkz\b|\bpais\b|\bpays\b|\bpaese\b|\bnation|\bterritory\b|\bkraj\b|\bulke\b|\bnegara\b"
    r"|quoc gia|\bstat\b|\bstato\b|vorwahl|indicatif|prefijo|prefisso|\bisd\b|\bdial\w* code\b|\bcalling code\b|\bddi\b"
    r"|стран|देश|দেশ|நாடு|国家|國家|地区|区号|国番号|\b国\b|국가|나라|الدولة|دولة|البلد|بلد|کشور|ملک|מדינה|ארץ|χωρα|ประเทศ"
)


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

    Content decides, the header supports: the cells must name countries, and the numbers of their rows must fit those
    countries at least as well as the region of the whole file. Without a country word in the header they must fit
    better, and the cells must be codes or English names. This rejects a column of states (CA, IN, DE) or priorities
    (1, 7).

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
    rows = np.arange(0, len(table.frame), max(1, len(table.frame) // _SAMPLE))
    numbers = table.frame[mapping.phone[0]].iloc[rows]
    local = ~empty_cells(numbers) & ~contains(from_series(numbers), "+")
    if not local.any():
        return None
    columns = [column for column in table.frame.columns if column not in mapping.phone]
    evidence = [_evidence(table, column, rows[local], numbers[local], default_region) for column in columns]
    qualified = [candidate for candidate in evidence if candidate is not None and _qualifies(candidate)]
    return max(qualified, key=lambda candidate: (candidate.fits, candidate.named, candidate.understood), default=None)


def _qualifies(candidate: CountryColumn) -> bool:
    if candidate.named:
        fits = candidate.fits >= max(_FITS_UNDER_COUNTRY_HEADER, candidate.fits_default)
    else:
        fits = candidate.fits >= max(_FITS, candidate.fits_default + _BETTER)
    return fits and candidate.understood >= _UNDERSTOOD


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
    filled = ~empty_cells(cells)
    if not filled.any():
        return None
    named = bool(_COUNTRY_WORDS.search(plain_words(table.header_of(column))))
    first = cells[filled].unique()[:_FIRST_CELLS].tolist()
    if not named and sum(map(is_english_country, first)) < _PLAUSIBLE * len(first):
        return None
    regions = local_regions(cells[filled], None, int(filled.sum()))
    understood = float(np.mean(regions != 0))
    if understood < _UNDERSTOOD:
        return None
    beside = numbers[filled]
    fits = float(np.mean(validate_with_fixes(beside, regions, ()).number != 0))
    default = local_regions(None, default_region, len(beside))
    fits_default = float(np.mean(validate_with_fixes(beside, default, ()).number != 0))
    return CountryColumn(column, round(understood, 4), round(fits, 4), round(fits_default, 4), named)
