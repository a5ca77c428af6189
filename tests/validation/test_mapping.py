"""Mappings: the literal one of the contract, the proposed one, and names of variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.errors import FileRefused
from callsheet.validation import (
    ColumnMapping,
    RenameReason,
    contract_mapping,
    rename_reason,
    safe_name,
    safe_names,
    suggest_mapping,
    trim_mapping,
)
from callsheet.wording.ui.match import RENAMED

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table


NAMES = [
    ("Appointment Date", "appointment_date"),
    ("name", "name"),
    ("product_interest", "product_interest"),
    ("LastName", "LastName"),
    (" City ", "City"),
    ("Prénom", "prenom"),
    ("Straße / Ort", "strasse_ort"),
    ("Имя", "imya"),
    ("Όνομα", "onoma"),
    ("नाम", "nam"),
    ("電話番号", ""),
    ("الاسم", ""),
    ("???", ""),
    ("Customer's name", "customers_name"),
    ("x" * 80 + " y", "x" * 60),
]


@pytest.mark.parametrize(("header", "name"), NAMES)
def test_a_header_becomes_a_name_a_prompt_can_rely_on(header: str, name: str) -> None:
    """Letters, digits, underscores; a header that is one already is not touched."""
    assert safe_name(header) == name


def test_names_are_distinct_and_never_reserved() -> None:
    """A header usable as it stands keeps its name; the others give way."""
    headers = ["City!", "City", "city", "agent_name", "phone_number", "電話", "Phone Number", "City!"]
    assert safe_names(headers, range(1, 9)) == [
        *["city_2", "City", "city", "lead_agent_name", "lead_phone_number", "column_6", "lead_phone_number_2"],
        "city_3",
    ]


def test_the_contract_reads_headers_literally(table: Callable[..., Table]) -> None:
    """Trimmed, case counts, any other header is a variable as it stands; a column of nothing is left out."""
    leads = table({"a": ["1"], "b": ["Asha"], "c": [""]}, a=" phone_number\ufeff", b=" First name ", c=" ")
    mapping = contract_mapping(leads)
    assert (mapping.phone, dict(mapping.variables), mapping.left_out) == (("a",), {"b": "First name"}, ("c",))


@pytest.mark.parametrize(
    ("headers", "code", "facts"),
    [
        (["Phone_Number", "name"], "no_phone_column", {"columns": ["Phone_Number", "name"]}),
        (["phone_number", "name", "name "], "same_column_name", {"columns": ["name"]}),
        (["phone_number", "name", " "], "unnamed_column", {"positions": [3]}),
        (["phone_number", *map(str, range(17))], "too_many_columns", {"received": 17, "limit": 15}),
    ],
)
def test_headers_the_endpoint_refuses_are_refused_with_their_facts(
    table: Callable[..., Table], headers: list[str], code: str, facts: dict[str, int]
) -> None:
    """One refusal with what its sentence needs."""
    columns = {f"c{place}": ["x"] for place in range(len(headers))}
    leads = table(columns, **dict(zip(columns, headers, strict=True)))
    with pytest.raises(FileRefused) as refusal:
        contract_mapping(leads)
    assert (refusal.value.code, refusal.value.facts) == (code, facts)


def test_the_file_of_the_documentation_maps_itself(table: Callable[..., Table]) -> None:
    """Safe headers keep their names exactly."""
    leads = table(
        {
            "phone_number": ["9876543210", "9123456789"],
            "name": ["Priya Sharma", "Rahul Mehra"],
            "city": ["Mumbai", "Delhi"],
            "product_interest": ["home_loan", "car_loan"],
            "last_purchase_value": ["500000", "250000"],
        }
    )
    for mapping in (suggest_mapping(leads, "IN"), contract_mapping(leads)):
        assert mapping.phone == ("phone_number",)
        others = ["name", "city", "product_interest", "last_purchase_value"]
        assert dict(mapping.variables) == dict(zip(others, others, strict=True))
        assert not mapping.problems()


def test_of_more_than_fifteen_columns_the_fullest_stay(table: Callable[..., Table]) -> None:
    """The proposal can be used as it is, and names what it left out."""
    cells = {"phone_number": ["9876543210", "9123456789"]}
    cells |= {f"v{place}": ["x", "" if place in (3, 7) else "y"] for place in range(17)}
    mapping = suggest_mapping(table(cells), "IN")
    assert mapping.left_out == ("v3", "v7")
    assert len(mapping.variables) == 15
    assert not mapping.problems()


def test_columns_that_the_prompt_uses_are_kept_before_fuller_ones(table: Callable[..., Table]) -> None:
    """Named as it names them or nearly; left-out ones come back for it; the rest by fullness, the first of equals."""
    cells = {"phone_number": ["9876543210", "9123456789"]}
    cells |= {f"v{place}": ["x", "" if place in (3, 7) else "y"] for place in range(18)}
    leads = table(cells, v3="First Name")
    prompt = "{{first_names}} {{v7}} {{nobody}}"
    asked, unasked = suggest_mapping(leads, "IN", prompt), suggest_mapping(leads, "IN")
    assert asked.left_out == ("v15", "v16", "v17")
    assert unasked.left_out == ("v3", "v7", "v17")
    assert trim_mapping(leads, unasked, prompt) == asked
    assert dict(asked.variables)["v3"] == "first_name"
    assert list(asked.variables) == [column for column in cells if column in asked.variables]


def test_where_everything_fits_only_columns_that_the_prompt_asks_for_come_back(table: Callable[..., Table]) -> None:
    """What was left out stays out, names given stay, a name that is taken is not given twice."""
    leads = table({"p": ["1"], "City": ["x"], "a": ["x"], "b": ["x"]}, a="Note", b="city!")
    mapping = ColumnMapping(("p",), {"City": "city"}, ("a", "b"))
    assert trim_mapping(leads, mapping, "{{city}} {{x}}") == mapping
    assert trim_mapping(leads, mapping, "") == mapping
    back = trim_mapping(leads, mapping, "{{Note}}")
    assert (dict(back.variables), back.left_out) == ({"City": "city", "a": "Note"}, ("b",))
    assert trim_mapping(leads, mapping, "{{Note}}", limit=1).left_out == ("City", "b")


@pytest.mark.parametrize(
    ("header", "name", "others", "why"),
    [
        ("Agent Name", "lead_agent_name", (), "reserved"),
        ("agent_name", "lead_agent_name", (), "reserved"),
        ("Phone Number", "lead_phone_number_2", ("lead_phone_number",), "reserved"),
        ("City", "city_2", ("city",), None),
        ("city!", "city_2", ("city",), "taken"),
        ("Notes", "Notes_2", ("Notes",), "taken"),
        ("Notes", "Notes", (), None),
        ("Notes", "Notes_2", (), None),
        ("Address 2", "address_2", ("address",), None),
        ("Lead agent name", "lead_agent_name", (), None),
        ("", "column_4", (), None),
    ],
)
def test_a_name_that_is_not_the_headers_is_explained(
    header: str, name: str, others: tuple[str, ...], why: str | None
) -> None:
    """Where the call itself has that name, or another column; not where it is the header's own, or a person's."""
    assert rename_reason(header, name, others) == why


def test_every_reason_for_another_name_has_its_words() -> None:
    """None is missing."""
    assert set(RENAMED) == set(RenameReason)
