"""The strict grammar of phone cells: what is accepted as a number, and what is refused rather than guessed.

The grammar does not depend on which digits a text has, so each distinct shape is checked once: "+00 00000-00000" is
the shape of a hundred thousand cells.

`phonenumbers` would drop letters and leftovers and call a stranger, so anything but digits, separators and one
leading plus is an issue (our own rule).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import matches, utf8_bytes
from callsheet.validation.model.codes import IssueCode
from callsheet.validation.normalize import OVERRIDES, as_shown
from callsheet.validation.phones.adjacent_numbers import divided, gaps
from callsheet.validation.phones.digits import only_digits, shapes
from callsheet.validation.phones.verdicts import CODE_INDEX, FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS
from callsheet.validation.phones.vocabulary import EXTENSION, OR

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_CHARACTERS = 80
"""Characters, as shown, above which a cell is not parsed as a number (our own rule)."""

# Digits are 0 in all patterns but `_DECIMAL`, which has to tell a zero from another digit.
_NUMBER = r"^[\s(\[]*\+?[0-9\s\-.()\[\]/~]*$"
_OVERRIDE = f"[{OVERRIDES}]"
_DECIMAL = r"^\+?[0-9]{7,}[.,]0+$|[0-9]{5,}[.,]0{1,2}$"
"""A number that a spreadsheet wrote with decimals: its zeros would be read as digits of the number.

Either the whole text, or its end, where five digits with one or two zeros suffice. "98765.00000" does not match: it is
an Indian number in two groups.
"""

_EXPONENT = r"^[+-]?[0-9]+(?:[.,][0-9]+)?\s?[eE]\s?[+-]?[0-9]+$"
"""Scientific notation."""

_EXTENSION = rf"(?is)[0-9][\s\-.,;)(/]*{EXTENSION}[0-9]{{1,7}}\)?$"
_LETTER = r"[\pL\pM]"
_OR = rf"(?i)\s{OR}\s"


def _two_numbers(separator: str) -> str:
    """A pattern of two parts with the digits of a number each, and a separator between them."""
    number = rf"[0-9](?:[^0-9{separator}]*[0-9]){{{FEWEST_PHONE_DIGITS - 1}}}"
    return rf"(?s){number}.*[{separator}].*{number}"


_TWO_NUMBERS = _two_numbers(r"/;:,|&\n\\+")
_TWO_SPACED_NUMBERS = _two_numbers(r"\s")


class PhoneTexts(NamedTuple):
    """Parsed phone cells (n rows).

    Args:
        digits: "+" when written with one, then ASCII digits; "" when the cell is not a number.
        code: int8, index in `CODES` of why it is not a number; 0: it is one, or the cell is empty.
        empty: bool, nothing is left after trimming.
    """

    digits: pa.StringArray
    code: NDArray[np.int8]
    empty: NDArray[np.bool_]


def read_phone_texts(text: pa.StringArray) -> PhoneTexts:
    """Parse phone cells.

    Args:
        text: n cells as written.
    """
    shown = as_shown(text)
    empty = pc.binary_length(shown).to_numpy(zero_copy_only=False) == 0
    code = np.full(len(shown), CODE_INDEX[IssueCode.NOT_A_NUMBER], np.int8)
    code[empty] = 0
    long = pc.utf8_length(shown).to_numpy(zero_copy_only=False) > MOST_CHARACTERS
    candidates = np.flatnonzero(~long & ~_is_decimal(shown) & ~empty)
    encoded = shapes(shown.take(pa.array(candidates, pa.int64()))).dictionary_encode()
    code_of_shape = _GrammarChecks(cast("pa.StringArray", encoded.dictionary)).apply()
    code[candidates] = code_of_shape[encoded.indices.to_numpy()]
    numbers = pc.if_else(pa.array((code != 0) | empty), "", shown)
    return PhoneTexts(only_digits(numbers), code, empty)


def _is_decimal(shown: pa.StringArray) -> NDArray[np.bool_]:
    """Which texts are a number with zeros behind the decimal point: the one rule for which the digits matter."""
    decimal = np.zeros(len(shown), np.bool_)
    offsets, data = utf8_bytes(shown)
    if len(data):
        ends_in_zero = np.flatnonzero(data[np.maximum(offsets[1:], 1) - 1] == ord("0"))
        text = shown.take(pa.array(ends_in_zero, pa.int64()))
        decimal[ends_in_zero] = matches(text, _DECIMAL)
    return decimal


class _GrammarChecks:
    """Checks of texts in a fixed order; the first that fails gives the code.

    Args:
        shapes: n texts with every digit replaced by 0, not empty.
    """

    def __init__(self, shapes: pa.StringArray) -> None:
        self._code = np.zeros(len(shapes), np.int8)
        self._rows = np.arange(len(shapes))
        self._text = shapes

    def apply(self) -> NDArray[np.int8]:
        """Apply all checks; return n × index in `CODES`, 0 where the text is a number."""
        self._set(IssueCode.NOT_A_NUMBER, self._matches(_OVERRIDE))
        self._set(IssueCode.SHORTENED_BY_EXCEL, self._matches(_EXPONENT))
        self._set(IssueCode.SEVERAL_NUMBERS, self._are_several())
        self._continue_with(~(self._matches(_NUMBER) & self._matches("[0-9]")))
        self._set(IssueCode.HAS_EXTENSION, self._matches(_EXTENSION))
        self._set(IssueCode.CONTAINS_LETTERS, self._matches(_LETTER) & self._matches("[0-9]"))
        self._set(IssueCode.NOT_A_NUMBER, np.ones(len(self._rows), np.bool_))
        return self._code

    def _matches(self, pattern: str) -> NDArray[np.bool_]:
        return matches(self._text, pattern)

    def _set(self, code: IssueCode, failed: NDArray[np.bool_]) -> None:
        """Write the code of the texts that failed, and continue with the others."""
        self._code[self._rows[failed]] = CODE_INDEX[code]
        self._continue_with(~failed)

    def _continue_with(self, selected: NDArray[np.bool_]) -> None:
        if not selected.all():
            self._rows = self._rows[selected]
            self._text = self._text.filter(pa.array(selected))

    def _are_several(self) -> NDArray[np.bool_]:
        """Where at least two parts have the digits of a number."""
        several = np.zeros(len(self._rows), np.bool_)
        digits = pc.count_substring_regex(self._text, "[0-9]").to_numpy(zero_copy_only=False)
        candidates = np.flatnonzero(digits >= 2 * FEWEST_PHONE_DIGITS)
        if len(candidates):
            text = pc.replace_substring_regex(self._text.take(pa.array(candidates, pa.int64())), _OR, ";")
            text = divided(text, gaps(text))
            separated = matches(text, _TWO_NUMBERS)
            spaced = matches(text, _TWO_SPACED_NUMBERS)
            several[candidates] = separated | (spaced & (digits[candidates] > MOST_PHONE_DIGITS))
        return several
