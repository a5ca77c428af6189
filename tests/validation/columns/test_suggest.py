"""Column mappings: the literal one of the contract, the suggested one, and names of variables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from callsheet.errors import FileRefused
from callsheet.validation import (
    ColumnMapping,
    Note,
    NoteCode,
    RenameReason,
    contract_mapping,
    mapping_for_script,
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
    ("नाम", "name"),
    ("電話番号", "phone_number"),
    ("الاسم", "name"),
    ("رقم الملف", "number_malaf"),
    ("???", ""),
    ("Customer's name", "customers_name"),
    ("x" * 80 + " y", "x" * 60),
]


@pytest.mark.parametrize(("header", "name"), NAMES)
def test_a_header_becomes_a_safe_variable_name(header: str, name: str) -> None:
    """Letters, digits and underscores; a header that is a safe name is not changed."""
    assert safe_name(header) == name


def test_names_are_distinct_and_never_reserved() -> None:
    """A header that is a safe name goes to its column; the others get what is free."""
    headers = ["City!", "City", "city", "agent_name", "phone_number", "電話", "Phone Number", "City!", "?"]
    assert safe_names(headers, range(1, 10)) == [
        *["city_2", "city_3", "city", "lead_agent_name", "lead_phone_number", "phone", "lead_phone_number_2"],
        *["city_4", "column_9"],
    ]


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        (["City", "LastName", "UTM"], ["City", "LastName", "UTM"]),
        (["City", "Customer Name", "UTM"], ["city", "customer_name", "utm"]),
        (["firstName", "IDNumber", "Zip Code"], ["first_name", "id_number", "zip_code"]),
        (["नाम", "शहर", "City", "खाता"], ["name", "city", "city_2", "account"]),
        (["姓名", "城市", "分组"], ["name", "city", "group"]),
        (["الاسم", "المدينة", "البريد الإلكتروني", "المبلغ المستحق"], ["name", "city", "email", "amount"]),
        (["Имя", "Город"], ["imya", "gorod"]),
    ],
)
def test_the_names_of_a_file_follow_one_convention(headers: list[str], names: list[str]) -> None:
    """Valid names stay as they are; if one header is not a valid name, all become small letters with underscores."""
    assert safe_names(headers, range(1, len(headers) + 1)) == names


def test_the_contract_takes_headers_literally(table: Callable[..., Table]) -> None:
    """Trimmed, case-sensitive; any other header is a variable as written; an empty column is left out."""
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
def test_headers_that_the_endpoint_refuses_raise_with_facts(
    table: Callable[..., Table], headers: list[str], code: str, facts: dict[str, object]
) -> None:
    """The facts are what the sentence needs."""
    columns = {f"c{index}": ["x"] for index in range(len(headers))}
    leads = table(columns, **dict(zip(columns, headers, strict=True)))
    with pytest.raises(FileRefused) as refusal:
        contract_mapping(leads)
    assert (refusal.value.code, refusal.value.facts) == (code, facts)


def test_the_file_of_the_api_documentation_needs_no_decision(table: Callable[..., Table]) -> None:
    """Safe headers are the names of the variables."""
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


def test_of_more_than_fifteen_columns_the_fullest_are_selected(table: Callable[..., Table]) -> None:
    """The suggested mapping can be used as it is, and lists what it left out."""
    cells = {"phone_number": ["9876543210", "9123456789"]}
    cells |= {f"v{index}": ["x", "" if index in (3, 7) else "y"] for index in range(17)}
    mapping = suggest_mapping(table(cells), "IN")
    assert mapping.left_out == ("v3", "v7")
    assert len(mapping.variables) == 15
    assert not mapping.problems()


def test_columns_that_the_prompt_uses_come_before_fuller_ones(table: Callable[..., Table]) -> None:
    """Exact and similar names; left-out columns included; then the fullest, the first of equals."""
    cells = {"phone_number": ["9876543210", "9123456789"]}
    cells |= {f"v{index}": ["x", "" if index in (3, 7) else "y"] for index in range(18)}
    leads = table(cells, v3="First Name")
    prompt = "{{first_names}} {{v7}} {{unknown}}"
    with_prompt, without_prompt = suggest_mapping(leads, "IN", prompt), suggest_mapping(leads, "IN")
    assert with_prompt.left_out == ("v15", "v16", "v17")
    assert without_prompt.left_out == ("v3", "v7", "v17")
    assert trim_mapping(leads, without_prompt, prompt) == with_prompt
    assert dict(with_prompt.variables)["v3"] == "first_name"
    assert list(with_prompt.variables) == [column for column in cells if column in with_prompt.variables]


def test_within_the_limit_only_columns_that_the_prompt_uses_are_added(table: Callable[..., Table]) -> None:
    """Other left-out columns stay left out, names stay, and no name is used twice."""
    leads = table({"p": ["1"], "City": ["x"], "a": ["x"], "b": ["x"]}, a="Note", b="city!")
    mapping = ColumnMapping(("p",), {"City": "city"}, ("a", "b"))
    assert trim_mapping(leads, mapping, "{{city}} {{x}}") == mapping
    assert trim_mapping(leads, mapping, "") == mapping
    added = trim_mapping(leads, mapping, "{{note}}")
    assert (dict(added.variables), added.left_out) == ({"City": "city", "a": "note"}, ("b",))
    assert trim_mapping(leads, mapping, "{{note}}", limit=1).left_out == ("City", "b")


def test_a_script_sends_the_columns_it_uses(table: Callable[..., Table]) -> None:
    """No others; what the operator switched on stays on when the script changes, and without one all are sent."""
    leads = table({"p": ["1"], "City": ["x"], "a": ["x"], "b": ["x"]}, a="First Name", b="Note")
    whole = ColumnMapping(("p",), {"City": "City", "a": "first_name", "b": "Note"})
    greeted = mapping_for_script(leads, whole, "Hello {{first_name}}")
    assert (dict(greeted.variables), greeted.left_out) == ({"a": "first_name"}, ("City", "b"))
    assert mapping_for_script(leads, whole, "Hello {{FirstName}}").left_out == ("City", "a", "b")  # proposed, not sent
    switched_on = ColumnMapping(("p",), {"a": "first_name", "b": "Note"}, ("City",))
    changed = mapping_for_script(leads, switched_on, "In {{City}}", "Hello {{first_name}}")
    assert (dict(changed.variables), changed.left_out) == ({"City": "City", "b": "Note"}, ("a",))
    without = mapping_for_script(leads, greeted, "", "Hello {{first_name}}")
    assert dict(without.variables) == {"City": "City", "a": "first_name", "b": "Note"}


@pytest.mark.parametrize(
    ("names", "script", "expected"),
    [
        (("City", "first_name"), "Hello {{First_Name}} in {{city}}", {"p1": "city", "p2": "First_Name"}),
        (("City", "city"), "In {{CITY}}", {}),
        (("City", "first_name"), "{{city}} or {{CITY}}", {}),
        (("City", "city"), "{{City}} or {{CITY}}", {"p1": "City", "p2": "CITY"}),
    ],
)
def test_the_script_decides_about_capitals(
    table: Callable[..., Table], names: tuple[str, str], script: str, expected: dict[str, str]
) -> None:
    """A column whose name differs only in capitals is used for the script's variable, unless it is unclear which."""
    leads = table({"p": ["1"], "p1": ["x"], "p2": ["x"]})
    mapping = ColumnMapping(("p",), dict(zip(("p1", "p2"), names, strict=True)))
    assert dict(mapping_for_script(leads, mapping, script).variables) == expected


def test_without_a_script_hidden_columns_stay_out(table: Callable[..., Table]) -> None:
    """A column that the workbook hides is not switched on when a script is taken away, and there are at most 15."""
    cells = {"p": ["1"], "City": ["x"], "Salary": ["x"]} | {f"v{index}": ["x"] for index in range(15)}
    leads = replace(table(cells), notes=(Note(NoteCode.HIDDEN_COLUMNS, columns=("Salary",)),))
    mapping = ColumnMapping(("p",), {"City": "City"}, tuple(column for column in cells if column not in ("p", "City")))
    after = mapping_for_script(leads, mapping, "", "{{City}}")
    assert (len(after.variables), "Salary" in after.left_out) == (15, True)


@pytest.mark.parametrize(
    ("header", "name", "others", "reason"),
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
def test_a_name_that_differs_from_the_header_has_a_reason(
    header: str, name: str, others: tuple[str, ...], reason: str | None
) -> None:
    """Reserved, or taken by another column; no reason where a person renamed it."""
    assert rename_reason(header, name, others) == reason


def test_every_reason_for_another_name_has_a_sentence() -> None:
    """No reason is missing in `wording`, and none is there that does not exist."""
    assert set(RENAMED) == set(RenameReason)
