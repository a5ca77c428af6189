"""Read a text file record by record. This is the reference that the vectorised reader must agree with.

A quote opens a cell only at the cell's start and closes it only at the cell's end. A quoted cell may contain line
breaks, but no line that would be a lead by itself: in that case the quote is a stray one, and only its own row is
broken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callsheet.files.csv.model import QuoteProblem, Record, has_phone_digits

if TYPE_CHECKING:
    from callsheet.files.csv.model import Dialect, Lines

MAX_CELL_LINES = 2_000
"""Lines that one quoted cell may span."""


class RecordReader:
    """Reads records in a dialect.

    Args:
        dialect: how the text is written.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._delimiter, self._quote, self._around = dialect.delimiter, dialect.quote, f" {dialect.quote}"
        end, quote = rf" *(?={re.escape(dialect.delimiter)}|$)", re.escape(dialect.quote)
        self._quoted = re.compile(rf" *{quote}((?:[^{quote}]++|{quote}{quote})*+){quote}{end}")
        self._loosely = re.compile(rf" *{quote}(.*?){quote}{end}")
        self._opening = re.compile(rf" *{quote}")
        self._still_open = re.compile(rf" *{quote}((?:[^{quote}]++|{quote}{quote})*+)\Z")
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
            record = self.record(lines, at)
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

    def record(self, lines: Lines, at: int) -> Record:
        """Read the record that begins in a line.

        Args:
            lines: the text.
            at: index of the line.
        """
        line = lines.line(at)
        if self._quote not in line:
            return Record(line.split(self._delimiter) if line else [])
        cells: list[str] = []
        offset = self._take_cells(line, 0, cells)
        if offset < 0:
            return Record(cells)
        if self._still_open.match(line, offset):
            record = self._over_lines(lines, at, offset, cells)
            if record is not None:
                return record
            return self.broken(line)
        return self._repaired(line)

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
        return self.broken(line)

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
        """The record if its open quote closes in a later line; None if it does not, or if it would swallow a lead."""
        last, cells = at, list(cells)
        looks_loosely = False
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
                if self._is_lead(line, closed[1] if closed else line):
                    return None
                looks_loosely = looks_loosely or self._has_all_cells(line)
                if closed:
                    break
                if self._quote in line and not self._inside.match(line):
                    return None
                pieces.append(line)
            pieces.append(closed[1])
            cells.append("".join(pieces).replace(self._quote * 2, self._quote))
            offset = closed.end()
            offset = -1 if offset >= len(line) else self._take_cells(line, offset + 1, cells)
        if looks_loosely and len(cells) != self._dialect.width:
            return None
        return Record(cells, last - at + 1)

    def _has_all_cells(self, line: str) -> bool:
        width = self._dialect.width
        return bool(width) and line.count(self._delimiter) >= max(width - 1, 1)

    def _is_lead(self, line: str, inside: str) -> bool:
        """Whether a line looks like a record by itself: enough cells, and digits in a phone column.

        Args:
            line: the line.
            inside: the part of it inside the quotes.
        """
        phones = self._dialect.phones
        if self._dialect.width == 1:
            return bool(phones) and has_phone_digits(inside.strip(self._around))
        if not self._has_all_cells(line if phones else inside):
            return False
        cells = [cell.strip(self._around) for cell in inside.split(self._delimiter)]
        return not phones or any(has_phone_digits(cells[column]) for column in phones if column < len(cells))
