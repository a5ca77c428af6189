"""Cells about consent: yes and no in many languages, days as people write them."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from callsheet.validation.consent.cells import NO_DAY, CellSays, read_cells
from callsheet.validation.consent.dates import read_days

SAYS = [
    (CellSays.YES, ["Yes", "y", "TRUE", "1", "1.0", "x", "✓", "ja",
        "oui", "sí", "Sim", "да", "हाँ", "はい", "예", "نعم"]),
    (CellSays.NO, ["No", "N", "false", "0", "✗", "Nein", "non",
        "não", "нет", "नहीं", "いいえ", "아니오", "لا", "否", "ไม่"]),
    (CellSays.GIVEN, ["Opted in", "opt-in", "Consented", "zugestimmt", "同意", "동의"]),
    (CellSays.REFUSED, ["Opted-out", "Unsubscribed", "DNC",
        "Do not call", "No thanks", "widerrufen", "拒否", "No consent"]),
    (CellSays.BASIS, ["Web form", "verbal", "existing customer", "schriftlich"]),
    (CellSays.NOTHING, ["", " ", "-", "n/a", "Unknown", "pending", "unbekannt"]),
    (CellSays.DAY, ["2025-01-03", "3.1.2025", "03/01/2025 10:15", "3 Jan 2025", "45660"]),
    (CellSays.OTHER, ["maybe", "ask again", "no, but his wife", "yes and no", "31/31/2025"]),
]  # fmt: skip
DAYS = [
    ("2026-03-01", date(2026, 3, 1)),
    ("2026/3/1", date(2026, 3, 1)),
    ("20260301", date(2026, 3, 1)),
    ("2026年3月1日", date(2026, 3, 1)),
    ("2026-03-01T10:00:00Z", date(2026, 3, 1)),
    ("1 March 2026", date(2026, 3, 1)),
    ("1st Mar 2026", date(2026, 3, 1)),
    ("March 1, 2026", date(2026, 3, 1)),
    ("1-Mar-26", date(2026, 3, 1)),
    ("12 de marzo de 2024", date(2024, 3, 12)),
    ("1. März 2026", date(2026, 3, 1)),
    ("5 août 2025", date(2025, 8, 5)),
    ("1 мая 2025", date(2025, 5, 1)),
    ("45200", date(2023, 10, 1)),
    ("13/04/25", date(2025, 4, 13)),
    ("2026-13-01", None),
    ("1815-06-18", None),
    ("12345", None),
    ("soon", None),
]


@pytest.mark.parametrize(("meaning", "cells"), SAYS)
def test_a_cell_says_what_a_person_would_read(meaning: CellSays, cells: list[str]) -> None:
    read = read_cells(pd.Series(cells, dtype="str"))
    assert [CellSays(says) for says in read.says] == [meaning] * len(cells)
    assert ((read.day != NO_DAY) == (meaning is CellSays.DAY)).all()


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_read_in_any_spelling(text: str, day: date | None) -> None:
    assert read_days([text]) == {text: day}


def test_the_other_cells_decide_whether_the_day_or_the_month_comes_first() -> None:
    """Where no cell tells, the older of the two days is taken."""
    assert read_days(["03/04/2025", "25/04/2025"])["03/04/2025"] == date(2025, 4, 3)
    assert read_days(["03/04/2025", "04/25/2025"])["03/04/2025"] == date(2025, 3, 4)
    assert read_days(["03/04/2025"])["03/04/2025"] == date(2025, 3, 4)
    assert read_days(["05/04/2025", "25/04/2025", "04/25/2025"])["05/04/2025"] == date(2025, 4, 5)
