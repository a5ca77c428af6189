"""The country that a caller names: an argument of the library, an option of the command line, a field of a request."""

from __future__ import annotations

from difflib import get_close_matches

import phonenumbers

from callsheet.errors import InvalidArgument
from callsheet.validation.countries.names import english_names, parse_region
from callsheet.wording.arguments import unknown_country
from callsheet.wording.issues import country

_SIMILARITY = 0.6
"""Ratio of `difflib` from which a name is offered; its own default."""
_REGIONS = frozenset(phonenumbers.SUPPORTED_REGIONS)


def require_region(text: str) -> str:
    """Return the region that an argument names.

    Args:
        text: "IN", "ind", "India", "भारत", "+91" or whatever else `parse_region` understands.

    Returns:
        libphonenumber's region, "IN".

    Raises:
        InvalidArgument: the text names no country, or could name two; the sentence offers those spelled alike.
    """
    if text in _REGIONS:
        return text
    region = parse_region(text) if isinstance(text, str) else None
    if region is None:
        raise InvalidArgument(unknown_country(str(text), _nearest(str(text))))
    return region


def optional_region(text: str | None) -> str | None:
    """Return the region that an argument names, or None for None.

    Raises:
        InvalidArgument: as in `require_region`.
    """
    return None if text is None else require_region(text)


def _nearest(text: str) -> list[str]:
    names = english_names()
    regions = dict.fromkeys(names[name] for name in get_close_matches(text.strip().lower(), names, 3, _SIMILARITY))
    return [f"{country(region)} ({region})" for region in regions]
