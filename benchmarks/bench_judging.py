"""From bytes to Report and clean CSV against the plain program (pandas, the phone loop); and what it rests on.

Ratios are of CPU time, the child that reads files with it, in one run.
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


def judged(name: str, data: bytes, mapping: ColumnMapping = MAPPING) -> bytes:
    """From bytes to Report, its issues, and the clean CSV."""
    table = read_table(name, data, limit_bytes=LIMIT)
    report = check(table, mapping, ROUTE)
    _ = report.issues
    return write_clean_csv(report.clean)


def files() -> None:
    """Print the three formats, warm, and the long narrow file."""
    frame = frame_of(mixed(ROWS, 3))
    short = frame.head(XLS_ROWS)
    _file("csv", csv_of(frame), ROWS, "at least 15, aim 35")
    _file("xlsx", xlsx_of(frame), ROWS, "at least 8, aim 17")
    _file("xls", xls_of(short), XLS_ROWS, "at least 8, aim 11")
    narrow = pd.DataFrame({"phone_number": mixed(LONG_ROWS, 4)}, dtype="str")
    data, part = csv_of(narrow), csv_of(narrow.head(LONG_ROWS // 10))
    ours = cpu_with_children(lambda: judged("leads.csv", data, ColumnMapping(("phone_number",))), 3)
    plain = cpu(lambda: plain_program(part, "csv"), 1) * 10
    print(f"csv: {plain / ours:.1f}× the plain program, {LONG_ROWS:,} × 1 in {ours:.2f} s of CPU")


def _file(kind: str, data: bytes, rows: int, bound: str) -> None:
    """Print a format, and how much of it is reading."""
    name = f"leads.{kind}"
    ours = cpu_with_children(lambda: judged(name, data))
    reading = cpu_with_children(lambda: read_table(name, data, limit_bytes=LIMIT))
    seconds = median(lambda: judged(name, data))
    plain = cpu(lambda: plain_program(data, kind), 1)
    size = f"{rows:,} × 5, {len(data) / 1e6:.1f} MB in {ours:.3f} s of CPU, {reading:.3f} of it reading"
    print(f"{kind}: {plain / ours:.1f}× the plain program ({bound}), {size}; {seconds:.2f} s by the clock")


def fresh_process() -> None:
    """Print the first file of a process, its start, its imports and the child that reads included."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "leads.csv"
        file.write_bytes(csv_of(frame_of(mixed(ROWS, 3))))
        _run("import callsheet.validation", file.parent)
        ours, plain = (_cost_of(program, file.parent, str(file)).cpu for program in (OURS, PLAIN))
    print(f"first file of a process: {plain / ours:.1f}× the plain program (at least 3), {ours:.2f} s of CPU")


def import_time() -> None:
    """Print how long the judge takes to import beside pandas alone, in processes of their own."""
    with tempfile.TemporaryDirectory() as folder:
        names = ("callsheet.validation", "pandas", "sys")
        ours, pandas, nothing = (_cost_of(f"import {name}", Path(folder), times=7) for name in names)
    ratio, seconds = (ours.cpu - nothing.cpu) / (pandas.cpu - nothing.cpu), ours.clock - nothing.clock
    spent = f"{ours.cpu - nothing.cpu:.2f} s of CPU, the threads that numpy starts among it"
    print(f"importing callsheet.validation: {ratio:.2f}× pandas alone, {seconds:.2f} s by the clock (0.5), {spent}")


class _Cost(NamedTuple):
    """Median seconds that a program takes: CPU time, its children's among it, and by the clock."""

    cpu: float
    clock: float


def _cost_of(program: str, compiled: Path, *arguments: str, times: int = 3) -> _Cost:
    """What a program costs in a process of its own."""
    _run(program, compiled, *arguments)
    taken = []
    for _ in range(times):
        before = os.times()
        _run(program, compiled, *arguments)
        after = os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        taken.append((cpu, after.elapsed - before.elapsed))
    return _Cost(*(statistics.median(each) for each in zip(*taken, strict=True)))


def _run(program: str, compiled: Path, *arguments: str) -> None:
    """Run a program in a process of its own, modules compiled as after a first start."""
    quiet = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = quiet | {"PYTHONPYCACHEPREFIX": str(compiled)}
    command, house = [sys.executable, "-c", program, *arguments], Path(__file__).parents[1]
    subprocess.run(command, check=True, cwd=house, env=environment, capture_output=True)


def whole(table: Table, route: Route = ROUTE, mapping: ColumnMapping = MAPPING) -> Report:
    """The judgement with everything a screen asks of it."""
    report = check(table, mapping, route)
    _ = report.issues, report.causes, report.clean
    return report


def growth() -> None:
    """Print what a row costs in a large file, and a bad one beside a clean one."""
    small, large = (table_of(frame_of(mixed(rows, 5))) for rows in (100_000, 1_000_000))
    ratio = cpu(lambda: whole(large), 3) / cpu(lambda: whole(small), 7) / 10
    print(f"judging: a row of 1,000,000 costs {ratio:.2f}× one of 100,000 (at most 1.3)")
    numbers = [str(9_000_000_000 + place * 37) for place in range(ROWS)]
    local = table_of(frame_of(numbers))
    bad = {
        "no country code anywhere": (local, Route(None)),
        "too few digits everywhere": (_of([number[:7] for number in numbers]), ROUTE),
        "shortened by Excel everywhere": (_of([f"9.{number[1:6]}E+9" for number in numbers]), ROUTE),
        "no country enabled anywhere": (local, Route("IN", countries=())),
        "empty everywhere": (_of([""] * ROWS), ROUTE),
        "one number everywhere": (_of(numbers[:1] * ROWS), ROUTE),
    }
    fixable = {
        "a trailing .0 everywhere": (_of([f"{number}.0" for number in numbers]), ROUTE),
        "a word before every number": (_of([f"Mob: {number}" for number in numbers]), ROUTE),
        "two numbers everywhere": (_of([f"{number} / {number[::-1]}" for number in numbers]), ROUTE),
    }
    clean = cpu(lambda: whole(local), 9)
    for cases, bound in ((bad, "at most 1.5"), (fixable, "with every number judged once more as mended")):
        for name, (table, route) in cases.items():
            cost = cpu(lambda table=table, route=route: whole(table, route), 9)  # type: ignore[misc]
            print(f"judging: {name} costs {cost / clean:.2f}× a clean file ({bound}), {ROWS:,} × 5 in {cost:.3f} s")


def _of(numbers: list[str]) -> Table:
    return table_of(frame_of(numbers))


def edits() -> None:
    """Print what one edit of a file of 200,000 rows costs, alone and after a thousand others, in CPU time."""
    table = table_of(frame_of(mixed(ROWS, 3)))
    report = check(table, MAPPING, ROUTE)
    many = report.with_edits([Edit(row, "name", "Asha") for row in range(2, 1002)])
    for name, start in (("one edit", report), ("one edit after 1,000", many)):
        taken, now = [], start
        for row in range(2, 32):
            begun = time.process_time()
            now = now.with_edits([Edit(row, "phone_number", "9876543210")])
            rechecked = time.process_time()
            now.issues_of(range(row, row + 50))
            taken.append((rechecked - begun, time.process_time() - rechecked))
        edit, page = (statistics.median(each) * 1000 for each in zip(*taken, strict=True))
        print(f"{name}: {edit:.1f} ms (under 10), a page of 50 rows' issues {page:.1f} ms, {ROWS:,} × 5")


if __name__ == "__main__":
    run()
