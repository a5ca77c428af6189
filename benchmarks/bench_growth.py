"""How CPU time and memory grow with the file, step by step, against a file of 200,000 rows."""

from __future__ import annotations

import json
import subprocess
import sys

from benchmarks.processes import ROOT

SIZES = (10_000, 100_000, 200_000, 1_000_000)
BASE, LARGEST = SIZES[-2:]
STEPS = ("read", "match", "check", "review", "clean")
MB = 1_000_000


def run() -> None:
    """Print a line a size, and how much more a million rows take than 200,000."""
    costs = {rows: _cost(rows) for rows in SIZES}
    for rows, cost in costs.items():
        steps = ", ".join(f"{step} {cost[step]:.2f}" for step in STEPS)
        print(f"{rows:,} mixed rows × 5: {_total(cost):.2f} s of CPU ({steps}), {cost['memory'] / MB:.0f} MB")
    ratio = _total(costs[LARGEST]) / _total(costs[BASE])
    steps = ", ".join(f"{step} {costs[LARGEST][step] / costs[BASE][step]:.1f}" for step in STEPS)
    print(f"{LARGEST:,} rows against {BASE:,}: {ratio:.1f}× the CPU time (at most 5.5): {steps}")


def _cost(rows: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.grown_file", str(rows)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT)
    cost: dict[str, float] = json.loads(done.stdout)
    return cost


def _total(cost: dict[str, float]) -> float:
    return sum(cost[step] for step in STEPS)


if __name__ == "__main__":
    run()
