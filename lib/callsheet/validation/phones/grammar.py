"""The strict grammar of phone cells: what is read as a number, and what is never guessed at. In columns.

Which digits stand in a text does not matter to the grammar, so each way of writing is looked at once: "+00 00000-00000"
stands for a hundred thousand cells.

The library behind us would drop letters and leftovers and ring a stranger, so anything but digits, separators and
one leading plus is an issue (ours).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import matches, utf8_bytes
from callsheet.validation.model.codes import IssueCode
from callsheet.validation.normalize import OVERRIDES, as_shown
from callsheet.validation.phones.adjacent_numbers import gaps, parted
from callsheet.validation.phones.digits import only_digits, shapes
from callsheet.validation.phones.verdicts import CODE_PLACE
from callsheet.validation.phones.vocabulary import EXTENSION, OR

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST_TEXT = 80
"""Characters, as shown, after which a cell is not read as a number (ours)."""

_MOST_DIGITS = 15
_ENOUGH_FOR_TWO = 14

_NUMBER = r"^[\s(\[]*\+?[0-9\s\-.()\[\]/~]*$"
_OVERRIDE = f"[{OVERRIDES}]"
_DECIMAL = r"^\+?[0-9]{7,}[.,]0+$|[0-9]{5,}[.,]0{1,2}$"
_EXPONENT = r"^[+-]?[0-9]+(?:[.,][0-9]+)?\s?[eE]\s?[+-]?[0-9]+$"
_EXTENSION = rf"(?is)[0-9][\s\-.,;)(]*{EXTENSION}[0-9]{{1,7}}\)?$"
_LETTER = r"[\pL\pM]"
_OR = rf"(?i)\s{OR}\s"


def _two_numbers(separator: str) -> str:
    """A pattern of two parts with at least seven digits each, a separator between them."""
    whole = rf"[0-9](?:[^0-9{separator}]*[0-9]){{6}}"
    return rf"(?s){whole}.*[{separator}].*{whole}"


_TWO_NUMBERS = _two_numbers(r"/;,|&\n\\+")
_TWO_WORDS = _two_numbers(r"\s")


class PhoneTexts(NamedTuple):
    """Cells as the grammar reads them (n rows).

    Args:
        digits: "+" when written with one, then ASCII digits; "" when it is no number.
        code: int8, place in `CODES` of why it is none; 0: it is one, or the cell is empty.
        empty: bool, nothing is left after trimming.
    """

    digits: pa.StringArray
    code: NDArray[np.int8]
    empty: NDArray[np.bool_]


def read_phone_texts(text: pa.StringArray) -> PhoneTexts:
    """Read cells.

    Args:
        text: n cells as written.
    """
    shown = as_shown(text)
    empty = pc.binary_length(shown).to_numpy(zero_copy_only=False) == 0
    code = np.full(len(shown), _place(IssueCode.NOT_A_NUMBER), np.int8)
    code[empty] = 0
    long = pc.utf8_length(shown).to_numpy(zero_copy_only=False) > LONGEST_TEXT
    some = np.flatnonzero(~long & ~_is_decimal(shown) & ~empty)
    encoded = shapes(shown.take(pa.array(some, pa.int64()))).dictionary_encode()
    code[some] = _code_of_shapes(cast("pa.StringArray", encoded.dictionary))[encoded.indices.to_numpy()]
    numbers = pc.if_else(pa.array((code != 0) | empty), "", shown)
    return PhoneTexts(only_digits(numbers), code, empty)


def _is_decimal(shown: pa.StringArray) -> NDArray[np.bool_]:
    """Which texts are a number with zeros behind the point: the one thing that tells one digit from another."""
    decimal = np.zeros(len(shown), np.bool_)
    offsets, data = utf8_bytes(shown)
    if len(data):
        round_ones = np.flatnonzero(data[np.maximum(offsets[1:], 1) - 1] == ord("0"))
        text = shown.take(pa.array(round_ones, pa.int64()))
        decimal[round_ones] = matches(text, _DECIMAL)
    return decimal


def _code_of_shapes(shown: pa.StringArray) -> NDArray[np.int8]:
    """What speaks against each of some ways of writing (n × place in `CODES`)."""
    code = np.zeros(len(shown), np.int8)
    _Objections(shown, code).raise_all()
    return code


class _Objections:
    """What speaks against reading each text as one number, the most telling first.

    Args:
        shown: the texts, none empty.
        code: written to.
    """

    def __init__(self, shown: pa.StringArray, code: NDArray[np.int8]) -> None:
        self._code = code
        self._rows = np.arange(len(shown))
        self._text = shown

    def raise_all(self) -> None:
        """Raise every objection in turn."""
        self._raise(IssueCode.NOT_A_NUMBER, self._match(_OVERRIDE))
        self._raise(IssueCode.SHORTENED_BY_EXCEL, self._match(_EXPONENT))
        self._raise(IssueCode.SEVERAL_NUMBERS, self._is_several())
        plain = self._match(_NUMBER) & self._match("[0-9]")
        self._keep(~plain)
        self._raise(IssueCode.HAS_EXTENSION, self._match(_EXTENSION))
        self._raise(IssueCode.CONTAINS_LETTERS, self._match(_LETTER) & self._match("[0-9]"))
        self._raise(IssueCode.NOT_A_NUMBER, np.ones(len(self._rows), np.bool_))

    def _match(self, pattern: str) -> NDArray[np.bool_]:
        return matches(self._text, pattern)

    def _raise(self, code: IssueCode, where: NDArray[np.bool_]) -> None:
        self._code[self._rows[where]] = _place(code)
        self._keep(~where)

    def _keep(self, where: NDArray[np.bool_]) -> None:
        if not where.all():
            self._rows = self._rows[where]
            self._text = self._text.filter(pa.array(where))

    def _is_several(self) -> NDArray[np.bool_]:
        """Where at least two parts have the digits of a whole number."""
        several = np.zeros(len(self._rows), np.bool_)
        digits = pc.count_substring_regex(self._text, "[0-9]").to_numpy(zero_copy_only=False)
        unsure = np.flatnonzero(digits >= _ENOUGH_FOR_TWO)
        if len(unsure):
            text = pc.replace_substring_regex(self._text.take(pa.array(unsure, pa.int64())), _OR, ";")
            text = parted(text, gaps(text))
            apart = matches(text, _TWO_NUMBERS)
            spaced = matches(text, _TWO_WORDS)
            several[unsure] = apart | (spaced & (digits[unsure] > _MOST_DIGITS))
        return several


def _place(code: IssueCode) -> int:
    return CODE_PLACE[code]
