"""Read a text file record by record. This is the reference that the vectorised reader must agree with.

A quote opens a cell only at the cell's start and closes it only at the cell's end. A quoted cell may contain line
breaks. Where the lines between two quotes may as well be leads, because the record has not the usual width or its lines
have it one by one, each of these lines is a broken record. A quote that never closes breaks its own line, and those up
to the last of the next few lines that is no record.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callsheet.files.csv.model import QuoteProblem, Record, has_phone_digits

if TYPE_CHECKING:
    from callsheet.files.csv.model import Dialect, Lines

MAX_CELL_LINES = 2_000
"""Lines that one quoted cell may span."""
MAX_SURPLUS_CELLS = 50
"""Cells beyond the usual number at which a record over several lines is given up."""
MAX_AMBIGUOUS_LINE, MAX_TRIES = 5_000, 500
"""Characters of a line, and ways to read its start, up to which all ways to close its quotes are tried."""
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
        self._dialect = dialect
        self._delimiter, self._quote, self._around = dialect.delimiter, dialect.quote, f" {dialect.quote}"
        space = "" if dialect.delimiter == " " else " *"
        end, quote = rf"{space}(?={re.escape(dialect.delimiter)}|$)", re.escape(dialect.quote)
        self._quoted = re.compile(rf"{space}{quote}((?:[^{quote}]++|{quote}{quote})*+){quote}{end}")
        self._loosely = re.compile(rf"{space}{quote}(.*?){quote}{end}")
        self._closes = re.compile(rf"{quote}{end}")
        self._opening = re.compile(rf"{space}{quote}")
        self._still_open = re.compile(rf"{space}{quote}((?:[^{quote}]++|{quote}{quote})*+)\Z")
        self._closing = re.compile(rf"((?:[^{quote}]++|{quote}{quote})*+){quote}{end}")
        self._inside = re.compile(rf"(?:[^{quote}]++|{quote}{quote})*+\Z")

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

    def cells_in_place(self, line: str) -> list[str]:
        """The cells of a line whose quotes are all well placed; an empty list for any other line."""
        cells: list[str] = []
        if self._quote not in line:
            return line.split(self._delimiter) if line else []
        return cells if self._take_cells(line, 0, cells) < 0 else []

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
        offset = self._take_cells(line, 0, cells)
        if offset < 0:
            return [Record(cells)]
        if not self._still_open.match(line, offset):
            return [self._repaired(line)]
        record = self._over_lines(lines, at, offset, cells)
        if record is not None and not self._is_doubtful(lines, at, record):
            return [record]
        last = at + record.lines - 1 if record is not None else self._closing_line(lines, at)
        if self._are_leads(lines, at + 1, last):
            last = at
        if last == at:
            last = self._last_of_note(lines, at)
        return [self.broken(lines.line(index)) for index in range(at, last + 1)]

    def broken(self, line: str) -> Record:
        """Read a line with an unclosed quote: split at the delimiters and strip quotes around the cells."""
        return Record([cell.strip(self._around) for cell in line.split(self._delimiter)], 1, QuoteProblem.BROKEN)

    def _take_cells(self, line: str, offset: int, cells: list[str]) -> int:
        """Append cells up to the first misplaced quote; return the offset of its cell, or -1 at the end of the line."""
        delimiter, quote = self._delimiter, self._quote
        while True:
            match = self._quoted.match(line, offset)
            if match:
                cells.append(match[1].replace(quote * 2, quote))
                offset = match.end()
            elif self._opening.match(line, offset):
                return offset
            else:
                end = line.find(delimiter, offset)
                cells.append(line[offset:] if end < 0 else line[offset:end])
                offset = len(line) if end < 0 else end
            if offset >= len(line):
                return -1
            offset += 1

    def _repaired(self, line: str) -> Record:
        """Read a line with a misplaced quote: the first interpretation with the usual number of cells, if any."""
        loosely = self._loose_cells(line)
        literal = line.split(self._delimiter)
        for cells in (loosely, literal):
            if cells and (not self._dialect.width or len(cells) == self._dialect.width):
                return Record(cells, quote_problem=QuoteProblem.REPAIRED)
        if self._dialect.width and len(line) <= MAX_AMBIGUOUS_LINE and (cells := self._only_way(line)):
            return Record(cells, quote_problem=QuoteProblem.REPAIRED)
        return self.broken(line)

    def _only_way(self, line: str) -> list[str]:
        """The cells if quotes may close before any delimiter, and one choice gives the usual number of cells.

        Of several, the one with fewest quotes in unquoted cells; empty unless there is exactly one.
        """
        width, tries = self._dialect.width, 0
        found: dict[int, list[list[str]]] = {}
        waiting: list[tuple[int, tuple[str, ...], int]] = [(0, (), 0)]
        while waiting:
            offset, cells, stray = waiting.pop()
            tries += 1
            if tries > MAX_TRIES:
                return []
            if offset > len(line):
                if len(cells) == width:
                    found.setdefault(stray, []).append(list(cells))
                continue
            if len(cells) < width:
                waiting += [(end + 1, (*cells, cell), stray + odd) for end, cell, odd in self._next_cells(line, offset)]
        return found[min(found)][0] if found and len(found[min(found)]) == 1 else []

    def _next_cells(self, line: str, offset: int) -> list[tuple[int, str, int]]:
        """Where the cell at an offset may end, with its text and the number of quotes that it has although unquoted."""
        opened = self._opening.match(line, offset)
        if not opened:
            end = line.find(self._delimiter, offset)
            cell = line[offset:] if end < 0 else line[offset:end]
            return [(len(line) if end < 0 else end, cell, cell.count(self._quote))]
        closings = self._closes.finditer(line, opened.end())
        start = opened.end()
        return [
            (match.end(), line[start : match.start()].replace(self._quote * 2, self._quote), 0) for match in closings
        ]

    def _loose_cells(self, line: str) -> list[str]:
        """The cells if a quote closes only before a delimiter or the end of the line; empty when one stays open."""
        cells, offset = [], 0
        while True:
            match = self._loosely.match(line, offset)
            if match:
                cells.append(match[1].replace(self._quote * 2, self._quote))
                offset = match.end()
            elif self._opening.match(line, offset):
                return []
            else:
                end = line.find(self._delimiter, offset)
                cells.append(line[offset:] if end < 0 else line[offset:end])
                offset = len(line) if end < 0 else end
            if offset >= len(line):
                return cells
            offset += 1

    def _over_lines(self, lines: Lines, at: int, offset: int, cells: list[str]) -> Record | None:
        """The record if its open quote closes at the end of a cell in a later line; None if it does not."""
        last, cells = at, list(cells)
        while offset >= 0:
            opened = self._still_open.match(lines.line(last), offset)
            if not opened:
                return None
            pieces = [opened[1]]
            while True:
                pieces.append(lines.breaks(last))
                last += 1
                if last >= len(lines) or last - at >= MAX_CELL_LINES:
                    return None
                line = lines.line(last)
                closed = self._closing.match(line) if self._quote in line else None
                if closed:
                    break
                if self._quote in line and not self._inside.match(line):
                    return None
                pieces.append(line)
            pieces.append(closed[1])
            cells.append("".join(pieces).replace(self._quote * 2, self._quote))
            if self._dialect.width and len(cells) > self._dialect.width + MAX_SURPLUS_CELLS:
                return None
            offset = closed.end()
            offset = -1 if offset >= len(line) else self._take_cells(line, offset + 1, cells)
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
            if self._quoted.match(first):
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
            offset = self._take_cells(line, 0, [])
            if offset >= 0 and self._still_open.match(line, offset):
                return at
            if self._closes_unopened(line):
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

    def _closes_unopened(self, line: str) -> bool:
        """Whether a cell without a quote at its start ends with an odd one."""
        offset = 0
        while offset <= len(line):
            quoted = self._quoted.match(line, offset)
            end = quoted.end() if quoted else line.find(self._delimiter, offset)
            cell = "" if quoted else line[offset : end if end >= 0 else len(line)].strip(" ")
            if cell.endswith(self._quote) and not cell.startswith(self._quote) and cell.count(self._quote) % 2 == 1:
                return True
            if end < 0:
                return False
            offset = end + 1
        return False

    def _are_leads(self, lines: Lines, first: int, last: int) -> bool:
        """Whether the lines from one up to another (not included) are so many leads that the quotes are stray ones."""
        size = last - first
        return size >= MANY_LEADS and sum(self._is_lead(lines.line(at)) for at in range(first, last)) * 10 >= size * 9

    def _has_all_cells(self, line: str) -> bool:
        return line.count(self._delimiter) >= max(self._dialect.width - 1, 1)

    def _has_phone(self, line: str) -> bool:
        return any(has_phone_digits(cell.strip(self._around)) for cell in line.split(self._delimiter))

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
        cells = [cell.strip(self._around) for cell in line.split(self._delimiter)]
        phones = self._dialect.phones
        return not phones or any(has_phone_digits(cells[column]) for column in phones if column < len(cells))
