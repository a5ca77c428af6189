"""Vectorised index of the records of an XLS sheet (BIFF8): kind, offset and length of each, and its hidden parts."""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from callsheet.files.grid import MergedCells
from callsheet.files.sheet.hidden import Hidden
from callsheet.files.sheet.merged_headers import header_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEGIN, END = 0x809, 0x0A
NUMBER, RK, MANY_RK, SHARED, LABEL, RICH_LABEL, TRUTH, FORMULA, STRING = (
    0x203, 0x27E, 0xBD, 0xFD, 0x204, 0xD6, 0x205, 0x06, 0x207,
)  # fmt: skip
OLD_FORMULAS = (0x206, 0x406)
"""Formula records of BIFF3 and BIFF4, which some programs write into newer files with the content of the newer ones."""
ROW, COLUMNS, CONTINUED, MERGED_CELLS = 0x208, 0x7D, 0x3C, 0xE5
HOLD_VALUES = (NUMBER, RK, MANY_RK, SHARED, LABEL, RICH_LABEL, TRUTH, FORMULA)
_SHORTEST = {NUMBER: 14, RK: 10, MANY_RK: 12, SHARED: 10, LABEL: 9, RICH_LABEL: 9, TRUTH: 8, FORMULA: 20}
_FIXED_HEADERS = tuple(
    kind | length << 16 for kind, length in ((NUMBER, 14), (RK, 10), (SHARED, 10), (ROW, 16), (0x201, 6))
)
"""Whole headers (kind, then length, 16 bits each) of records of fixed length; 0x201 is BLANK."""
_VARIABLE_KINDS = (MANY_RK, LABEL, STRING, 0xBE, 0xD7)
"""Records of variable length; 0xBE is MULBLANK, 0xD7 DBCELL. FORMULA is missing on purpose: its kind 0x0006 is also
the column index of any cell in column G."""
_KIND_IF_SHORT = 0xFE00FFFF
"""Mask of a header that leaves the kind and the upper 7 bits of the length, which are zero below 512 bytes."""
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_ROW_LENGTH, _COLUMN_LENGTH = 16, 9


_BLANK_CELLS = (0x201, 0xBE)
_IN_CELL_TABLE = (*HOLD_VALUES, *_BLANK_CELLS, ROW, STRING, 0x200, 0xD7, 0x4BC, 0x221, 0x236)
"""Records that the cells of a sheet are among: also DIMENSIONS, DBCELL, and shared, array and table formulas."""
_OTHER_RECORDS = (
    *range(0x0A, 0x1E), *range(0x26, 0x2C), 0x2F, 0x33, 0x3C, 0x3D, 0x41, 0x4D, 0x50, 0x51, 0x52, 0x55, 0x5D, 0x5F,
    0x63, 0x7D, *range(0x80, 0x85), 0x90, 0x99, 0x9B, 0x9D, 0x9E, 0xA0, 0xA1, 0xA9, 0xAB, 0xAE, 0xAF,
    *range(0xB0, 0xBB), *range(0xC0, 0xD6), 0xDD, 0xE5, 0xE9, *range(0xEB, 0xFC), 0x15F, 0x1AA, 0x1AB,
    *range(0x1B0, 0x1C2), 0x20B, 0x225, 0x23E,
)  # fmt: skip
"""Records of a sheet that hold no cell, by [MS-XLS] 2.3.1 and, for pivot tables, in whole ranges."""
_FUTURE = 0x800
"""Record kinds from here on begin with their kind once more; none of them is a cell ([MS-XLS] 2.5.135)."""
_OF_PIVOTS = np.isin(np.arange(1 << 16), [*range(0xB0, 0xBB), *range(0xC0, 0xD6), *range(0xEB, 0xFC)])
_OF_PIVOTS[list(_IN_CELL_TABLE)] = False
"""Records of pivot tables, which follow the cells and are never between two of them."""
_SHORTEST_CELL = 6
_IS_KNOWN = np.arange(1 << 16) >= _FUTURE
_IS_KNOWN[[*_IN_CELL_TABLE, *_OTHER_RECORDS]] = True


class NotFastPath(Exception):
    """The records do not have the usual form; xlrd has to read the sheet."""


