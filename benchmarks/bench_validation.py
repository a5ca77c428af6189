"""From bytes to report and clean CSV, compared with the plain program (pandas and the phone loop); imports and edits.

Ratios are of CPU time in the same run; the reader process counts too.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from benchmarks.leads import (
    MAPPING,
    ROUTE,
    cpu,
    cpu_with_children,
    csv_of,
    frame_of,
    median,
    mixed,
    plain_program,
    table_of,
    xls_of,
    xlsx_of,
)
from callsheet import read_table, write_clean_csv
from callsheet.validation import ColumnMapping, Edit, Route, check

if TYPE_CHECKING:
    from callsheet.validation import Report, Table

ROWS = 200_000
XLS_ROWS = 60_000
LONG_ROWS = 880_000
LIMIT = 100_000_000
OURS = """
import sys
from callsheet import Route, check, read_table, suggest_mapping, write_clean_csv
table = read_table(sys.argv[1], open(sys.argv[1], "rb").read(), limit_bytes=10**8)
report = check(table, suggest_mapping(table, "IN"), Route.unknown("IN"))
report.issues
write_clean_csv(report.clean)
"""
PLAIN = """
import sys
from benchmarks.leads import plain_program
plain_program(open(sys.argv[1], "rb").read(), "csv")
"""


def run() -> None:
    """Print each ratio with its bound."""
    files()
    fresh_process()
    import_time()
    growth()
    edits()


def validate_file(name: str, data: bytes, mapping: ColumnMapping = MAPPING) -> bytes:
    """From bytes to the report, its issues, and the clean CSV."""
    table = read_table(name, data, limit_bytes=LIMIT)
    report = check(table, mapping, ROUTE)
    _ = report.issues
    return write_clean_csv(report.clean)


def files() -> None:
    """Print the three formats, measured warm, and a long file of one column."""
    frame = frame_of(mixed(ROWS, 3))
    short = frame.head(XLS_ROWS)
    _file("csv", csv_of(frame), ROWS, "at least 15, aim 35")
    _file("xlsx", xlsx_of(frame), ROWS, "at least 8, aim 17")
    _file("xls", xls_of(short), XLS_ROWS, "at least 8, aim 11")
    narrow = pd.DataFrame({"phone_number": mixed(LONG_ROWS, 4)}, dtype="str")
    data, part = csv_of(narrow), csv_of(narrow.head(LONG_ROWS // 10))
    ours = cpu_with_children(lambda: validate_file("leads.csv", data, ColumnMapping(("phone_number",))), 3)
    plain = cpu(lambda: plain_program(part, "csv"), 1) * 10
    print(f"csv: {plain / ours:.1f}× the plain program, {LONG_ROWS:,} × 1 in {ours:.2f} s of CPU")


def _file(kind: str, data: bytes, rows: int, bound: str) -> None:
    """Print one format, and how much of the time is spent reading."""
    name = f"leads.{kind}"
    ours = cpu_with_children(lambda: validate_file(name, data))
    reading = cpu_with_children(lambda: read_table(name, data, limit_bytes=LIMIT))
    seconds = median(lambda: validate_file(name, data))
    plain = cpu(lambda: plain_program(data, kind), 1)
    size = f"{rows:,} × 5, {len(data) / 1e6:.1f} MB in {ours:.3f} s of CPU, {reading:.3f} of it reading"
    print(f"{kind}: {plain / ours:.1f}× the plain program ({bound}), {size}; {seconds:.2f} s wall clock")


def fresh_process() -> None:
    """Print the first file of a process: start, imports and the reader process included."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "leads.csv"
        file.write_bytes(csv_of(frame_of(mixed(ROWS, 3))))
        _run("import callsheet.validation", file.parent)
        ours, plain = (_program_cost(program, file.parent, str(file)).cpu for program in (OURS, PLAIN))
    print(f"first file of a process: {plain / ours:.1f}× the plain program (at least 3), {ours:.2f} s of CPU")


def import_time() -> None:
    """Print how long `callsheet.validation` takes to import, compared with pandas alone; in separate processes."""
    with tempfile.TemporaryDirectory() as folder:
        names = ("callsheet.validation", "pandas", "sys")
        ours, pandas, nothing = (_program_cost(f"import {name}", Path(folder), times=7) for name in names)
    ratio, seconds = (ours.cpu - nothing.cpu) / (pandas.cpu - nothing.cpu), ours.clock - nothing.clock
    spent = f"{ours.cpu - nothing.cpu:.2f} s of CPU, including the threads that numpy starts"
    print(
        f"importing callsheet.validation: {ratio:.2f}× pandas alone, {seconds:.2f} s wall clock (at most 0.5), {spent}"
    )


