"""Validate canonical spellings (an optional plus, then digits) column-wise, with tables.

Each step follows the order of the `phonenumbers` package: international prefix, country code, national prefix,
validity. Where a table cannot decide for certain, the row is left undecided, for the package itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import phonenumbers
from phonenumbers import PhoneMetadata

from callsheet.validation.model.codes import IssueCode
from callsheet.validation.phones.digits import FEWEST_DIGITS, MOST_DIGITS
from callsheet.validation.phones.numbering_plans import MOST_NATIONAL_DIGITS, international_prefix, numbering_plan
from callsheet.validation.phones.verdicts import CODE_INDEX

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.phones.verdicts import Verdicts

UNDECIDED = -1
"""In `Verdicts.code`: only the package can tell."""

_FEWEST_NATIONAL_DIGITS = 2
"""Fewest digits of a national number that the package parses."""

_LARGEST_START = np.iinfo(np.int64).max - 10**MOST_NATIONAL_DIGITS
"""A calling code followed by zeros must not be larger, or adding the national number would overflow."""

_CHUNK = 32_768
"""Rows validated at a time: an int64 array of a chunk (256 KB) stays in the processor's cache. Chosen by hand."""

_UNKNOWN = CODE_INDEX[IssueCode.UNKNOWN_COUNTRY_CODE]


def _calling_codes() -> NDArray[np.int16]:
    """The calling code by the first three digits of a number (1,000); 0: there is no such code."""
    codes = np.zeros(1000, np.int16)
    for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        width = 10 ** (3 - len(str(code)))
        codes[code * width : (code + 1) * width] = code
    return codes


_CALLING_CODES = _calling_codes()


def validate_canonical_into(
    verdicts: Verdicts,
    rows: NDArray[np.intp],
    numbers: NDArray[np.int64],
    lengths: NDArray[np.int8],
    region: str | None,
) -> None:
    """Validate numbers and write the verdicts that are certain; the others get the code `UNDECIDED`.

    Args:
        verdicts: written to.
        rows: index in `verdicts` of each number (n).
        numbers: digits as a number (n).
        lengths: digits of each number; negative: it was written with a plus (n).
        region: of numbers without a country code; None: unknown.
    """
    verdicts.code[rows] = UNDECIDED
    for length in np.unique(lengths):
        digits = abs(int(length))
        if not FEWEST_DIGITS <= digits <= MOST_DIGITS:
            continue
        of_length = np.flatnonzero(lengths == length)
        validate_into = _international_into if length < 0 else _without_plus_into
        for start in range(0, len(of_length), _CHUNK):
            chunk = of_length[start : start + _CHUNK]
            validate_into(verdicts, rows[chunk], numbers[chunk], digits, region)


