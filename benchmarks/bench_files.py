"""Reading and writing files, compared with the usual ways in the same run."""

from __future__ import annotations

import csv
import io
import random
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import xlrd
import xlsxwriter
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from benchmarks.leads import MAPPING, csv_of, frame_of, median, mixed
from benchmarks.processes import parse_separately
from callsheet import read_table, write_error_workbook
from callsheet.files.exchange.error_rows import DEFAULT_BUCKETS, error_rows
from callsheet.files.exchange.headings import Origin
from callsheet.files.pipeline import parse_table
from callsheet.validation import Route, Source, Table, check
from callsheet.wording.issues import reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Report

CSV_ROWS, XLSX_ROWS, XLS_ROWS, ERROR_ROWS = 200_000, 300_000, 65_000, 100_000


def run() -> None:
    """Print each ratio with its bound."""
    texts()
    workbooks()
    old_workbooks()
    error_workbooks()


def texts() -> None:
    """Print a regular CSV file, and files with stray quotes or line breaks inside quotes."""
    data = csv_of(frame_of(mixed(CSV_ROWS, 3)))
    text = io.StringIO(data.decode(), newline="")
    head, *rows = csv.reader(text)
    plain = median(lambda: pd.DataFrame(list(csv.reader(io.StringIO(data.decode(), newline="")))[1:], columns=head), 5)
    report_reading("leads.csv", data, plain, "csv.reader into a DataFrame", "at least 4")
    assert len(rows) == CSV_ROWS
    lines = data.splitlines(keepends=True)
    lines[CSV_ROWS // 2] = lines[CSV_ROWS // 2].replace(b",", b',"', 1)
    ours = median(lambda: read_table("leads.csv", b"".join(lines)), 5)
    print(f"csv with a stray quote: {ours / plain:.2f}× csv.reader into a DataFrame (at most 1.5)")
    many = [line.replace(b",", b',"', 1) if index % 100 == 1 else line for index, line in enumerate(lines)]
    all_of_them = [line.replace(b",", b',"', 1) for line in data.splitlines(keepends=True)]
    pairs = enumerate(zip(lines, all_of_them, strict=True))
    third = [line if index % 3 else quoted for index, (line, quoted) in pairs]
    broken = [line.replace(b"\n", b',"Flat 3, MG Road\nPune"\n') for line in data.splitlines(keepends=True)]
    for name, file_lines in (
        ("stray quotes in one row of a hundred", many),
        ("stray quotes in one row of three", third),
        ("stray quotes in every row", all_of_them),
        ("line breaks in every row", broken[:120_000]),
    ):
        file = b"".join(file_lines)
        plain = median(partial(_into_frame, file), 3)
        ours = median(partial(read_table, "leads.csv", file), 3)
        print(f"csv with {name}: {ours / plain:.2f}× csv.reader into a DataFrame (at most 1.5)")


def _into_frame(data: bytes) -> pd.DataFrame:
    csv.field_size_limit(len(data))
    return pd.DataFrame(list(csv.reader(io.StringIO(data.decode(), newline=""))))


def workbooks() -> None:
    """Print an XLSX file of numbers and texts, as Excel writes them."""
    data = xlsx_of_numbers(XLSX_ROWS)
    plain = median(lambda: pd.read_excel(io.BytesIO(data), engine="openpyxl"), 1)
    report_reading("leads.xlsx", data, plain, "pandas with openpyxl", "at least 7")
    calamine = median(lambda: pd.read_excel(io.BytesIO(data), engine="calamine"), 3)
    report_reading("leads.xlsx", data, calamine, "pandas with calamine", "no bound")


def old_workbooks() -> None:
    """Print an XLS file, as Excel 97 wrote them."""
    data = xls_of_numbers(XLS_ROWS)
    plain = median(lambda: pd.DataFrame(map(xlrd.open_workbook(file_contents=data)[0].row_values, range(XLS_ROWS))), 3)
    report_reading("leads.xls", data, plain, "xlrd into a DataFrame", "at least 3")


def report_reading(name: str, data: bytes, plain: float, baseline: str, bound: str) -> None:
    """Print how fast a file is read, with and without the sandbox.

    Args:
        name: of the file.
        data: its bytes.
        plain: seconds of the baseline.
        baseline: what it is.
        bound: what the ratio should be.
    """
    read_table(name, data, limit_bytes=10**8)
    ours = median(lambda: read_table(name, data, limit_bytes=10**8), 5)
    parsing = median(lambda: parse_table(name, data), 5)
    size = f"{len(data) / 1e6:.1f} MB in {ours:.2f} s, {ours - parsing:+.2f} s of it for the sandbox"
    print(f"{name}: {plain / ours:.1f}× {baseline} ({bound}), {size}, peak memory {peak_megabytes(name, data)} MB")


def peak_megabytes(name: str, data: bytes) -> int:
    """Peak memory of a separate process that parses a file, in megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        return parse_separately(file).peak // 10**6


def error_workbooks() -> None:
    """Print the workbook of rows to fix, compared with openpyxl writing the same cells, colours and comments."""
    phones = [str(number) for number in range(100_000, 100_000 + ERROR_ROWS)]
    frame = frame_of(phones).set_axis(pd.RangeIndex(2, ERROR_ROWS + 2, name="row"))
    report = check(
        Table(frame, tuple(frame.columns), Source("leads.csv", "0" * 64, "csv")), MAPPING, Route.unknown("IN")
    )
    assert report.counts.errors == ERROR_ROWS
    _ = report.issues
    origins = error_rows(report, DEFAULT_BUCKETS, Origin(report.table.source.sha256)).iloc[:, -1]
    start = time.process_time()
    plain = with_openpyxl(report, origins)
    middle = time.process_time()
    ours = write_error_workbook(report)
    end = time.process_time()
    assert values_of(ours) == values_of(plain)
    ratio = (end - middle) / (middle - start)
    size = f"{ERROR_ROWS:,} × 5 in {end - middle:.2f} s"
    print(f"error workbook: {ratio:.2f}× the CPU time of openpyxl (at most 0.5), {size}")


def with_openpyxl(report: Report, origins: pd.Series[str]) -> bytes:
    """The workbook of rows to fix, written cell by cell with openpyxl.

    Args:
        report: every row has an error.
        origins: the last column, by which a corrected file is recognised.
    """
    book, target = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Row", *report.frame.columns, "Why it was left out", origins.name])
    codes = dict(zip(report.issues["row"], report.issues["code"], strict=True))
    red = PatternFill("solid", "FDECEC")
    for position, (row, origin) in enumerate(zip(report.frame.itertuples(), origins, strict=True), start=2):
        why = reason(codes[row[0]])
        sheet.append([*row, why, origin])
        cell: Any = sheet.cell(position, 2)
        cell.fill = red
        if position <= 1_001:
            cell.comment = Comment(why, "Callsheet")
    book.save(target)
    return target.getvalue()


def values_of(data: bytes) -> list[tuple[Any, ...]]:
    """The first and last three rows of a workbook as text; an empty cell and an empty text are the same."""
    frame = pd.read_excel(io.BytesIO(data), dtype=str, engine="calamine", keep_default_na=False)
    return [tuple(row) for row in [*frame.head(3).to_numpy(), *frame.tail(3).to_numpy()]]


def xlsx_of_numbers(rows: int) -> bytes:
    """A workbook as Excel stores it: phones and amounts are numbers, the rest shared strings (rows × 5)."""
    chance, target = random.Random(5), io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["phone_number", "name", "city", "product_interest", "last_purchase_value"])
    for row in range(1, rows):
        sheet.write_number(row, 0, chance.randrange(6 * 10**9, 10**10))
        sheet.write_string(row, 1, f"Name {chance.randrange(60_000)}")
        sheet.write_string(row, 2, chance.choice(("Pune", "Mumbai", "São Paulo", "Thane")))
        sheet.write_string(row, 3, chance.choice(("home_loan", "car_loan")))
        sheet.write_number(row, 4, chance.randrange(10_000) / 4)
    book.close()
    return target.getvalue()


def xls_of_numbers(rows: int) -> bytes:
    """A workbook as Excel 97 stores it (rows × 9)."""
    chance, target, book = random.Random(5), io.BytesIO(), xlwt.Workbook()
    sheet = book.add_sheet("Leads")
    makers: list[Callable[[], Any]] = [
        lambda: chance.randrange(6 * 10**9, 10**10),
        lambda: f"Name {chance.randrange(60_000)}",
        lambda: chance.choice(("Pune", "Mumbai", "São Paulo", "Thane")),
        lambda: chance.choice(("home_loan", "car_loan")),
        lambda: chance.randrange(10_000) / 4,
        lambda: chance.randrange(100),
        lambda: f"ref-{chance.randrange(5_000)}",
        lambda: chance.random() * 1_000,
        lambda: "x",
    ]
    for column in range(len(makers)):
        sheet.write(0, column, f"column {column}")
    for row in range(1, rows):
        for column, make in enumerate(makers):
            sheet.write(row, column, make())
    book.save(target)
    return target.getvalue()


if __name__ == "__main__":
    run()
