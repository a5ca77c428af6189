"""Which column is the phone? Labelled tables in fifteen languages, by content and header together."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import phonenumbers
import pytest

from callsheet.validation import suggest_mapping
from tests.validation.headers_by_language import LANGUAGES, Headers

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table


ROWS = 30
FAMILIES = ("customer", "order", "account", "identity", "card")


def phones(region: str, chance: random.Random, rows: int = ROWS) -> list[str]:
    """Valid mobile numbers of a region, all in one of four spellings."""
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    kind = chance.choice([0, 1, 2, None])
    made = []
    while len(made) < rows:
        tail = str(chance.randrange(10**5)).zfill(5)
        number = phonenumbers.parse(str(example.national_number)[:-5] + tail, region)
        if phonenumbers.is_valid_number(number):
            made.append(str(number.national_number) if kind is None else phonenumbers.format_number(number, kind))
    return made


def bare(region: str, chance: random.Random) -> list[str]:
    """The same without any spelling: nothing in the cells tells them from customer numbers."""
    return [str(phonenumbers.parse(number, region).national_number) for number in phones(region, chance)]


def others(headers: Headers, chance: random.Random) -> dict[str, list[str]]:
    """Columns that are no phones: customers, orders, accounts, identity, cards, post codes, dates, amounts, names."""
    start = chance.randrange(10**9, 9 * 10**9)

    def digits(count: int) -> str:
        return str(chance.randrange(10 ** (count - 1), 10**count))

    made = {
        headers.name: lambda _: f"N{chance.choice('aeiou')}n{chance.choice('aeiou')}",
        headers.city: lambda _: chance.choice(["Pune", "Łódź", "東京"]),
        headers.customer: lambda _: digits(10),
        headers.order: lambda row: str(start + row * 7),
        headers.account: lambda _: digits(12),
        headers.identity: lambda _: f"{digits(4)} {digits(4)} {digits(4)}",
        headers.card: lambda _: " ".join(digits(4) for _ in range(4)),
        headers.postal: lambda _: digits(6),
        headers.date: lambda _: f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        headers.amount: lambda _: digits(7),
    }
    return {header: [make(row) for row in range(ROWS)] for header, make in made.items()}


def labelled(headers: Headers, seed: str):
    """Tables of a language: (columns, the phone column)."""
    chance = random.Random(seed)
    rest, trap = others(headers, chance), bare(headers.region, chance)
    for place, phone in enumerate(headers.phone):
        numbers = phones(headers.region, chance)
        yield {phone: numbers, **rest}, phone
        yield {**rest, headers.customer: trap, phone: numbers}, phone
        second = headers.other_phone[place % len(headers.other_phone)]
        yield {second: trap, **rest, phone: numbers}, phone
        yield {**rest, headers.vague: numbers}, headers.vague
    for family in FAMILIES:
        yield {**rest, getattr(headers, family): trap}, None
    yield {headers.name: rest[headers.name], "X": trap, "Y": bare(headers.region, chance)}, None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phone_column_is_found_among_other_numbers(table: Callable[..., Table], language: str) -> None:
    """34 tables a language, none wrong: phones that say so, second phones, headers of no help, and no phone at all.

    Customer, order, account, identity and card numbers that all could be called are still none.
    """
    headers = LANGUAGES[language]
    tables = list(labelled(headers, language))
    assert len(tables) == 34
    for columns, phone in tables:
        found = suggest_mapping(table(columns), headers.region)
        assert found.phone == ((phone,) if phone else ()), list(columns)


def mobiles(chance: random.Random) -> list[str]:
    return [f"9{chance.randrange(10**9):09}" for _ in range(ROWS)]


def numbered(chance: random.Random, digits: int) -> list[str]:
    return [str(chance.randrange(10 ** (digits - 1), 10**digits)) for _ in range(ROWS)]


CHANCE = random.Random(4)
MOBILES, MORE = mobiles(CHANCE), mobiles(CHANCE)
NAMES = ["Asha"] * ROWS
HARD = {
    "a customer's phone is a phone": ({"Customer No": MORE, "Customer Phone": MOBILES}, "Customer Phone"),
    "so is an account's": ({"Account": MORE, "Account Phone Number": MOBILES}, "Account Phone Number"),
    "numbers of phones are not": ({"Phone ID": numbered(CHANCE, 9), "X": MOBILES}, "X"),
    "the first of three": ({"Phone 1": MOBILES, "Phone 2": MORE, "Phone 3": MORE}, "Phone 1"),
    "not the second though it stands first": ({"Phone2": MORE, "Office phone": MORE, "Phone": MOBILES}, "Phone"),
    "mobile before home and work": ({"Home": MORE, "WorkerLoop": MORE, "Mobile": MOBILES}, "Mobile"),
    "mobile before messenger": ({"WhatsApp": MORE, "Mobile": MOBILES}, "Mobile"),
    "people are no numbers": ({"Contact person": NAMES, "Contact": MOBILES}, "Contact"),
    "a header alone is none": ({"Phone": ["call later"] * ROWS, "X": MOBILES}, "X"),
    "models of phones are none": ({"Mobile": ["iPhone 12"] * ROWS, "Contact": MOBILES}, "Contact"),
    "a phone with fax": ({"Fax": MORE, "Tel/Fax": MOBILES}, "Tel/Fax"),
    "times are none": ({"t": [str(1_700_000_000 + CHANCE.randrange(10**6)) for _ in NAMES], "x": MOBILES}, "x"),
    "places on a map are none": ({"lat": [f"12.{each}" for each in numbered(CHANCE, 7)], "x": MOBILES}, "x"),
    "article numbers are none": ({"Code": numbered(CHANCE, 13), "x": MOBILES}, "x"),
    "a country code is none": ({"Country code": ["91"] * ROWS, "Number": MOBILES}, "Number"),
    "country codes tell it apart": ({"A": MORE, "B": [f"+91{each}" for each in MOBILES]}, "B"),
    "damaged by Excel, it is still the phone": ({"Mobile": ["9.19877E+11"] * ROWS, "PIN": MORE}, "Mobile"),
    "two that nothing tells apart are asked about": ({"X": MOBILES, "Y": MORE}, None),
    "numbers in order are asked about": ({"X": sorted(MOBILES), "Name": NAMES}, None),
    "phones called ID are asked about": ({"ID": [f"+91{each}" for each in MOBILES], "Name": NAMES}, None),
    "numbers given out in turn are none": ({"X": [str(9_876_500_000 + row) for row in range(ROWS)]}, None),
    "a file without numbers has none": ({"Phone": [""] * ROWS, "Name": NAMES}, None),
}


@pytest.mark.parametrize("case", HARD)
def test_what_is_hard_to_tell_is_told_or_asked(table: Callable[..., Table], case: str) -> None:
    """Traps of Indian lists."""
    columns, phone = HARD[case]
    assert suggest_mapping(table(columns), "IN").phone == ((phone,) if phone else ())


@pytest.mark.parametrize(("columns", "candidates"), [(HARD[case][0], HARD[case][0]) for case in list(HARD)[17:18]])
def test_where_it_asks_it_names_those_to_ask_about(
    table: Callable[..., Table], columns: dict[str, object], candidates: dict[str, object]
) -> None:
    """Two columns of ten digits under headers that say nothing: the operator chooses."""
    found = suggest_mapping(table(columns), "IN").candidates
    assert {candidate.column for candidate in found} == set(candidates)
    assert all(candidate.share == candidate.valid == 1.0 and not candidate.named for candidate in found)


def test_without_a_region_the_shape_decides(table: Callable[..., Table]) -> None:
    """Nobody can say which local numbers are in use; several columns of such shape are asked about."""
    assert suggest_mapping(table({"X": MOBILES, "Name": NAMES})).phone == ("X",)
    assert suggest_mapping(table({"X": MOBILES, "Y": MORE})).phone == ()
    assert suggest_mapping(table({"X": [f"+91 {each}" for each in MOBILES], "Y": MORE})).phone == ("X",)


def test_columns_of_no_numbers_are_never_taken(table: Callable[..., Table]) -> None:
    """A file without phones has no candidate, whatever other numbers it has."""
    mapping = suggest_mapping(table(others(LANGUAGES["Hindi"], random.Random(2))), "IN")
    assert (mapping.phone, mapping.candidates) == ((), ())
