"""The strict grammar of a phone cell: what is read as a number, and what is never guessed at.

The library behind us would drop letters and leftovers and ring a stranger, so anything but digits, separators and
one leading plus is an issue (ours). One cell at a time: whole columns go through `phones`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from callsheet.validation.codes import IssueCode

LONGEST_TEXT = 250
"""Characters after which a cell is not read as a number (ours)."""

_ENOUGH_DIGITS = 7
_MOST_DIGITS = 15

_DIRECTION_OVERRIDES = re.compile("[\u202d\u202e]")
_INVISIBLE_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
_EXPONENT = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s?E\s?[+-]?\d+", re.IGNORECASE)
_DECIMAL = re.compile(r"\+?\d{7,}[.,]0+")
_EXTENSION = re.compile(
    r".*\d[\s\-.,;)]*(?:x|#|;ext=|ext(?:n|ension)?\.?:?|доб\.?|anexo|ramal|durchwahl|poste|内線|分机)[\s.:]*\d{1,7}",
    re.IGNORECASE,
)
_BETWEEN_NUMBERS = re.compile(
    r"[/;,|&\n\r\\]|\s(?:or|and|oder|und|ou|et|o|y|e|или|и|या|और|أو|و|veya|ve)\s", re.IGNORECASE
)
_NUMBER = re.compile(r"[\s(\[]*(?P<plus>\+?)[0-9\s\-.()\[\]/~]*")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\u2e3a\u2e3b\u301c"), "-")


class PhoneText(NamedTuple):
    """A cell as the grammar reads it.

    Args:
        digits: "+" when written with one, then ASCII digits; "" when it is no number.
        code: why it is none; None when it is one, or when the cell is empty.
        empty: True when nothing is left after trimming.
    """

    digits: str
    code: IssueCode | None
    empty: bool = False


def visible(text: str) -> str:
    """The text after NFKC, without invisible characters, trimmed.

    Line breaks and tabs stay inside; direction overrides stay, so that they can be refused.
    """
    return "".join(filter(_is_visible, unicodedata.normalize("NFKC", text))).strip()


def read_phone_text(text: str) -> PhoneText:
    """Read one cell.

    Args:
        text: the cell as written.
    """
    if len(text) > LONGEST_TEXT:
        return PhoneText("", None, empty=True) if not visible(text) else PhoneText("", IssueCode.NOT_A_NUMBER)
    shown = visible(text).translate(_DASHES)
    if not shown:
        return PhoneText("", None, empty=True)
    shown = "".join(str(unicodedata.decimal(character, character)) for character in shown)
    code = _objection(shown)
    if code is not None:
        return PhoneText("", code)
    number = _NUMBER.fullmatch(shown)
    digits = "".join(filter(str.isdigit, shown))
    if number is None or not digits:
        return PhoneText("", IssueCode.NOT_A_NUMBER)
    return PhoneText(number["plus"] + digits, None)


def _objection(shown: str) -> IssueCode | None:
    """What speaks against reading the text as one number, the most telling first."""
    if _DIRECTION_OVERRIDES.search(shown) or _DECIMAL.fullmatch(shown):
        return IssueCode.NOT_A_NUMBER
    if _EXPONENT.fullmatch(shown):
        return IssueCode.SHORTENED_BY_EXCEL
    if _is_several(shown):
        return IssueCode.SEVERAL_NUMBERS
    if _EXTENSION.fullmatch(shown):
        return IssueCode.HAS_EXTENSION
    if any(unicodedata.category(character)[0] in "LM" for character in shown):
        return IssueCode.CONTAINS_LETTERS if any(map(str.isdigit, shown)) else IssueCode.NOT_A_NUMBER
    return None


def _is_several(shown: str) -> bool:
    """True when at least two parts have the digits of a whole number."""
    if _whole_numbers(_BETWEEN_NUMBERS.split(shown)) > 1 or _whole_numbers(shown.split("+")) > 1:
        return True
    return sum(map(str.isdigit, shown)) > _MOST_DIGITS and _whole_numbers(shown.split()) > 1


def _whole_numbers(parts: list[str]) -> int:
    return sum(sum(map(str.isdigit, part)) >= _ENOUGH_DIGITS for part in parts)


def _is_visible(character: str) -> bool:
    if "\x20" <= character <= "\x7e" or character in "\u202d\u202e":
        return True
    if (
        character in _INVISIBLE_LETTERS
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    ):
        return False
    return character.isspace() or unicodedata.category(character) not in ("Cf", "Cc")
