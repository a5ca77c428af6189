"""Vectorised conversion of raw cells to texts, by kind and number format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from callsheet.arrow_strings import (
    concat_in_order,
    filter_rows,
    if_else,
    join,
    map_unique,
    matches,
    replace_with_mask,
    take,
    take_or_empty,
    to_float64,
    to_int32,
    trim_whitespace,
    utf8_bytes,
)
from callsheet.files.sheet.cell_text import (
    iso_date,
    pattern_text,
    percent_text,
    written_number,
)
from callsheet.files.sheet.dates import are_dates, date_texts
from callsheet.files.sheet.number_formats import NumberFormat, Shown
from callsheet.files.sheet.raw_cells import Kind, RawCells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

_PLAIN_DIGITS = 15
_TIDY = r"^-?(0|[1-9][0-9]*)\.[0-9]*[1-9]$"
"""A decimal without redundant digits; up to 16 characters it has at most 15 digits, so no rounding noise."""
_DATES = (Shown.DATE, Shown.TIME, Shown.DURATION)


@dataclass(frozen=True)
class CellTexts:
    """Cells as texts (n).

    Args:
        texts: as a person would write them.
        numbers_as_dates: bool, a number that is formatted as a date but outside the range of dates.
        wrong: bool, an Excel error, or a shared string that does not exist.
    """

    texts: pa.StringArray
    numbers_as_dates: NDArray[np.bool_]
    wrong: NDArray[np.bool_]


def cell_texts(
    cells: RawCells, shared: pa.StringArray, formats: Sequence[NumberFormat], *, from_1904: bool
) -> CellTexts:
    """Convert raw cells to texts.

    Args:
        cells: n.
        shared: the shared strings of the workbook.
        formats: cell formats of the workbook.
        from_1904: whether dates are counted from 1904.
    """
    size = len(cells.row)
    as_dates, wrong = np.zeros(size, np.bool_), cells.kind == Kind.ERROR
    parts: list[pa.StringArray] = []
    order: list[NDArray[np.intp]] = []
    for kind in Kind:
        indices = np.flatnonzero(cells.kind == kind)
        if not len(indices):
            continue
        text = cells.text if len(indices) == size else take(cells.text, indices)
        if kind is Kind.SHARED:
            text, lost = _shared(text, shared)
            wrong[indices[lost]] = True
        if kind in (Kind.SHARED, Kind.TEXT):
            text = _texts(text, cells.style[indices], formats)
        elif kind is Kind.NUMBER:
            text, odd = _numbers(
                text if cells.tidy else plain_numbers(text), cells.style[indices], formats, from_1904=from_1904
            )
            as_dates[indices[odd]] = True
        elif kind is Kind.TRUTH:
            text = map_unique(text, lambda written: "TRUE" if written.lower() in ("1", "true") else "FALSE")
        elif kind is Kind.ISO_DATE:
            text = map_unique(text, iso_date)
        parts.append(text)
        order.append(indices)
    return CellTexts(concat_in_order(parts, order), as_dates, wrong)


def _shared(text: pa.StringArray, shared: pa.StringArray) -> tuple[pa.StringArray, NDArray[np.bool_]]:
    """Look up shared strings, and flag the indices that do not exist (n × bool)."""
    try:
        index = to_int32(text)
    except pa.ArrowInvalid:
        text = trim_whitespace(text)
        index = to_int32(if_else(matches(text, r"^[0-9]{1,9}$"), text, "-1"))
    lost = (index < 0) | (index >= len(shared))
    if not lost.any():
        return take(shared, index), lost
    return take_or_empty(shared, np.where(lost, -1, index)), lost


def _texts(text: pa.StringArray, style: NDArray[np.int32], formats: Sequence[NumberFormat]) -> pa.StringArray:
    """Texts with what their formats show around them."""
    around = [index for index, number_format in enumerate(formats) if any(number_format.around)]
    for number in around:
        before, after = formats[number].around
        own = style == number
        if own.any():
            shown = if_else(matches(text, r"\S"), join(before, text, after), text)
            text = if_else(own, shown, text)
    return text


def _numbers(
    text: pa.StringArray, style: NDArray[np.int32], formats: Sequence[NumberFormat], *, from_1904: bool
) -> tuple[pa.StringArray, NDArray[np.bool_]]:
    """Numbers as their formats show them, and which are formatted as dates but outside their range (n × bool)."""
    odd = np.zeros(len(text), np.bool_)
    special = [index for index, number_format in enumerate(formats) if number_format.shown is not Shown.PLAIN]
    if not special or not (marked := np.isin(style, special)).any():
        return text, odd
    indices, rest = np.flatnonzero(marked), np.flatnonzero(~marked)
    some = take(text, indices)
    shown = np.array([number_format.shown for number_format in formats], np.uint8)[style[indices]]
    parts, order = [take(text, rest)], [rest]
    dated = np.flatnonzero(np.isin(shown, _DATES))
    if len(dated):
        converted, is_number = _dates(take(some, dated), shown[dated], from_1904=from_1904)
        odd[indices[dated[is_number]]] = True
        parts.append(converted)
        order.append(indices[dated])
    for number in np.unique(style[indices[~np.isin(shown, _DATES)]]).tolist():
        own = np.flatnonzero(style[indices] == number)
        parts.append(map_unique(take(some, own), _writer(formats[number])))
        order.append(indices[own])
    return concat_in_order(parts, order), odd


def _writer(number_format: NumberFormat) -> Callable[[str], str]:
    if number_format.shown is Shown.PERCENT:
        return percent_text
    return lambda written: pattern_text(written, number_format.sections)


def _dates(
    text: pa.StringArray, shown: NDArray[np.uint8], *, from_1904: bool
) -> tuple[pa.StringArray, NDArray[np.bool_]]:
    serials = to_float64(text)
    can_be = are_dates(serials, shown, from_1904=from_1904)
    if can_be.all():
        return date_texts(serials, shown, from_1904=from_1904), ~can_be
    dates = date_texts(serials[can_be], shown[can_be], from_1904=from_1904)
    numbers = filter_rows(text, ~can_be)
    texts = concat_in_order([dates, numbers], [np.flatnonzero(can_be), np.flatnonzero(~can_be)])
    return texts, ~can_be & (serials != 0)


def plain_numbers(text: pa.StringArray) -> pa.StringArray:
    """Numbers as a person would write them; the many that already are stay untouched.

    Args:
        text: n numbers as in the file.
    """
    offsets, data = utf8_bytes(text)
    lengths = np.diff(offsets)
    leading = np.zeros(len(text), np.bool_)
    filled = lengths > 0
    leading[filled] = (data[offsets[:-1][filled]] == ord("0")) & (lengths[filled] > 1)
    tidy = (lengths <= _PLAIN_DIGITS) & ~leading
    owners = np.searchsorted(offsets, np.flatnonzero(data - np.uint8(ord("0")) > 9), "right") - 1  # noqa: PLR2004 - the digit nine
    others = owners[np.append(True, owners[1:] != owners[:-1])] if len(owners) else owners
    if len(others):
        tidy[others] = matches(take(text, others), _TIDY) & (lengths[others] <= _PLAIN_DIGITS + 1)
    if tidy.all():
        return text
    return replace_with_mask(text, ~tidy, map_unique(filter_rows(text, ~tidy), written_number))
