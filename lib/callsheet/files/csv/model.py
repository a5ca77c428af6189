"""What a text file is made of: its dialect, its lines, its records."""

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
    MENDED = 1
    """A quote stands where none belongs; the cells are clear all the same."""
    BROKEN = 2
    """A quote does not close, and the cells are a guess."""


@dataclass(frozen=True)
class Dialect:
    """How a text file is written.

    Args:
        delimiter: one character between cells.
        quote: one character around cells that hold a delimiter, a line break or the quote.
        width: cells of most records; 0: not known.
        phones: places from 0 of columns in which most cells have as many digits as a phone number.
        escaped: a quote inside a cell is written with a backslash before it, not doubled.
        is_sure: False when another delimiter would do nearly as well.
    """

    delimiter: str = ","
    quote: str = '"'
    width: int = 0
    phones: tuple[int, ...] = ()
    escaped: bool = False
    is_sure: bool = True


class Record(NamedTuple):
    """One record.

    Args:
        cells: as written, without their quotes.
        lines: how many lines it runs over.
        trouble: what is wrong with its quotes.
    """

    cells: list[str]
    lines: int = 1
    trouble: QuoteProblem = QuoteProblem.NONE


class Lines(Protocol):
    """Lines of a text, by place from 0."""

    def __len__(self) -> int:
        """How many there are."""

    def line(self, place: int) -> str:
        """One line without its end."""

    def breaks(self, place: int) -> str:
        """The end of a line as written."""


class TextLines:
    r"""Lines of a text: they end with `\n`, `\r\n`, `\r` or, by a common mistake, `\r\r\n`.

    Args:
        text: the whole text.
    """

    def __init__(self, text: str) -> None:
        found = _LINE.findall(text)
        self._lines = found[:-1] if len(found) > 1 and found[-1] == ("", "") else found

    def __len__(self) -> int:
        """How many there are."""
        return len(self._lines)

    def line(self, place: int) -> str:
        """One line without its end."""
        return str(self._lines[place][0])

    def breaks(self, place: int) -> str:
        """The end of a line as written."""
        return str(self._lines[place][1])


def has_phone_digits(cell: str) -> bool:
    """True when a cell has as many digits as a phone number, and no letters."""
    digits = len(cell) - len(cell.translate(_WITHOUT_DIGITS))
    fewest, most = PHONE_DIGITS
    return fewest <= digits <= most and not _LETTERS.search(cell)


def column_is_phone(cells: Sequence[str]) -> bool:
    """True when most filled cells of a column have as many digits as a phone number."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and sum(map(has_phone_digits, filled)) * 5 >= len(filled) * 3
