"""Made-up leads to measure with, files of them, and the plain program that the library is compared with."""

from __future__ import annotations

import io
import random
import statistics
import time
from typing import TYPE_CHECKING, Any

import pandas as pd
import phonenumbers
import xlsxwriter
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from benchmarks.processes import child_processes, cpu_seconds
from callsheet.validation import ColumnMapping, CountryRule, Route, Source, Table

if TYPE_CHECKING:
    from collections.abc import Callable

phonenumbers.enable_pattern_cache()
ABROAD = (("+1212555", 4), ("+447911", 6), ("+97150", 7), ("+65812", 5))
NAMES = ("Asha", "Ravi", "Priya", "José", "Meera", "राज", "Wei", "O'Neil", "Lakshmi", "Zoë")
CITIES = ("Pune", "Mumbai", "New Delhi", "São Paulo", "Thane", "")
COLUMNS = ("name", "city", "product_interest", "last_purchase_value")
MAPPING = ColumnMapping(phone=("phone_number",), variables={column: column for column in COLUMNS})
RULES = (("IN", "91", "6 7 8 9"), ("US", "1", "2 3"), ("GB", "44", "7"), ("AE", "971", "5"), ("SG", "65", "8 9"))
ROUTE = Route("IN", countries=tuple(CountryRule(iso, code, tuple(starts.split())) for iso, code, starts in RULES))


def mixed(rows: int, seed: int = 1) -> list[str]:
    """Phone cells: 60% local, 15% Indian E.164, 10% foreign E.164, 5% spaced, 5% damaged by Excel, 5% invalid."""
    chance = random.Random(seed)
    kinds = chance.choices(("local", "home", "abroad", "spaced", "excel", "invalid"), (60, 15, 10, 5, 5, 5), k=rows)
    return [_phone_cell(kind, chance) for kind in kinds]


def _phone_cell(kind: str, chance: random.Random) -> str:
    mobile = str(chance.randint(6_000_000_000, 9_999_999_999))
    start, digits = chance.choice(ABROAD)
    return {
        "local": mobile,
        "home": "+91" + mobile,
        "abroad": start + str(chance.randrange(10**digits)).zfill(digits),
        "spaced": f"+91 {mobile[:5]}-{mobile[5:]}",
        "excel": chance.choice((f"{mobile[0]}.{mobile[1:6]}E+9", mobile + ".0")),
        "invalid": chance.choice((mobile[:6], "n/a", mobile + "O", f"{mobile} / {mobile[::-1]}")),
    }[kind]


def of_every_region(rows: int, seed: int = 1) -> list[str]:
    """Fixed and mobile numbers of every region in E.164, last three digits at random."""
    chance = random.Random(seed)
    kinds = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)
    examples = [
        phonenumbers.example_number_for_type(region, kind)
        for region in phonenumbers.SUPPORTED_REGIONS
        for kind in kinds
    ]
    starts = [phonenumbers.format_number(number, PhoneNumberFormat.E164)[:-3] for number in examples if number]
    return [f"{chance.choice(starts)}{chance.randrange(1000):03}" for _ in range(rows)]


def frame_of(phones: list[str], seed: int = 1) -> pd.DataFrame:
    """The phones and four more columns (rows × 5, str)."""
    chance = random.Random(seed)
    rows = len(phones)
    others = {
        "name": [f"{first} {last}" for first, last in zip(*(chance.choices(NAMES, k=rows) for _ in "12"), strict=True)],
        "city": chance.choices(CITIES, k=rows),
        "product_interest": chance.choices(("home_loan", "car_loan"), k=rows),
        "last_purchase_value": [str(chance.randrange(10**6)) for _ in range(rows)],
    }
    return pd.DataFrame({"phone_number": phones} | others, dtype="str")


def table_of(frame: pd.DataFrame) -> Table:
    """A `Table` that was not read from a file."""
    frame = frame.set_axis(pd.RangeIndex(2, len(frame) + 2, name="row"))
    return Table(frame, tuple(frame.columns), Source("leads.csv", "0" * 64, "csv"))


def csv_of(frame: pd.DataFrame) -> bytes:
    """The frame as a CSV file."""
    return frame.to_csv(index=False).encode()


def xlsx_of(frame: pd.DataFrame) -> bytes:
    """The frame as an XLSX file; every cell is text."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for row, values in enumerate([tuple(frame.columns), *frame.itertuples(index=False, name=None)]):
        for column, value in enumerate(values):
            sheet.write_string(row, column, value)
    book.close()
    return target.getvalue()


def xls_of(frame: pd.DataFrame) -> bytes:
    """The frame as an XLS file of at most 65,535 rows; every cell is text."""
    import xlwt  # noqa: PLC0415 - only this function needs it

    target, book = io.BytesIO(), xlwt.Workbook()
    sheet = book.add_sheet("Leads")
    for row, values in enumerate([tuple(frame.columns), *frame.itertuples(index=False, name=None)]):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    book.save(target)
    return target.getvalue()


def plain_loop(numbers: list[str]) -> list[str | None]:
    """Phone numbers as a straightforward program validates them: parse, is_valid_number, format_number."""
    formatted: list[str | None] = []
    for text in numbers:
        try:
            number = phonenumbers.parse(text, "IN")
        except phonenumbers.NumberParseException:
            formatted.append(None)
            continue
        valid = phonenumbers.is_valid_number(number)
        formatted.append(phonenumbers.format_number(number, PhoneNumberFormat.E164) if valid else None)
    return formatted


def plain_program(data: bytes, file_format: str) -> bytes:
    """A straightforward program: read with pandas, validate with the plain loop, write the valid rows as CSV."""
    options: dict[str, Any] = {"dtype": str, "keep_default_na": False}
    read = pd.read_csv if file_format == "csv" else pd.read_excel
    frame = read(io.BytesIO(data), **options)
    frame["phone_number"] = plain_loop(frame["phone_number"].tolist())
    return csv_of(frame[frame["phone_number"].notna()])


def median(work: Callable[[], object], times: int = 5) -> float:
    """Median wall-clock seconds."""
    return _median(work, times, time.perf_counter)


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """Median CPU seconds of this process, which a busy machine hardly changes."""
    return _median(work, times, time.process_time)


def fewest_cpu(work: Callable[[], object], times: int = 5) -> float:
    """Fewest CPU seconds of this process, which a busy machine changes least."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def cpu_with_children(work: Callable[[], object], times: int = 5) -> float:
    """Mean CPU seconds of this process and its children (files are read by one), after one run to warm up."""
    work()
    children = child_processes()
    start = time.process_time() + sum(map(cpu_seconds, children))
    for _ in range(times):
        work()
    return (time.process_time() + sum(map(cpu_seconds, children)) - start) / times


def _median(work: Callable[[], object], times: int, clock: Callable[[], float]) -> float:
    seconds = []
    for _ in range(times):
        start = clock()
        work()
        seconds.append(clock() - start)
    return statistics.median(seconds)
