"""What the guard adds to the engines, and the most memory its child holds: 10 MB files, by time of the processor."""

from __future__ import annotations

import io
import json
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import xlsxwriter
import xlwt

from callsheet.files import read_table, reader_pool
from callsheet.files.sandbox.process import child_environment

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = 5
TICKS = 100
MOST = {"csv": 0.05, "xls": 0.05, "xlsx": 0.25}
LIMIT = 20_000_000
HEADER = ["phone_number", "name", "city", "product", "note"]
PLAIN = """
import sys, time
from pathlib import Path
from callsheet.files.shaping import table_of
from callsheet.files.unguarded import read_grid
from callsheet.validation import Source
data, kind, took = Path(sys.argv[1]).read_bytes(), sys.argv[2], []
for _ in range(int(sys.argv[3])):
    start = time.process_time()
    table_of(read_grid(f"leads.{kind}", data, kind, None), Source("", "", kind), None)
    took.append(time.process_time() - start)
print(took)
"""
"""The engines alone, in a process like the child's."""


def rows(number: int) -> list[list[str | int]]:
    """Leads of five columns."""
    chance = random.Random(7)
    cities = ("Mumbai", "Pune", "Delhi")
    return [
        [chance.randint(7_000_000_000, 9_999_999_999), f"Lead {n}", chance.choice(cities), f"loan_{n % 90}", n % 7]
        for n in range(number)
    ]


def as_csv() -> bytes:
    """200,000 × 5."""
    lines = (",".join(map(str, row)) + "\n" for row in [HEADER, *rows(200_000)])
    return "".join(lines).encode()


def as_xlsx() -> bytes:
    """300,000 × 5."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet()
    for place, row in enumerate([HEADER, *rows(300_000)]):
        sheet.write_row(place, 0, row)
    book.close()
    return target.getvalue()


def as_xls() -> bytes:
    """65,000 × 9."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Leads")
    for place, row in enumerate([HEADER + HEADER[1:], *(row + row[1:] for row in rows(65_000))]):
        for column, cell in enumerate(row):
            sheet.write(place, column, cell)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def run() -> None:
    """Print a line for each format."""
    makers: dict[str, Callable[[], bytes]] = {"csv": as_csv, "xls": as_xls, "xlsx": as_xlsx}
    with TemporaryDirectory() as folder:
        for extension, make in makers.items():
            data, path = make(), Path(folder) / f"leads.{extension}"
            path.write_bytes(data)
            plain, guarded, memory = _plain(path, extension), *_guarded(data, f"leads.{extension}")
            print(
                f"{extension}, {len(data) / 1e6:.1f} MB: {guarded:.2f} s of the processor guarded, {plain:.2f} s alone:"
                f" {guarded - plain:+.3f} s (at most {MOST[extension]}); the child held {memory / 1e6:.0f} MB (500)"
            )


def _plain(path: Path, extension: str) -> float:
    """Seconds of the processor for one file, by the engine in a process like the child."""
    command = [sys.executable, "-c", PLAIN, str(path), extension, str(TIMES)]
    said = subprocess.run(command, capture_output=True, check=True, text=True, env=child_environment()).stdout
    return statistics.mean(json.loads(said))


def _guarded(data: bytes, name: str) -> tuple[float, int]:
    """Seconds of the processor for one file, of both processes, and the most bytes the child held."""
    seconds, memory = 0.0, 0
    for _ in range(TIMES):
        reader_pool().warm_up()
        child = reader_pool().idle[-1]
        child.await_ready()
        before, own = _used(child.id), time.process_time()
        table = read_table(name, data, limit_bytes=LIMIT)
        seconds += time.process_time() - own + _used(child.id) - before
        assert len(table.frame) >= 65_000
        memory = max(memory, _most(child.id))
    return seconds / TIMES, memory


def _used(process: int) -> float:
    """Seconds of the processor a process has used, in steps of a hundredth."""
    return sum(map(int, Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13])) / TICKS


def _most(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


if __name__ == "__main__":
    run()
