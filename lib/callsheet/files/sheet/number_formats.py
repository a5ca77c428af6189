"""Classify number formats: date, time, duration, per cent, a pattern of digits and literal text, or plain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from callsheet.files.sheet.format_sections import Section, parse_sections, text_around


class Shown(IntEnum):
    """How a number is shown."""

    PLAIN = 0
    DATE = 1
    TIME = 2
    DURATION = 3
    PERCENT = 4
    PATTERN = 5


@dataclass(frozen=True)
class NumberFormat:
    """A number format of a workbook.

    Args:
        shown: how a number is shown.
        sections: of `Shown.PATTERN`, which shows digits, zeros, a plus or text that the number does not have.
        around: what is shown before and after a text.
    """

    shown: Shown = Shown.PLAIN
    sections: tuple[Section, ...] = ()
    around: tuple[str, str] = ("", "")


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
_LONGEST = 1_000
_NAMED = {  # names of the XML Spreadsheet Reference of Office 2003
    **dict.fromkeys(("General Date", "Long Date", "Medium Date", "Short Date"), Shown.DATE),
    **dict.fromkeys(("Long Time", "Medium Time", "Short Time"), Shown.TIME),
    **dict.fromkeys(("General", "General Number", "Currency", "Euro Currency", "Fixed", "Standard"), Shown.PLAIN),
    **dict.fromkeys(("Scientific", "Yes/No", "True/False", "On/Off"), Shown.PLAIN),
    "Percent": Shown.PERCENT,
}


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
        code: as `dd/mm/yyyy`, `0.00%`, `[h]:mm`, `"+91 "0000000000`, `00000`.
    """
    code = code[:_LONGEST]
    shown = _shown(_QUOTED.sub("", code).split(";", 1)[0].strip())
    sections = parse_sections(code) if shown is Shown.PLAIN else ()
    around = text_around(code) if "@" in code else ("", "")
    return NumberFormat(Shown.PATTERN if sections else shown, sections, around)


def named_format(code: str) -> NumberFormat:
    """Classify a number format of SpreadsheetML 2003, which may be one of its names.

    Args:
        code: as `Short Date`, or as for `number_format`.
    """
    shown = _NAMED.get(code)
    return number_format(code) if shown is None else NumberFormat(shown)


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
