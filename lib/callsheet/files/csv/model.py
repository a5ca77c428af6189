"""Value types of text files: dialect, lines, records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from callsheet.files.limits import PHONE_DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"([^\r\n]*)(\r\r\n|\r\n|\r|\n|\Z)")
_WITHOUT_DIGITS, _LETTERS = dict.fromkeys(map(ord, "0123456789")), re.compile(r"[A-Za-z]")


class QuoteProblem(IntEnum):
    """What is wrong with the quotes of a record."""

    NONE = 0
    REPAIRED = 1
    """A quote is misplaced, but the cells are unambiguous."""
    BROKEN = 2
    """A quote is not closed, so the cells are a guess."""


@dataclass(frozen=True)
class Dialect:
    """How a text file is written.

    Args:
        delimiter: one character between cells.
        quote: one character around cells that hold a delimiter, a line break or the quote.
        width: number of cells of most records; 0: unknown.
        phones: indices of columns in which most cells have as many digits as a phone number.
        escaped: a quote inside a cell is escaped by a backslash instead of doubled.
        is_spaced: spaces follow the delimiters of most records.
        is_sure: False when another delimiter scores nearly as well.
    """

    delimiter: str = ","
    quote: str = '"'
    width: int = 0
    phones: tuple[int, ...] = ()
    escaped: bool = False
    is_spaced: bool = False
    is_sure: bool = True


class Record(NamedTuple):
    """One record.

    Args:
        cells: as written, without their quotes.
        lines: number of lines it spans.
        quote_problem: what is wrong with its quotes.
    """

    cells: list[str]
    lines: int = 1
    quote_problem: QuoteProblem = QuoteProblem.NONE


class Lines(Protocol):
    """The lines of a text."""

    def __len__(self) -> int:
        """The number of lines."""

    def line(self, index: int) -> str:
        """One line without its line break."""

    def breaks(self, index: int) -> str:
        """The line break of a line as written."""


class TextLines:
    r"""The lines of a text. A line ends with `\n`, `\r\n`, `\r` or, by a common export bug, `\r\r\n`.

    Args:
        text: the whole text.
    """

    def __init__(self, text: str) -> None:
        lines = _LINE.findall(text)
        self._lines = lines[:-1] if len(lines) > 1 and lines[-1] == ("", "") else lines

    def __len__(self) -> int:
        """The number of lines."""
        return len(self._lines)

    def line(self, index: int) -> str:
        """One line without its line break."""
        return str(self._lines[index][0])

    def breaks(self, index: int) -> str:
        """The line break of a line as written."""
        return str(self._lines[index][1])


def has_phone_digits(cell: str) -> bool:
    """Whether a cell has as many digits as a phone number and no letters."""
    digits = len(cell) - len(cell.translate(_WITHOUT_DIGITS))
    fewest, most = PHONE_DIGITS
    return fewest <= digits <= most and not _LETTERS.search(cell)


def column_is_phone(cells: Sequence[str]) -> bool:
    """Whether at least three of five filled cells of a column have as many digits as a phone number."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and sum(map(has_phone_digits, filled)) * 5 >= len(filled) * 3
