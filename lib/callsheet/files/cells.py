"""Typed cells as the text a person would send: whole numbers without `.0` or exponent, dates as ISO."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

_DAY = timedelta(days=1)


def cell_text(value: object) -> str:
    """One cell as text.

    Args:
        value: what an engine hands out: text, number, truth value, date, time, or None for an empty cell.
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
        case date() | time():
            text = value.isoformat()
        case timedelta():
            text = number_text(value / _DAY)
        case _:
            text = str(value)
    return text


def number_text(value: float) -> str:
    """A number with all digits it has: 9198765432100.0 → "9198765432100", 1e-05 → "0.00001"."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
        return ""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
