"""Vectorised reader of the cells of an XLS sheet from its BIFF8 records."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from callsheet.arrow_strings import concat_in_order, from_integers, from_texts, join, replace_with_mask, take, to_list
from callsheet.files.sheet.cell_text import number_text
from callsheet.files.sheet.raw_cells import Kind, RawCells, joined
from callsheet.files.xls.records import (
    CONTINUED,
    FORMULA,
    LABEL,
    MANY_RK,
    NUMBER,
    RICH_LABEL,
    RK,
    SHARED,
    STRING,
    TRUTH,
    NotFastPath,
    Records,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

ERRORS = {  # error codes of BIFF: [MS-XLS] 2.5.10 BErr
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}
# An integer below 1e15 is exact in a double and has 15 digits; "%.15g" writes 1e-4 to 1e15 without exponent;
# below 1e9, four decimals times 10,000 stay exact.
_WHOLE, _SMALL, _SHORT = 1e15, 1e-4, 1e9
_SCALE = 10_000
_NO_NUMBER = 0xFFFF  # upper bytes of a formula result that is not a number
_BOOLEAN_RESULT, _ERROR_RESULT, _EMPTY_RESULT = 1, 2, 3
_TWO_BYTES, _HAS_RUNS, _HAS_PHONETIC = 1, 8, 4  # flags of an XLUnicodeRichExtendedString


def cells_of(records: Records, shared: pa.StringArray | None = None) -> RawCells:
    """The cells of a sheet that hold a value, ordered by kind of record.

    Args:
        records: of the sheet.
        shared: the shared strings of the workbook; None: cells hold the index of their string.

    Raises:
        NotFastPath: a record has an unusual form.
    """
    parts = [
        _plain(records, NUMBER, lambda at: number_texts(records.eight(at + 6))),
        _plain(records, RK, lambda at: number_texts(_rk(records.four(at + 6)))),
        _many(records),
        _shared(records, shared),
        *(_plain(records, kind, lambda at: _labels(records, at), Kind.TEXT) for kind in (LABEL, RICH_LABEL)),
        _truths(records),
        _formulas(records),
        unknown_cells(records),
    ]
    return replace(joined(parts), tidy=True)


def _shared(records: Records, shared: pa.StringArray | None) -> RawCells:
    at = records.of(SHARED)
    offsets = records.four(at + 6)
    if shared is None or (len(at) and int(offsets.max()) >= len(shared)):
        return _cells(records, at, np.full(len(at), Kind.SHARED, np.uint8), from_integers(offsets))
    return _cells(records, at, np.full(len(at), Kind.TEXT, np.uint8), take(shared, offsets))


def _plain(
    records: Records, kind: int, texts: Callable[[NDArray[np.int64]], pa.StringArray], meaning: Kind = Kind.NUMBER
) -> RawCells:
    at = records.of(kind)
    return _cells(records, at, np.full(len(at), meaning, np.uint8), texts(at))


def _cells(records: Records, at: NDArray[np.int64], kind: NDArray[np.uint8], text: pa.StringArray) -> RawCells:
    formula = np.zeros(len(at), np.bool_)
    return RawCells(records.two(at) + 1, records.two(at + 2), kind, records.two(at + 4), formula, text)


def _many(records: Records) -> RawCells:
    """MULRK records: several numbers in adjacent cells."""
    at = records.of(MANY_RK)
    count = (records.length[records.kind == MANY_RK].astype(np.int64) - 6) // 6
    own = np.repeat(np.arange(len(at)), count)
    inner = np.arange(len(own)) - np.repeat(np.cumsum(count) - count, count)
    offset = at[own] + 4 + inner * 6
    text = number_texts(_rk(records.four(offset + 2)))
    size = len(own)
    return RawCells(
        records.two(at)[own] + 1,
        records.two(at + 2)[own] + inner.astype(np.int32),
        np.zeros(size, np.uint8),
        records.two(offset),
        np.zeros(size, np.bool_),
        text,
    )


def _rk(written: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Decode RK numbers of four bytes.

    Bit 1: the upper 30 bits are an integer, else the upper half of a double. Bit 0: the number was multiplied by 100.
    """
    whole = (written.astype(np.int32) >> 2).astype(np.float64)
    floating = ((written & np.uint32(0xFFFFFFFC)).astype(np.uint64) << np.uint64(32)).view(np.float64)
    number = np.where(written & 2, whole, floating)
    return np.where(written & 1, number / 100, number)


