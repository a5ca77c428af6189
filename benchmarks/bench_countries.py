"""Whose country a list of local numbers is: how many lists of another country pass unnoticed, how many own are doubted.

Lists of 48 countries on 12 routes, of 20, 200 and 20,000 numbers: bare digits, as one writes them at home, grouped, and
grouped without the leading zero; a tenth of the numbers is damaged. Mixtures have as many numbers of the route's own
country. The baseline is the region of the route itself: without the check every foreign list passes.
COUNTRY_SIZES="20 200" runs some sizes only.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benchmarks.leads import cpu, mixed
from callsheet.validation import doubted_country, validate_numbers
from callsheet.validation.countries.list_origin.doubts import doubted_countries
from tests.support.files.number_lists import COUNTRIES, ROUTES, as_written, damaged, grouped, many_local_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 7
ROWS = 200_000
SIZES = (20, 200, 20_000)
SPELLINGS: dict[str, Callable[[str, list[str]], list[str]]] = {
    "bare digits": lambda _, numbers: numbers,
    "as written": as_written,
    "grouped": lambda region, numbers: grouped(region, numbers, prefixed=True),
    "grouped, no leading zero": lambda region, numbers: grouped(region, numbers, prefixed=False),
}


def run() -> None:
    """Print each share with its bound, and the cost at 200,000 rows."""
    dice = np.random.default_rng(SEED)
    sizes = tuple(map(int, os.environ.get("COUNTRY_SIZES", "").split())) or SIZES
    for count in sizes:
        for kind, written in SPELLINGS.items():
            compare(count, kind, partial(_list, dice, written))
    for count in sizes:
        compare_mixtures(count, partial(_list, dice, as_written))
    column = pd.Series(mixed(ROWS), dtype="str")
    doubted_country(column, "IN")
    seconds = cpu(lambda: doubted_country(column, "IN"), 5)
    ratio = seconds / cpu(lambda: validate_numbers(column, "IN"), 5)
    print(f"countries: {seconds:.3f} s of CPU at {ROWS:,} rows (at most 0.1 s), {ratio:.2f}× validating the numbers")


def compare(count: int, kind: str, numbers_of: Callable[[str, int], list[str]]) -> None:
    """Print how many lists of one kind are noticed and doubted."""
    silent, asked, right, foreign = [], 0, 0, 0
    for country in COUNTRIES:
        values = pd.Series(numbers_of(country, count), dtype="str")
        for route, doubt in doubted_countries(values, dict.fromkeys((country, *ROUTES))).items():
            if route == country:
                asked += doubt is not None
                continue
            foreign += 1
            right += doubt is not None and doubt.likely == country
            if doubt is None:
                silent.append(f"{country} on {route}")
    print(
        f"countries: {count:,} numbers, {kind}: {len(silent) / foreign:.1%} of {foreign} foreign lists unnoticed (at "
        f"most 2%), the right country named in {right / foreign:.1%}; {asked} of {len(COUNTRIES)} own lists doubted "
        f"(at most 0.5%). Unnoticed: {', '.join(silent) or 'none'}"
    )


def compare_mixtures(count: int, numbers_of: Callable[[str, int], list[str]]) -> None:
    """Print how many lists are noticed of which half the numbers are the route's own."""
    silent, foreign = 0, 0
    own = {route: numbers_of(route, count - count // 2) for route in ROUTES}
    for country in COUNTRIES:
        half = numbers_of(country, count // 2)
        for route in ROUTES:
            if route != country:
                foreign += 1
                silent += doubted_country(pd.Series([*half, *own[route]], dtype="str"), route) is None
    print(f"countries: {count:,} numbers, half of them the route's own: {silent / foreign:.1%} of {foreign} unnoticed")


def _list(
    dice: np.random.Generator, written: Callable[[str, list[str]], list[str]], region: str, count: int
) -> list[str]:
    return damaged(written(region, many_local_numbers(region, count, dice)), 0.1, dice)
