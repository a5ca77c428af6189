"""Cost of the sandbox around the file parsers, and the peak memory of its process: files of about 10 MB, CPU time."""

from __future__ import annotations

import io
import random
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import xlsxwriter
import xlwt

from benchmarks.processes import cpu_seconds, parse_separately, peak_memory
from callsheet.files import read_table, reader_pool
from callsheet.files.sandbox.process import child_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TIMES = 5
MAX_SECONDS = {"csv": 0.05, "xls": 0.05, "xlsx": 0.25}
"""Bounds on the seconds that the sandbox adds, by format."""
LIMIT = 20_000_000
HEADER: list[str | int] = ["phone_number", "name", "city", "product", "note"]


def run() -> None:
    """Print one line per format."""
    makers: dict[str, Callable[[], bytes]] = {"csv": csv_file, "xls": xls_file, "xlsx": xlsx_file}
    with TemporaryDirectory() as folder:
        for extension, make in makers.items():
            path = Path(folder) / f"leads.{extension}"
            data = make()
            path.write_bytes(data)
            plain = statistics.mean(parse_separately(path, TIMES, child_environment()).seconds)
            sandboxed, memory = _sandboxed(data, path.name)
            print(
                f"{extension}, {len(data) / 1e6:.1f} MB: {sandboxed:.2f} s of CPU in the sandbox,"
                f" {plain:.2f} s without: {sandboxed - plain:+.3f} s (at most {MAX_SECONDS[extension]});"
                f" peak memory {memory / 1e6:.0f} MB (at most 500)"
            )


def leads(number: int) -> Iterator[list[str | int]]:
    """Made-up leads of five columns, one list per row."""
    chance = random.Random(7)
    cities = ("Mumbai", "Pune", "Delhi")
    for index in range(number):
        phone = chance.randint(7_000_000_000, 9_999_999_999)
        yield [phone, f"Lead {index}", chance.choice(cities), f"loan_{index % 90}", index % 7]


def csv_file() -> bytes:
    """A CSV file of 200,000 × 5."""
    lines = (",".join(map(str, row)) + "\n" for row in (HEADER, *leads(200_000)))
    return "".join(lines).encode()


def xlsx_file() -> bytes:
    """An XLSX workbook of 300,000 × 5."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for index, row in enumerate(leads(300_000), start=1):
        sheet.write_row(index, 0, row)
    book.close()
    return target.getvalue()


def xls_file() -> bytes:
    """An XLS workbook of 65,000 × 9."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Leads")
    rows = [[*HEADER, *HEADER[1:]], *(row + row[1:] for row in leads(65_000))]
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(index, column, cell)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _sandboxed(data: bytes, name: str) -> tuple[float, int]:
    """Mean CPU seconds per file of this process and the reader together, and the reader's peak memory in bytes."""
    seconds, memory = 0.0, 0
    for _ in range(TIMES):
        reader_pool().warm_up()
        reader = reader_pool().idle[-1]
        reader.await_ready()
        before, own = cpu_seconds(reader.id), time.process_time()
        table = read_table(name, data, limit_bytes=LIMIT)
        seconds += time.process_time() - own + cpu_seconds(reader.id) - before
        assert len(table.frame) >= 65_000
        memory = max(memory, peak_memory(reader.id))
    return seconds / TIMES, memory


if __name__ == "__main__":
    run()
