"""What the cells of columns show: how many rows are filled, and how many of these cells are phone numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series, take
from callsheet.validation.columns.repaired_numbers import are_dates, repaired_numbers
from callsheet.validation.model.codes import IssueCode
from callsheet.validation.normalize import as_shown
from callsheet.validation.phones.grammar import read_phone_texts
from callsheet.validation.phones.validate import validate_by_row
from callsheet.validation.phones.verdicts import (
    CODE_INDEX,
    FEWEST_PHONE_DIGITS,
    MOST_PHONE_DIGITS,
    REGION_INDEX,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.model.table import Table

# Chosen by hand on the cases of tests/validation/columns.
_SAMPLE = 400
"""Filled cells of a column that are examined; of more, as many are drawn at random."""
_SEED = 20_261_128

_FEWEST_FOR_SERIES = 5
_SERIES_SPREAD = 100
"""Numbers given out one after the other (order numbers) lie within this many times their count."""

_PHONE_PROBLEMS = [
    CODE_INDEX[code] for code in (IssueCode.SHORTENED_BY_EXCEL, IssueCode.HAS_EXTENSION, IssueCode.SEVERAL_NUMBERS)
]
"""Codes of cells that are meant as a phone number all the same."""


@dataclass(frozen=True)
class PhoneEvidence:
    """What the cells of a column show.

    Args:
        filled: share of the rows in which the column has a value, 0.0 to 1.0; blank and broken rows do not count.
        shape: share of the filled cells that look like a phone number.
        valid: share that is a valid number as written.
        repairable: share that fixes make a valid number.
        plus: share that is valid and has a country code.
        distinct: distinct numbers among the valid and repairable ones, as a share.
        rising: True when each number is larger than the one before, like order numbers.
        narrow: True when all numbers lie close together, like numbers given out one after the other.
    """

    filled: float = 0.0
    shape: float = 0.0
    valid: float = 0.0
    repairable: float = 0.0
    plus: float = 0.0
    distinct: float = 1.0
    rising: bool = False
    narrow: bool = False

    @property
    def numbers(self) -> float:
        """Share of the filled cells that are numbers, as written or after fixes."""
        return self.valid + self.repairable


def phone_evidence(table: Table, region: str | None, *, with_names: bool = False) -> list[PhoneEvidence]:
    """Examine the cells of every column; the samples of all columns are validated together.

    Args:
        table: the file as read.
        region: of numbers without a country code; None: unknown, such numbers cannot be validated.
        with_names: whether a number beside a name counts as one that fixes make valid.
    """
    columns = [table.frame[name] for name in table.frame.columns]
    filled = [~table.empty(name) for name in table.frame.columns]
    whole = np.logical_or.reduce(filled) & ~broken_rows(table) if filled else np.zeros(0, np.bool_)
    rows = max(1, int(whole.sum()))
    dice = np.random.default_rng(_SEED)
    drawn = [_drawn(np.flatnonzero(cells & whole), dice) for cells in filled]
    sizes = [len(indices) for indices in drawn]
    texts = [as_shown(take(from_series(values), indices)) for values, indices in zip(columns, drawn, strict=True)]
    column = np.repeat(np.arange(len(columns)), sizes)
    text: pa.StringArray = pa.concat_arrays([pa.array([], pa.string()), *texts])
    cells = _Cells.of(text, region, with_names=with_names)
    return [
        _of_column(cells, column == index, int(np.count_nonzero(own & whole)) / rows)
        for index, own in enumerate(filled)
    ]


def broken_rows(table: Table) -> NDArray[np.bool_]:
    """Return which rows are flagged as a whole: their cells may stand in the wrong columns (rows × bool).

    Args:
        table: the file as read.
    """
    flagged = table.flags["row"][(table.flags["column"] == "").to_numpy()]
    if not len(flagged):
        return np.zeros(len(table.frame), np.bool_)
    broken: NDArray[np.bool_] = table.frame.index.isin(flagged)
    return broken


def _drawn(rows: NDArray[np.intp], dice: np.random.Generator) -> NDArray[np.intp]:
    """All rows, or of many as many as a sample has, drawn at random; ascending."""
    return rows if len(rows) <= _SAMPLE else np.sort(dice.choice(rows, _SAMPLE, replace=False))


@dataclass(frozen=True)
class _Cells:
    """The examined cells of all columns (n).

    Args:
        text: as shown.
        shaped: which look like a phone number.
        number: E.164 without the plus, as written or after fixes; 0: none.
        valid: which are valid as written.
        plus: which are valid and have a country code.
    """

    text: list[str]
    shaped: NDArray[np.bool_]
    number: NDArray[np.int64]
    valid: NDArray[np.bool_]
    plus: NDArray[np.bool_]

    @classmethod
    def of(cls, text: pa.StringArray, region: str | None, *, with_names: bool) -> _Cells:
        """Validate cells, and those that are wrong with fixes.

        Args:
            text: n texts as shown.
            region: of numbers without a country code.
            with_names: as in `phone_evidence`.
        """
        shaped = _have_phone_shape(text)
        number = np.zeros(len(text), np.int64)
        plus = pc.match_substring(text, "+").to_numpy(zero_copy_only=False).astype(np.bool_)
        rows = np.flatnonzero(shaped)
        number[rows] = validate_by_row(_series(text, rows), _regions(len(rows), region)).number
        valid = number != 0
        rows = np.flatnonzero(~valid)
        regions = _regions(len(rows), region)
        number[rows] = repaired_numbers(_series(text, rows), regions, with_names=with_names)
        return cls([str(cell) for cell in text.to_pylist()], shaped | (number != 0), number, valid, plus & valid)


def _of_column(cells: _Cells, own: NDArray[np.bool_], filled: float) -> PhoneEvidence:
    """What one column shows.

    Args:
        cells: the cells of all columns.
        own: which of them are its own.
        filled: share of the rows in which it has a value.
    """
    size = int(own.sum())
    if not size:
        return PhoneEvidence(filled=filled)
    numbers = cells.number[own & (cells.number != 0)]
    rising, narrow = _sequence(list(dict.fromkeys(cells.text[index] for index in np.flatnonzero(own & cells.shaped))))
    return PhoneEvidence(
        filled=filled,
        shape=float(cells.shaped[own].mean()),
        valid=float(cells.valid[own].mean()),
        repairable=float(((cells.number != 0) & ~cells.valid)[own].mean()),
        plus=float(cells.plus[own].mean()),
        distinct=len(np.unique(numbers)) / len(numbers) if len(numbers) else 1.0,
        rising=rising,
        narrow=narrow,
    )


def _have_phone_shape(text: pa.StringArray) -> NDArray[np.bool_]:
    """Which cells look like a phone number, damaged ones included (n × bool)."""
    parsed = read_phone_texts(text)
    digits = pc.binary_length(pc.utf8_ltrim(parsed.digits, "+")).to_numpy(zero_copy_only=False)
    shaped = (digits >= FEWEST_PHONE_DIGITS) & (digits <= MOST_PHONE_DIGITS) | np.isin(parsed.code, _PHONE_PROBLEMS)
    candidates = np.flatnonzero(shaped)
    shaped[candidates] = ~are_dates(take(text, candidates))
    return shaped


def _series(text: pa.StringArray, rows: NDArray[np.intp]) -> pd.Series[str]:
    return pd.Series(take(text, rows), dtype="str")


def _regions(size: int, region: str | None) -> NDArray[np.int16]:
    return np.full(size, REGION_INDEX.get(region or "", 0), np.int16)


def _sequence(texts: list[str]) -> tuple[bool, bool]:
    """Whether numbers rise in the order of the file, and whether they lie close together."""
    whole = [text for text in texts if text.isascii() and "E" not in text.upper()]
    numbers = [int("".join(filter(str.isdecimal, text)) or 0) for text in whole]
    if len(numbers) < _FEWEST_FOR_SERIES:
        return False, False
    rising = all(number < following for number, following in pairwise(numbers))
    return rising, max(numbers) - min(numbers) < _SERIES_SPREAD * len(numbers)
