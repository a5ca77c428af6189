"""Walk a file of so many leads through the engine in this process: `python -m benchmarks.grown_file ROWS`.

Prints a JSON object: step → CPU seconds, and "memory" → most bytes of memory that the process had.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.kinds import KINDS
from benchmarks.leads import ROUTE
from benchmarks.processes import peak_memory
from callsheet import check, suggest_mapping, write_clean_csv
from callsheet.files.pipeline import parse_table
from callsheet.ui.session.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")


def walk(data: bytes) -> dict[str, float]:
    """CPU seconds of each step, and the peak of memory."""
    costs: dict[str, float] = {}

    def timed(step: str, work: Callable[[], T]) -> T:
        started = time.process_time()
        result = work()
        costs[step] = time.process_time() - started
        return result

    table = timed("read", lambda: parse_table("leads.csv", data))
    mapping = timed("match", lambda: suggest_mapping(table, "IN"))
    report = timed("check", lambda: check(table, mapping, ROUTE))
    timed("review", lambda: Summary.of(report))
    timed("clean", lambda: write_clean_csv(report.clean))
    return costs | {"memory": peak_memory("self")}


if __name__ == "__main__":
    walk(KINDS["mixed damage"].csv(1_000))  # imports and tables
    print(json.dumps(walk(KINDS["mixed damage"].csv(int(sys.argv[1])))))
