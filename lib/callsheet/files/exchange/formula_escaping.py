"""The one rule against CSV injection: which cells a spreadsheet could run as a formula, and how they are written.

A cell gets a leading apostrophe when it begins with `=`, `@`, `-`, a tab or a carriage return, or with a `+` that does
not begin a phone number in E.164; also when blanks, line breaks or characters without width come before such a sign, or
the sign is the full-width one of a Chinese or Japanese keyboard: some spreadsheets drop the former and read the latter
as the sign itself. A cell that begins with apostrophes before such a character gets one more, so that removing one
apostrophe restores every cell exactly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series

if TYPE_CHECKING:
    import pandas as pd

_SIGNS = "=@\uff1d\uff20\uff0b\uff0d-"
_BLANKS = r"[\s\u200b-\u200f\u2060\ufeff]"
_FORMULA = rf"'*(?:[\t\r]|{_BLANKS}*[{_SIGNS}]|{_BLANKS}+\+|\+(?![0-9]{{7,15}}$))"
_ESCAPED = rf"^'(?={_FORMULA})"


def escape_formula(text: str) -> str:
    """One cell as it is safe in a CSV file."""
    return f"'{text}" if re.match(_FORMULA, text) else text


def unescape_formula(text: str) -> str:
    """One cell as it was before `escape_formula`."""
    return re.sub(_ESCAPED, "", text)


def escape_formulas(cells: pd.Series[str]) -> pd.Series[str]:
    """Cells as they are safe in a CSV file.

    Args:
        cells: n × str.
    """
    unusual: Any = pc.match_substring_regex(from_series(cells), "^[^0-9A-Za-z]")
    at = np.flatnonzero(unusual.to_numpy(zero_copy_only=False))  # a formula never begins with a letter or digit
    risky = cells.iloc[at].str.match(_FORMULA)
    if not risky.any():
        return cells
    is_risky = np.zeros(len(cells), dtype=bool)
    is_risky[at] = risky.to_numpy(bool)
    return cells.where(~is_risky, "'" + cells)


def unescape_formulas(cells: pd.Series[str]) -> pd.Series[str]:
    """Cells as they were before `escape_formulas`.

    Args:
        cells: n × str.
    """
    return cells.str.replace(_ESCAPED, "", regex=True)
