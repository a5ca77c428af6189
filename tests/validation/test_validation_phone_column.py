"""Which column is the phone? Labelled tables in twelve languages, by content and header together."""

from __future__ import annotations

import random

import phonenumbers
import pytest

from callsheet.validation import suggest_mapping

PHONE_HEADERS = {
    "IN": ("Mobile No.", "Phone", "मोबाइल नंबर", "Contact Number", "WhatsApp", "फ़ोन"),
    "US": ("Phone Number", "Cell", "Mobile", "PrimaryPhone", "phone_number", "Tel."),
    "DE": ("Telefon", "Handynummer", "Rufnummer", "Mobilnummer", "Tel", "Telefonnummer"),
    "FR": ("Téléphone", "Portable", "Numéro de téléphone", "Tél.", "Mobile", "N° de téléphone"),
    "ES": ("Teléfono", "Móvil", "Celular", "Número de teléfono", "Tel", "Teléfono móvil"),
    "IT": ("Telefono", "Cellulare", "Numero di telefono", "Tel.", "Cell", "Telefono cellulare"),
    "BR": ("Telefone", "Celular", "WhatsApp", "Telefone celular", "Tel", "Número de telefone"),
    "RU": ("Телефон", "Мобильный", "Номер телефона", "Моб. телефон", "Тел.", "Сотовый"),
    "CN": ("手机", "电话", "手机号", "手机号码", "联系电话", "电话号码"),
    "JP": ("電話番号", "携帯電話", "携帯", "電話", "携帯番号", "お電話"),
    "AE": ("هاتف", "رقم الهاتف", "جوال", "رقم الجوال", "Mobile", "موبايل"),
    "PL": ("Telefon", "Numer telefonu", "Komórka", "Tel.", "Telefon komórkowy", "Nr telefonu"),
}
OTHER_HEADERS = ("Order ID", "Account number", "Date", "Amount", "Postal code", "Aadhaar")
CASES = [(region, header, seed) for region, headers in PHONE_HEADERS.items() for seed, header in enumerate(headers)]


def phones(region: str, chance: random.Random, rows: int = 40) -> list[str]:
    """Valid mobile numbers of a region, in one of three spellings."""
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    kind = chance.choice([0, 1, 2])
    made = []
    while len(made) < rows:
        national = str(example.national_number)
        tail = str(chance.randrange(10**5)).zfill(5)
        number = phonenumbers.parse(national[:-5] + tail, region)
        if phonenumbers.is_valid_number(number):
            made.append(phonenumbers.format_number(number, kind))
    return made


def others(chance: random.Random, rows: int = 40) -> dict[str, list[str]]:
    """Numbers that are no phones: orders, accounts, dates, amounts, post codes, Aadhaar."""
    start = chance.randrange(10**9, 10**10)
    return {
        "Order ID": [str(start + row) for row in range(rows)],
        "Account number": [str(chance.randrange(10**11, 10**12)) for _ in range(rows)],
        "Date": [f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}" for _ in range(rows)],
        "Amount": [str(chance.randrange(100, 900_000)) for _ in range(rows)],
        "Postal code": [str(chance.randrange(10_000, 99_999)) for _ in range(rows)],
        "Aadhaar": [f"{chance.randrange(2000, 9999)} {chance.randrange(10**4):04} {chance.randrange(10**4):04}"]
        + [f"{chance.randrange(2000, 9999)} 1234 {chance.randrange(10**4):04}" for _ in range(rows - 1)],
    }


@pytest.mark.parametrize(("region", "header", "seed"), CASES)
def test_the_phone_column_is_found_among_other_numbers(table, region, header, seed):
    """Wherever it stands, in three tables a header: named, with the others after it, and under a header of no help."""
    chance = random.Random(f"{region}{seed}")
    rest = others(chance)
    numbers = phones(region, chance)
    assert suggest_mapping(table({header: numbers, **rest}), region).phone == (header,)
    assert suggest_mapping(table({**rest, header: numbers}), region).phone == (header,)
    unnamed = suggest_mapping(table({**rest, "Kolumna X": numbers}), region)
    assert unnamed.phone in {("Kolumna X",), ()}  # found, or asked about: never another one
    assert [candidate.column for candidate in unnamed.candidates][:1] == ["Kolumna X"]


def test_customer_numbers_that_content_cannot_tell_from_phones_are_asked_about(table):
    """Two columns of ten digits under headers that say nothing: the operator chooses."""
    chance = random.Random(1)
    columns = {name: [f"9{chance.randrange(10**9):09}" for _ in range(40)] for name in ("X", "Y")}
    mapping = suggest_mapping(table(columns), "IN")
    assert mapping.phone == ()
    assert {candidate.column for candidate in mapping.candidates} == {"X", "Y"}


def test_columns_of_no_numbers_are_never_taken(table):
    """A file without phones has no candidate."""
    chance = random.Random(2)
    mapping = suggest_mapping(table({"name": ["Asha"] * 40, **others(chance)}), "IN")
    assert (mapping.phone, mapping.candidates) == ((), ())
