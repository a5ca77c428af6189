"""Read, check and write a file of each kind in this process, with the memory settings of the app or without.

`python -m benchmarks.round_trip app|plain` prints a JSON object: kind → fewest CPU seconds of three rounds.
"""

from __future__ import annotations

import json
import sys

from benchmarks.kinds import KINDS
from benchmarks.leads import ROUTE, fewest_cpu
from callsheet import Route, check, suggest_mapping, write_clean_csv
from callsheet.cli.commands.run import MOST_UNUSED, SMALLEST_BLOCK
from callsheet.files.pipeline import parse_table
from callsheet.system.platform_support import return_memory_at_once, trim_memory

ROWS = 40_000


def round_trip(data: bytes, region: str) -> None:
    """From bytes to the clean CSV; then the app is at rest."""
    table = parse_table("leads.csv", data)
    route = ROUTE if region == ROUTE.default_region else Route(region)
    report = check(table, suggest_mapping(table, region), route)
    _ = report.issues
    write_clean_csv(report.clean)


if __name__ == "__main__":
    if sys.argv[1] == "app":
        return_memory_at_once(SMALLEST_BLOCK, MOST_UNUSED)
    fewest = {}
    for name, kind in KINDS.items():
        data = kind.csv(ROWS)
        round_trip(data, kind.region)
        trim_memory()
        fewest[name] = fewest_cpu(lambda data=data, kind=kind: round_trip(data, kind.region), 3)  # type: ignore[misc]
    print(json.dumps(fewest))
