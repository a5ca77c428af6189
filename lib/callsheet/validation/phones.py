"""Phone numbers, judged a column at a time with the answers of the installed `phonenumbers` package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumberFormat

from callsheet.validation.codes import IssueCode
from callsheet.validation.phone_text import read_phone_text

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from phonenumbers.phonemetadata import PhoneNumberDesc

phonenumbers.enable_pattern_cache()

REGIONS: tuple[str, ...] = ("", "001", *sorted(phonenumbers.SUPPORTED_REGIONS))
"""Region by its place in `Verdicts.region`; "" is none, "001" a number of no country."""

CODES: tuple[IssueCode | None, ...] = (None, *IssueCode)
"""Issue code by its place in `Verdicts.code`."""

CODE_PLACE = {code: place for place, code in enumerate(CODES)}
_REGION_PLACE = {region: place for place, region in enumerate(REGIONS)}

_PARSE_REASONS = {
    NumberParseException.INVALID_COUNTRY_CODE: IssueCode.UNKNOWN_COUNTRY_CODE,
    NumberParseException.NOT_A_NUMBER: IssueCode.TOO_FEW_DIGITS,
    NumberParseException.TOO_SHORT_AFTER_IDD: IssueCode.TOO_FEW_DIGITS,
    NumberParseException.TOO_SHORT_NSN: IssueCode.TOO_FEW_DIGITS,
    NumberParseException.TOO_LONG: IssueCode.TOO_MANY_DIGITS,
}


@dataclass(frozen=True)
class Verdicts:
    """The judgement of a column of phone cells, as numbers (n rows).

    Args:
        number: int64, E.164 without its plus; 0: no valid number. The longest possible ones (+62, +81: 19 digits) fit.
        region: int16, place in `REGIONS`.
        code: int8, place in `CODES`; 0: valid, or empty.
        empty: bool, nothing was written.
    """

    number: NDArray[np.int64]
    region: NDArray[np.int16]
    code: NDArray[np.int8]
    empty: NDArray[np.bool_]

    @classmethod
    def blank(cls, rows: int) -> Verdicts:
        """Verdicts of `rows` empty cells."""
        return cls(np.zeros(rows, np.int64), np.zeros(rows, np.int16), np.zeros(rows, np.int8), np.ones(rows, np.bool_))

    def put(self, places: NDArray[np.intp], others: Verdicts) -> None:
        """Write `others` at `places`, one for each."""
        self.number[places] = others.number
        self.region[places] = others.region
        self.code[places] = others.code
        self.empty[places] = others.empty

    def copy(self) -> Verdicts:
        """Verdicts of their own, to write into."""
        return Verdicts(self.number.copy(), self.region.copy(), self.code.copy(), self.empty.copy())

    def take(self, places: NDArray[np.intp]) -> Verdicts:
        """The verdicts at `places`, as a copy."""
        return Verdicts(self.number[places], self.region[places], self.code[places], self.empty[places])


def judge_numbers(values: pd.Series[str], region: str | None) -> pd.DataFrame:
    """Judge phone numbers as written.

    Args:
        values: n × str; an empty cell is "".
        region: in which a number without country code is read, "IN"; None: such a number has no known country.

    Returns:
        n × (number str: E.164 or "", region str: libphonenumber's region or "", code str: `IssueCode` value or ""),
        with the index of `values`. An empty cell has all three empty.
    """
    verdicts = judge_column(values, region)
    return pd.DataFrame(
        {
            "number": e164_strings(verdicts.number).array,
            "region": np.array(REGIONS, dtype=object)[verdicts.region],
            "code": np.array([code.value if code else "" for code in CODES], dtype=object)[verdicts.code],
        },
        index=values.index,
        dtype="str",
    )


def judge_column(values: pd.Series[str], region: str | None) -> Verdicts:
    """The same as `judge_numbers`, as places and integers for work in columns."""
    encoded = pa.array(values, type=pa.string()).dictionary_encode()
    distinct = [_judge_text(str(text), region) for text in encoded.dictionary.to_pylist()]
    if not distinct:
        return Verdicts.blank(len(values))
    number, place, code, empty = zip(*distinct, strict=True)
    each = Verdicts(
        np.array(number, np.int64), np.array(place, np.int16), np.array(code, np.int8), np.array(empty, np.bool_)
    )
    return each.take(encoded.indices.to_numpy().astype(np.intp))


def e164_strings(numbers: NDArray[np.int64]) -> pd.Series[str]:
    """E.164 with its plus, "" for 0 (n × str)."""
    digits = pc.utf8_replace_slice(pa.array(numbers).cast(pa.string()), 0, 0, "+")
    return pd.Series(digits.to_pandas(), dtype="str").where(pd.Series(numbers != 0), "")


def judge_digits(digits: str, region: str | None) -> tuple[int, int, int]:
    """Ask the package about a canonical spelling.

    Args:
        digits: an optional plus, then ASCII digits.
        region: as in `judge_numbers`.

    Returns:
        The number, the place of its region, the place of its code, as in `Verdicts`.
    """
    try:
        parsed = phonenumbers.parse(digits, region)
    except NumberParseException as refusal:
        return 0, 0, CODE_PLACE[_PARSE_REASONS[refusal.error_type]]
    if not phonenumbers.is_valid_number(parsed):
        length = len(phonenumbers.national_significant_number(parsed))
        return 0, 0, CODE_PLACE[length_reason(parsed.country_code, length)]
    e164 = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    return int(e164[1:]), _REGION_PLACE[phonenumbers.region_code_for_number(parsed) or ""], 0


@cache
def length_reason(calling_code: int, length: int) -> IssueCode:
    """Why a national number of a length is not valid, when its country code is known.

    Held against the lengths of fixed and mobile numbers of the code's main country: eleven digits are too many for
    India, though a freephone number there may have thirteen (ours).

    Args:
        calling_code: 91.
        length: digits of the national number.
    """
    metadata = metadata_of(calling_code)
    lengths = _lengths(metadata.fixed_line) | _lengths(metadata.mobile) or _lengths(metadata.general_desc)
    if length < min(lengths):
        return IssueCode.TOO_FEW_DIGITS
    if length > max(lengths):
        return IssueCode.TOO_MANY_DIGITS
    return IssueCode.NOT_IN_USE


def metadata_of(calling_code: int) -> PhoneMetadata:
    """The package's metadata of the main country of a calling code.

    Raises:
        KeyError: no country has that code.
    """
    region = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[calling_code][0]
    metadata = (
        PhoneMetadata.metadata_for_nongeo_region(calling_code)
        if region == "001"
        else PhoneMetadata.metadata_for_region(region)
    )
    if metadata is None:
        raise KeyError(calling_code)
    return metadata


def _lengths(described: PhoneNumberDesc | None) -> set[int]:
    return {length for length in described.possible_length if length > 0} if described else set()


def _judge_text(text: str, region: str | None) -> tuple[int, int, int, bool]:
    read = read_phone_text(text)
    if read.empty:
        return 0, 0, 0, True
    if read.code is not None:
        return 0, 0, CODE_PLACE[read.code], False
    return *judge_digits(read.digits, region), False
