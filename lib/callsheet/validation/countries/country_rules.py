"""Where a campaign may call: checks of country and prefix, column-wise.

The order (no country enabled, country not enabled, prefix not enabled) and the rule that Guernsey, Jersey and the Isle
of Man use the rule of the United Kingdom are our own; the rules themselves are documented by the API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import phonenumbers

from callsheet.validation.model.codes import IssueCode
from callsheet.validation.phones.validate import validate_column
from callsheet.validation.phones.verdicts import CODE_INDEX, REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.countries.route import CountryRule, Route
    from callsheet.validation.phones.verdicts import Verdicts

_USES_RULE_OF = {"GG": "GB", "JE": "GB", "IM": "GB"}


def check_country_rules(verdicts: Verdicts, route: Route) -> NDArray[np.int8]:
    """Check which valid numbers a campaign may call.

    Args:
        verdicts: results of numbers (n rows).
        route: the campaign's rules; with SIP, or unknown, every number may be called.

    Returns:
        n × index in `CODES`; 0 where the number may be called, or where there is no valid number.
    """
    codes = np.zeros(len(verdicts.number), np.int8)
    if route.sip or route.countries is None:
        return codes
    valid = verdicts.number != 0
    if not route.countries:
        codes[valid] = CODE_INDEX[IssueCode.NO_ENABLED_COUNTRIES]
        return codes
    prefixes_by_region = _prefixes_by_region(route.countries)
    counts = np.bincount(verdicts.region[valid], minlength=len(REGIONS))
    for index in np.flatnonzero(counts):
        rows = np.flatnonzero(verdicts.region == index)
        region = REGIONS[index]
        prefixes = prefixes_by_region.get(region, prefixes_by_region.get(_USES_RULE_OF.get(region, region)))
        if prefixes is None:
            codes[rows] = CODE_INDEX[IssueCode.COUNTRY_NOT_ENABLED]
        else:
            calling_code = phonenumbers.country_code_for_region(region)
            not_enabled = ~_start_with_any(verdicts.number[rows], calling_code, prefixes)
            codes[rows[not_enabled]] = CODE_INDEX[IssueCode.PREFIX_NOT_ENABLED]
    return codes


def rows_not_enabled(numbers: pd.Series[str], route: Route) -> dict[str, list[int]]:
    """Return which valid numbers may not be called, by region: the one with most numbers first.

    Args:
        numbers: E.164, indexed by row number.
        route: the rules; with SIP, or unknown, every number may be called.
    """
    verdicts = validate_column(numbers, None)
    rows, found = numbers.index.to_list(), dict[str, list[int]]()
    for position in np.flatnonzero(check_country_rules(verdicts, route)).tolist():
        found.setdefault(REGIONS[int(verdicts.region[position])], []).append(int(rows[position]))
    return dict(sorted(found.items(), key=lambda entry: -len(entry[1])))


def _prefixes_by_region(countries: tuple[CountryRule, ...]) -> dict[str, set[str]]:
    """The prefixes of each enabled region; several rules for one region are merged."""
    prefixes: dict[str, set[str]] = {}
    for rule in countries:
        prefixes.setdefault(rule.country_iso.upper(), set()).update(rule.prefixes)
    return prefixes


def _start_with_any(numbers: NDArray[np.int64], calling_code: int, prefixes: set[str]) -> NDArray[np.bool_]:
    """Which numbers start with one of the prefixes behind their calling code (n × bool)."""
    starts = np.zeros(len(numbers), np.bool_)
    code_length = len(str(calling_code))
    full = [f"{calling_code}{prefix}" for prefix in prefixes if not prefix or prefix.isdecimal()]
    for length, rows in _rows_by_length(numbers):
        for size in {len(prefix) for prefix in full if code_length <= len(prefix) <= length}:
            heads = numbers[rows] // 10 ** (length - size)
            starts[rows] |= np.isin(heads, [int(prefix) for prefix in full if len(prefix) == size])
    return starts


def _rows_by_length(numbers: NDArray[np.int64]) -> Iterator[tuple[int, slice | NDArray[np.intp]]]:
    """How many digits numbers have, and which have that many; most regions have one length only."""
    if not len(numbers):
        return
    shortest, longest = (len(str(number)) for number in (numbers.min(), numbers.max()))
    if shortest == longest:
        yield shortest, slice(None)
        return
    for length in range(shortest, longest + 1):
        rows = np.flatnonzero((numbers >= 10 ** (length - 1)) & (numbers < 10**length))
        if len(rows):
            yield length, rows
