"""Public holidays of a whole country, from the `holidays` package."""

from __future__ import annotations

from datetime import date
from functools import cache

from callsheet.errors import InvalidArgument
from callsheet.wording.rules.calling_hours import no_holidays

_EPOCH = date(1970, 1, 1).toordinal()


@cache
def national_holidays(region: str, year: int) -> frozenset[int]:
    """Return the public holidays of a year that hold in the whole country, as days since 1970-01-01.

    A day counts if the country as a whole has it or each of its parts has it: a day in lieu of Boxing Day is proclaimed
    by every Australian state and by none for the country. Days of single parts and of optional kinds do not count.

    Args:
        region: ISO 3166 code, "AU".
        year: 1971 or later.

    Raises:
        InvalidArgument: the holidays of the country are not known.
    """
    import holidays  # noqa: PLC0415 - takes 0.1 s, and few rules have holidays

    try:
        country = holidays.country_holidays(region, years=year)
    except NotImplementedError:
        raise InvalidArgument(no_holidays(region)) from None
    days = set(country)
    parts = [set(holidays.country_holidays(region, subdiv=part, years=year)) for part in country.subdivisions]
    if parts:
        days |= set.intersection(*parts)
    return frozenset(day.toordinal() - _EPOCH for day in days)
