"""Vectorised tests for lines that look like a lead by themselves, and for quotes that are stray ones."""

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
        return surely
