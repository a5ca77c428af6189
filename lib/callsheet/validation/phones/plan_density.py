"""How probable a string of digits is among the numbers of a region, from the size of its numbering plan.

Almost every ten digits are a number of some large plan, but few are one of a small plan: a number says more for a
region with few possible numbers than for one with many. The sizes are exact: the paths of the plan's automaton are
counted, not sampled.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.validation.phones.numbering_plans import NumberingPlan, numbering_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_SHARES = {"mobile": 0.85, "fixed_line": 0.13}
"""Share of each kind in a list of leads, chosen by hand; the rest are toll-free and other numbers."""

_SMALLEST_PLAN = 10_000_000
"""Plans of fewer numbers count as one of this size. Without it a few damaged numbers of a large country look like
numbers of a country with 100,000 subscribers (measured in benchmarks/bench_countries.py)."""

_LOST_DIGITS = (1, 2, 3)
"""How many digits a damaged number may lack at its end."""

_FEWEST_LEFT = 3


class PlanDensity(NamedTuple):
    """Probabilities of national numbers of one region, given their length.

    Args:
        complete: length → states × float: the probability of each number that ends in the state.
        fixed_line: length → states × bool: whether the number may be a fixed line.
        truncated: length → states × float: the probability of the digits as a number that lost its last digits.
    """

    complete: Mapping[int, NDArray[np.float64]]
    fixed_line: Mapping[int, NDArray[np.bool_]]
    truncated: Mapping[int, NDArray[np.float64]]


@cache
def plan_densities(calling_code: int) -> Mapping[str, PlanDensity]:
    """Return the densities of every region of a calling code, built on first use.

    Args:
        calling_code: 91.

    Raises:
        KeyError: there is no such calling code.
    """
    plan = numbering_plan(calling_code)
    paths = _paths(plan)
    return {region: _density(plan, region, paths) for region in plan.regions}


def _paths(plan: NumberingPlan) -> dict[int, NDArray[np.float64]]:
    """Length → how many strings of that many digits end in each state."""
    steps = plan.steps()
    counts: NDArray[np.float64] = np.zeros(len(steps))
    counts[0] = 1.0
    paths = {}
    for length in range(1, max(plan.lengths(), default=0) + 1):
        counts = np.bincount(steps.ravel(), np.repeat(counts, 10), len(steps)).astype(np.float64)
        paths[length] = counts
    return paths


def _density(plan: NumberingPlan, region: str, paths: Mapping[int, NDArray[np.float64]]) -> PlanDensity:
    complete: dict[int, NDArray[np.float64]] = {}
    fixed_line = {}
    for length in sorted(plan.lengths()):
        accepting = {kind: plan.accepting(region, kind, length) for kind in _SHARES}
        sizes = {kind: float(paths[length][states].sum()) for kind, states in accepting.items()}
        fixed_line[length] = accepting["fixed_line"]
        kinds = [kind for kind in _SHARES if sizes[kind]]
        shares = _SHARES if len(kinds) > 1 else dict.fromkeys(kinds, sum(_SHARES.values()))
        for kind in kinds:
            weight = shares[kind] / max(sizes[kind], _SMALLEST_PLAN)
            density = np.where(accepting[kind], weight, 0.0)
            complete[length] = complete[length] + density if length in complete else density
    return PlanDensity(complete, fixed_line, _truncated(plan.steps(), complete))


def _truncated(steps: NDArray[np.int32], complete: Mapping[int, NDArray[np.float64]]) -> dict[int, NDArray[np.float64]]:
    """Add up, for each state, the probabilities of all numbers that begin with the digits read so far."""
    truncated: dict[int, NDArray[np.float64]] = {}
    mass: NDArray[np.float64]
    for length, density in complete.items():
        mass = density
        for lost in _LOST_DIGITS:
            mass = np.asarray(mass[steps].sum(axis=1), np.float64)
            if length - lost >= _FEWEST_LEFT:
                share: NDArray[np.float64] = mass / len(_LOST_DIGITS)
                truncated[length - lost] = truncated[length - lost] + share if length - lost in truncated else share
    return truncated
