"""Calling hours of whole files: CPU time beyond that of the check, for numbers of one and of every country."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from itertools import cycle, islice

from benchmarks.leads import MAPPING, cpu, frame_of, mixed, of_every_region, table_of
from callsheet.validation import Route, check
from callsheet.validation.calling_rules.judgement import judge_calling_times
from callsheet.validation.calling_rules.presets import PRESETS

ROWS = 200_000
AREAS = (212, 310, 312, 303, 602, 808, 713, 415)
PLACES = {
    "Time Zone": ["EST", "", "Pacific", "", "America/Chicago"],
    "Zip": [f"{code:05}" for code in range(501, 99_500, 3)],
    "State": ["CA", "Ohio", "", "TX", "NY", "FL", "Washington"],
}
INSTANT = datetime(2026, 12, 1, 14, tzinfo=UTC)


def run() -> None:
    """Print the seconds of each kind of file with their bound, and how they grow."""
    for name, phones in (("mixed", mixed(ROWS)), ("every region", of_every_region(ROWS))):
        print(f"calling hours: {name}, {ROWS:,} rows in {seconds(phones):.3f} s (at most 0.5)")
    americans = [f"+1{area}555{row % 10_000:04}" for row, area in enumerate(random.Random(1).choices(AREAS, k=ROWS))]
    print(f"calling hours: three columns of places, {ROWS:,} rows in {seconds(americans, PLACES):.3f} s (at most 0.5)")
    ratio = seconds(of_every_region(5 * ROWS, 2)) / seconds(of_every_region(ROWS // 2, 2)) / 10
    print(f"calling hours: a row of 1,000,000 costs {ratio:.2f}× one of 100,000 (at most 1.3)")


def seconds(phones: list[str], places: dict[str, list[str]] | None = None) -> float:
    """CPU seconds of judging a file by the slowest preset, the one with holidays.

    Args:
        phones: the phone column.
        places: header → values, which are repeated over the rows.
    """
    frame = frame_of(phones)
    for header, values in (places or {}).items():
        frame[header] = list(islice(cycle(values), len(phones)))
    report = check(table_of(frame), MAPPING, Route.unknown("IN"))
    return cpu(lambda: judge_calling_times(report, PRESETS["au"], INSTANT), 3)
