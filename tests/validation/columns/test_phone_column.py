"""Which column holds the phone numbers: labelled tables in fifteen languages."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import phonenumbers
import pytest

from callsheet.validation import suggest_mapping
from tests.support.hypothesis_examples import examples
from tests.validation.columns.headers_by_language import LANGUAGES, Headers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callsheet.validation import Table


ROWS = 30
FAMILIES = ("customer", "order", "account", "identity", "card")


def phones(region: str, chance: random.Random, rows: int = ROWS) -> list[str]:
    """Valid mobile numbers of a region, all in one of four spellings."""
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    kind = chance.choice([0, 1, 2, None])
    numbers: list[str] = []
    while len(numbers) < rows:
        tail = str(chance.randrange(10**5)).zfill(5)
        number = phonenumbers.parse(str(example.national_number)[:-5] + tail, region)
        if phonenumbers.is_valid_number(number):
            numbers.append(str(number.national_number) if kind is None else phonenumbers.format_number(number, kind))
    return numbers


def bare(region: str, chance: random.Random) -> list[str]:
    """The same as digits only: the cells alone do not distinguish them from customer numbers."""
    return [str(phonenumbers.parse(number, region).national_number) for number in phones(region, chance)]


def others(headers: Headers, chance: random.Random) -> dict[str, list[str]]:
    """Columns without phones: customers, orders, accounts, identity, cards, postcodes, dates, amounts, names."""
    start = chance.randrange(10**9, 9 * 10**9)

    def digits(count: int) -> str:
        return str(chance.randrange(10 ** (count - 1), 10**count))

    cell_makers: dict[str, Callable[[int], str]] = {
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
    return {header: [make(row) for row in range(ROWS)] for header, make in cell_makers.items()}


def labelled(headers: Headers, seed: str) -> Iterator[tuple[dict[str, list[str]], str | None]]:
    """Tables of a language: (columns, the phone column or None)."""
    chance = random.Random(seed)
    rest, trap = others(headers, chance), bare(headers.region, chance)
    for index, phone in enumerate(headers.phone):
        numbers = phones(headers.region, chance)
        yield {phone: numbers, **rest}, phone
        yield {**rest, headers.customer: trap, phone: numbers}, phone
        second = headers.other_phone[index % len(headers.other_phone)]
        yield {second: trap, **rest, phone: numbers}, phone
        yield {**rest, headers.vague: numbers}, headers.vague
    for family in FAMILIES:
        yield {**rest, getattr(headers, family): trap}, None
    yield {headers.name: rest[headers.name], "X": trap, "Y": bare(headers.region, chance)}, None


@pytest.mark.hypothesis  # `make long` runs it with all tables, as it does property tests
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phone_column_is_found_among_other_numbers(table: Callable[..., Table], language: str) -> None:
    """34 tables a language: named phones, second phones, headers without a meaning, and no phone at all.

    Customer, order, account, identity and card numbers that are valid phone numbers are not suggested. The default run
    has every third table, another third for the next language.
    """
    headers = LANGUAGES[language]
    tables = list(labelled(headers, language))
    assert len(tables) == 34
    step = examples(3, 1)
    for columns, phone in tables[list(LANGUAGES).index(language) % step :: step]:
        mapping = suggest_mapping(table(columns), headers.region)
        assert mapping.phone == ((phone,) if phone else ()), list(columns)


def mobiles(chance: random.Random) -> list[str]:
    return [f"9{chance.randrange(10**9):09}" for _ in range(ROWS)]


def numbered(chance: random.Random, digits: int) -> list[str]:
    return [str(chance.randrange(10 ** (digits - 1), 10**digits)) for _ in range(ROWS)]


CHANCE = random.Random(4)
MOBILES, MORE = mobiles(CHANCE), mobiles(CHANCE)
NAMES = ["Asha"] * ROWS
HARD = {
    "a customer's phone": ({"Customer No": MORE, "Customer Phone": MOBILES}, "Customer Phone"),
    "an account's phone": ({"Account": MORE, "Account Phone Number": MOBILES}, "Account Phone Number"),
    "identifiers of phones are not phone numbers": ({"Phone ID": numbered(CHANCE, 9), "X": MOBILES}, "X"),
    "the first of three phones": ({"Phone 1": MOBILES, "Phone 2": MORE, "Phone 3": MORE}, "Phone 1"),
    "the first phone behind the second": ({"Phone2": MORE, "Office phone": MORE, "Phone": MOBILES}, "Phone"),
    "mobile rather than home and work": ({"Home": MORE, "Work": MORE, "Mobile": MOBILES}, "Mobile"),
    "mobile rather than messenger": ({"WhatsApp": MORE, "Mobile": MOBILES}, "Mobile"),
    "contact persons are not numbers": ({"Contact person": NAMES, "Contact": MOBILES}, "Contact"),
    "a phone header over text": ({"Phone": ["call later"] * ROWS, "X": MOBILES}, "X"),
    "models of phones": ({"Mobile": ["iPhone 12"] * ROWS, "Contact": MOBILES}, "Contact"),
    "phone and fax in one column": ({"Fax": MORE, "Tel/Fax": MOBILES}, "Tel/Fax"),
    "Unix times": ({"t": [str(1_700_000_000 + CHANCE.randrange(10**6)) for _ in NAMES], "x": MOBILES}, "x"),
    "coordinates": ({"lat": [f"12.{digits}" for digits in numbered(CHANCE, 7)], "x": MOBILES}, "x"),
    "article numbers": ({"Code": numbered(CHANCE, 13), "x": MOBILES}, "x"),
    "a country code": ({"Country code": ["91"] * ROWS, "Number": MOBILES}, "Number"),
    "numbers with country codes": ({"A": MORE, "B": [f"+91{number}" for number in MOBILES]}, "B"),
    "numbers damaged by Excel": ({"Mobile": ["9.19877E+11"] * ROWS, "PIN": MORE}, "Mobile"),
    "two equal columns: ask": ({"X": MOBILES, "Y": MORE}, None),
    "rising numbers: ask": ({"X": sorted(MOBILES), "Name": NAMES}, None),
    "phones called ID: ask": ({"ID": [f"+91{number}" for number in MOBILES], "Name": NAMES}, None),
    "consecutive numbers": ({"X": [str(9_876_500_000 + row) for row in range(ROWS)]}, None),
    "no numbers at all": ({"Phone": [""] * ROWS, "Name": NAMES}, "Phone"),
    "words only": ({"Name": NAMES, "Phone": ["call later"] * ROWS}, "Phone"),
    "two phones, both empty": (
        {"Secondary phone": [""] * ROWS, "Phone (recommended)": [""] * ROWS},
        "Phone (recommended)",
    ),
    "an empty fax": ({"Fax": [""] * ROWS, "Name": NAMES}, None),
    "a hundredth of it filled": ({"Mobile": [*MOBILES[:1], *[""] * (ROWS - 1)], "X": MORE}, None),
    "typing errors in the main column": (
        {
            "Mobile No.": [number[:-2] if row % 7 == 0 else number for row, number in enumerate(MOBILES)],
            "Alternate Mobile": [number if row % 2 else "" for row, number in enumerate(MORE)],
        },
        "Mobile No.",
    ),
    "a switchboard in every row": ({"Company phone": MORE[:1] * ROWS, "Direct phone": MOBILES}, "Direct phone"),
    "one number in every row": ({"Phone": MORE[:1] * ROWS, "Mobile": [*MOBILES[:9], *[""] * (ROWS - 9)]}, "Mobile"),
    "every number behind an apostrophe": ({"X": [f"'+91{number}" for number in MOBILES], "Name": NAMES}, "X"),
    "the value of a phone": ({"Phone 1 - Label": ["Mobile"] * ROWS, "Phone 1 - Value": MOBILES}, "Phone 1 - Value"),
    "how it is written": (
        {"Mobile (with country code, no dates)": MOBILES, "X": MORE},
        "Mobile (with country code, no dates)",
    ),
    "a name beside each number": ({"Contact": [f"Asha - {number}" for number in MOBILES], "City": NAMES}, "Contact"),
    "a name behind each number": ({"City": NAMES, "Mobile": [f"{number} (Asha)" for number in MOBILES]}, "Mobile"),
    "names and numbers under another header: ask": ({"Details": [f"Asha: {number}" for number in MOBILES]}, None),
    "orders beside numbers": ({"Contact": [f"Order {number}" for number in MOBILES]}, None),
    "plain numbers rather than named ones": (
        {"Contact": [f"Asha - {number}" for number in MORE], "Mobile": MOBILES},
        "Mobile",
    ),
    "the identifier of a phone": ({"Phone ID": MORE, "Customer contact": MOBILES}, "Customer contact"),
}


@pytest.mark.parametrize("case", HARD)
def test_a_hard_table_is_decided_or_asked_about(table: Callable[..., Table], case: str) -> None:
    """Traps found in Indian lists."""
    columns, phone = HARD[case]
    assert suggest_mapping(table(columns), "IN").phone == ((phone,) if phone else ())


@pytest.mark.parametrize(("columns", "candidates"), [(HARD[case][0], HARD[case][0]) for case in list(HARD)[17:18]])
def test_ambiguous_columns_are_the_candidates(
    table: Callable[..., Table], columns: dict[str, object], candidates: dict[str, object]
) -> None:
    """Two columns of ten digits under headers without a meaning: the operator chooses."""
    suggested = suggest_mapping(table(columns), "IN").candidates
    assert {candidate.column for candidate in suggested} == set(candidates)
    assert all(candidate.share == candidate.valid == 1.0 and not candidate.named for candidate in suggested)


def test_without_a_region_the_shape_decides(table: Callable[..., Table]) -> None:
    """Local numbers cannot be validated; several columns of phone shape are asked about."""
    assert suggest_mapping(table({"X": MOBILES, "Name": NAMES})).phone == ("X",)
    assert suggest_mapping(table({"X": MOBILES, "Y": MORE})).phone == ()
    assert suggest_mapping(table({"X": [f"+91 {number}" for number in MOBILES], "Y": MORE})).phone == ("X",)


def test_a_file_without_phones_has_no_candidate(table: Callable[..., Table]) -> None:
    """Whatever other numbers it has."""
    mapping = suggest_mapping(table(others(LANGUAGES["Hindi"], random.Random(2))), "IN")
    assert (mapping.phone, mapping.candidates) == ((), ())
