"""Area codes in a column of their own, beside numbers that are no whole numbers without them: "STD | Phone"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callsheet.arrow_strings import from_series, matches
from callsheet.validation.normalize import empty_cells, plain_words

if TYPE_CHECKING:
    import pandas as pd

    from callsheet.validation.model.table import Table

_HEADER = re.compile(
    r"\bstd\b|\barea ?code|\bcity ?code|\bdial(?:l?ing)? ?code|\b(?:orts)?vorwahl|\bddd\b|\blada\b|\bprefijo|\bprefisso"
    r"|\bindicativo|\bindicatif|\bcodigo de area|\bnetnummer|\briktnummer|\bretningsnummer|\bkierunkowy"
    r"|код города|区号|區號|市外局番|지역번호"
)
"""Words of headers over area codes."""

_CODE = r"^\(?0?[1-9][0-9]{0,4}\)?$"
_MOST = 0.8
"""Share of the filled cells of such a column that must be area codes: a plus or 00 begins a country code."""


def area_code_column(table: Table, phone: str) -> str | None:
    """Return the column that has the area codes of a phone column; None if no column has.

    Args:
        table: the file.
        phone: its phone column.
    """
    for column in table.frame.columns:
        if column != phone and _HEADER.search(plain_words(table.header_of(column))):
            values = table.frame[column]
            filled = from_series(values[~empty_cells(values)])
            if len(filled) and matches(filled, _CODE).mean() >= _MOST:
                return str(column)
    return None


def whole_numbers(table: Table, phone: str) -> pd.Series[str]:
    """Return the cells of a phone column, behind the area codes of another column where the file has one.

    Args:
        table: the file.
        phone: its phone column.
    """
    values, column = table.frame[phone], area_code_column(table, phone)
    if column is None:
        return values
    codes = table.frame[column]
    apart = ~(empty_cells(codes) | empty_cells(values))
    joined: pd.Series[str] = values.where(~apart, codes.astype("str") + " " + values)
    return joined
