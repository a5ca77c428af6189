"""The country of each row: what a cell may contain, which column is suggested, and how its numbers are validated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from callsheet.validation import (
    Choices,
    ColumnMapping,
    Edit,
    Route,
    check,
    parse_region,
    region_match,
    suggest_country_column,
)

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


LONDON = ["2079460958", "5103250147", "2079460123", "4158675301"]
SAID = [
    *(
        ("phone_code", ["44", "1"]),
        ("Phone prefix", ["+44", "+1"]),
        ("CC", ["0044", "001"]),
        ("Region", ["GBR", "USA"]),
    ),
    *(
        ("market", ["UK", "US"]),
        ("Intl code", ["44", "1"]),
        ("Country Code", ["GB", "US"]),
        ("dialing code", ["+44", "+1"]),
    ),
    *(("PhoneCode", ["44", "1"]), ("Mercado", ["Reino Unido", "Estados Unidos"]), ("区号", ["+44", "+1"])),
]


@pytest.mark.parametrize(("header", "cells"), SAID)
def test_the_country_of_a_row_wins_over_a_country_that_its_digits_happen_to_fit(
    table: Callable[..., Table], header: str, cells: list[str]
) -> None:
    """44 beside 2079460958 is London although the number also exists in Maine; damaged numbers do not change that."""
    leads = table({"phone": [*LONDON, "207946012", "2079460124"], header: [*cells * 2, cells[0], cells[0]]})
    suggestion = suggest_country_column(leads, PHONE_ONLY, "US")
    assert suggestion is not None
    report = check(leads, PHONE_ONLY, Route("US"), Choices(country_column=suggestion.column))
    assert report.numbers.tolist() == [
        "+442079460958",
        "+15103250147",
        "+442079460123",
        "+14158675301",
        "",
        "+442079460124",
    ]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Region", ["CA", "DE", "IN"]),
        ("Country of birth", ["France", "Italy", "France"]),
        ("Market", ["North", "South", "IN"]),
    ],
)
def test_states_and_countries_of_something_else_are_no_countries_of_numbers(
    table: Callable[..., Table], header: str, cells: list[str]
) -> None:
    """States of the USA under Region; where somebody was born."""
    leads = table({"phone": ["5103250147", "4158675301", "2125550123"] * 2, header: cells * 2})
    assert suggest_country_column(leads, PHONE_ONLY, "US") is None


def test_a_fault_in_every_ninth_row_does_not_decide(table: Callable[..., Table]) -> None:
    """Rows are drawn at random: with every k-th row, all of them could have been the faulty ones."""
    numbers = ["12" if row % 9 == 0 else f"9876{row:06}" for row in range(18_000)]
    fit = region_match(pd.Series(numbers, dtype="str"), "IN")
    assert fit is not None
    assert fit.fits == pytest.approx(8 / 9, abs=0.001)
    column = suggest_country_column(table({"phone": numbers, "Land": ["IN"] * 18_000}), PHONE_ONLY, "IN")
    assert column is not None
    assert column.fits == pytest.approx(8 / 9, abs=0.03)


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


def test_the_same_table_is_asked_for_other_phone_columns_and_regions(table: Callable[..., Table]) -> None:
    """What was suggested before is not repeated where it depends on phone column or region."""
    cells = {"phone": NUMBERS, "iso": ["IN", "GB", "US"] * 2, "none": ["+" + "1" * 11] * 6}
    leads = table(cells)
    for _ in range(2):
        for region in ("IN", None):
            fresh = table({"phone": NUMBERS, "iso": ["IN", "GB", "US"] * 2, "none": ["+" + "1" * 11] * 6})
            assert suggest_country_column(leads, PHONE_ONLY, region) == suggest_country_column(
                fresh, PHONE_ONLY, region
            )
        assert suggest_country_column(leads, ColumnMapping(("none",), {}), "IN") is None
