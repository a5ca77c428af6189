"""Read a text file record by record. This is the reference that the vectorised reader must agree with.

A quote opens a cell only at the cell's start and closes it only at the cell's end. A quoted cell may contain line
breaks. Where the lines between two quotes may as well be leads, because the record has not the usual width or its lines
have it one by one, each of these lines is a broken record. A quote that never closes breaks its own line, and those up
to the last of the next few lines that is no record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.files.csv.line_cells import LineReader, QuotePatterns
from callsheet.files.csv.model import QuoteProblem, Record, has_phone_digits

if TYPE_CHECKING:
    from callsheet.files.csv.model import Dialect, Lines

MAX_CELL_LINES = 2_000
"""Lines that one quoted cell may span."""
MAX_SURPLUS_CELLS = 50
"""Cells beyond the usual number at which a record over several lines is given up."""
NOTE_LINES = 5
"""Lines after an unclosed quote that may be the rest of a note, if one of them is no record; chosen by hand."""
MANY_LEADS = 20
"""Lines between two quotes, nine of ten of them leads, from which both quotes are stray ones; chosen by hand."""


class RecordReader:
    """Reads records in a dialect.

    Args:
        dialect: how the text is written.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect, self._delimiter, self._quote = dialect, dialect.delimiter, dialect.quote
        self._patterns = QuotePatterns.of(dialect)
        self._line = LineReader(dialect, self._patterns)

    def all(self, lines: Lines) -> tuple[list[list[str]], list[QuoteProblem]]:
        """Read every record of a text.

        Args:
            lines: the text.

        Returns:
            The cells of each record, an empty list for a blank line; and the quote problem of each record.
        """
        rows: list[list[str]] = []
        quote_problems: list[QuoteProblem] = []
        at = 0
        while at < len(lines):
            for record in self.records(lines, at):
                rows.append(record.cells)
                quote_problems.append(record.quote_problem)
                at += record.lines
        return rows, quote_problems

    def records(self, lines: Lines, at: int) -> list[Record]:
        """Read the record that begins in a line; several one-line records if it cannot be said where it ends.

        Args:
            lines: the text.
            at: index of the line.
        """
        line = lines.line(at)
        if self._quote not in line:
            return [Record(line.split(self._delimiter) if line else [])]
        cells: list[str] = []
        offset = self._line.take_cells(line, 0, cells)
        if offset < 0:
            return [Record(cells)]
        if not self._patterns.left_open.match(line, offset):
            repaired = self._line.repaired(line)
            return [Record(repaired, quote_problem=QuoteProblem.REPAIRED) if repaired else self._broken(line)]
        record = self._over_lines(lines, at, offset, cells)
        if record is not None and not self._is_doubtful(lines, at, record):
            return [record]
        last = at + record.lines - 1 if record is not None else self._closing_line(lines, at)
        if self._are_leads(lines, at + 1, last):
            last = at
        if last == at:
            last = self._last_of_note(lines, at)
        return [self._broken(lines.line(index)) for index in range(at, last + 1)]

    def _broken(self, line: str) -> Record:
        return Record(self._line.split(line), quote_problem=QuoteProblem.BROKEN)

    def _over_lines(self, lines: Lines, at: int, offset: int, cells: list[str]) -> Record | None:
        """The record if its open quote closes at the end of a cell in a later line; None if it does not."""
        last, cells = at, list(cells)
        while offset >= 0:
            opened = self._patterns.left_open.match(lines.line(last), offset)
            if not opened:
                return None
            pieces = [opened[1]]
            while True:
                pieces.append(lines.breaks(last))
                last += 1
                if last >= len(lines) or last - at >= MAX_CELL_LINES:
                    return None
                line = lines.line(last)
                closed = self._patterns.rest.match(line) if self._quote in line else None
                if closed:
                    break
                if self._quote in line and not self._patterns.inside.match(line):
                    return None
                pieces.append(line)
            pieces.append(closed[1])
            cells.append("".join(pieces).replace(self._quote * 2, self._quote))
            if self._dialect.width and len(cells) > self._dialect.width + MAX_SURPLUS_CELLS:
                return None
            offset = closed.end()
            offset = -1 if offset >= len(line) else self._line.take_cells(line, offset + 1, cells)
        return Record(cells, last - at + 1)

    def _is_doubtful(self, lines: Lines, at: int, record: Record) -> bool:
        """Whether the lines of a record may be leads between two stray quotes.

        A record of the usual width is doubtful if most of its lines are leads by themselves, any other if one of them
        is, or holds a phone number while the record lacks cells.
        """
        width = self._dialect.width
        if not width:
            return False
        first, *below = (lines.line(index) for index in range(at, at + record.lines))
        if len(record.cells) == width:
            texts = [line for line in below if line.strip()]
            if self._patterns.quoted.match(first):
                texts = [line for line in texts if line.startswith(self._quote)]
            leads = sum(map(self._is_lead, texts))
            return leads * 2 > len(texts) and first.count(self._delimiter) == width - 1
        has_numbers = len(record.cells) < width and any(map(self._has_phone, below))
        return has_numbers or any(map(self._has_all_cells, below))

    def _closing_line(self, lines: Lines, at: int) -> int:
        """Index of the line in which a quote closes that was not opened there.

        It is `at` if there is no such line, or another quote opens and stays open before.
        """
        for index in range(at + 1, min(at + MAX_CELL_LINES, len(lines))):
            line = lines.line(index)
            if self._quote not in line:
                continue
            offset = self._line.take_cells(line, 0, [])
            if offset >= 0 and self._patterns.left_open.match(line, offset):
                return at
            if self._line.closes_unopened(line):
                return index
        return at

    def _last_of_note(self, lines: Lines, at: int) -> int:
        """Index of the last line that may belong to the unclosed quote of a line: the last near it that is no record.

        `LeadDetector` finds the lines without one in columns.
        """
        last = at
        for index in range(at + 1, min(at + 1 + NOTE_LINES, len(lines))):
            line = lines.line(index)
            if not self._dialect.width or self._quote in line:
                break
            if line and not self._may_be_record(line):
                last = index
        return last

    def _are_leads(self, lines: Lines, first: int, last: int) -> bool:
        """Whether the lines from one up to another (not included) are so many leads that the quotes are stray ones."""
        size = last - first
        return size >= MANY_LEADS and sum(self._is_lead(lines.line(at)) for at in range(first, last)) * 10 >= size * 9

    def _has_all_cells(self, line: str) -> bool:
        return line.count(self._delimiter) >= max(self._dialect.width - 1, 1)

    def _has_phone(self, line: str) -> bool:
        return any(map(has_phone_digits, self._line.split(line)))

    def _may_be_record(self, line: str) -> bool:
        """Whether a line would be a record of the usual width by itself.

        A line of text in which spaces follow the delimiters is no record of a file where they do not.
        """
        if line.count(self._delimiter) != self._dialect.width - 1:
            return False
        return self._dialect.is_spaced or f"{self._delimiter} " not in line

    def _is_lead(self, line: str) -> bool:
        """Whether a line would be a record of the usual width by itself, with digits in a phone column."""
        if not self._may_be_record(line):
            return False
        cells = self._line.split(line)
        phones = self._dialect.phones
        return not phones or any(has_phone_digits(cells[column]) for column in phones if column < len(cells))
