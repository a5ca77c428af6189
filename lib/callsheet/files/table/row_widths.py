"""Decide which records of a text file are broken because they have another number of cells than the header.

A record that is too long is broken if a cell beyond the header has text, or if the surplus is not that of most records:
a delimiter too many shifts the cells after it. A record that is too short is whole only if it plausibly lacks nothing
but empty last cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.files.csv.model import column_is_phone
from callsheet.files.limits import PHONE_DIGITS
from callsheet.validation import is_phone_header

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_BLANK = 0.05
"""Share of the whole records in which a column is blank, from which a short record may lack it; chosen by hand."""
SAMPLE_RECORDS = 500
"""Whole records that decide whether a column holds phone numbers."""
MAX_SHIFT = 5
"""Columns to the right in which the value of a shifted cell is looked up."""
_EMPTY = pa.scalar("")


@dataclass(frozen=True, eq=False)
class RowWidths:
    """The numbers of cells of the records that hold leads.

    Args:
        cells: records × columns of `string`.
        widths: number of cells of each record as written (int32).
        leads: indices of the records that hold leads (n, ascending).
        header_width: number of cells of the header; 0: no header, so that the usual number of cells counts.
        names: the column names as written.
    """

    cells: pa.Table
    widths: np.ndarray
    leads: np.ndarray
    header_width: int
    names: Sequence[str]

    @cached_property
    def usual(self) -> int:
        """The number of cells of more than half of at least two leads; else 0."""
        counts = np.bincount(self.widths[self.leads], minlength=1)
        most = int(counts.argmax())
        return most if counts[most] > max(1, len(self.leads) // 2) else 0

    @cached_property
    def expected(self) -> int:
        """The number of cells of the header; without one, that of the records with most cells in all."""
        if self.header_width:
            return self.header_width
        counts = np.bincount(self.widths[self.leads], minlength=2)
        return int((counts * np.arange(len(counts))).argmax())

    @property
    def differs_from_header(self) -> bool:
        """Whether most leads have another number of cells than the header."""
        if (
            self._are_all_alike
            or not self.header_width
            or not self.usual
            or self._least <= self.usual <= self.header_width
        ):
            return False
        return self.usual > self.header_width or self.usual not in self.widths[self.broken]

    @cached_property
    def broken(self) -> np.ndarray:
        """Indices of the broken records, ascending."""
        if self._are_all_alike:
            return np.zeros(0, np.int64)
        is_broken = self._is_too_long.copy()
        is_broken[self._too_short()] = True
        return np.flatnonzero(is_broken)

    @cached_property
    def surplus(self) -> dict[int, np.ndarray]:
        """Columns beyond the header that have text → the indices of the leads that have it there."""
        if self._are_all_alike or self.expected >= self.cells.num_columns:
            return {}
        long = self.leads[self.widths[self.leads] > self.expected]
        columns = range(self.expected, self.cells.num_columns)
        rows = {column: long[_has_text(self.cells.column(column), long)] for column in columns}
        return {column: with_text for column, with_text in rows.items() if len(with_text)}

    @cached_property
    def _are_all_alike(self) -> bool:
        """Whether every lead has the cells of the header, as in most files."""
        return bool((self.widths[self.leads] == self.header_width).all())

    @property
    def _least(self) -> int:
        """The number of cells that a whole record has at least: no name at the end of the header needs one."""
        return max((index + 1 for index, name in enumerate(self.names) if name), default=self.expected)

    @cached_property
    def _is_too_long(self) -> np.ndarray:
        """Which records are leads with more cells than they may have (records × bool)."""
        widths = self.widths[self.leads]
        too_long = np.zeros(len(self.widths), bool)
        too_long[self.leads[(widths > self.expected) & (widths != self.usual)]] = True
        for with_text in self.surplus.values():
            too_long[with_text] = True
        return too_long

    def _too_short(self) -> np.ndarray:
        widths = self.widths[self.leads]
        short: np.ndarray = self.leads[widths < self._least]
        if not len(short):
            return short
        whole = self.leads[(widths >= self._least) & ~self._is_too_long[self.leads]]
        fit = np.ones(len(short), bool)
        narrowest = int(self.widths[short].min())
        for column in range(narrowest, self._least):
            fit &= (self.widths[short] > column) | self._may_be_blank(column, whole)
        for column in range(self._least):
            waiting = np.flatnonzero(fit & (self.widths[short] > column))
            if len(waiting):
                fit[waiting] = self._fits(column, short[waiting], whole)
        return short[~fit]

    def _may_be_blank(self, column: int, whole: np.ndarray) -> bool:
        """Whether a record may lack a column: it is blank often enough in whole records, or always."""
        filled = int(np.count_nonzero(_has_text(self.cells.column(column), whole)))
        return not filled or len(whole) - filled >= max(1, len(whole) * MIN_BLANK)

    def _fits(self, column: int, records: np.ndarray, whole: np.ndarray) -> np.ndarray:
        """Whether the cells of short records look like those of their column in whole ones (records × bool)."""
        if self._is_phone(column, whole):
            values: Any = self.cells.column(column).take(pa.array(records))
            return np.asarray(_looks_like_phone(values) | ~_has_text(values, np.arange(len(records))))
        fits = np.ones(len(records), bool)
        new, values = self._new_values(column, records, whole)
        if not len(new):
            return fits
        for offset in range(1, min(MAX_SHIFT, self._least - column - 1) + 1):
            right = self.cells.column(column + offset).take(pa.array(whole)).unique()
            is_near = self.widths[records[new]] <= self._least - offset
            fits[new] &= ~(pc.is_in(values, value_set=right).to_numpy() & is_near)
        return fits

    def _new_values(self, column: int, records: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, Any]:
        """Which of some records have a text in a column that no whole record has there, and these texts."""
        encoded: Any = self.cells.column(column).combine_chunks().dictionary_encode()
        codes = encoded.indices.to_numpy()
        is_known = np.zeros(len(encoded.dictionary), bool)
        is_known[codes[whole]] = True
        new = np.flatnonzero(~is_known[codes[records]])
        values: Any = pa.chunked_array([encoded.dictionary.take(pa.array(codes[records[new]]))])
        has_text = _has_text(values, np.arange(len(new)))
        return new[has_text], values.filter(pa.array(has_text))

    def _is_phone(self, column: int, whole: np.ndarray) -> bool:
        if column < len(self.names) and is_phone_header(self.names[column]):
            return True
        sample = self.cells.column(column).take(pa.array(whole[:SAMPLE_RECORDS]))
        return column_is_phone([str(cell) for cell in sample.to_pylist()])


def _has_text(column: Any, records: np.ndarray) -> np.ndarray:
    """Which of some records have more than white space in a column (records × bool)."""
    texts = pc.utf8_trim_whitespace(column.take(pa.array(records)))
    filled: np.ndarray = pc.not_equal(texts, _EMPTY).to_numpy()
    return filled


def _looks_like_phone(values: Any) -> np.ndarray:
    """Which cells have as many digits as a phone number (n × bool)."""
    digits = pc.binary_length(values).to_numpy().copy()
    others = np.flatnonzero(~pc.ascii_is_decimal(values).to_numpy())
    if len(others):
        some = values.take(pa.array(others))
        digits[others] = pc.binary_length(pc.replace_substring_regex(some, "[^0-9]", "")).to_numpy()
    fewest, most = PHONE_DIGITS
    fits: np.ndarray = (digits >= fewest) & (digits <= most)
    return fits