class _Cost(NamedTuple):
    """Median seconds that a program takes.

    Args:
        cpu: CPU time, including its child processes.
        clock: wall-clock time.
    """

    cpu: float
    clock: float


def _program_cost(program: str, compiled: Path, *arguments: str, times: int = 3) -> _Cost:
    """Measure a program in a separate process."""
    _run(program, compiled, *arguments)
    costs = []
    for _ in range(times):
        before = os.times()
        _run(program, compiled, *arguments)
        after = os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        costs.append((cpu, after.elapsed - before.elapsed))
    return _Cost(*(statistics.median(seconds) for seconds in zip(*costs, strict=True)))


def _run(program: str, compiled: Path, *arguments: str) -> None:
    """Run a program in a separate process whose modules are already compiled."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = inherited | {"PYTHONPYCACHEPREFIX": str(compiled)}
    command, root = [sys.executable, "-c", program, *arguments], Path(__file__).parents[1]
    subprocess.run(command, check=True, cwd=root, env=environment, capture_output=True)


def full_report(table: Table, route: Route = ROUTE, mapping: ColumnMapping = MAPPING) -> Report:
    """The report with everything that a screen asks for."""
    report = check(table, mapping, route)
    _ = report.issues, report.causes, report.clean
    return report


def growth() -> None:
    """Print the cost per row of a large file, and of files in which every row is wrong, compared with a clean file."""
    small, large = (table_of(frame_of(mixed(rows, 5))) for rows in (100_000, 1_000_000))
    ratio = cpu(lambda: full_report(large), 3) / cpu(lambda: full_report(small), 7) / 10
    print(f"validation: a row of 1,000,000 costs {ratio:.2f}× one of 100,000 (at most 1.3)")
    numbers = [str(9_000_000_000 + row * 37) for row in range(ROWS)]
    local = table_of(frame_of(numbers))
    wrong = {
        "no country code anywhere": (local, Route(None)),
        "too few digits everywhere": (_table([number[:7] for number in numbers]), ROUTE),
        "shortened by Excel everywhere": (_table([f"9.{number[1:6]}E+9" for number in numbers]), ROUTE),
        "no country enabled anywhere": (local, Route("IN", countries=())),
        "empty everywhere": (_table([""] * ROWS), ROUTE),
        "one number everywhere": (_table(numbers[:1] * ROWS), ROUTE),
    }
    fixable = {
        "a trailing .0 everywhere": (_table([f"{number}.0" for number in numbers]), ROUTE),
        "a word before every number": (_table([f"Mob: {number}" for number in numbers]), ROUTE),
        "two numbers everywhere": (_table([f"{number} / {number[::-1]}" for number in numbers]), ROUTE),
    }
    clean = cpu(lambda: full_report(local), 9)
    for cases, bound in ((wrong, "at most 1.5"), (fixable, "every number is validated a second time as fixed")):
        for name, (table, route) in cases.items():
            cost = cpu(lambda table=table, route=route: full_report(table, route), 9)  # type: ignore[misc]
            print(f"validation: {name} costs {cost / clean:.2f}× a clean file ({bound}), {ROWS:,} × 5 in {cost:.3f} s")


def _table(numbers: list[str]) -> Table:
    return table_of(frame_of(numbers))


def edits() -> None:
    """Print the CPU time of one edit in a file of 200,000 rows, as the first one and after a thousand others."""
    table = table_of(frame_of(mixed(ROWS, 3)))
    report = check(table, MAPPING, ROUTE)
    many = report.with_edits([Edit(row, "name", "Asha") for row in range(2, 1002)])
    for name, start in (("one edit", report), ("one edit after 1,000", many)):
        costs, edited = [], start
        for row in range(2, 32):
            started = time.process_time()
            edited = edited.with_edits([Edit(row, "phone_number", "9876543210")])
            validated = time.process_time()
            edited.issues_of(range(row, row + 50))
            costs.append((validated - started, time.process_time() - validated))
        edit, page = (statistics.median(seconds) * 1000 for seconds in zip(*costs, strict=True))
        print(f"{name}: {edit:.1f} ms (under 10), a page of 50 rows' issues {page:.1f} ms, {ROWS:,} × 5")


if __name__ == "__main__":
    run()
