"""Kinds of files that operators drop: a figure that holds for one kind only says little.

Every file has 5 columns, except the wide one (40) and that of long texts (6).
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import phonenumbers
from phonenumbers import PhoneNumberType

from benchmarks.leads import csv_of, frame_of, mixed

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

AREA_CODES = (201, 212, 305, 312, 404, 415, 503, 602, 617, 713, 808, 907)
"""Of the United States, in nine time zones."""
TWENTY = (
    *("AE", "AU", "BD", "BR", "CA", "DE", "EG", "ES", "FR", "GB"),
    *("ID", "IN", "IT", "KE", "MX", "NG", "PH", "SG", "US", "ZA"),
)
WIDE_COLUMNS = 40
NOTES = (
    "Asked for a call back about the loan offer after the visit to the branch.",
    "Spoke to his wife, he is travelling until Monday.",
    "Wants the rate in writing before he decides.",
    "Number was busy twice, left a message with the office.",
    "Interested in the two bedroom flat near the station, budget to be confirmed.",
    "Not sure about the documents, please explain again.",
    "Met at the exhibition in March; likes to be called in the evening.",
)
"""What agents write about leads."""


class Kind(NamedTuple):
    """A kind of file.

    Args:
        phones: returns phone cells for a number of rows.
        columns: returns the whole frame for phone cells.
        region: of numbers without a country code.
    """

    phones: Callable[[int], list[str]]
    columns: Callable[[list[str]], pd.DataFrame] = frame_of
    region: str = "IN"

    def frame(self, rows: int) -> pd.DataFrame:
        """The leads (rows × columns, str)."""
        return self.columns(self.phones(rows))

    def csv(self, rows: int) -> bytes:
        """The leads as a CSV file."""
        return csv_of(self.frame(rows))


def clean(rows: int) -> list[str]:
    """Indian mobile numbers without a country code, all different."""
    return [str(6_000_000_000 + row * 7_919 % 3_999_999_999) for row in range(rows)]


def american(rows: int) -> list[str]:
    """Numbers of the United States as they are written there, without a country code."""
    chance = random.Random(2)
    codes = chance.choices(AREA_CODES, k=rows)
    return [f"({code}) {chance.randrange(200, 1000)}-{chance.randrange(10_000):04}" for code in codes]


def of_twenty_countries(rows: int) -> list[str]:
    """Mobile numbers of twenty countries in E.164."""
    chance = random.Random(3)
    examples = [phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE) for region in TWENTY]
    form = phonenumbers.PhoneNumberFormat.E164
    starts = [phonenumbers.format_number(number, form)[:-5] for number in examples if number]
    return [f"{start}{chance.randrange(100_000):05}" for start in chance.choices(starts, k=rows)]


def bad(rows: int) -> list[str]:
    """Numbers with too few digits in every row."""
    chance = random.Random(4)
    return [f"98765{chance.randrange(1000):03}" for _ in range(rows)]


def _wide(phones: list[str]) -> pd.DataFrame:
    frame = frame_of(phones)
    others = {f"field_{number}": frame[frame.columns[1 + number % 4]] for number in range(WIDE_COLUMNS - 5)}
    return frame.assign(**others)


def _with_long_texts(phones: list[str]) -> pd.DataFrame:
    chance = random.Random(5)
    notes = (" ".join(chance.choices(NOTES, k=1 + row % 5)) for row in range(len(phones)))
    return frame_of(phones).assign(notes=[f"{row}: {note}" for row, note in enumerate(notes)])


KINDS = {
    "clean Indian": Kind(clean),
    "United States": Kind(american, region="US"),
    "twenty countries": Kind(of_twenty_countries),
    "mixed damage": Kind(mixed),
    "bad everywhere": Kind(bad),
    "wide": Kind(mixed, _wide),
    "long texts": Kind(mixed, _with_long_texts),
}
"""Those of CSV files, by name."""
