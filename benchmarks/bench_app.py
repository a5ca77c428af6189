"""What the app adds to the work that an operator waits for: its memory settings, and what opening Review takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from benchmarks.kinds import KINDS, Kind
from benchmarks.leads import ROUTE, fewest_cpu
from benchmarks.processes import ROOT
from callsheet.files.pipeline import parse_table
from callsheet.ui.charts.of_file import charts_html
from callsheet.ui.review.grid import grid_columns
from callsheet.ui.review.grid.payload import grid_payload, grid_source
from callsheet.ui.session.session import Session, Step
from callsheet.ui.session.summary import Summary
from callsheet.validation import ColumnMapping, Route

ROWS, WIDE_ROWS = 200_000, 50_000
TIMES = 3


def run() -> None:
    """Print each figure with its bound."""
    for name, kind in KINDS.items():
        _open_review(name, kind)
    _memory_settings()


def _open_review(name: str, kind: Kind) -> None:
    """The press on Continue: rows, causes, columns, warnings and charts, against reading the same file."""
    rows = WIDE_ROWS if name == "wide" else ROWS
    data = kind.csv(rows)
    reading = fewest_cpu(lambda: parse_table("leads.csv", data), TIMES)
    table = parse_table("leads.csv", data)
    route = ROUTE if kind.region == ROUTE.default_region else Route(kind.region)
    columns = len(table.frame.columns)

    def press() -> None:
        session = Session("", "leads.csv", table, "", "", route, mapping).go_to(Step.REVIEW)
        assert session.report is not None
        shown = grid_columns(session.report)
        grid_payload(session, grid_source(session, shown), shown)
        statistics = Summary.of(session.report).statistics
        assert statistics is not None
        charts_html(statistics)

    mapping = Session("", "leads.csv", table, "", "", route, ColumnMapping()).with_suggestions().mapping
    press()
    seconds = fewest_cpu(press, TIMES)
    print(
        f"Continue to the whole of Review, {name}: {seconds:.2f} s of CPU (at most 0.5),"
        f" {seconds / reading:.1f}× reading the file, {rows:,} × {columns}"
    )


def _memory_settings() -> None:
    """Reading, checking and writing with the memory settings of `callsheet run`, against a plain process."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    environment["ARROW_DEFAULT_MEMORY_POOL"] = "system"
    rounds: dict[str, list[dict[str, float]]] = {"plain": [], "app": []}
    for _ in range(2):
        for settings, results in rounds.items():
            command = [sys.executable, "-m", "benchmarks.round_trip", settings]
            done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=environment)
            results.append(json.loads(done.stdout))
    for name in KINDS:
        plain, app = (min(one[name] for one in results) for results in rounds.values())
        print(
            f"read, check and write in the app, {name}: {app / plain:.2f}× a plain process (at most 1.1), {app:.2f} s"
        )


if __name__ == "__main__":
    run()