def _international_into(
    verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int, region: str | None
) -> None:
    """Numbers that begin with a calling code, without the plus."""
    codes = _CALLING_CODES.take(numbers // 10 ** (length - 3))
    for code in np.flatnonzero(np.bincount(codes)).tolist():
        of_code = np.flatnonzero(codes == code)
        if code == 0:
            _no_calling_code_into(verdicts, rows[of_code], numbers[of_code], length, region)
        else:
            national = length - len(str(code))
            _national_into(verdicts, rows[of_code], numbers[of_code] % 10**national, national, code)


def _no_calling_code_into(
    verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int, region: str | None
) -> None:
    """No country has this code; the package then parses the digits again as dialled from the region."""
    if region is not None:
        rows = rows[~international_prefix(region).where(numbers, length)]
    verdicts.code[rows] = _UNKNOWN


def _without_plus_into(
    verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int, region: str | None
) -> None:
    """Numbers without a plus: dialled abroad, with the region's own calling code, or national."""
    metadata = PhoneMetadata.metadata_for_region(region) if region else None
    if region is None or metadata is None:
        verdicts.code[rows] = _UNKNOWN
        return
    code = int(metadata.country_code or 0)
    if phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code][0] != region:
        return
    prefix = international_prefix(region)
    abroad = prefix.where(numbers, length)
    if abroad.any():
        rest_length = length - len(prefix.literal)
        if prefix.literal and rest_length >= FEWEST_DIGITS:
            rest = numbers % 10**rest_length
            stripped = abroad & (rest // 10 ** (rest_length - 1) != 0)  # no calling code begins with 0
            _known_calling_codes_into(verdicts, rows[stripped], rest[stripped], rest_length)
            abroad = stripped
        rows, numbers = rows[~abroad], numbers[~abroad]
    rows, numbers = _own_calling_code_into(verdicts, rows, numbers, length, code)
    _national_into(verdicts, rows, numbers, length, code)


def _known_calling_codes_into(
    verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int
) -> None:
    known = _CALLING_CODES.take(numbers // 10 ** (length - 3)) != 0
    _international_into(verdicts, rows[known], numbers[known], length, None)


def _own_calling_code_into(
    verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int, code: int
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Validate numbers that begin with the region's own calling code and mean it; return the rows and numbers left.

    The package removes the code only when the rest fits the country's general pattern and the whole does not, or when
    the whole is too long.
    """
    rest_length = length - len(str(code))
    own = np.flatnonzero(numbers // 10**rest_length == code)
    if not len(own):
        return rows, numbers
    plan = numbering_plan(code)
    rest = numbers[own] % 10**rest_length
    if plan.is_too_long(length):
        removable = np.ones(len(own), np.bool_)
        stripped = removable.copy()
    else:
        removable = ~plan.validate(numbers[own], length)[1]
        stripped = removable & plan.validate(rest, rest_length)[1]
    undecided = removable & plan.national_prefix.where(rest, rest_length)
    stripped &= ~undecided
    _national_into(verdicts, rows[own[stripped]], rest[stripped], rest_length, code)
    others = np.ones(len(rows), np.bool_)
    others[own[stripped | undecided]] = False
    return rows[others], numbers[others]


def _national_into(
    verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int, code: int
) -> None:
    """National numbers of one calling code, some perhaps with a national prefix."""
    if not len(rows) or not _FEWEST_NATIONAL_DIGITS <= length <= MOST_NATIONAL_DIGITS:
        return
    plan = numbering_plan(code)
    regions, general = plan.validate(numbers, length)
    prefixed = plan.national_prefix.where(numbers, length)
    if not prefixed.any():
        _write_into(verdicts, rows, numbers, regions, (code, length))
        return
    _write_into(verdicts, rows[~prefixed], numbers[~prefixed], regions[~prefixed], (code, length))
    rest_length = length - len(plan.national_prefix.literal)
    if not plan.national_prefix.literal or plan.transforms or rest_length < _FEWEST_NATIONAL_DIGITS:
        return
    rest = numbers[prefixed] % 10**rest_length
    rest_regions, rest_general = plan.validate(rest, rest_length)
    stripped = ~general[prefixed] | rest_general if plan.is_possible(rest_length) else np.zeros(len(rest), np.bool_)
    rows_prefixed = rows[prefixed]
    _write_into(verdicts, rows_prefixed[stripped], rest[stripped], rest_regions[stripped], (code, rest_length))
    whole = ~stripped
    _write_into(verdicts, rows_prefixed[whole], numbers[prefixed][whole], regions[prefixed][whole], (code, length))


def _write_into(
    verdicts: Verdicts,
    rows: NDArray[np.intp],
    numbers: NDArray[np.int64],
    regions: NDArray[np.int16],
    plan_and_length: tuple[int, int],
) -> None:
    """Write the verdicts of national numbers of one calling code and length.

    Args:
        verdicts: written to.
        rows: index in `verdicts` of each number (n).
        numbers: national numbers (n).
        regions: index in `REGIONS`, 0: not valid (n).
        plan_and_length: the calling code, and the digits of the national numbers.
    """
    code, length = plan_and_length
    start = code * 10**length
    valid = regions != 0
    if start > _LARGEST_START:  # no numbering plan has numbers of that many digits
        start, valid = 0, np.zeros(len(regions), np.bool_)
    verdicts.region[rows] = np.where(valid, regions, 0)
    verdicts.number[rows] = np.where(valid, numbers + start, 0)
    verdicts.code[rows] = np.where(valid, 0, numbering_plan(code).reason(length))
