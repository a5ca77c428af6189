"""The installed `phonenumbers` package: one number validated by it, and its metadata."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumberFormat

from callsheet.validation.model.codes import IssueCode
from callsheet.validation.phones.verdicts import CODE_INDEX, REGION_INDEX

if TYPE_CHECKING:
    from phonenumbers.phonemetadata import PhoneNumberDesc

_PARSE_REASONS = {
    NumberParseException.INVALID_COUNTRY_CODE: IssueCode.UNKNOWN_COUNTRY_CODE,
    NumberParseException.NOT_A_NUMBER: IssueCode.TOO_FEW_DIGITS,
    NumberParseException.TOO_SHORT_AFTER_IDD: IssueCode.TOO_FEW_DIGITS,
    NumberParseException.TOO_SHORT_NSN: IssueCode.TOO_FEW_DIGITS,
    NumberParseException.TOO_LONG: IssueCode.TOO_MANY_DIGITS,
}


def validate_digits(digits: str, region: str | None) -> tuple[int, int, int]:
    """Validate a canonical spelling with the package.

    Args:
        digits: an optional plus, then ASCII digits.
        region: as in `validate_numbers`.

    Returns:
        The number, the index of its region and the index of its code, as in `Verdicts`.
    """
    phonenumbers.enable_pattern_cache()  # the package compiles its patterns once; without effect from the second call
    try:
        parsed = phonenumbers.parse(digits, region)
    except NumberParseException as error:
        return 0, 0, CODE_INDEX[_PARSE_REASONS[error.error_type]]
    if not phonenumbers.is_valid_number(parsed):
        length = len(phonenumbers.national_significant_number(parsed))
        return 0, 0, CODE_INDEX[length_reason(parsed.country_code, length)]
    e164 = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    return int(e164[1:]), REGION_INDEX[phonenumbers.region_code_for_number(parsed) or ""], 0


@cache
def length_reason(calling_code: int, length: int) -> IssueCode:
    """Return why a national number of some length is not valid, when its country code is known.

    Compares with the lengths of fixed-line and mobile numbers of the code's main country: eleven digits are too many
    for India, although a freephone number there may have thirteen (our own rule).

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
    """Return the package's metadata of the main country of a calling code.

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


def _lengths(description: PhoneNumberDesc | None) -> set[int]:
    return {length for length in description.possible_length if length > 0} if description else set()
