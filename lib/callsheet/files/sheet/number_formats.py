"""Classify number formats: date, time, duration, per cent, leading zeros, leading plus, or plain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache


class Shown(IntEnum):
    """How a number is shown."""

    PLAIN = 0
    DATE = 1
    TIME = 2
    DURATION = 3
    PERCENT = 4
    ZEROS = 5
    PLUS = 6


@dataclass(frozen=True)
class NumberFormat:
    """A number format of a workbook.

    Args:
        shown: how a number is shown.
        width: least number of digits of `Shown.ZEROS`.
    """

    shown: Shown = Shown.PLAIN
    width: int = 0


PLAIN = NumberFormat()
# Built-in formats, including the East Asian ones: ECMA-376 part 1, 18.8.30.
_OF_DATES = (*range(14, 18), 22, *range(27, 32), 36, *range(50, 59))
_OF_TIMES = (*range(18, 22), *range(32, 36), 45, 47)
_BUILT_IN = {
    **dict.fromkeys(_OF_DATES, NumberFormat(Shown.DATE)),
    **dict.fromkeys(_OF_TIMES, NumberFormat(Shown.TIME)),
    46: NumberFormat(Shown.DURATION),
    **dict.fromkeys((9, 10), NumberFormat(Shown.PERCENT)),
}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ZEROS = re.compile(r"0{2,32}")
_PLUS = re.compile(r'(?:"\+"|\\?\+)[0#]+')
_LONGEST = 1_000


def built_in(number: int) -> NumberFormat:
    """A built-in number format, which a workbook names by number alone.

    Args:
        number: below 164.
    """
    return _BUILT_IN.get(number, PLAIN)


@cache
def number_format(code: str) -> NumberFormat:
    """Classify the code of a custom number format.

    Args:
        code: as `dd/mm/yyyy`, `0.00%`, `[h]:mm`, `"+"0`, `00000`.
    """
    first = code[:_LONGEST].split(";", 1)[0].strip()
    if _ZEROS.fullmatch(first):
        return NumberFormat(Shown.ZEROS, len(first))
    if _PLUS.fullmatch(first):
        return NumberFormat(Shown.PLUS)
    return NumberFormat(_shown(_QUOTED.sub("", first)))


def _shown(bare: str) -> Shown:
    """Classify a format code without its literal text."""
    if _ELAPSED.search(bare):
        return Shown.DURATION
    bare = _BRACKETS.sub("", bare).lower().replace("general", "").replace("standard", "")
    if "%" in bare:
        return Shown.PERCENT
    bare = bare.replace("am/pm", "h").replace("a/p", "h")
    digits = re.search(r"[0#?]", bare) is not None
    if any(letter in bare for letter in ("yd" if digits else "ydge")):
        return Shown.DATE
    if any(letter in bare for letter in "hs"):
        return Shown.TIME
    return Shown.DATE if "m" in bare and not digits else Shown.PLAIN
