"""One phone cell: which number it is, or why it is not a number."""

from __future__ import annotations

import pandas as pd
import pytest

from callsheet.validation import validate_numbers

NUMBERS = [
    ("9876543210", "IN", "+919876543210", "IN"),
    ("9123456789", "IN", "+919123456789", "IN"),
    ("919876543210", "IN", "+919876543210", "IN"),
    ("09876543210", "IN", "+919876543210", "IN"),
    ("+91 98765 43210", None, "+919876543210", "IN"),
    ("+91-98765-43210", "US", "+919876543210", "IN"),
    ("(+91) 98765.43210", None, "+919876543210", "IN"),
    ("0049 30 12345678", "DE", "+493012345678", "DE"),
    ("030/12345678", "DE", "+493012345678", "DE"),
    ("[030] 1234~5678", "DE", "+493012345678", "DE"),
    ("+44 1481 721234", None, "+441481721234", "GG"),
    ("+39 06 69812345", None, "+390669812345", "VA"),
    ("+1 (416) 555-0123", None, "+14165550123", "CA"),
    ("+800 1234 5678", None, "+80012345678", "001"),
    ("٩٨٧٦٥٤٣٢١٠", "IN", "+919876543210", "IN"),
    ("９８７６５４３２１０", "IN", "+919876543210", "IN"),
    ("९८७६५४३२१०", "IN", "+919876543210", "IN"),
    ("＋91 98765‐43210", None, "+919876543210", "IN"),
    ("\u202a+91 98765 43210\u202c", None, "+919876543210", "IN"),
    ("\ufeff98765\u200b43210\u00a0", "IN", "+919876543210", "IN"),
    ("9876543210\n", "IN", "+919876543210", "IN"),
    ("01.42.68.53.00", "FR", "+33142685300", "FR"),
    ("98765.00000", "IN", "+919876500000", "IN"),
    ("+91-(0)98765 43210", None, "+919876543210", "IN"),
]
NOT_NUMBERS = [
    ("12345", "IN", "too_few_digits"),
    ("5", "IN", "too_few_digits"),
    ("+91 98765 4321", None, "too_few_digits"),
    ("98765432101", "IN", "too_many_digits"),
    ("12345678901234567890", "IN", "too_many_digits"),
    ("12345678901234567", "AE", "too_many_digits"),
    ("+97112345678901234", "AE", "too_many_digits"),
    ("+49 30 1234567O", "IN", "contains_letters"),
    ("tel:9876543210", "IN", "contains_letters"),
    ("98765४321O", "IN", "contains_letters"),
    ("+999 98765 43210", "IN", "unknown_country_code"),
    ("9876543210", None, "unknown_country_code"),
    ("5555555555", "US", "not_in_use"),
    ("+1 555 555 5555", "IN", "not_in_use"),
    ("-", "IN", "not_a_number"),
    ("+", "IN", "not_a_number"),
    ("n/a", "IN", "not_a_number"),
    ("unknown", "IN", "not_a_number"),
    ("'9876543210", "IN", "not_a_number"),
    ("9876543210?", "IN", "not_a_number"),
    ("98+76543210", "IN", "not_a_number"),
    ("++919876543210", "IN", "not_a_number"),
    ("493012345670.0", "DE", "not_a_number"),
    ("9876543210,00", "IN", "not_a_number"),
    ("+49 30 1234567.0", "DE", "not_a_number"),
    ("030 123.12345.00", "DE", "not_a_number"),
    ("\u202e0123456789", "IN", "not_a_number"),
    ("9" * 81, "IN", "not_a_number"),
    ("9.19877E+11", "IN", "shortened_by_excel"),
    ("9,19877E+11", "IN", "shortened_by_excel"),
    ("9e9", "IN", "shortened_by_excel"),
    ("9876543210 ext 12", "IN", "has_extension"),
    ("9876543210 Ext-12", "IN", "has_extension"),
    ("030 1234567 (DW 12)", "DE", "has_extension"),
    ("9876543210x12", "IN", "has_extension"),
    ("+91 98765 43210 #4", "IN", "has_extension"),
    ("9876543210 / 9123456789", "IN", "several_numbers"),
    ("9876543210;9123456789", "IN", "several_numbers"),
    ("9876543210 or 9123456789", "IN", "several_numbers"),
    ("9876543210\n9123456789", "IN", "several_numbers"),
    ("9876543210 9123456789", "IN", "several_numbers"),
    ("98765 43210 91234 56789", "IN", "several_numbers"),
    ("212-555-0123-646-555-0123", "US", "several_numbers"),
    ("4111 1111 1111 1111", "IN", "too_many_digits"),
    ("+919876543210+919123456789", "IN", "several_numbers"),
]


@pytest.mark.parametrize(("text", "region", "number", "country"), NUMBERS)
def test_spellings_of_a_number_are_accepted(text: str, region: str | None, number: str, country: str) -> None:
    """Separators, digits of any script, invisible characters and dialling prefixes do not hide a number."""
    result = validate_numbers(pd.Series([text], dtype="str"), region)
    assert result.iloc[0].tolist() == [number, country, ""]


@pytest.mark.parametrize(("text", "region", "code"), NOT_NUMBERS)
def test_a_cell_that_is_not_a_number_has_a_code(text: str, region: str | None, code: str) -> None:
    """Nothing is dropped or added to make a number out of a cell."""
    result = validate_numbers(pd.Series([text], dtype="str"), region)
    assert result.iloc[0].tolist() == ["", "", code]


@pytest.mark.parametrize("text", ["", " ", "\u00a0\t", "\u200b", "\ufeff \u2060", "\u3164", " " * 300])
def test_an_empty_cell_has_neither_number_nor_code(text: str) -> None:
    """A cell of spaces and invisible characters is empty."""
    assert validate_numbers(pd.Series([text], dtype="str"), "IN").iloc[0].tolist() == ["", "", ""]


def test_index_and_order_of_a_column_are_preserved() -> None:
    """Whether the fast path or the package validated a cell does not change its position."""
    values = pd.Series(["x", "9876543210", "", "9876543210", "+1 212 555 0123"], index=[9, 7, 5, 3, 1], dtype="str")
    result = validate_numbers(values, "IN")
    assert result.index.tolist() == [9, 7, 5, 3, 1]
    assert result["number"].tolist() == ["", "+919876543210", "", "+919876543210", "+12125550123"]


def test_an_empty_column_gives_an_empty_result() -> None:
    """No rows, and the usual columns."""
    result = validate_numbers(pd.Series([], dtype="str"), "IN")
    assert result.shape == (0, 3)


def test_a_column_in_several_chunks_is_validated_like_any_other() -> None:
    """Concatenated tables have such columns."""
    parts = [
        pd.Series(["9876543210", "12"], dtype="str"),
        pd.Series(["٩٨٧٦٥٤٣٢١٠", "", "+91 98765-43210"], dtype="str"),
    ]
    result = validate_numbers(pd.concat(parts, ignore_index=True), "IN")
    assert result["number"].tolist() == ["+919876543210", "", "+919876543210", "", "+919876543210"]


def test_a_long_column_is_validated_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of a column give what the whole column gives."""
    cells = pd.Series([text for text, *_ in NUMBERS] + [text for text, *_ in NOT_NUMBERS] + [""], dtype="str")
    whole = validate_numbers(cells, "IN")
    monkeypatch.setattr("callsheet.validation.phones.validate._ROWS_AT_ONCE", 4)
    pd.testing.assert_frame_equal(validate_numbers(cells, "IN"), whole)