def number_texts(numbers: NDArray[np.float64]) -> pa.StringArray:
    """Numbers as a person would write them: integers in full, others with 15 significant digits.

    Args:
        numbers: n.
    """
    is_whole = (np.abs(numbers) < _WHOLE) & (np.floor(numbers) == numbers)
    if is_whole.all():
        return from_integers(numbers.astype(np.int64))
    others = numbers[~is_whole]
    size = np.abs(others)
    scaled = np.rint(np.minimum(size, _SHORT) * _SCALE)
    is_short = scaled / _SCALE == size
    plain = (size > _SMALL) & (size < _WHOLE)
    write = "%.15g".__mod__ if plain[~is_short].all() else number_text
    parts = [
        _decimals(others[is_short], scaled[is_short].astype(np.int64)),
        from_texts(map(write, others[~is_short].tolist())),
    ]
    texts = concat_in_order(parts, [np.flatnonzero(is_short), np.flatnonzero(~is_short)])
    return replace_with_mask(from_integers(np.where(is_whole, numbers, 0).astype(np.int64)), ~is_whole, texts)


def _decimals(numbers: NDArray[np.float64], scaled: NDArray[np.int64]) -> pa.StringArray:
    """Decimals with up to four digits after the point.

    Args:
        numbers: n.
        scaled: the same times 10,000, without sign.
    """
    texts = join(from_integers(scaled // _SCALE), take(_fractions(), scaled % _SCALE))
    signs = take(from_texts(["", "-"]), (numbers < 0).astype(np.int64))
    return join(signs, texts) if (numbers < 0).any() else texts


@cache
def _fractions() -> pa.StringArray:
    """The texts "", ".0001", … ".9999" without trailing zeros."""
    return from_texts(["", *(f".{part:04}".rstrip("0") for part in range(1, _SCALE))])


def _truths(records: Records) -> RawCells:
    at = records.of(TRUTH)
    wrong = records.data[at + 7] != 0
    kind = np.where(wrong, Kind.ERROR, Kind.TRUTH).astype(np.uint8)
    values = records.data[at + 6].tolist()
    text = [error_text(value) if bad else str(value) for value, bad in zip(values, wrong.tolist(), strict=True)]
    return _cells(records, at, kind, pa.array(text, pa.string()))


def error_text(code: int) -> str:
    """The text of an Excel error code."""
    return ERRORS.get(code, "#ERROR!")


def _labels(records: Records, at: NDArray[np.int64]) -> pa.StringArray:
    return pa.array([unicode_text(records.data, offset + 6) for offset in at.tolist()], pa.string())


def unicode_text(data: NDArray[np.uint8], at: int) -> str:
    """Decode a length-prefixed string.

    Args:
        data: the stream of the workbook.
        at: offset of the length.
    """
    length, flags = int(data[at]) | int(data[at + 1]) << 8, int(data[at + 2])
    at += 3 + (2 if flags & _HAS_RUNS else 0) + (4 if flags & _HAS_PHONETIC else 0)
    if flags & _TWO_BYTES:
        return data[at : at + 2 * length].tobytes().decode("utf-16-le", "replace")
    return data[at : at + length].tobytes().decode("latin-1")


def _formulas(records: Records) -> RawCells:
    """FORMULA records with their saved results; without a saved result the text is "" and the kind NUMBER."""
    at = records.of(FORMULA)
    numeric = records.two(at + 12) != _NO_NUMBER
    result = records.data[at + 6]
    kind = np.zeros(len(at), np.uint8)
    texts = to_list(number_texts(np.where(numeric, records.eight(at + 6) if len(at) else 0.0, 0.0)))
    strings = _strings_after(records)
    blank = ~numeric & (result == _EMPTY_RESULT)
    for offset in np.flatnonzero(~numeric).tolist():
        what, value = int(result[offset]), int(records.data[at[offset] + 8])
        if what == _BOOLEAN_RESULT:
            kind[offset], texts[offset] = Kind.TRUTH, str(value)
        elif what == _ERROR_RESULT:
            kind[offset], texts[offset] = Kind.ERROR, error_text(value)
        else:
            kind[offset], texts[offset] = Kind.TEXT, strings.get(int(at[offset]), "")
    if blank.all():
        kind[blank] = Kind.NUMBER
    cells = _cells(records, at, kind, pa.array(texts, pa.string()))
    return RawCells(cells.row, cells.column, kind, cells.style, np.ones(len(at), np.bool_), cells.text)


def unknown_cells(records: Records) -> RawCells:
    """Cells in records of unknown kinds: what they hold is not known, so they are errors."""
    at = records.unknown
    return _cells(records, at, np.full(len(at), Kind.ERROR, np.uint8), from_texts([""] * len(at)))


def _strings_after(records: Records) -> Mapping[int, str]:
    """Offset of a formula → its text result, which is in a STRING record after it."""
    of_formulas = np.flatnonzero(records.kind == FORMULA)
    of_strings = np.flatnonzero(records.kind == STRING)
    owner = np.searchsorted(of_formulas, of_strings) - 1
    texts = {}
    for own, offset in zip(owner.tolist(), of_strings.tolist(), strict=True):
        if own < 0 or (offset + 1 < len(records.kind) and records.kind[offset + 1] == CONTINUED):
            raise NotFastPath
        texts[int(records.at[of_formulas[own]])] = unicode_text(records.data, int(records.at[offset]))
    return texts
