"""Valid numbers behind which there is hardly a lead: made-up digits, numbers of services, our own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation.model.codes import IssueCode
from callsheet.validation.phones.numbering_plans import numbering_plan, plan_groups
from callsheet.validation.phones.verdicts import CODE_INDEX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_KINDS = {
    "premium_rate": IssueCode.PREMIUM_NUMBER,
    "toll_free": IssueCode.TOLL_FREE_NUMBER,
    "shared_cost": IssueCode.SHARED_COST_NUMBER,
    "pager": IssueCode.PAGER_NUMBER,
    "uan": IssueCode.UAN_NUMBER,
}
"""Attribute of the package's metadata → code, in the order in which the package tells types apart."""

_ORDINARY = ("mobile", "fixed_line")
_REPEATED = 9
"""Last digits that are all the same in a made-up number; fewer occur in bought "golden" numbers."""

_COUNTED_UP = (1_234_567_890, 123_456_789)


def unusual_numbers(
    numbers: NDArray[np.int64], regions: NDArray[np.int16], own: Iterable[str] = ()
) -> NDArray[np.int8]:
    """Tell which numbers are hardly a lead's (n × index in `CODES`, 0: nothing is unusual about the number).

    Args:
        numbers: n × E.164 without the plus; 0: no valid number.
        regions: n × index in `REGIONS`.
        own: E.164 numbers that calls are made from.
    """
    codes = np.zeros(len(numbers), np.int8)
    for group in plan_groups(numbers, regions):
        by_state = _codes_by_state(group.calling_code, group.region, group.length)
        if by_state.any():
            codes[group.rows] = by_state.take(numbering_plan(group.calling_code).states(group.national, group.length))
        codes[group.rows[_are_made_up(group.national, group.length)]] = CODE_INDEX[IssueCode.FILLER_NUMBER]
    for number in own:
        if number.removeprefix("+").isdecimal():
            codes[numbers == int(number.removeprefix("+"))] = CODE_INDEX[IssueCode.OWN_NUMBER]
    return codes


@cache
def _codes_by_state(calling_code: int, region: str, length: int) -> NDArray[np.int8]:
    """The code of a number by the state of the plan's table after its last digit (states × index in `CODES`)."""
    plan = numbering_plan(calling_code)
    codes = np.zeros(len(plan.steps()), np.int8)
    for kind, code in reversed(_KINDS.items()):
        codes[plan.accepting(region, kind, length)] = CODE_INDEX[code]
    ordinary = np.logical_or.reduce([plan.accepting(region, kind, length) for kind in _ORDINARY])
    codes[ordinary] = 0
    return codes


def _are_made_up(national: NDArray[np.int64], length: int) -> NDArray[np.bool_]:
    """Which national numbers repeat one digit or count up (n × bool)."""
    size = min(length, _REPEATED)
    ones = int("1" * size)
    made_up: NDArray[np.bool_] = (national % 10**size) % ones == 0
    made_up &= national % 10**size // ones < 10  # noqa: PLR2004 - ten digits
    return made_up | np.isin(national, _COUNTED_UP)
