"""Leads to measure with, made up: the mix of the issue, files of it, and the plain program they are held against."""

from __future__ import annotations

import io
import os
import random
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import phonenumbers
import xlsxwriter
from phonenumbers import PhoneNumberFormat, PhoneNumberType

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
    """60 % bare local, 15 % E.164 home, 10 % abroad, 5 % separators, 5 % Excel damage, 5 % bad."""
    chance = random.Random(seed)
    kinds = chance.choices(("bare", "home", "abroad", "spaced", "excel", "bad"), (60, 15, 10, 5, 5, 5), k=rows)
    return [_spelling(kind, chance) for kind in kinds]


def _spelling(kind: str, chance: random.Random) -> str:
    mobile = str(chance.randint(6_000_000_000, 9_999_999_999))
    start, digits = chance.choice(ABROAD)
    return {
        "bare": mobile,
        "home": "+91" + mobile,
        "abroad": start + str(chance.randrange(10**digits)).zfill(digits),
        "spaced": f"+91 {mobile[:5]}-{mobile[5:]}",
        "excel": chance.choice((f"{mobile[0]}.{mobile[1:6]}E+9", mobile + ".0")),
        "bad": chance.choice((mobile[:6], "n/a", mobile + "O", f"{mobile} / {mobile[::-1]}")),
    }[kind]


def of_every_region(rows: int, seed: int = 1) -> list[str]:
    """Fixed and mobile numbers of every region in E.164, last three digits at random."""
    chance = random.Random(seed)
    kinds = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)
    found = [
        phonenumbers.example_number_for_type(region, kind)
        for region in phonenumbers.SUPPORTED_REGIONS
        for kind in kinds
    ]
    starts = [phonenumbers.format_number(number, PhoneNumberFormat.E164)[:-3] for number in found if number]
    return [f"{chance.choice(starts)}{chance.randrange(1000):03}" for _ in range(rows)]


def frame_of(phones: list[str], seed: int = 1) -> pd.DataFrame:
    """Phones with four more columns (rows × 5 of str)."""
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
    """A Table without a file."""
    frame = frame.set_axis(pd.RangeIndex(2, len(frame) + 2, name="row"))
    return Table(frame, tuple(frame.columns), Source("leads.csv", "0" * 64, "csv"))


def csv_of(frame: pd.DataFrame) -> bytes:
    """The frame as CSV."""
    return frame.to_csv(index=False).encode()


def xlsx_of(frame: pd.DataFrame) -> bytes:
    """The frame as XLSX, every cell a text."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for place, values in enumerate([tuple(frame.columns), *frame.itertuples(index=False, name=None)]):
        for column, value in enumerate(values):
            sheet.write_string(place, column, value)
    book.close()
    return target.getvalue()


def xls_of(frame: pd.DataFrame) -> bytes:
    """The frame as XLS, at most 65,535 rows, every cell a text."""
    import xlwt  # noqa: PLC0415 - only for tests and benchmarks; the others do without

    target, book = io.BytesIO(), xlwt.Workbook()
    sheet = book.add_sheet("Leads")
    for place, values in enumerate([tuple(frame.columns), *frame.itertuples(index=False, name=None)]):
        for column, value in enumerate(values):
            sheet.write(place, column, value)
    book.save(target)
    return target.getvalue()


def plain_loop(numbers: list[str]) -> list[str | None]:
    """What a straightforward program makes of phone numbers: parse, is_valid_number, format_number."""
    judged: list[str | None] = []
    for text in numbers:
        try:
            number = phonenumbers.parse(text, "IN")
        except phonenumbers.NumberParseException:
            judged.append(None)
            continue
        valid = phonenumbers.is_valid_number(number)
        judged.append(phonenumbers.format_number(number, PhoneNumberFormat.E164) if valid else None)
    return judged


def plain_program(data: bytes, file_format: str) -> bytes:
    """What a straightforward program does with a file: pandas, the loop, the valid rows as CSV."""
    options: dict[str, Any] = {"dtype": str, "keep_default_na": False}
    read = pd.read_csv if file_format == "csv" else pd.read_excel
    frame = read(io.BytesIO(data), **options)
    frame["phone_number"] = plain_loop(frame["phone_number"].tolist())
    return frame[frame["phone_number"].notna()].to_csv(index=False).encode()


def median(work: Callable[[], object], times: int = 5) -> float:
    """Median seconds of a piece of work."""
    return _median(work, times, time.perf_counter)


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """Median seconds of CPU time of a piece of work in this process: what other programs do meanwhile hardly counts."""
    return _median(work, times, time.process_time)


def cpu_with_children(work: Callable[[], object], times: int = 5) -> float:
    """Mean seconds of CPU time of a piece of work, warm, that of child processes with it: files are read by one."""
    work()
    children = _children()
    start = time.process_time() + sum(map(_seconds_of, children))
    for _ in range(times):
        work()
    return (time.process_time() + sum(map(_seconds_of, children)) - start) / times


def _median(work: Callable[[], object], times: int, clock: Callable[[], float]) -> float:
    taken = []
    for _ in range(times):
        start = clock()
        work()
        taken.append(clock() - start)
    return statistics.median(taken)


def _children() -> list[str]:
    """Processes that this one has started and that live, by number."""
    own = str(os.getpid())
    return [each.name for each in Path("/proc").iterdir() if each.name.isdecimal() and _fields_of(each.name)[1] == own]


def _fields_of(process: str) -> list[str]:
    """What the system tells of a process, from its state on."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 20


def _seconds_of(process: str) -> float:
    fields = _fields_of(process)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
