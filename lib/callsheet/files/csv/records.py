"""Records of a text file, one by one: the careful way, which says what is right.

A quote opens a cell only where the cell begins, and closes it only where the cell ends. What stands between may hold
line breaks, but never a line that is a lead of its own: then the quote was a stray one, and the row that it stands in
is the only one it harms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callsheet.files.csv.model import QuoteProblem, Record, has_phone_digits

if TYPE_CHECKING:
    from callsheet.files.csv.model import Dialect, Lines

MOST_LINES = 2_000
"""Lines that one quoted cell may run over."""


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
        """Every record of a text.

        Args:
            lines: the text.

        Returns:
            The cells of each record, none for a blank line, and what is wrong with its quotes.
        """
        rows: list[list[str]] = []
        troubles: list[QuoteProblem] = []
        at = 0
        while at < len(lines):
            record = self.record(lines, at)
            rows.append(record.cells)
            troubles.append(record.trouble)
            at += record.lines
        return rows, troubles

    def cells_in_place(self, line: str) -> list[str]:
        """The cells of a line whose quotes all stand where they belong; none of any other."""
        cells: list[str] = []
        if self._quote not in line:
            return line.split(self._delimiter) if line else []
        return cells if self._take_cells(line, 0, cells) < 0 else []

    def record(self, lines: Lines, at: int) -> Record:
        """The record that begins in a line.

        Args:
            lines: the text.
            at: place of the line.
        """
        line = lines.line(at)
        if self._quote not in line:
            return Record(line.split(self._delimiter) if line else [])
        cells: list[str] = []
        place = self._take_cells(line, 0, cells)
        if place < 0:
            return Record(cells)
        if self._still_open.match(line, place):
            record = self._over_lines(lines, at, place, cells)
            if record is not None:
                return record
            return self.broken(line)
        return self._mended(line)

    def broken(self, line: str) -> Record:
        """A line with a quote that does not close: what stands between delimiters, without quotes around it."""
        return Record([cell.strip(self._around) for cell in line.split(self._delimiter)], 1, QuoteProblem.BROKEN)

    def _take_cells(self, line: str, place: int, cells: list[str]) -> int:
        """Read cells up to the line's end; or up to a quote out of place, and say where; -1: none was."""
        delimiter, quote = self._delimiter, self._quote
        while True:
            found = self._quoted.match(line, place)
            if found:
                cells.append(found[1].replace(quote * 2, quote))
                place = found.end()
            elif self._opening.match(line, place):
                return place
            else:
                end = line.find(delimiter, place)
                cells.append(line[place:] if end < 0 else line[place:end])
                place = len(line) if end < 0 else end
            if place >= len(line):
                return -1
            place += 1

    def _mended(self, line: str) -> Record:
        """A line with a quote inside a quoted cell: the reading that gives the usual width, if one does."""
        loosely = self._loose_cells(line)
        literal = line.split(self._delimiter)
        for cells in (loosely, literal):
            if cells and (not self._dialect.width or len(cells) == self._dialect.width):
                return Record(cells, trouble=QuoteProblem.MENDED)
        return self.broken(line)

    def _loose_cells(self, line: str) -> list[str]:
        """The cells when a quote closes only before a delimiter or the line's end; none when one stays open."""
        cells, place = [], 0
        while True:
            found = self._loosely.match(line, place)
            if found:
                cells.append(found[1].replace(self._quote * 2, self._quote))
                place = found.end()
            elif self._opening.match(line, place):
                return []
            else:
                end = line.find(self._delimiter, place)
                cells.append(line[place:] if end < 0 else line[place:end])
                place = len(line) if end < 0 else end
            if place >= len(line):
                return cells
            place += 1

    def _over_lines(self, lines: Lines, at: int, place: int, cells: list[str]) -> Record | None:
        """The record when its open quote closes in a later line; None when it does not, or swallows leads."""
        last, cells = at, list(cells)
        looks_loosely = False
        while place >= 0:
            found = self._still_open.match(lines.line(last), place)
            if not found:
                return None
            pieces = [found[1]]
            while True:
                pieces.append(lines.breaks(last))
                last += 1
                if last >= len(lines) or last - at >= MOST_LINES:
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
            place = closed.end()
            place = -1 if place >= len(line) else self._take_cells(line, place + 1, cells)
        if looks_loosely and len(cells) != self._dialect.width:
            return None
        return Record(cells, last - at + 1)

    def _has_all_cells(self, line: str) -> bool:
        width = self._dialect.width
        return bool(width) and line.count(self._delimiter) >= max(width - 1, 1)

    def _is_lead(self, line: str, inside: str) -> bool:
        """True when a line by itself looks like a record of the file: its width, and digits where phones stand.

        Args:
            line: the line.
            inside: the part of it that stands in quotes.
        """
        phones = self._dialect.phones
        if self._dialect.width == 1:
            return bool(phones) and has_phone_digits(inside.strip(self._around))
        if not self._has_all_cells(line if phones else inside):
            return False
        cells = [cell.strip(self._around) for cell in inside.split(self._delimiter)]
        return not phones or any(has_phone_digits(cells[place]) for place in phones if place < len(cells))
