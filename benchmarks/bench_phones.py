"""Phone judging against the plain loop: parse, is_valid_number, format_number, pattern cache on.

Ratios are of CPU time, both sides in one process, one after the other.
"""

from __future__ import annotations

import pandas as pd

from benchmarks.leads import cpu, mixed, of_every_region, plain_loop
from callsheet.validation import validate_numbers

ROWS = 200_000
LOOP_ROWS = 20_000
HOSTILE_ROWS = 880_000


def run() -> None:
    """Print each ratio with its bound."""
    judged = against_the_loop("phones", mixed(ROWS), "at least 30, aim 80")
    against_the_loop("phones of every region", of_every_region(ROWS), "reported apart")
    small, large = (pd.Series(mixed(rows, 2), dtype="str") for rows in (100_000, 1_000_000))
    ratio = cpu(lambda: validate_numbers(large, "IN"), 5) / cpu(lambda: validate_numbers(small, "IN"), 9) / 10
    print(f"phones: a row of 1,000,000 costs {ratio:.2f}× one of 100,000 (at most 1.3)")
    hostile(judged)


def against_the_loop(name: str, texts: list[str], bound: str) -> float:
    """Print how many times faster than the plain loop a column is judged; the seconds it takes."""
    column = pd.Series(texts, dtype="str")
    plain_loop(texts[:2000])
    loop = cpu(lambda: plain_loop(texts[:LOOP_ROWS]), 3) * len(texts) / LOOP_ROWS
    judged = cpu(lambda: validate_numbers(column, "IN"), 9)
    print(f"{name}: {loop / judged:.0f}× the plain loop ({bound}), {len(texts):,} rows in {judged:.3f} s")
    return judged


def hostile(judged: float) -> None:
    """Print what columns cost that nobody would call.

    Args:
        judged: seconds of the mixed column of as many rows.
    """
    column = pd.Series(mixed(ROWS), dtype="str")
    columns = {
        "100 % without enough digits": column.str.slice(0, 7),
        "letters": "q" + column + "O",
        "250 characters of junk": (("x!" + column) * 18).str.slice(0, 250),
        "foreign digits": pd.Series([text.translate({48 + i: 0x660 + i for i in range(10)}) for text in column]),
        "every way of writing another": pd.Series([f"{place:b}".replace("0", "-") + "5" for place in range(ROWS)]),
    }
    for name, values in columns.items():
        cost = cpu(lambda values=values: validate_numbers(values, "IN"), 3)  # type: ignore[misc]
        print(f"phones: {name} costs {cost / judged:.1f}× the mixed column (at most 10)")
    distinct = pd.Series([f"+{10**14 + place * 7919}" for place in range(HOSTILE_ROWS)], dtype="str")
    cost = cpu(lambda: validate_numbers(distinct, "IN"), 3) / HOSTILE_ROWS * ROWS
    print(f"phones: {HOSTILE_ROWS:,} distinct of no use cost {cost / judged:.1f}× the mixed column a row (at most 10)")


if __name__ == "__main__":
    run()
