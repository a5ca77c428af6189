"""Calling hours of whole files: CPU time beyond that of the check, for numbers of one and of every country."""

from __future__ import annotations

from datetime import UTC, datetime

from benchmarks.leads import MAPPING, cpu, frame_of, mixed, of_every_region, table_of
from callsheet.validation import Route, check
from callsheet.validation.calling_rules.judgement import judge_calling_times
from callsheet.validation.calling_rules.presets import PRESETS

ROWS = 200_000
INSTANT = datetime(2026, 12, 1, 14, tzinfo=UTC)


def run() -> None:
    """Print the seconds of each kind of file with their bound, and how they grow."""
    for name, phones in (("mixed", mixed(ROWS)), ("every region", of_every_region(ROWS))):
        print(f"calling hours: {name}, {ROWS:,} rows in {seconds(phones):.3f} s (at most 0.5)")
    ratio = seconds(of_every_region(5 * ROWS, 2)) / seconds(of_every_region(ROWS // 2, 2)) / 10
    print(f"calling hours: a row of 1,000,000 costs {ratio:.2f}× one of 100,000 (at most 1.3)")


def seconds(phones: list[str]) -> float:
    """CPU seconds of judging a file by the slowest preset, the one with holidays."""
    report = check(table_of(frame_of(phones)), MAPPING, Route.unknown("IN"))
    return cpu(lambda: judge_calling_times(report, PRESETS["au"], INSTANT), 3)
