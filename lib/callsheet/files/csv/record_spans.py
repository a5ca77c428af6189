"""Find the lines that make up each record: vectorised where quotes are well placed, by `RecordReader` elsewhere.

The vectorised decisions for windows of lines are the same as those of `RecordReader` line by line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from callsheet.files.csv.lead_detection import LeadDetector
from callsheet.files.csv.records import MAX_CELL_LINES, RecordReader

if TYPE_CHECKING:
    from callsheet.files.csv.line_index import LineScan
    from callsheet.files.csv.model import Dialect, Record

# These numbers were chosen by hand; they affect speed and memory, not results (test_text_paths varies the windows).
FEW = 0.02
"""Share of lines with a misplaced quote up to which only those lines are read by `RecordReader`."""
SMALLEST, LARGEST = 64, 1 << 14
"""Lines of a window: it shrinks where quotes are misplaced and grows where they are well placed."""
CHUNK = 1 << 14
"""Records whose cells are counted in one step; the counts of all would take several times their memory."""


@dataclass(frozen=True, eq=False)
class RecordSpans:
    """The records of a text (n).

    Args:
        first: index of the first line of each.
        last: index of its last line.
        read: record index → the record, if `RecordReader` has read it.
        broken: indices of one-line records whose quote is certainly a stray one, ascending; they are split at every
            delimiter.
        widths: int32, number of cells of each; 0: a blank line.
        has_breaks: whether regular records have line breaks inside quotes.
    """

    first: np.ndarray
    last: np.ndarray
    read: dict[int, Record]
    broken: np.ndarray
    widths: np.ndarray
    has_breaks: bool


def find_record_spans(scan: LineScan, dialect: Dialect) -> RecordSpans:
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
            finder.take_lines(done, len(scan))
        elif done < len(scan):
            finder.take_windows(done)
    return finder.spans()


class _Finder:
    """Finds the lines whose record continues in the next line.

    Args:
        scan: the lines.
        dialect: how the text is written.
    """

    def __init__(self, scan: LineScan, dialect: Dialect) -> None:
        self._scan, self._dialect = scan, dialect
        self._reader, self._leads = RecordReader(dialect), LeadDetector(scan, dialect)
        self._continues, self._broken = np.zeros(len(scan), bool), np.zeros(len(scan), bool)
        self._read: dict[int, Record] = {}

    def read_lines(self, strange: np.ndarray, done: int, stop: int) -> int:
        """Read the records that begin in some lines with `RecordReader`; all other records are one line each.

        Args:
            strange: indices of lines.
            done: the lines before this one are assigned to records.
            stop: index after the last line to assign.

        Returns:
            The line after the last record.
        """
        for at in strange[strange >= done].tolist():
            if at >= done:
                done = self._read_record(at)
        return max(done, stop)

    def take_windows(self, done: int) -> None:
        """Assign all lines from one on: by windows where quotes are well placed, else line by line."""
        size = one_by_one = SMALLEST
        while done < len(self._scan):
            taken = self.take_window(done, min(done + size, len(self._scan)))
            if taken > done + size // 2:
                size, one_by_one = min(size * 2, LARGEST), SMALLEST
            else:
                size, one_by_one = SMALLEST, min(one_by_one * 2, LARGEST)
                taken = self.take_lines(taken, min(taken + one_by_one, len(self._scan)))
            done = taken

    def take_lines(self, done: int, stop: int) -> int:
        """Assign some lines one by one; returns the line after the last record."""
        surely = self._leads.surely_broken[done:stop]
        self._broken[done:stop] = surely
        return self.read_lines(done + np.flatnonzero(~(surely | self._scan.clean[done:stop])), done, stop)

    def _read_record(self, at: int) -> int:
        """Read the record that begins in a line; returns the line after it."""
        for record in self._reader.records(self._scan, at):
            self._read[at] = record
            self._broken[at : at + record.lines] = False
            self._continues[at : at + record.lines - 1] = True
            self._continues[at + record.lines - 1] = False
            at += record.lines
        return at

    def take_window(self, at: int, stop: int) -> int:
        """Assign the lines of a window, up to the first record that is irregular or does not end in the window.

        Args:
            at: index of the first line, where a record begins.
            stop: index after the last line.

        Returns:
            The line after the last record.
        """
        scan = self._scan
        first, last = np.searchsorted(scan.quotes, [scan.starts[at], scan.ends[stop - 1]])
        quotes = scan.quotes[first:last]
        inside = np.searchsorted(quotes, scan.ends[at:stop]) % 2 == 1
        misplaced = quotes[~scan.in_place(first, last, first)]
        suspect = scan.starts[at:stop][self._suspect(at, stop, first, last, inside)]
        until = min([len(scan.data), *misplaced[:1].tolist(), *suspect[:1].tolist()])
        complete = np.flatnonzero(~inside & (scan.ends[at:stop] < until))
        end = int(complete[-1]) + 1 if len(complete) else 0
        self._continues[at : at + end] = inside[:end]
        return at + end

    def _suspect(self, at: int, stop: int, first: int, last: int, inside: np.ndarray) -> np.ndarray:
        """Lines of records over several lines that may be leads between stray quotes (stop - at × bool)."""
        scan, width = self._scan, self._dialect.width
        within = np.concatenate([[False], inside[:-1]])
        suspect = np.zeros(stop - at, bool)
        if not within.any():
            return suspect
        index = np.arange(stop - at)
        begins = np.maximum.accumulate(np.where(within, -1, index))
        suspect |= index - begins >= MAX_CELL_LINES
        if not width:
            return suspect
        starts, ends = scan.starts[at:stop], scan.ends[at:stop]
        before = np.searchsorted(scan.delimiters, starts)
        full = within & (np.searchsorted(scan.delimiters, ends) - before == width - 1)
        some = np.flatnonzero(full)
        suspect[some] |= self._leads.are_leads(before[some], starts[some], ends[some])
        suspect[self._of_other_width(within, inside, at, stop, (first, last))] = True
        return suspect

    def _of_other_width(
        self, within: np.ndarray, inside: np.ndarray, at: int, stop: int, quotes: tuple[int, int]
    ) -> np.ndarray:
        """First lines of records over several lines that have another width."""
        scan = self._scan
        ends, starts = scan.ends[at:stop], scan.starts[at:stop]
        last = np.flatnonzero(~inside)
        begin = np.concatenate([[0], last[:-1] + 1]) if len(last) else last
        some = scan.delimiters[slice(*np.searchsorted(scan.delimiters, [starts[0], ends[-1]]))]
        outside = some[np.searchsorted(scan.quotes[slice(*quotes)], some) % 2 == 0]
        widths = widths_of(outside, starts[begin], ends[last])
        counted = np.concatenate([[0], np.cumsum(within)])
        goes_on = counted[last + 1] > counted[begin]
        lines: np.ndarray = begin[goes_on & (widths != self._dialect.width)]
        return lines

    def spans(self) -> RecordSpans:
        """The records, after all lines are assigned."""
        scan = self._scan
        last = np.flatnonzero(~self._continues).astype(np.int32)
        first = last if len(last) == len(scan) else np.concatenate([np.zeros(1, np.int32), last[:-1] + np.int32(1)])
        asked = np.array(sorted(self._read), np.int64)
        indices = np.searchsorted(first, asked)
        broken, quotes = self._broken[first], scan.quotes
        odd = broken.copy()
        odd[indices] = True
        if len(quotes) and odd.any():
            span = np.minimum(np.searchsorted(scan.ends[last], quotes), len(last) - 1)
            quotes = quotes[~odd[span]]
        outside = scan.delimiters[np.searchsorted(quotes, scan.delimiters) % 2 == 0] if len(quotes) else scan.delimiters
        widths = widths_of(outside, scan.starts[first], scan.ends[last])
        read = {index: self._read[at] for index, at in zip(indices.tolist(), asked.tolist(), strict=True)}
        widths[indices] = [len(record.cells) for record in read.values()]
        regular = first != last
        regular[indices] = False
        return RecordSpans(first, last, read, np.flatnonzero(broken), widths, bool(regular.any()))


def widths_of(delimiters: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Number of cells of each record, by its delimiters; 0 for a blank record (int32).

    Args:
        delimiters: offsets of the delimiters outside quotes, none before the first record.
        starts: offset of the start of each record, which follows the one before.
        ends: offset of its end.
    """
    widths = np.zeros(len(starts), np.int32)
    before = 0
    for at in range(0, len(starts), CHUNK):
        until = np.searchsorted(delimiters, ends[at : at + CHUNK])
        widths[at : at + CHUNK] = np.diff(until, prepend=before) + 1
        before = int(until[-1])
    widths[ends == starts] = 0
    return widths
