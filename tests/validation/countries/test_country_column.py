"""The country of each row: what a cell may contain, which column is suggested, and how its numbers are validated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.validation import Choices, ColumnMapping, Edit, Route, check, parse_region, suggest_country_column

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table


NAMES = [
    *(("IN", "IN"), ("in", "IN"), ("IND", "IN"), ("India", "IN"), (" INDIA ", "IN"), ("भारत", "IN"), ("Indien", "IN")),
    *(("+91", "IN"), ("91", "IN"), ("0091", "IN"), ("91.0", "IN"), ("India (+91)", "IN"), ("IN - India", "IN")),
    *(("1-868", "US"), ("+1 (246)", "US"), ("7", "RU"), ("356", "MT"), ("USA", "US"), ("U.S.A.", "US")),
    *(("UK", "GB"), ("England", "GB"), ("UAE", "AE"), ("الإمارات", "AE"), ("Österreich", "AT"), ("osterreich", "AT")),
    *(("Côte d'Ivoire", "CI"), ("The Gambia", "GM"), ("Trinidad and Tobago", "TT"), ("Trinidad & Tobago", "TT")),
    *(
        ("Bharat", "IN"),
        ("Bharat (India)", "IN"),
        ("Republic of India", "IN"),
        ("(+91)", "IN"),
        ("+91-", "IN"),
        ("🇮🇳", "IN"),
    ),
    *(("U.A.E.", "AE"), ("u.a.e", "AE"), ("United Arab Emirates (UAE)", "AE"), ("VAE", "AE"), ("🇦🇪", "AE")),
    *(("الامارات", "AE"), ("Объединённые Арабские Эмираты", "AE"), ("+971", "AE"), ("Emirati Arabi Uniti", "AE")),
    *(("Deutschland", "DE"), ("GER", "DE"), ("Federal Republic of Germany", "DE"), ("0049", "DE"), ("GERMANY", "DE")),
    *(("Brasil", "BR"), ("Indonesien", "ID"), ("印尼", "ID"), ("U.K.", "GB"), ("U K", "GB"), ("Großbritannien", "GB")),
    *(("Gran Bretaña", "GB"), ("EE.UU.", "US"), ("EUA", "US"), ("США", "US"), ("アメリカ", "US"), ("U S A", "US")),
    *(("Taiwan, Province of China", "TW"), ("Tanzania, United Republic of", "TZ"), ("Iran, Islamic Republic of", "IR")),
    *(("Korea, Democratic People's Republic of", "KP"), ("Republic of Korea", "KR"), ("P.R. China", "CN")),
    *(
        ("中国", "CN"),
        ("日本", "JP"),
        ("대한민국", "KR"),
        ("Россия", "RU"),
        ("Estados Unidos", "US"),
        ("Türkiye", "TR"),
    ),
]
NOT_COUNTRIES = ["", " ", "Narnia", "Congo", "Kongo", "800", "999", "-", "India or Nepal", "US (+91)", "12345", "EU"]
NOT_COUNTRIES += [
    "N/A",
    "NA",
    "Republic of China",
    "US/Canada",
    "Dubai",
    "yes",
    "Other",
    "🇮",
    "of",
    "(",
    "India (UAE)",
    "91 44",
]
PHONE_ONLY = ColumnMapping(phone=("phone",))
LEADS = {
    "phone": ["9876543210", "2079460958", "81234567", "+33142685300", "9123456789", "9123456780"],
    "where": ["India", "UK", "+65", "DE", "", "Narnia"],
}


@pytest.mark.parametrize(("text", "region"), NAMES)
def test_a_cell_names_a_country(text: str, region: str) -> None:
    """By ISO code, name in a common language, calling code, or two of these together."""
    assert parse_region(text) == region


@pytest.mark.parametrize("text", NOT_COUNTRIES)
def test_a_cell_that_names_no_country_or_two_gives_no_region(text: str) -> None:
    """Calling codes of no country and contradictions included."""
    assert parse_region(text) is None


def test_each_row_is_validated_in_its_own_country(table: Callable[..., Table]) -> None:
    """A plus overrides the country; an empty cell means the default region; an unknown name means no region."""
    choices = Choices(country_column="where")
    report = check(table(LEADS), PHONE_ONLY, Route("IN"), choices)
    numbers = ["+919876543210", "+442079460958", "+6581234567", "+33142685300", "+919123456789", ""]
    assert report.numbers.tolist() == numbers
    assert report.issues["code"].tolist() == ["unknown_country_code"]
    edited = report.with_edits([Edit(7, "where", "Indien"), Edit(4, "where", "")])
    assert edited.numbers.tolist()[5] == "+919123456780"
    assert edited.numbers.tolist()[2] == ""
    assert (
        report.with_choices(Choices()).numbers.tolist() == check(table(LEADS), PHONE_ONLY, Route("IN")).numbers.tolist()
    )


NUMBERS = ["9876543210", "0501234567", "81234567", "9123456789", "0501234568", "81234568"]
COLUMNS = [
    ("Country", ["India", "UAE", "Singapore"] * 2, True),
    ("X", ["IN", "AE", "SG"] * 2, True),
    ("ISD", ["91", "+971", "65"] * 2, True),
    ("State", ["CA", "TX", "NY"] * 2, False),
    ("State", ["CA", "IN", "DE"] * 2, False),
    ("Country of birth", ["France", "France", "Italy"] * 2, False),
    ("Priority", ["1", "7", "1"] * 2, False),
    ("Country", [""] * 6, False),
]


@pytest.mark.parametrize(("header", "cells", "suggested"), COLUMNS)
def test_the_country_column_is_suggested_by_its_cells_and_the_numbers_of_their_rows(
    table: Callable[..., Table], header: str, cells: list[str], suggested: bool
) -> None:
    """States, priorities and countries that the numbers do not fit are not suggested."""
    leads = table({"phone": NUMBERS, header: cells, "name": ["Asha"] * 6})
    suggestion = suggest_country_column(leads, PHONE_ONLY, "IN")
    assert (suggestion.column if suggestion else None) == (header if suggested else None)


def test_a_column_with_the_default_country_only_needs_a_country_header(table: Callable[..., Table]) -> None:
    """Nor is it suggested when no number needs a country."""
    cells = {"phone": ["9876543210", "9123456789"], "Land": ["IN", "IN"]}
    suggestion = suggest_country_column(table(cells), PHONE_ONLY, "IN")
    assert suggestion is not None
    assert suggestion.fits == 1.0
    assert suggest_country_column(table(cells, Land="x"), PHONE_ONLY, "IN") is None
    whole = {**cells, "phone": ["+919876543210", "+919123456789"]}
    assert suggest_country_column(table(whole), PHONE_ONLY, "IN") is None
    assert suggest_country_column(table(cells), ColumnMapping(), "IN") is None
