"""Index of the lines, delimiters and quotes of a text, computed on its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from callsheet.files.limits import PHONE_DIGITS

if TYPE_CHECKING:
    from callsheet.files.csv.model import Dialect

NEWLINE, RETURN = ord("\n"), ord("\r")


@dataclass(frozen=True, eq=False)
class LineScan:
    """The lines of a text (n), readable by `RecordReader`. All offsets are int32, in bytes.

    Args:
        data: UTF-8 with a line break at the end.
        starts: offset of the start of each line.
        ends: offset of the end of its content.
        nexts: offset of the start of the next line.
        delimiters: offsets of the delimiters.
        quotes: offsets of the quotes.
        delimiter: the delimiter's byte.
    """

    data: bytes
    starts: np.ndarray
    ends: np.ndarray
    nexts: np.ndarray
    delimiters: np.ndarray
    quotes: np.ndarray
    delimiter: int

    def __len__(self) -> int:
        """The number of lines."""
        return len(self.starts)

    def line(self, index: int) -> str:
        """One line without its line break."""
        return self.data[self.starts[index] : self.ends[index]].decode()

    def breaks(self, index: int) -> str:
        """The line break of a line as written."""
        return self.data[self.ends[index] : self.nexts[index]].decode()

    @cached_property
    def clean(self) -> np.ndarray:
        """Which lines have only well-placed quotes, each line taken by itself (n × bool)."""
        clean = np.ones(len(self), bool)
        if len(self.quotes):
            line = np.searchsorted(self.ends, self.quotes)
            first = np.searchsorted(line, np.arange(len(self) + 1))
            clean &= np.diff(first) % 2 == 0
            clean[line[~self.in_place(0, len(self.quotes), first[line])]] = False
        return clean

    def in_place(self, first: int, last: int, begins: np.ndarray | int) -> np.ndarray:
        """Which quotes are well placed: they open a cell, close one, or are doubled inside one (last - first × bool).

        Args:
            first: index of the first quote.
            last: index after the last one.
            begins: for each quote, the index of the first quote of its record, which opens a cell; the next one closes
                it, and so on.
        """
        quotes, buffer = self.quotes[first:last], self._buffer
        if not len(quotes):
            return np.ones(0, bool)
        before = np.where(quotes > 0, buffer[quotes - 1], NEWLINE)
        after = buffer[np.minimum(quotes + 1, len(buffer) - 1)]
        opens = (np.arange(first, last) - begins) % 2 == 0
        beside = np.concatenate([[False], np.diff(quotes) == 1])
        doubles_last, doubles_next = beside & opens, np.concatenate([beside[1:], [False]]) & ~opens
        starts = (before == self.delimiter) | (before == NEWLINE) | (before == RETURN)
        stops = (after == self.delimiter) | (after == NEWLINE) | (after == RETURN)
        in_place: np.ndarray = np.where(opens, starts | doubles_last, stops | doubles_next)
        return in_place

    def looks_like_phone(self, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Which slices of the text have as many digits as a phone number and no letters.

        Args:
            starts: offsets of their starts.
            ends: offsets of their ends.
        """
        if not len(starts):
            return np.zeros(0, bool)
        digits = self._digits[ends] - self._digits[starts]
        letters = self._letters[ends] - self._letters[starts]
        fewest, most = PHONE_DIGITS
        looks: np.ndarray = (digits >= fewest) & (digits <= most) & (letters == 0)
        return looks

    @cached_property
    def _buffer(self) -> np.ndarray:
        return np.frombuffer(self.data, np.uint8)

    @cached_property
    def _digits(self) -> np.ndarray:
        return _counted((self._buffer - np.uint8(ord("0"))) < 10)  # noqa: PLR2004 - ten digits

    @cached_property
    def _letters(self) -> np.ndarray:
        return _counted(((self._buffer | np.uint8(32)) - np.uint8(ord("a"))) < 26)  # noqa: PLR2004 - letters of ASCII


def scan_lines(data: bytes, dialect: Dialect) -> LineScan:
    """Index the lines of a text.

    Args:
        data: UTF-8.
        dialect: how it is written.
    """
    if not data.endswith((b"\n", b"\r")):
        data += b"\n"
    buffer = np.frombuffer(data, np.uint8)
    ends, nexts = _line_ends(buffer, has_returns=b"\r" in data)
    edges = np.concatenate([np.zeros(1, np.int32), nexts])
    del nexts
    delimiters = np.flatnonzero(buffer == ord(dialect.delimiter)).astype(np.int32)
    quotes = np.flatnonzero(buffer == ord(dialect.quote)).astype(np.int32)
    return LineScan(data, edges[:-1], ends, edges[1:], delimiters, quotes, ord(dialect.delimiter))


def _counted(mask: np.ndarray) -> np.ndarray:
    """The number of true values before each index (n + 1)."""
    return np.concatenate([np.zeros(1, np.int32), np.cumsum(mask, dtype=np.int32)])


def _line_ends(buffer: np.ndarray, *, has_returns: bool) -> tuple[np.ndarray, np.ndarray]:
    r"""Where lines end and the next ones begin; a line ends with `\n`, `\r\n`, `\r\r\n` or a lone `\r`."""
    if not has_returns:
        ends = np.flatnonzero(buffer == NEWLINE).astype(np.int32)
        return ends, ends + np.int32(1)
    after = np.concatenate([buffer[1:], np.zeros(2, np.uint8)])
    leads = (after[:-1] == NEWLINE) | ((after[:-1] == RETURN) & (after[1:] == NEWLINE))
    is_end = (buffer == NEWLINE) | ((buffer == RETURN) & ~leads)
    last = np.flatnonzero(is_end).astype(np.int32)
    ends = last.copy()
    for _ in range(2):
        before = (buffer[last] == NEWLINE) & (ends > 0) & (buffer[np.maximum(ends - 1, 0)] == RETURN)
        ends -= before.astype(np.int32)
    return ends, last + np.int32(1)
