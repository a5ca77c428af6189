"""Phone numbers, judged a column at a time with the answers of the installed `phonenumbers` package.

Canonical digits are judged in columns from the package's own metadata; what the tables cannot tell for certain goes
to the package itself, once per distinct value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.validation.canonical import FEWEST_DIGITS, MOST_DIGITS, OPEN, judge_canonical
from callsheet.validation.phone_package import judge_digits
from callsheet.validation.phone_text import read_phone_texts
from callsheet.validation.text import arrow
from callsheet.validation.verdicts import CODES, REGIONS, Verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def judge_numbers(values: pd.Series[str], region: str | None) -> pd.DataFrame:
    """Judge phone numbers as written.

    Args:
        values: n × str; an empty cell is "".
        region: in which a number without country code is read, "IN"; None: such a number has no known country.

    Returns:
        n × (number str: E.164 or "", region str: libphonenumber's region or "", code str: `IssueCode` value or ""),
        with the index of `values`. An empty cell has all three empty.
    """
    verdicts = judge_column(values, region)
    return pd.DataFrame(
        {
            "number": e164_strings(verdicts.number).array,
            "region": named(REGIONS, verdicts.region).array,
            "code": named([code or "" for code in CODES], verdicts.code).array,
        },
        index=values.index,
        dtype="str",
    )


def judge_column(values: pd.Series[str], region: str | None) -> Verdicts:
    """The same as `judge_numbers`, as places and integers for work in columns."""
    text = arrow(values)
    verdicts = Verdicts.blank(len(text))
    digits = _Digits(text)
    canonical = digits.canonical()
    rows = np.flatnonzero(canonical)
    if len(rows):
        verdicts.empty[rows] = False
        _judge_digit_strings(verdicts, rows, digits.take(rows), region)
    others = np.flatnonzero(~canonical)
    if len(others):
        read = read_phone_texts(_take(text, others))
        verdicts.empty[others] = read.empty
        verdicts.code[others] = read.code
        numbers = np.flatnonzero((read.code == 0) & ~read.empty)
        if len(numbers):
            _judge_digit_strings(verdicts, others[numbers], _Digits(_take(read.digits, numbers)), region)
    return verdicts


def judge_by_row(values: pd.Series[str], regions: NDArray[np.int16]) -> Verdicts:
    """Judge phone cells, each in a region of its own.

    Args:
        values: n × str.
        regions: n × place in `REGIONS` of where a number without country code is read; 0: not known.
    """
    places = np.flatnonzero(np.bincount(regions, minlength=1))
    if len(places) <= 1:
        return judge_column(values, REGIONS[places[0]] or None if len(places) else None)
    verdicts = Verdicts.blank(len(values))
    for place in places:
        rows = np.flatnonzero(regions == place)
        verdicts.put(rows, judge_column(values.iloc[rows], REGIONS[place] or None))
    return verdicts


def e164_strings(numbers: NDArray[np.int64]) -> pd.Series[str]:
    """E.164 with its plus, "" for 0 (n × str)."""
    digits = pc.utf8_replace_slice(pa.array(numbers).cast(pa.string()), 0, 0, "+")
    return pd.Series(pc.if_else(pa.array(numbers == 0), "", digits), dtype="str")


def named(names: Sequence[str], places: NDArray[np.integer[Any]]) -> pd.Series[str]:
    """Names by their places (n × str)."""
    return pd.Series(pa.array([str(name) for name in names]).take(pa.array(places)), dtype="str")


def _judge_digit_strings(verdicts: Verdicts, rows: NDArray[np.intp], digits: _Digits, region: str | None) -> None:
    """Judge canonical spellings: by the tables, and what those leave open by the package.

    Args:
        verdicts: written to.
        rows: where each spelling belongs.
        digits: the spellings.
        region: as in `judge_numbers`.
    """
    fits = np.flatnonzero(digits.length <= MOST_DIGITS)
    verdicts.code[rows] = OPEN
    numbers = _take(digits.bare, fits).cast(pa.int64()).to_numpy(zero_copy_only=False)
    signed = np.where(digits.plus, -digits.length, digits.length)[fits].astype(np.int8)
    judge_canonical(verdicts, rows[fits], numbers, signed, region)
    open_places = np.flatnonzero(verdicts.code[rows] == OPEN)
    if len(open_places):
        encoded = _take(digits.text, open_places).dictionary_encode()
        asked = [judge_digits(str(each), region) for each in encoded.dictionary.to_pylist()]
        number, place, code = (np.array(part) for part in zip(*asked, strict=True))
        which = encoded.indices.to_numpy()
        verdicts.number[rows[open_places]] = number[which]
        verdicts.region[rows[open_places]] = place[which]
        verdicts.code[rows[open_places]] = code[which]


class _Digits:
    """Texts of which some are canonical: an optional plus, then ASCII digits (n rows).

    Args:
        text: n texts.
    """

    def __init__(self, text: pa.StringArray) -> None:
        self.text = text
        self.bare = pc.ascii_ltrim(text, "+")
        self.length = pc.binary_length(self.bare).to_numpy(zero_copy_only=False)
        self.plus = pc.binary_length(text).to_numpy(zero_copy_only=False) - self.length

    def canonical(self) -> NDArray[np.bool_]:
        """Which are canonical, of a length the tables can take."""
        decimal = pc.ascii_is_decimal(self.bare).to_numpy(zero_copy_only=False)
        whole: NDArray[np.bool_] = (
            decimal & (self.plus <= 1) & (self.length >= FEWEST_DIGITS) & (self.length <= MOST_DIGITS)
        )
        return whole

    def take(self, rows: NDArray[np.intp]) -> _Digits:
        """Some of them."""
        if len(rows) == len(self.text):
            return self
        some = _Digits.__new__(_Digits)
        some.text, some.bare = _take(self.text, rows), _take(self.bare, rows)
        some.length, some.plus = self.length[rows], self.plus[rows]
        return some


def _take(text: pa.StringArray, rows: NDArray[np.intp]) -> pa.StringArray:
    return text.take(pa.array(rows, pa.int64()))
