"""Vectorised tests for lines that look like a lead by themselves, and for quotes that are stray ones."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from callsheet.files.csv.records import NOTE_LINES

if TYPE_CHECKING:
    from callsheet.files.csv.line_index import LineScan
    from callsheet.files.csv.model import Dialect


class LeadDetector:
    """Distinguishes leads from lines inside quotes; the vectorised counterpart of `RecordReader`.

    Args:
        scan: the lines.
        dialect: how the text is written.
    """

    def __init__(self, scan: LineScan, dialect: Dialect) -> None:
        self._scan, self._dialect = scan, dialect

    def are_leads(self, before: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Which lines with the usual number of delimiters look like a record (n × bool).

        Args:
            before: number of delimiters in the text before each line.
            starts: offset of the start of each line.
            ends: offset of its end.
        """
        scan, width, phones = self._scan, self._dialect.width, self._dialect.phones
        if not phones:
            return np.ones(len(starts), bool)
        leads = np.zeros(len(starts), bool)
        edges = np.append(scan.delimiters, -1)
        for phone in phones:
            if phone < width:
                begin = starts if phone == 0 else edges[before + phone - 1] + 1
                end = ends if phone == width - 1 else edges[before + phone]
                leads |= scan.looks_like_phone(begin, end)
        return leads

    @cached_property
    def surely_broken(self) -> np.ndarray:
        """Lines whose last quote stays open and is a stray one, as the next line with a quote shows (n × bool).

        In that line another quote opens and stays open. A simple case handled apart, because a hostile file may contain
        it a million times.
        """
        scan = self._scan
        surely = np.zeros(len(scan), bool)
        first = np.searchsorted(scan.quotes, scan.starts)
        count = np.diff(np.append(first, len(scan.quotes)))
        line = np.searchsorted(scan.ends, scan.quotes)
        in_place = scan.in_place(0, len(scan.quotes), first[line])
        is_open = count % 2 == 1
        is_open[line[~in_place]] = False
        after = np.frombuffer(scan.data, np.uint8)[np.append(scan.quotes, -1)[np.minimum(first, len(scan.quotes))] + 1]
        goes_on = np.isin(
            after, np.frombuffer(f"{self._dialect.delimiter}{self._dialect.quote}\r\n ".encode(), np.uint8)
        )
        quoted = np.flatnonzero(count)
        pairs = is_open[quoted[:-1]] & is_open[quoted[1:]] & ~goes_on[quoted[1:]]
        surely[quoted[:-1][pairs]] = True
        surely[self._begin_notes(np.flatnonzero(surely), count)] = False
        return surely

    def _begin_notes(self, lines: np.ndarray, quotes: np.ndarray) -> np.ndarray:
        """Those of some lines after which a line without quotes follows soon that is no record.

        Args:
            lines: indices of lines whose quote stays open.
            quotes: number of quotes of each line of the text.
        """
        width = self._dialect.width
        goes_on, begins = np.full(len(lines), bool(width)), np.zeros(len(lines), bool)
        if not goes_on.any():
            return lines[:0]
        for distance in range(1, NOTE_LINES + 1):
            after = lines + distance
            goes_on &= after < len(self._scan)
            after = np.minimum(after, len(self._scan) - 1)
            goes_on &= quotes[after] == 0
            begins |= goes_on & ~self._may_be_records(after)
        some: np.ndarray = lines[begins]
        return some

    def _may_be_records(self, lines: np.ndarray) -> np.ndarray:
        """Which lines without quotes are blank or would be records of the usual width (n × bool)."""
        scan = self._scan
        starts, ends = scan.starts[lines], scan.ends[lines]
        first, last = np.searchsorted(scan.delimiters, starts), np.searchsorted(scan.delimiters, ends)
        usual = last - first == self._dialect.width - 1
        if not self._dialect.is_spaced:
            usual &= self._spaces[last] == self._spaces[first]
        may_be: np.ndarray = usual | (starts == ends)
        return may_be

    @cached_property
    def _spaces(self) -> np.ndarray:
        """Number of delimiters before each one with a space behind them (number of delimiters + 1)."""
        behind = np.frombuffer(self._scan.data, np.uint8)[self._scan.delimiters + 1]
        return np.concatenate([np.zeros(1, np.int32), np.cumsum(behind == ord(" "), dtype=np.int32)])
