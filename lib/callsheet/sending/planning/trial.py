"""Draw the leads that are sent first, alone: a few that differ as much as the file does."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation import PHONE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.store import Release
    from callsheet.validation import Report

TRIAL = 10
"""Leads of the first part when an operator sends a few first."""
_COUNTRIES = 4
"""How many countries, the most frequent first, have a turn of their own; chosen by hand for ten leads."""
_EXTREME = 0.05
"""The share of leads that counts as the longest, the shortest or the emptiest; chosen by hand."""


def first_of_schedule(report: Report, excluded: Collection[int], releases: Sequence[Release]) -> list[int]:
    """Return the rows that are not sent first: all but those of the earliest release with a row to send.

    Args:
        report: the checked file.
        excluded: row numbers that are not sent.
        releases: when the rows may leave, the earliest first; those without a known local time are never first.
    """
    left = report.clean.index.difference(list(excluded))
    for release in releases:
        first = left.intersection(list(release.rows))
        if len(first) and release.zones != ():
            return [int(row) for row in left.difference(first)]
    return []


def draw_trial(report: Report, excluded: Collection[int], seed: str) -> list[int]:
    """Draw ready rows by lot, in turn from each country, the emptiest, longest, shortest and oddest ones, and all.

    Args:
        report: the checked file.
        excluded: row numbers that are not sent.
        seed: the same rows are drawn from the same file with the same seed.

    Returns:
        Row numbers, ascending: at most `TRIAL`; empty when there are no more leads than that, because nothing would
        be left to wait.
    """
    clean = report.clean
    clean = clean[~clean.index.isin(list(excluded))] if len(excluded) else clean
    if len(clean) <= TRIAL:
        return []
    chance = random.Random(seed)  # noqa: S311 - a lot that can be drawn again, not a secret
    drawn: set[int] = set()
    groups = [np.flatnonzero(group) for group in _groups(report, clean)]
    for turn in range(TRIAL * len(groups)):
        group = groups[turn % len(groups)]
        drawn.add(int(group[chance.randrange(len(group))]))
        if len(drawn) == TRIAL:
            break
    left = [position for position in range(min(len(clean), 2 * TRIAL)) if position not in drawn]
    drawn.update(left[: TRIAL - len(drawn)])
    return sorted(int(row) for row in clean.index[sorted(drawn)])


def _groups(report: Report, clean: pd.DataFrame) -> Iterator[NDArray[np.bool_]]:
    """Masks over the leads, none of them empty."""
    regions = report.regions.loc[clean.index]
    for region in regions.value_counts().index[:_COUNTRIES]:
        yield (regions == region).to_numpy(dtype=bool)
    variables = clean.drop(columns=PHONE_NUMBER)
    if len(variables.columns):
        empty = (variables == "").to_numpy().sum(axis=1)
        length = np.sum([variables[name].str.len().to_numpy(dtype="int64") for name in variables.columns], axis=0)
        yield empty >= np.quantile(empty, 1 - _EXTREME)
        yield length >= np.quantile(length, 1 - _EXTREME)
        yield length <= np.quantile(length, _EXTREME)
    issues = report.issues
    odd = clean.index.isin(issues["row"][issues["severity"] == "warning"])
    if odd.any():
        yield odd
    yield np.ones(len(clean), dtype=bool)
