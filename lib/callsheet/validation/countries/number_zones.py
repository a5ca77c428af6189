"""Where the owners of phone numbers may be: by area code where there is one, else anywhere under the calling code."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from phonenumbers import PhoneNumberType
from phonenumbers.phonenumberutil import is_number_type_geographical

from callsheet.validation.countries.time_zones import ZoneSets, zone_sets
from callsheet.validation.phones.numbering_plans import numbering_plan, plan_groups

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OF_NO_PLACE = ("premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail")
"""Kinds that the package tells before fixed lines and mobiles, as attributes of its metadata."""


def number_zones(numbers: NDArray[np.int64], regions: NDArray[np.int16]) -> ZoneSets:
    """Look up the possible time zones of valid numbers.

    The answers are those of `phonenumbers.timezone.time_zones_for_number`: those of the longest known prefix for fixed
    lines, and for mobiles where these have area codes; all zones of the calling code for the others. An Australian
    mobile may be in 8 zones, a toll-free number of North America in 42.

    Args:
        numbers: n × E.164 without the plus; 0 has no zone.
        regions: n × index in `REGIONS`.
    """
    found = zone_sets(numbers)
    position = found.position.copy()
    for group in plan_groups(numbers, regions):
        is_placed = _placed_states(group.calling_code, group.region, group.length)
        if not is_placed.all():
            states = numbering_plan(group.calling_code).states(group.national, group.length)
            position[group.rows[~is_placed.take(states)]] = _of_calling_code(group.calling_code)
    return ZoneSets(position, found.zones)


@cache
def _placed_states(calling_code: int, region: str, length: int) -> NDArray[np.bool_]:
    """After which states of the plan's table a number has an area code (states × bool)."""
    plan = numbering_plan(calling_code)
    placed = plan.accepting(region, "fixed_line", length)
    if is_number_type_geographical(PhoneNumberType.MOBILE, calling_code):
        placed = placed | plan.accepting(region, "mobile", length)
    for kind in _OF_NO_PLACE:
        placed = placed & ~plan.accepting(region, kind, length)
    return placed


@cache
def _of_calling_code(calling_code: int) -> int:
    """Position in `ZoneSets.zones` of all zones of a calling code."""
    return int(zone_sets(np.array([calling_code], np.int64)).position[0])
