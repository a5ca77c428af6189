"""The installed `phonenumbers` package, asked about one number, and its metadata."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumberFormat

from callsheet.validation.model.codes import IssueCode
from callsheet.validation.phones.verdicts import CODE_PLACE, REGION_PLACE

if TYPE_CHECKING:
    from phonenumbers.phonemetadata import PhoneNumberDesc

phonenumbers.enable_pattern_cache()

_PARSE_REASONS = {
    NumberParseException.INVALID_COUNTRY_CODE: IssueCode.UNKNOWN_COUNTRY_CODE,
    NumberParseException.NOT_A_NUMBER: IssueCode.TOO_FEW_DIGITS,
    NumberParseException.TOO_SHORT_AFTER_IDD: IssueCode.TOO_FEW_DIGITS,
    NumberParseException.TOO_SHORT_NSN: IssueCode.TOO_FEW_DIGITS,
    NumberParseException.TOO_LONG: IssueCode.TOO_MANY_DIGITS,
}


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
    return int(e164[1:]), REGION_PLACE[phonenumbers.region_code_for_number(parsed) or ""], 0


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
