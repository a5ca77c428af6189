"""Show whole numbers as the sections of a number format do: their digits, zeros, signs and literal text.

The grammar of number formats is ECMA-376 part 1, 18.8.31. Only what a whole number needs is parsed: formats that group
digits, show decimals or scale a number are for amounts, whose plain number is the better text.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?                      # text in quotes; the last one may lack its closing quote
    | \\(?P<escaped>.?)                         # one character after a backslash, which may be missing
    | _(?P<space>.)                             # a space as wide as a character
    | \*.                                       # a character that fills the width of the column
    | \[\$(?P<currency>[^\]-]*)[^\]]*\]         # a currency symbol and a language
    | \[(?P<operator><=|>=|<>|<|>|=)\s*(?P<limit>[+-]?[0-9.]+)\]
    | \[[^\]]*\]                                # a colour, or digits of another script
    | (?P<general>general|standard)
    | (?P<digit>[0#?])
    | (?P<group>,)                              # between digits it groups them, after them it leaves thousands away
    | (?P<point>\.)
    | (?P<other>[%/@]|E[+-]|[ymdhsgbe])         # no whole number: a share, a fraction, an exponent, a date, a text
    | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_CHANGES_NUMBER = re.compile(r"[0-9+]")
_MOST_DIGITS = 32
_MOST_SECTIONS = 4
"""Sections of a number format; the last of four is for texts."""


@dataclass(frozen=True)
class Section:
    """One of the sections of a number format, which semicolons separate.

    Args:
        parts: literal texts and the digit placeholders "0", "#" and "?", as (text, whether it is a placeholder).
        condition: which numbers the section is for, as ("<=", 9999999.0); None: by its position.
        is_used: whether the section shows more than the digits of a whole number.
    """

    parts: tuple[tuple[str, bool], ...]
    condition: tuple[str, float] | None
    is_used: bool

    def holds(self, number: int) -> bool:
        """Whether the condition holds."""
        return self.condition is not None and _COMPARED[self.condition[0]](number, self.condition[1])

    @cached_property
    def prefix(self) -> tuple[str, int] | None:
        """Literal text and the number of zeros after it, if the section is nothing else."""
        texts = [text for text, is_placeholder in self.parts if not is_placeholder]
        zeros = self.parts[len(texts) :]
        is_simple = all(part == ("0", True) for part in zeros) and not any(
            known for _, known in self.parts[: len(texts)]
        )
        return ("".join(texts).lstrip(), len(zeros)) if is_simple else None

    def show(self, number: int) -> str:
        """A number in this section.

        Args:
            number: not negative.
        """
        if self.prefix is not None:
            return self.prefix[0] + str(number).zfill(self.prefix[1])
        digits = str(number) if number else ""
        places = sum(is_placeholder for _, is_placeholder in self.parts)
        beyond, waiting = digits[: max(len(digits) - places, 0)], digits[-places:].rjust(places)
        shown: list[str] = []
        for text, is_placeholder in self.parts:
            if not is_placeholder:
                shown.append(text)
                continue
            digit, waiting = waiting[0], waiting[1:]
            shown += [beyond, {"0": "0", "?": " "}.get(text, "") if digit == " " else digit]
            beyond = ""
        return "".join(shown).strip()


def parse_sections(code: str) -> tuple[Section, ...]:
    r"""The sections of a number format; empty if none shows more than the digits of a whole number.

    Args:
        code: as `"+91 "0000000000` or `[<=9999999]###\-####;\(###\)\ ###\-####`.
    """
    sections = tuple(map(_section, _split(code)))
    return sections if any(section.is_used for section in sections) else ()


def text_around(code: str) -> tuple[str, str]:
    """The literal text that a number format shows before and after a text cell; "" for none.

    Args:
        code: as `"+91 "@`, or with a fourth section for text: `0;-0;0;"+"@`.
    """
    sections = _split(code)
    sides: list[list[str]] = [[]]
    for token in _TOKEN.finditer(sections[min(len(sections), _MOST_SECTIONS) - 1]):
        kind = token.lastgroup or ""
        if token[0] == "@":
            sides.append([])
        elif kind in ("quoted", "escaped", "currency", "literal"):
            sides[-1].append(token[kind])
        elif kind == "space":
            sides[-1].append(" ")
        elif kind:
            return "", ""
    if len(sides) != 2:  # noqa: PLR2004 - before and after one @
        return "", ""
    before, after = map("".join, sides)
    return before.lstrip(), after.rstrip()


def show_whole_number(number: int, sections: Sequence[Section]) -> str | None:
    """A whole number as its number format shows it; None where it shows the digits alone.

    Args:
        number: not negative.
        sections: from `parse_sections`.
    """
    index = _index_of(number, sections)
    if index >= len(sections) or not sections[index].is_used:
        return None
    return sections[index].show(number)


def _index_of(number: int, sections: Sequence[Section]) -> int:
    """Index of the section for a number that is not negative; the number of sections if no section is for it."""
    third = 2
    conditional = [index for index, section in enumerate(sections[:third]) if section.condition is not None]
    if not conditional:
        return third if number == 0 and len(sections) > third else 0
    for index in conditional:
        if sections[index].holds(number):
            return index
    rest = [index for index, section in enumerate(sections) if section.condition is None]
    return (third if third in rest else rest[0]) if rest else len(sections)


def _split(code: str) -> list[str]:
    """The sections of a format code; a semicolon in quotes or after a backslash separates nothing."""
    parts, begin = [], 0
    for token in re.finditer(r'"[^"]*"?|\\.|;', code, re.DOTALL):
        if token[0] == ";":
            parts.append(code[begin : token.start()])
            begin = token.end()
    return [*parts, code[begin:]]


def _section(code: str) -> Section:
    parts: list[tuple[str, bool]] = []
    condition: tuple[str, float] | None = None
    is_whole, is_amount, groups = True, False, 0
    for token in _TOKEN.finditer(code):
        kind = token.lastgroup or ""
        if kind == "limit":
            condition = _condition(token["operator"], token["limit"])
        elif kind == "group":
            groups += 1
        elif kind == "point":
            is_amount = True
            break
        elif kind == "other":
            is_whole = False
        elif kind in ("digit", "general"):
            parts.append((token[kind] if kind == "digit" else "0", True))
            is_amount, groups = is_amount or groups > 0, 0
        elif kind:
            parts.append((" " if kind == "space" else token[kind], False))
    placeholders = "".join(text for text, is_placeholder in parts if is_placeholder)
    literals = "".join(text for text, is_placeholder in parts if not is_placeholder)
    if groups or not is_whole or not placeholders or len(placeholders) > _MOST_DIGITS:
        return Section(tuple(parts), condition, is_used=False)
    is_code = placeholders.count("0") > 1 or bool(literals.strip())
    return Section(tuple(parts), condition, bool(_CHANGES_NUMBER.search(literals)) or (is_code and not is_amount))


def _condition(comparison: str, limit: str) -> tuple[str, float] | None:
    try:
        return comparison, float(limit)
    except ValueError:
        return None
