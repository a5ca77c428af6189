"""Vectorised test for lines that look like a lead by themselves, which a quoted cell must not swallow."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

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

    def are_leads(self, before: np.ndarray, starts: np.ndarray, until: np.ndarray) -> np.ndarray:
        """Which lines look like a record, considering only the part inside the quotes.

        Args:
            before: number of delimiters in the text before each line.
            starts: offset of the start of each line.
            until: offset at which the quotes close or the line ends.
        """
        scan, width, phones = self._scan, self._dialect.width, self._dialect.phones
        cells = np.searchsorted(scan.delimiters, until) - before
        if width == 1:
            return scan.looks_like_phone(starts, until) if phones else np.zeros(len(starts), bool)
        if not phones:
            return np.asarray(cells >= max(width - 1, 1))
        leads = np.zeros(len(starts), bool)
        for phone in phones:
            here = np.flatnonzero(cells >= phone)
            begin = starts[here] if phone == 0 else scan.delimiters[before[here] + phone - 1] + 1
            end = scan.delimiters[np.minimum(before[here] + phone, len(scan.delimiters) - 1)]
            end = np.where(cells[here] > phone, end, until[here])
            leads[here] |= scan.looks_like_phone(begin, end)
        return leads

    @cached_property
    def surely_broken(self) -> np.ndarray:
        """Lines whose last quote stays open and is a stray one, as the next line shows (n × bool).

        A simple case handled apart, because a hostile file may contain it a million times.
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
        before = np.searchsorted(scan.delimiters, scan.starts)
        full = np.searchsorted(scan.delimiters, scan.ends) - before >= max(self._dialect.width - 1, 1)
        leads = np.zeros(len(scan), bool)
        some = np.flatnonzero((count == 0) & full) if self._dialect.width > 1 else np.zeros(0, np.int64)
        leads[some] = self.are_leads(before[some], scan.starts[some], scan.ends[some])
        surely[:-1] = is_open[:-1] & np.where(count[1:] > 0, ~goes_on[1:], leads[1:])
        return surely
