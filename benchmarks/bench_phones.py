"""Phone judging against the plain loop: parse, is_valid_number, format_number, pattern cache on."""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING

import pandas as pd
import phonenumbers

from callsheet.validation import ColumnMapping, Edit, Route, Source, Table, check, judge_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 200_000
LOOP_ROWS = 20_000
ABROAD = (("+1212555", 4), ("+447911", 6), ("+97150", 7), ("+65812", 5))
CHECKED = 10


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


def plain_loop(numbers: list[str]) -> int:
    """What a straightforward program does; how many it calls valid."""
    valid = 0
    for text in numbers:
        try:
            number = phonenumbers.parse(text, "IN")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            valid += 1
    return valid


def median(work: Callable[[], object], times: int = 5) -> float:
    """Median seconds of a piece of work."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def run() -> None:
    """Print each ratio with its bound."""
    phonenumbers.enable_pattern_cache()
    texts = mixed(ROWS)
    column = pd.Series(texts, dtype="str")
    plain_loop(texts[:1000])
    loop = median(lambda: plain_loop(texts[:LOOP_ROWS]), 3) * ROWS / LOOP_ROWS
    judged = median(lambda: judge_numbers(column, "IN"))
    print(f"phones: {loop / judged:.0f}× the plain loop (at least 30, aim 80), {ROWS:,} rows in {judged:.3f} s")
    large = pd.Series(mixed(1_000_000, 2), dtype="str")
    whole = median(lambda: judge_numbers(large, "IN"), 3)
    print(f"phones: a row of 1,000,000 costs {whole / judged / 5:.2f}× one of 200,000 (at most 1.3)")
    hostile = {
        "100 % without enough digits": column.str.slice(0, 7),
        "letters": "q" + column + "O",
        "250 characters of junk": (("x!" + column) * 18).str.slice(0, 250),
        "foreign digits": pd.Series([text.translate({48 + i: 0x660 + i for i in range(10)}) for text in texts]),
    }
    for name, values in hostile.items():
        cost = median(lambda values=values: judge_numbers(values, "IN"), 3)  # type: ignore[misc]
        print(f"phones: {name} costs {cost / judged:.1f}× the mixed column (at most 10)")
    edits()


def edits() -> None:
    """Print what one edit of a file of 200,000 rows costs."""
    frame = pd.DataFrame({"phone": mixed(ROWS, 3), "name": "Asha", "city": "Pune", "a": "x", "b": "y"}, dtype="str")
    frame.index = pd.RangeIndex(2, ROWS + 2, name="row")
    table = Table(frame, tuple(frame.columns), Source("leads.csv", "0" * 64, "csv"))
    mapping = ColumnMapping(phone=("phone",), variables={column: column for column in ("name", "city", "a", "b")})
    report = check(table, mapping, Route("IN"))
    taken = []
    for row in range(2, 2 + CHECKED):
        start = time.perf_counter()
        report = report.with_edits([Edit(row, "phone", "9876543210")])
        taken.append(time.perf_counter() - start)
    whole = median(lambda: check(table, mapping, Route("IN")), 3)
    print(f"check: {whole:.3f} s whole, one edit {statistics.median(taken) * 1000:.1f} ms (under 10), {ROWS:,} × 5")


if __name__ == "__main__":
    run()
