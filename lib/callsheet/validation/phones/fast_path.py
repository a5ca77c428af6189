"""Canonical spellings (an optional plus, then digits) judged in columns.

Each step follows the package's own order: international prefix, country code, national prefix, validity. Where a
table cannot decide for certain the row is left open, for the package itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import phonenumbers
from phonenumbers import PhoneMetadata

from callsheet.validation.model.codes import IssueCode
from callsheet.validation.phones.digits import FEWEST_DIGITS, MOST_DIGITS
from callsheet.validation.phones.numbering_plans import MOST_NATIONAL_DIGITS, international_prefix, numbering_plan
from callsheet.validation.phones.verdicts import CODE_PLACE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.phones.verdicts import Verdicts

OPEN = -1
"""In `Verdicts.code`: not decided here."""

_LARGEST = np.iinfo(np.int64).max - 10**MOST_NATIONAL_DIGITS
_CHUNK = 32_768
_UNKNOWN = CODE_PLACE[IssueCode.UNKNOWN_COUNTRY_CODE]


def _calling_codes() -> NDArray[np.int16]:
    """The calling code by the first three digits of a number; 0: there is none."""
    codes = np.zeros(1000, np.int16)
    for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        width = 10 ** (3 - len(str(code)))
        codes[code * width : (code + 1) * width] = code
    return codes


_CALLING_CODES = _calling_codes()


def judge_canonical(
    verdicts: Verdicts,
    rows: NDArray[np.intp],
    numbers: NDArray[np.int64],
    lengths: NDArray[np.int8],
    region: str | None,
) -> None:
    """Judge numbers and write what is certain; `OPEN` is written where nothing is.

    Args:
        verdicts: written to.
        rows: where each number belongs in `verdicts`.
        numbers: digits as a number.
        lengths: how many digits each has; negative: it was written with a plus.
        region: in which a number without country code is read; None: not known.
    """
    verdicts.code[rows] = OPEN
    for length in np.unique(lengths):
        digits = abs(int(length))
        if not FEWEST_DIGITS <= digits <= MOST_DIGITS:
            continue
        alike = np.flatnonzero(lengths == length)
        judge = _international if length < 0 else _bare
        for start in range(0, len(alike), _CHUNK):
            some = alike[start : start + _CHUNK]
            judge(verdicts, rows[some], numbers[some], digits, region)


def _international(
    verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int, region: str | None
) -> None:
    """Numbers that begin with a calling code, the plus taken off."""
    codes = _CALLING_CODES.take(numbers // 10 ** (length - 3))
    for code in np.flatnonzero(np.bincount(codes)).tolist():
        some = np.flatnonzero(codes == code)
        if code == 0:
            _no_calling_code(verdicts, rows[some], numbers[some], length, region)
        else:
            national = length - len(str(code))
            _national(verdicts, rows[some], numbers[some] % 10**national, national, code)


def _no_calling_code(
    verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int, region: str | None
) -> None:
    """No country has this code; the package then tries the digits once more as dialled from the region."""
    if region is not None:
        rows = rows[~international_prefix(region).where(numbers, length)]
    verdicts.code[rows] = _UNKNOWN


def _bare(
    verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int, region: str | None
) -> None:
    """Numbers without a plus: dialled abroad, with the country's own code, or national."""
    metadata = PhoneMetadata.metadata_for_region(region) if region else None
    if region is None or metadata is None:
        verdicts.code[rows] = _UNKNOWN
        return
    code = int(metadata.country_code or 0)
    if phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code][0] != region:
        return
    dialled = international_prefix(region)
    abroad = dialled.where(numbers, length)
    if abroad.any():
        left = length - len(dialled.literal)
        if dialled.literal and left >= FEWEST_DIGITS:
            rest = numbers % 10**left
            stripped = abroad & (rest // 10 ** (left - 1) != 0)  # no calling code begins with 0
            _known_calling_codes(verdicts, rows[stripped], rest[stripped], left)
            abroad = stripped
        rows, numbers = rows[~abroad], numbers[~abroad]
    rows, numbers = _own_calling_code(verdicts, rows, numbers, length, code)
    _national(verdicts, rows, numbers, length, code)


def _known_calling_codes(verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int) -> None:
    known = _CALLING_CODES.take(numbers // 10 ** (length - 3)) != 0
    _international(verdicts, rows[known], numbers[known], length, None)


def _own_calling_code(
    verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int, code: int
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Judge numbers that begin with the region's own code and mean it; hand back the others.

    The package takes the code off when only the rest fits the country's general pattern, or the whole is too long.
    """
    left = length - len(str(code))
    own = np.flatnonzero(numbers // 10**left == code)
    if not len(own):
        return rows, numbers
    plan = numbering_plan(code)
    rest = numbers[own] % 10**left
    if plan.is_too_long(length):
        wanted = np.ones(len(own), np.bool_)
        stripped = wanted.copy()
    else:
        wanted = ~plan.judge(numbers[own], length)[1]
        stripped = wanted & plan.judge(rest, left)[1]
    unsure = wanted & plan.national_prefix.where(rest, left)
    stripped &= ~unsure
    _national(verdicts, rows[own[stripped]], rest[stripped], left, code)
    others = np.ones(len(rows), np.bool_)
    others[own[stripped | unsure]] = False
    return rows[others], numbers[others]


def _national(verdicts: Verdicts, rows: NDArray[np.intp], numbers: NDArray[np.int64], length: int, code: int) -> None:
    """National numbers of one calling code, a national prefix perhaps still before them."""
    if not len(rows) or not 2 <= length <= MOST_NATIONAL_DIGITS:  # noqa: PLR2004 - fewest digits the package reads
        return
    plan = numbering_plan(code)
    regions, general = plan.judge(numbers, length)
    prefixed = plan.national_prefix.where(numbers, length)
    if not prefixed.any():
        _write(verdicts, rows, numbers, regions, (code, length))
        return
    _write(verdicts, rows[~prefixed], numbers[~prefixed], regions[~prefixed], (code, length))
    left = length - len(plan.national_prefix.literal)
    if not plan.national_prefix.literal or plan.transforms or left < 2:  # noqa: PLR2004 - as above
        return
    rest = numbers[prefixed] % 10**left
    rest_regions, rest_general = plan.judge(rest, left)
    stripped = ~general[prefixed] | rest_general if plan.is_possible(left) else np.zeros(len(rest), np.bool_)
    some = rows[prefixed]
    _write(verdicts, some[stripped], rest[stripped], rest_regions[stripped], (code, left))
    whole = ~stripped
    _write(verdicts, some[whole], numbers[prefixed][whole], regions[prefixed][whole], (code, length))


def _write(
    verdicts: Verdicts,
    rows: NDArray[np.intp],
    numbers: NDArray[np.int64],
    regions: NDArray[np.int16],
    shape: tuple[int, int],
) -> None:
    """Write the verdicts of national numbers of one calling code and length."""
    code, length = shape
    start = code * 10**length
    valid = regions != 0
    if start > _LARGEST:  # no plan has numbers of that many digits
        start, valid = 0, np.zeros(len(regions), np.bool_)
    verdicts.region[rows] = np.where(valid, regions, 0)
    verdicts.number[rows] = np.where(valid, numbers + start, 0)
    verdicts.code[rows] = np.where(valid, 0, numbering_plan(code).reason(length))