@dataclass(frozen=True)
class Records:
    """The records of one sheet (n).

    Args:
        data: the stream of the workbook as uint8.
        kind: uint16.
        at: int64, offset of the record's body.
        length: uint16, length of the body in bytes.
    """

    data: NDArray[np.uint8]
    kind: NDArray[np.uint16]
    at: NDArray[np.int64]
    length: NDArray[np.uint16]

    def of(self, kind: int) -> NDArray[np.int64]:
        """The offsets of the bodies of the records of a kind.

        Raises:
            NotFastPath: one is too short.
        """
        which = self.kind == kind
        if (self.length[which] < _SHORTEST.get(kind, 0)).any():
            raise NotFastPath
        offsets: NDArray[np.int64] = self.at[which]
        return offsets

    def two(self, at: NDArray[np.int64]) -> NDArray[np.int32]:
        """Unsigned integers of two bytes."""
        return self.data[at].astype(np.int32) | self.data[at + 1].astype(np.int32) << 8

    def four(self, at: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Unsigned integers of four bytes."""
        return (self.two(at).astype(np.uint32) | self.two(at + 2).astype(np.uint32) << 16).astype(np.uint32)

    def eight(self, at: NDArray[np.int64]) -> NDArray[np.float64]:
        """Doubles."""
        numbers: NDArray[np.float64] = self.data[at[:, None] + np.arange(8)].view("<f8")[:, 0].astype(np.float64)
        return numbers

    @property
    def filled(self) -> int:
        """Number of rows in which any record holds a value, counted without reading the values."""
        holding = np.concatenate([self.at[np.isin(self.kind, HOLD_VALUES)], self.unknown])
        return int(np.count_nonzero(np.bincount(self.two(holding))))

    @cached_property
    def unknown(self) -> NDArray[np.int64]:
        """Offsets of the bodies of records of unknown kinds among the cells; each is taken to be a cell."""
        known = _IS_KNOWN[self.kind]
        future = np.flatnonzero((self.kind >= _FUTURE) & (self.length >= _SHORTEST_CELL))
        known[future] = self.two(self.at[future]) == self.kind[future]
        pivots = np.flatnonzero(_OF_PIVOTS[self.kind])
        pivots = pivots[(pivots > 0) & (pivots < len(self.kind) - 1)]
        between = np.isin(self.kind[pivots - 1], _IN_CELL_TABLE) & np.isin(self.kind[pivots + 1], _IN_CELL_TABLE)
        known[pivots[between]] = False
        candidates = np.flatnonzero(~known)
        candidates = candidates[self.length[candidates] >= _SHORTEST_CELL]
        neighbours = np.flatnonzero(known) if len(candidates) else candidates
        indices = []
        for index in candidates.tolist():
            after = int(np.searchsorted(neighbours, index))
            if np.isin(self.kind[neighbours[max(after - 1, 0) : after + 1]], _IN_CELL_TABLE).any():
                indices.append(index)
        offsets: NDArray[np.int64] = self.at[indices]
        return offsets

    @property
    def hidden(self) -> Hidden:
        """The hidden rows and columns."""
        rows = self.at[(self.kind == ROW) & (self.length >= _ROW_LENGTH)]
        rows = rows[(self.data[rows + 12] & _ROW_HIDDEN) != 0]
        columns: set[int] = set()
        for at in self.at[(self.kind == COLUMNS) & (self.length >= _COLUMN_LENGTH)].tolist():
            if self.data[at + 8] & _COLUMN_HIDDEN:
                first, last = self.two(np.array([at, at + 2])).tolist()
                columns |= set(range(first, min(last, 255) + 1))
        return Hidden(tuple(sorted(set((self.two(rows) + 1).tolist()))), tuple(sorted(columns)))

    @property
    def merged(self) -> list[MergedCells]:
        """Merged cells at the top of the sheet."""
        merged = []
        for at in self.of(MERGED_CELLS).tolist():
            count = int(self.two(np.array([at]))[0])
            ranges = self.data[at + 2 : at + 2 + 8 * count].tobytes()
            for first, last, column, _ in np.frombuffer(ranges[: len(ranges) // 8 * 8], "<u2").reshape(-1, 4).tolist():
                merged.append(MergedCells(first + 1, last + 1, column))
        return header_names(merged)


def records_of(stream: bytes, start: int) -> Records:
    """Index the records of a sheet, without those of embedded charts.

    Args:
        stream: the stream of the workbook.
        start: offset of the sheet.

    Raises:
        NotFastPath: the sheet does not begin or end in the usual form.
    """
    offsets, runs = _runs(np.frombuffer(stream, np.uint8), start)
    header, size = struct.Struct("<HH").unpack_from, len(stream)
    pieces: list[NDArray[np.int64]] = []
    single = array("q")
    at, depth = start, 0
    while at + 4 <= size:
        if at in runs and depth == 1:
            begin, end, at = runs[at]
            pieces.append(offsets[begin:end])
            continue
        kind, length = header(stream, at)
        if kind in (END, BEGIN):
            depth += 1 if kind == BEGIN else -1
            if depth == 0:
                break
        elif depth == 1:
            single.append(at)
        at += 4 + length
    if depth or at > size:
        raise NotFastPath
    offsets = np.sort(np.concatenate([*pieces, np.array(single, np.int64)]), kind="stable")
    records = Records(np.frombuffer(stream, np.uint8), np.zeros(0, np.uint16), offsets, np.zeros(0, np.uint16))
    kinds, lengths = records.two(offsets).astype(np.uint16), records.two(offsets + 2).astype(np.uint16)
    for kind in OLD_FORMULAS:
        kinds[kinds == kind] = FORMULA
    return Records(records.data, kinds, offsets + 4, lengths)


def _runs(data: NDArray[np.uint8], start: int) -> tuple[NDArray[np.int64], dict[int, tuple[int, int, int]]]:
    """Find offsets that look like headers of cell records, and the runs of those that follow each other.

    Some of them are inside other records; the walk over the records never reaches those.

    Returns:
        The offsets, ascending; and by the first offset of each run, the indices of its start and end, and the offset
        after its last record.
    """
    usual = np.zeros(len(data), np.bool_)
    for shift in range(4):
        whole = (len(data) - start - shift) // 4
        words = data[start + shift : start + shift + whole * 4].view("<u4")
        known = np.zeros(whole, np.bool_)
        for word in _FIXED_HEADERS:
            known |= words == word
        short = words & np.uint32(_KIND_IF_SHORT)
        for kind in _VARIABLE_KINDS:
            known |= short == kind
        usual[start + shift : start + shift + whole * 4 : 4] = known
    offsets = np.flatnonzero(usual).astype(np.int64)
    after = offsets + 4 + data[offsets + 2] + (data[offsets + 3].astype(np.int64) << 8)
    ends = np.flatnonzero(np.append(after[:-1] != offsets[1:], [True])[: len(offsets)]) + 1
    begins = np.concatenate([[0], ends[:-1]]).astype(np.int64)[: len(ends)]
    spans = zip(begins.tolist(), ends.tolist(), after[ends - 1].tolist(), strict=True)
    return offsets, dict(zip(offsets[begins].tolist(), spans, strict=True))
