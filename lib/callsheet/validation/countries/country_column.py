"""Which column tells the country of each row, when numbers need one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.arrow_strings import contains, from_series
from callsheet.validation.countries.names import local_regions, names_a_country_in_english
from callsheet.validation.normalize import empty_cells, plain_words
from callsheet.validation.phones.fixes import judge_cells

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table

_SAMPLE = 2_000
_FIRST = 12
_PLAUSIBLE = 0.3
_UNDERSTOOD = 0.9
_FITS = 0.5
_FITS_WITHOUT_A_NAME = 0.8
_BETTER = 0.1
_COUNTRY_WORDS = re.compile(
    r"\bcountry|\bland\b|landercode|\blkz\b|\bpais\b|\bpays\b|\bpaese\b|\bnation|\bterritory\b|\bkraj\b|\bulke\b|\bnegara\b"
    r"|quoc gia|\bstat\b|\bstato\b|vorwahl|indicatif|prefijo|prefisso|\bisd\b|\bdial\w* code\b|\bcalling code\b|\bddi\b"
    r"|стран|देश|দেশ|நாடு|国家|國家|地区|区号|国番号|\b国\b|국가|나라|الدولة|دولة|البلد|بلد|کشور|ملک|מדינה|ארץ|χωρα|ประเทศ"
)


class CountryColumn(NamedTuple):
    """A column that tells the country of each row.

    Args:
        column: its name in the Table.
        understood: part of its filled cells that name a country, 0.0 to 1.0.
        fits: part of the numbers without country code that are valid in the country beside them.
        fits_default: the same in the one region of the whole file.
        named: True when its header says country.
    """

    column: str
    understood: float
    fits: float
    fits_default: float
    named: bool


def suggest_country_column(
    table: Table, mapping: ColumnMapping, default_region: str | None = None
) -> CountryColumn | None:
    """Propose the column to read numbers without country code by, for `Choices.country_column`.

    Content decides, the header is a witness: the cells must name countries, and the numbers beside them must fit those
    countries at least as well as the region of the whole file; under a header that does not say country, better, and
    the countries must be plain ones (codes, English). So a column of states (CA, IN, DE) or priorities (1, 7) is none.

    Args:
        table: the file as read.
        mapping: what its columns become; its first phone column is looked at.
        default_region: region of the whole file, or None.

    Returns:
        None when no column tells, or no number needs a country.
    """
    if not mapping.phone or not len(table.frame):
        return None
    rows = np.arange(0, len(table.frame), max(1, len(table.frame) // _SAMPLE))
    numbers = table.frame[mapping.phone[0]].iloc[rows]
    local = ~empty_cells(numbers) & ~contains(from_series(numbers), "+")
    if not local.any():
        return None
    columns = [column for column in table.frame.columns if column not in mapping.phone]
    found = [_evidence(table, column, rows[local], numbers[local], default_region) for column in columns]
    fit = [each for each in found if each is not None and _is_one(each)]
    return max(fit, key=lambda each: (each.fits, each.named, each.understood), default=None)


def _is_one(evidence: CountryColumn) -> bool:
    if evidence.named:
        fits = evidence.fits >= max(_FITS, evidence.fits_default)
    else:
        fits = evidence.fits >= max(_FITS_WITHOUT_A_NAME, evidence.fits_default + _BETTER)
    return fits and evidence.understood >= _UNDERSTOOD


def _evidence(
    table: Table, column: str, rows: NDArray[np.intp], numbers: pd.Series[str], default_region: str | None
) -> CountryColumn | None:
    cells = table.frame[column].iloc[rows]
    filled = ~empty_cells(cells)
    if not filled.any():
        return None
    named = bool(_COUNTRY_WORDS.search(plain_words(table.header_of(column))))
    first = cells[filled].unique()[:_FIRST].tolist()
    if not named and sum(map(names_a_country_in_english, first)) < _PLAUSIBLE * len(first):
        return None
    regions = local_regions(cells[filled], None, int(filled.sum()))
    understood = float(np.mean(regions != 0))
    if understood < _UNDERSTOOD:
        return None
    beside = numbers[filled]
    fits = float(np.mean(judge_cells(beside, regions, ()).number != 0))
    default = local_regions(None, default_region, len(beside))
    fits_default = float(np.mean(judge_cells(beside, default, ()).number != 0))
    return CountryColumn(column, round(understood, 4), round(fits, 4), round(fits_default, 4), named)
