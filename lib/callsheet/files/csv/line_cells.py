"""Read the cells of one line: as they are where its quotes are well placed, and what misplaced quotes may mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from callsheet.files.csv.model import Dialect

MAX_AMBIGUOUS_LINE, MAX_TRIES = 5_000, 500
"""Characters of a line, and ways to read its start, up to which all ways to close its quotes are tried."""


class QuotePatterns(NamedTuple):
    """Patterns of quoted cells.

    Args:
        quoted: a whole quoted cell; group 1 is its text with doubled quotes.
        loosely: the same up to the first quote at the end of a cell, whatever quotes are before it.
        opening: the quote that opens a cell.
        closing: the quote that closes a cell.
        left_open: a quoted cell that goes on in the next line; group 1 is its text so far.
        rest: the end of a cell that was opened in a line above; group 1 is its text.
        inside: a whole line inside a quoted cell.
    """

    quoted: re.Pattern[str]
    loosely: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    left_open: re.Pattern[str]
    rest: re.Pattern[str]
    inside: re.Pattern[str]

    @classmethod
    def of(cls, dialect: Dialect) -> Self:
        """Make the patterns of a dialect."""
        space = "" if dialect.delimiter == " " else " *"
        end, quote = rf"{space}(?={re.escape(dialect.delimiter)}|$)", re.escape(dialect.quote)
        text = rf"(?:[^{quote}]++|{quote}{quote})*+"
        return cls(
            quoted=re.compile(rf"{space}{quote}({text}){quote}{end}"),
            loosely=re.compile(rf"{space}{quote}(.*?){quote}{end}"),
            opening=re.compile(rf"{space}{quote}"),
            closing=re.compile(rf"{quote}{end}"),
            left_open=re.compile(rf"{space}{quote}({text})\Z"),
            rest=re.compile(rf"({text}){quote}{end}"),
            inside=re.compile(rf"{text}\Z"),
        )


class LineReader:
    """Reads single lines in a dialect.

    Args:
        dialect: how the text is written.
        patterns: those of the dialect; None: they are made.
    """

    def __init__(self, dialect: Dialect, patterns: QuotePatterns | None = None) -> None:
        self._width, self._delimiter, self._quote = dialect.width, dialect.delimiter, dialect.quote
        self._around = f" {dialect.quote}"
        self._patterns = patterns or QuotePatterns.of(dialect)

    def cells_in_place(self, line: str) -> list[str]:
        """The cells of a line whose quotes are all well placed; an empty list for any other line."""
        cells: list[str] = []
        if self._quote not in line:
            return line.split(self._delimiter) if line else []
        return cells if self.take_cells(line, 0, cells) < 0 else []

    def split(self, line: str) -> list[str]:
        """The cells of a line between its delimiters, wherever its quotes are; spaces and quotes around them go."""
        return [cell.strip(self._around) for cell in line.split(self._delimiter)]

    def take_cells(self, line: str, offset: int, cells: list[str], *, loosely: bool = False) -> int:
        """Append cells up to the first misplaced quote.

        Args:
            line: the line.
            offset: where its first cell begins.
            cells: to append to.
            loosely: a quote is misplaced only if it opens a cell that no quote closes.

        Returns:
            The offset of the cell with the misplaced quote; -1: the line is read to its end.
        """
        delimiter, quote = self._delimiter, self._quote
        quoted, opening = self._patterns.loosely if loosely else self._patterns.quoted, self._patterns.opening
        while True:
            match = quoted.match(line, offset)
            if match:
                cells.append(match[1].replace(quote * 2, quote))
                offset = match.end()
            elif opening.match(line, offset):
                return offset
            else:
                end = line.find(delimiter, offset)
                cells.append(line[offset:] if end < 0 else line[offset:end])
                offset = len(line) if end < 0 else end
            if offset >= len(line):
                return -1
            offset += 1

    def repaired(self, line: str) -> list[str]:
        """The cells of a line with a misplaced quote: the first reading of the usual width; empty without one."""
        loose: list[str] = []
        is_whole = self.take_cells(line, 0, loose, loosely=True) < 0
        for cells in (loose if is_whole else [], line.split(self._delimiter)):
            if cells and (not self._width or len(cells) == self._width):
                return cells
        return self._only_way(line) if self._width and len(line) <= MAX_AMBIGUOUS_LINE else []

    def closes_unopened(self, line: str) -> bool:
        """Whether a cell without a quote at its start ends with an odd one."""
        offset = 0
        while offset <= len(line):
            quoted = self._patterns.quoted.match(line, offset)
            end = quoted.end() if quoted else line.find(self._delimiter, offset)
            cell = "" if quoted else line[offset : end if end >= 0 else len(line)].strip(" ")
            if cell.endswith(self._quote) and not cell.startswith(self._quote) and cell.count(self._quote) % 2 == 1:
                return True
            if end < 0:
                return False
            offset = end + 1
        return False

    def _only_way(self, line: str) -> list[str]:
        """The cells if quotes may close before any delimiter, and one choice gives the usual number of cells.

        Of several, the one with fewest quotes in unquoted cells; empty unless there is exactly one.
        """
        width, tries = self._width, 0
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
        opened = self._patterns.opening.match(line, offset)
        if not opened:
            end = line.find(self._delimiter, offset)
            cell = line[offset:] if end < 0 else line[offset:end]
            return [(len(line) if end < 0 else end, cell, cell.count(self._quote))]
        closings = self._patterns.closing.finditer(line, opened.end())
        start = opened.end()
        return [
            (match.end(), line[start : match.start()].replace(self._quote * 2, self._quote), 0) for match in closings
        ]
