"""What the columns beside the phone numbers say about their country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from callsheet.validation import doubted_country, evidence_beside
from callsheet.validation.countries.list_origin.header_languages import header_languages
from tests.support.files.number_lists import many_local_numbers
from tests.support.published.place_names import FILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table

ROWS = 24


def beside(table: Callable[..., Table], columns: dict[str, list[str]]) -> list[str]:
    """The regions that the most speaks for."""
    full = {header: (cells * ROWS)[:ROWS] for header, cells in columns.items()}
    found = evidence_beside(table({"Phone": ["1"] * ROWS, **full}), ["Phone"])
    return [region for region in found if found[region] == max(found.values())]


@pytest.mark.parametrize(
    ("columns", "region"),
    [
        ({"City": ["Pune", "Mumbai", "Chennai"]}, "IN"),
        ({"Ort": ["Berlin", "München", "Hamburg"]}, "DE"),
        ({"City": ["Lagos", "Ibadan", "Kano", "Abuja"]}, "NG"),
        ({"Town": ["Leeds, West Yorkshire", "Sheffield", "Bristol", "Birmingham"]}, "GB"),
        ({"市": ["東京", "大阪", "名古屋"]}, "JP"),
        ({"State": ["CA", "IN", "DE", "NY"], "City": ["Chicago, IL", "Denver", "Boston"]}, "US"),
        ({"Country": ["United Arab Emirates"]}, "AE"),
        ({"Budget": ["₹ 40,000", "₹ 5,000"]}, "IN"),
        ({"Amount": ["NGN 2000", "₦500"]}, "NG"),
        ({"Price (BRL)": ["12", "20"]}, "BR"),
        ({"Postcode": ["SW1A 1AA", "LS1 4DY", "M1 1AE"]}, "GB"),
        ({"Kod pocztowy": ["00-950", "30-001", "80-180"]}, "PL"),
        ({"Imię": ["Ewa"], "Nazwisko": ["Lis"], "Miasto": ["x"]}, "PL"),
        ({"ชื่อ": ["x"], "เมือง": ["y"]}, "TH"),
        ({"이름": ["x"], "도시": ["y"]}, "KR"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_what_stands_beside_names_the_country(
    table: Callable[..., Table], columns: dict[str, list[str]], region: str
) -> None:
    """Places, countries, currencies, postal codes, languages of headers; codes of states name no country."""
    assert region in beside(table, columns)


@pytest.mark.parametrize(
    "columns",
    [
        {"Name": ["Paris Hilton", "Madison Chelsea", "Austin Powers", "Jordan Smith"]},
        {"Remark": ["called twice, asked for a call back on Monday after the meeting in Berlin or so"]},
        {"Status": ["new", "open", "won"]},
        {"Pin": ["x"]},
        {"Budget": ["$ 20", "$ 30"]},
        {},
    ],
    ids=["names", "remarks", "words", "empty codes", "dollars", "nothing"],
)
def test_what_says_nothing_of_a_country(table: Callable[..., Table], columns: dict[str, list[str]]) -> None:
    """Names of people that are also places, remarks, dollars of twenty countries."""
    assert beside(table, columns) == []


def test_places_decide_where_the_numbers_leave_it_open() -> None:
    """Twenty Irish mobile numbers might be Indonesian ones; Irish cities turn the balance, a weak hint does not."""
    numbers = many_local_numbers("IE", 20, np.random.default_rng(1))
    values = pd.Series(numbers, dtype="str")
    assert doubted_country(values, "ID") is None
    doubt = doubted_country(values, "ID", {"IE": 5.0})
    assert doubt is not None
    assert doubt.likely == "IE"
    assert doubted_country(values, "ID", {"IE": 1.0}) is None
    assert doubted_country(values, "ID", {"IE": 5.0, "ID": 5.0}) is None


def test_places_do_not_outweigh_clear_numbers() -> None:
    """An Indian list of people who travel to Germany, with a column of German cities, stays Indian."""
    numbers = many_local_numbers("IN", 20, np.random.default_rng(1))
    assert doubted_country(pd.Series(numbers, dtype="str"), "IN", {"DE": 10.5}) is None


@pytest.mark.parametrize(
    ("headers", "languages"),
    [
        (["Vorname", "Nachname", "Telefon"], ("de",)),
        (["Name", "Phone", "City"], ()),
        (["Телефон", "Имя"], ("ru", "kk", "be")),
        (["Телефон", "Ім'я", "Місто"], ("uk",)),
        (["電話", "お名前"], ("ja",)),
        (["Nom", "Prénom", "Ville"], ("fr",)),
        ([], ()),
    ],
)
def test_the_language_of_headers(headers: list[str], languages: tuple[str, ...]) -> None:
    """By script, or by two words of a language; English says nothing."""
    assert header_languages(headers) == languages


def test_the_table_of_places_is_of_many_countries() -> None:
    """`make places` writes it; names that several countries have are in each."""
    lines = dict(line.split(": ", 1) for line in FILE.read_text(encoding="utf-8").splitlines())
    assert len(lines) > 200
    assert "lahore" in lines["PK"].split(", ")
    assert all("birmingham" in lines[region].split(", ") for region in ("GB", "US"))
