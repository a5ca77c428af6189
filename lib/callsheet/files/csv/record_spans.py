"""Which lines make up each record, in columns wherever the quotes are in place; the careful reader is asked elsewhere.

What is decided here for whole windows of lines is what `RecordReader` decides line by line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from callsheet.files.csv.lead_detection import LeadLines
from callsheet.files.csv.records import MOST_LINES, RecordReader

if TYPE_CHECKING:
    from callsheet.files.csv.line_index import LineScan
    from callsheet.files.csv.model import Dialect, Record

FEW = 0.02
"""Share of lines with a quote out of place up to which each is looked at by itself."""
SMALLEST, LARGEST = 64, 1 << 14
"""Lines of a window: it shrinks where quotes are out of place, and grows where they are in place."""
AT_ONCE = 1 << 14
"""Records whose cells are counted at once, because the counts of all would take several times their memory."""


@dataclass(frozen=True, eq=False)
class Spans:
    """The records of a text (n).

    Args:
        first: place of the first line of each.
        last: place of its last line.
        read: record place → the record, where the careful reader was asked.
        broken: places of records of one line whose quote is plainly a stray one, ascending; their cells are what
            stands between delimiters.
        widths: int32, cells of each; 0: a blank line.
        has_breaks: True when regular records have line breaks inside quotes.
    """

    first: np.ndarray
    last: np.ndarray
    read: dict[int, Record]
    broken: np.ndarray
    widths: np.ndarray
    has_breaks: bool


def find_spans(scan: LineScan, dialect: Dialect) -> Spans:
    """Find the records of a text.

    Args:
        scan: its lines.
        dialect: how it is written.
    """
    finder = _Finder(scan, dialect)
    if not scan.clean.all():
        done = finder.take_window(0, len(scan))
        strange = np.flatnonzero(~scan.clean)
        if done < len(scan) and len(strange) <= max(SMALLEST, FEW * len(scan)):
            finder.ask_about(strange, done, len(scan))
        elif done < len(scan):
            finder.take_windows(done)
    return finder.spans()


class _Finder:
    """Finds which lines go on in the next one.

    Args:
        scan: the lines.
        dialect: how the text is written.
    """

    def __init__(self, scan: LineScan, dialect: Dialect) -> None:
        self._scan, self._dialect = scan, dialect
        self._reader, self._leads = RecordReader(dialect), LeadLines(scan, dialect)
        self._goes_on, self._broken = np.zeros(len(scan), bool), np.zeros(len(scan), bool)
        self._asked: dict[int, Record] = {}

    def ask_about(self, strange: np.ndarray, done: int, stop: int) -> int:
        """Read the records that begin in some lines; all others are one line each.

        Args:
            strange: places of lines.
            done: lines before this one are settled.
            stop: place after the last line to settle.

        Returns:
            The line after the last record settled.
        """
        for at in strange[strange >= done].tolist():
            if at >= done:
                done = self._ask(at)
        return max(done, stop)

    def take_windows(self, done: int) -> None:
        """Settle all lines from one on: whole windows where quotes are in place, else line by line."""
        size = one_by_one = SMALLEST
        while done < len(self._scan):
            taken = self.take_window(done, min(done + size, len(self._scan)))
            if taken > done + size // 2:
                size, one_by_one = min(size * 2, LARGEST), SMALLEST
            else:
                size, one_by_one = SMALLEST, min(one_by_one * 2, LARGEST)
                taken = self._take_lines(taken, min(taken + one_by_one, len(self._scan)))
            done = taken

    def _take_lines(self, done: int, stop: int) -> int:
        """Settle some lines by themselves; returns the line after the last record."""
        surely = self._leads.surely_broken[done:stop]
        self._broken[done:stop] = surely
        return self.ask_about(done + np.flatnonzero(~(surely | self._scan.clean[done:stop])), done, stop)

    def _ask(self, at: int) -> int:
        """Read the record that begins in a line; returns the line after it."""
        record = self._reader.record(self._scan, at)
        self._asked[at] = record
        self._broken[at : at + record.lines] = False
        self._goes_on[at : at + record.lines - 1] = True
        self._goes_on[at + record.lines - 1] = False
        return at + record.lines

    def take_window(self, at: int, stop: int) -> int:
        """Settle the records of some lines, up to the first that is out of order or does not end among them.

        Args:
            at: place of the first line, where a record begins.
            stop: place after the last line.

        Returns:
            The line after the last record settled.
        """
        scan = self._scan
        first, last = np.searchsorted(scan.quotes, [scan.starts[at], scan.ends[stop - 1]])
        quotes = scan.quotes[first:last]
        inside = np.searchsorted(quotes, scan.ends[at:stop]) % 2 == 1
        bad = quotes[~scan.in_place(first, last, first)]
        trouble = [bad[:1], scan.starts[at:stop][self._suspect(at, stop, first, last, inside)][:1]]
        until = min(int(each[0]) for each in trouble if len(each)) if any(map(len, trouble)) else len(scan.data)
        settled = np.flatnonzero(~inside & (scan.ends[at:stop] < until))
        end = int(settled[-1]) + 1 if len(settled) else 0
        self._goes_on[at : at + end] = inside[:end]
        return at + end

    def _suspect(self, at: int, stop: int, first: int, last: int, inside: np.ndarray) -> np.ndarray:
        """Lines that begin in quotes and could be a lead, or do not fit their record (stop - at × bool)."""
        scan, width = self._scan, self._dialect.width
        within = np.concatenate([[False], inside[:-1]])
        suspect = np.zeros(stop - at, bool)
        if not within.any():
            return suspect
        place = np.arange(stop - at)
        begins = np.maximum.accumulate(np.where(within, -1, place))
        suspect |= place - begins >= MOST_LINES
        if not width:
            return suspect
        starts, ends = scan.starts[at:stop], scan.ends[at:stop]
        before = np.searchsorted(scan.marks, starts)
        cells = np.searchsorted(scan.marks, ends) - before
        full = within & (cells >= max(width - 1, 1))
        closing = self._closing(first, last)
        until = np.append(closing, len(scan.data))[np.searchsorted(closing, starts)]
        until = np.minimum(until, ends)
        some = np.flatnonzero(within if width == 1 else full)
        suspect[some] |= self._leads.are_leads(before[some], starts[some], until[some])
        if full.any():
            suspect[self._of_other_width(full, inside, at, stop, (first, last))] = True
        return suspect

    def _closing(self, first: int, last: int) -> np.ndarray:
        """Where quotes stand that close a cell."""
        quotes = self._scan.quotes[first:last]
        doubled = np.concatenate([np.diff(quotes) == 1, [False]])
        closing: np.ndarray = quotes[(np.arange(len(quotes)) % 2 == 1) & ~doubled]
        return closing

    def _of_other_width(
        self, full: np.ndarray, inside: np.ndarray, at: int, stop: int, quotes: tuple[int, int]
    ) -> np.ndarray:
        """First lines of records of another width that hold a line with all cells."""
        scan = self._scan
        ends, starts = scan.ends[at:stop], scan.starts[at:stop]
        last = np.flatnonzero(~inside)
        begin = np.concatenate([[0], last[:-1] + 1]) if len(last) else last
        some = scan.marks[slice(*np.searchsorted(scan.marks, [starts[0], ends[-1]]))]
        outside = some[np.searchsorted(scan.quotes[slice(*quotes)], some) % 2 == 0]
        widths = widths_of(outside, starts[begin], ends[last])
        counted = np.concatenate([[0], np.cumsum(full)])
        has_full = counted[last + 1] > counted[begin]
        found: np.ndarray = begin[has_full & (widths != self._dialect.width)]
        return found

    def spans(self) -> Spans:
        """The records, once all lines are settled."""
        scan = self._scan
        last = np.flatnonzero(~self._goes_on).astype(np.int32)
        first = last if len(last) == len(scan) else np.concatenate([np.zeros(1, np.int32), last[:-1] + np.int32(1)])
        asked = np.array(sorted(self._asked), np.int64)
        places = np.searchsorted(first, asked)
        broken, quotes = self._broken[first], scan.quotes
        odd = broken.copy()
        odd[places] = True
        if len(quotes) and odd.any():
            span = np.minimum(np.searchsorted(scan.ends[last], quotes), len(last) - 1)
            quotes = quotes[~odd[span]]
        outside = scan.marks[np.searchsorted(quotes, scan.marks) % 2 == 0] if len(quotes) else scan.marks
        widths = widths_of(outside, scan.starts[first], scan.ends[last])
        read = {place: self._asked[at] for place, at in zip(places.tolist(), asked.tolist(), strict=True)}
        widths[places] = [len(record.cells) for record in read.values()]
        regular = first != last
        regular[places] = False
        return Spans(first, last, read, np.flatnonzero(broken), widths, bool(regular.any()))


def widths_of(marks: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Cells of each record by the delimiters that stand in it; 0: it is blank (int32).

    Args:
        marks: where delimiters stand outside of quotes.
        starts: where each record begins.
        ends: where it ends.
    """
    widths = np.zeros(len(starts), np.int32)
    for at in range(0, len(starts), AT_ONCE):
        some = slice(at, at + AT_ONCE)
        widths[some] = np.searchsorted(marks, ends[some]) - np.searchsorted(marks, starts[some]) + 1
    widths[ends == starts] = 0
    return widths
