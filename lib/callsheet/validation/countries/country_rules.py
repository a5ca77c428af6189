"""Where a campaign may call: coverage, country and prefix, in columns.

The order (no country enabled, country not enabled, prefix not enabled) and the rule that Guernsey, Jersey and the Isle
of Man follow the rule of the United Kingdom are ours; the rules themselves are documented by the API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import phonenumbers

from callsheet.validation.model.codes import IssueCode
from callsheet.validation.phones.verdicts import CODE_PLACE, REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from callsheet.validation.model.route import CountryRule, Route
    from callsheet.validation.phones.verdicts import Verdicts

_FOLLOWS = {"GG": "GB", "JE": "GB", "IM": "GB"}


def judge_destination(verdicts: Verdicts, route: Route) -> NDArray[np.int8]:
    """What the route objects to.

    Args:
        verdicts: judged numbers (n rows).
        route: the campaign's rules; SIP or unknown: nothing is objected to.

    Returns:
        n × place in `CODES`; 0 where the number may be called, or where there is none.
    """
    objections = np.zeros(len(verdicts.number), np.int8)
    if route.sip or route.countries is None:
        return objections
    valid = verdicts.number != 0
    if not route.countries:
        objections[valid] = CODE_PLACE[IssueCode.NO_ENABLED_COUNTRIES]
        return objections
    prefixes = _prefixes_by_region(route.countries)
    counts = np.bincount(verdicts.region[valid], minlength=len(REGIONS))
    for place in np.flatnonzero(counts):
        rows = np.flatnonzero(verdicts.region == place)
        region = REGIONS[place]
        allowed = prefixes.get(region, prefixes.get(_FOLLOWS.get(region, region)))
        if allowed is None:
            objections[rows] = CODE_PLACE[IssueCode.COUNTRY_NOT_ENABLED]
        else:
            refused = ~_starts_with_any(verdicts.number[rows], phonenumbers.country_code_for_region(region), allowed)
            objections[rows[refused]] = CODE_PLACE[IssueCode.PREFIX_NOT_ENABLED]
    return objections


def _prefixes_by_region(countries: tuple[CountryRule, ...]) -> dict[str, set[str]]:
    """The prefixes of each enabled region, of several rules for one region all."""
    prefixes: dict[str, set[str]] = {}
    for rule in countries:
        prefixes.setdefault(rule.country_iso.upper(), set()).update(rule.prefixes)
    return prefixes


def _starts_with_any(numbers: NDArray[np.int64], calling_code: int, prefixes: set[str]) -> NDArray[np.bool_]:
    """Which national numbers start with one of the prefixes (n × bool)."""
    found = np.zeros(len(numbers), np.bool_)
    start = len(str(calling_code))
    whole = [f"{calling_code}{prefix}" for prefix in prefixes if not prefix or prefix.isdecimal()]
    for length, rows in _by_length(numbers):
        for size in {len(each) for each in whole if start <= len(each) <= length}:
            heads = numbers[rows] // 10 ** (length - size)
            found[rows] |= np.isin(heads, [int(each) for each in whole if len(each) == size])
    return found


def _by_length(numbers: NDArray[np.int64]) -> Iterator[tuple[int, slice | NDArray[np.intp]]]:
    """How many digits numbers have, and which have that many; most regions know one length only."""
    if not len(numbers):
        return
    least, most = (len(str(each)) for each in (numbers.min(), numbers.max()))
    if least == most:
        yield least, slice(None)
        return
    for length in range(least, most + 1):
        rows = np.flatnonzero((numbers >= 10 ** (length - 1)) & (numbers < 10**length))
        if len(rows):
            yield length, rows
