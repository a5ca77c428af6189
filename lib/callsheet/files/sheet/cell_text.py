"""Typed cell values as text: integers without `.0` or exponent, dates in ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation, localcontext
from typing import TYPE_CHECKING

from callsheet.files.sheet.format_sections import show_whole_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.files.sheet.format_sections import Section

SIGNIFICANT = 15
"""Significant digits that spreadsheets show; further digits of a double are rounding noise."""
_NO_DIGITS = re.compile(r"[^0-9]")
_DAY = timedelta(days=1)
_LONGEST = 400  # characters: a double in full has at most about 330 digits
_LARGEST_SHARE = 1_000
"""Largest share (100,000%); a larger number in a cell formatted as per cent is a phone number. Chosen by hand."""


def cell_text(value: object) -> str:
    """One cell as text.

    Args:
        value: text, number, bool, date, time, duration, or None for an empty cell.
    """
    match value:
        case None:
            text = ""
        case bool():
            text = "TRUE" if value else "FALSE"
        case float():
            text = number_text(value)
        case datetime():
            midnight = value.time() == time()
            text = value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
        case date():
            text = value.isoformat()
        case time():
            text = value.isoformat(timespec="seconds")
        case timedelta():
            text = duration_text(value / _DAY)
        case _:
            text = str(value)
    return text


def number_text(value: float) -> str:
    """A number with all significant digits: 9198765432100.0 → "9198765432100", 1e-05 → "0.00001", 0.1 + 0.2 → "0.3"."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
        return ""
    return written_number(repr(value))


def written_number(written: str) -> str:
    """A number of a workbook as a person would write it; other text unchanged.

    Integers get every digit, other numbers `SIGNIFICANT` digits.

    Args:
        written: as in the file, as "9.19877E+11" or "0.30000000000000004".
    """
    number = _decimal(written)
    if number is None:
        return written
    whole = number == number.to_integral_value()
    return _plain(number if whole else _rounded(number))


def percent_text(written: str) -> str:
    """A share as per cent: "0.155" → "15.5%"; a number too large for a share as a number.

    Args:
        written: as in the file.
    """
    number = _decimal(written)
    if number is None or abs(number) > _LARGEST_SHARE:
        return written_number(written)
    return f"{_plain(_rounded(number) * 100)}%"


def pattern_text(written: str, sections: Sequence[Section]) -> str:
    """A whole number with the digits, zeros, signs and text that its format shows; another number as it is.

    Args:
        written: as in the file.
        sections: of the number format.
    """
    is_plain = written.isdecimal() and written.isascii() and (written[0] != "0" or written == "0")
    text = written if is_plain else written_number(written)
    shown = show_whole_number(int(text), sections) if text.isdecimal() and text.isascii() else None
    return shown or text


def with_all_digits(shown: str, exact: str | None) -> str:
    """A cell as shown, or as its whole number where that says as much or more, as for "9.19877E+11" or "25,000.00".

    Args:
        shown: the text that the cell shows.
        exact: its whole number; None: not stated.
    """
    if exact is None or not shown:
        return shown or exact or ""
    digits, whole = _NO_DIGITS.sub("", shown), exact.lstrip("+-")
    shows_more = digits.endswith(whole) and (digits != whole or "+" in shown)
    return shown if shows_more and (whole != "0" or shown == digits) else exact


def duration_text(days: float) -> str:
    """A duration in days as hours, minutes and seconds: 1.25 → "30:00:00"."""
    seconds = round(abs(days) * 86_400)
    hours, rest = divmod(seconds, 3_600)
    return f"{'-' if days < 0 and seconds else ''}{hours:02}:{rest // 60:02}:{rest % 60:02}"


def iso_date(written: str) -> str:
    """A date in ISO 8601 as in the file, in the form used here.

    Args:
        written: as "2024-01-02T00:00:00" or "10:30:00Z".
    """
    text = written.strip().rstrip("Z").replace("T", " ").removesuffix(" 00:00:00")
    return text.partition(".")[0] if ":" in text else text


def _decimal(written: str) -> Decimal | None:
    """The number, if it is one that a workbook can hold."""
    if len(written) > _LONGEST:
        return None
    try:
        number, size = Decimal(written), float(written)
    except (InvalidOperation, ValueError, OverflowError):
        return None
    if size in (float("inf"), float("-inf")) or not number.is_finite():
        return None
    return Decimal(0) if size == 0 else number


def _rounded(number: Decimal) -> Decimal:
    with localcontext(prec=SIGNIFICANT):
        return +number


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
