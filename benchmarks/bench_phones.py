"""Phone validation compared with the plain loop: parse, is_valid_number, format_number, with the pattern cache on.

Ratios are of CPU time, both sides in one process, one after the other.
"""

from __future__ import annotations

import pandas as pd

from benchmarks.leads import cpu, mixed, of_every_region, plain_loop
from callsheet.validation import validate_numbers

ROWS = 200_000
LOOP_ROWS = 20_000
UNIQUE_ROWS = 880_000


def run() -> None:
    """Print each ratio with its bound."""
    mixed_seconds = compare_with_loop("phones", mixed(ROWS), "at least 30, aim 80")
    compare_with_loop("phones of every region", of_every_region(ROWS), "no bound")
    small, large = (pd.Series(mixed(rows, 2), dtype="str") for rows in (100_000, 1_000_000))
    ratio = cpu(lambda: validate_numbers(large, "IN"), 5) / cpu(lambda: validate_numbers(small, "IN"), 9) / 10
    print(f"phones: a row of 1,000,000 costs {ratio:.2f}× one of 100,000 (at most 1.3)")
    worst_cases(mixed_seconds)


def compare_with_loop(name: str, texts: list[str], bound: str) -> float:
    """Print how many times faster than the plain loop a column is validated.

    Returns:
        Our CPU seconds.
    """
    column = pd.Series(texts, dtype="str")
    plain_loop(texts[:2000])
    loop = cpu(lambda: plain_loop(texts[:LOOP_ROWS]), 3) * len(texts) / LOOP_ROWS
    ours = cpu(lambda: validate_numbers(column, "IN"), 9)
    print(f"{name}: {loop / ours:.0f}× the plain loop ({bound}), {len(texts):,} rows in {ours:.3f} s")
    return ours


def worst_cases(mixed_seconds: float) -> None:
    """Print what columns cost in which no cell is an ordinary number.

    Args:
        mixed_seconds: CPU seconds of the mixed column with the same number of rows.
    """
    column = pd.Series(mixed(ROWS), dtype="str")
    columns = {
        "100% without enough digits": column.str.slice(0, 7),
        "letters": "q" + column + "O",
        "250 characters of junk": (("x!" + column) * 18).str.slice(0, 250),
        "foreign digits": pd.Series([text.translate({48 + i: 0x660 + i for i in range(10)}) for text in column]),
        "a different shape in every cell": pd.Series([f"{row:b}".replace("0", "-") + "5" for row in range(ROWS)]),
    }
    for name, values in columns.items():
        cost = cpu(lambda values=values: validate_numbers(values, "IN"), 3)  # type: ignore[misc]
        print(f"phones: {name} costs {cost / mixed_seconds:.1f}× the mixed column (at most 10)")
    unique = pd.Series([f"+{10**14 + row * 7919}" for row in range(UNIQUE_ROWS)], dtype="str")
    cost = cpu(lambda: validate_numbers(unique, "IN"), 3) / UNIQUE_ROWS * ROWS
    print(
        f"phones: {UNIQUE_ROWS:,} different invalid numbers cost {cost / mixed_seconds:.1f}× the mixed column per row"
        " (at most 10)"
    )


if __name__ == "__main__":
    run()
