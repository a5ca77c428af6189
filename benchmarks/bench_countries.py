"""Whose country a list of local numbers is: how many lists of another country pass unnoticed, how many own are doubted.

Lists of 48 countries on 12 routes, of 20 and 200 numbers, as written and as bare digits, a tenth of them damaged. The
baseline is the region of the route itself: without the check every foreign list passes.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.leads import cpu, mixed
from callsheet.validation import doubted_country, validate_numbers
from tests.support.number_lists import COUNTRIES, ROUTES, as_written, damaged, local_numbers

SEED = 7
ROWS = 200_000


def run() -> None:
    """Print each share with its bound, and the cost at 200,000 rows."""
    dice = np.random.default_rng(SEED)
    for count in (20, 200):
        for prefixed in (True, False):
            compare(count, dice, prefixed=prefixed)
    column = pd.Series(mixed(ROWS), dtype="str")
    doubted_country(column, "IN")
    ratio = cpu(lambda: doubted_country(column, "IN"), 5) / cpu(lambda: validate_numbers(column, "IN"), 5)
    print(f"countries: {ratio:.2f}× the time of validating the numbers ({ROWS:,} rows)")


def compare(count: int, dice: np.random.Generator, *, prefixed: bool) -> None:
    """Print how many lists of one kind are noticed and doubted."""
    silent, asked, right, foreign = 0, 0, 0, 0
    for country in COUNTRIES:
        numbers = local_numbers(country, count, dice)
        written = damaged(as_written(country, numbers) if prefixed else numbers, 0.1, dice)
        values = pd.Series(written, dtype="str")
        asked += doubted_country(values, country) is not None
        for route in ROUTES:
            if route != country:
                doubt = doubted_country(values, route)
                foreign += 1
                silent += doubt is None
                right += doubt is not None and doubt.likely == country
    kind = "as written" if prefixed else "bare digits"
    print(
        f"countries: {count} numbers, {kind}: {silent / foreign:.1%} of {foreign} foreign lists unnoticed (at most 2%),"
        f" the right country named in {right / foreign:.1%}; {asked / len(COUNTRIES):.1%} of own lists "
        "doubted (at most 0.5%)"
    )
