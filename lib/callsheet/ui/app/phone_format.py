"""Phone numbers as people write them."""

from __future__ import annotations

import phonenumbers


def readable_number(number: str) -> str:
    """An E.164 number in international format, with spaces; any other text unchanged."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
