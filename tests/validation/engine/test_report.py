"""A whole file: buckets, issues, duplicates, flags and edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.errors import CallsheetError, InvalidArgument, NotInTable
from callsheet.validation import (
    Choices,
    ColumnMapping,
    CountryRule,
    Edit,
    Route,
    check,
    doubted_country,
    region_match,
    suggest_country_column,
    suggest_mapping,
    validate_numbers,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import DuplicatePolicy, Report, Table


PHONE_ONLY = ColumnMapping(phone=("phone",))
MAPPING = ColumnMapping(phone=("phone",), variables={"name": "name", "city": "city"})
DESTINATIONS = [
    ("9876543210", ""),
    ("9776543210", "prefix_not_enabled"),
    ("+33 1 42 68 53 00", "country_not_enabled"),
    ("+1 416 555 0123", "country_not_enabled"),
    ("+44 7911 123456", ""),
    ("+44 1481 721234", ""),
    ("+44 1534 440000", "prefix_not_enabled"),
    ("+800 1234 5678", "country_not_enabled"),
    ("12345", "too_few_digits"),
    (" ", ""),
]


def codes(report: Report) -> dict[int, str]:
    return dict(zip(report.issues["row"], report.issues["code"], strict=True))


@pytest.mark.parametrize(("number", "code"), DESTINATIONS)
def test_a_known_route_is_checked_in_the_order_of_the_contract(
    table: Callable[..., Table], route: Route, number: str, code: str
) -> None:
    """Missing, then number, then country, then prefix; GG, JE and IM use the rule of GB."""
    report = check(table({"phone": [number], "name": ["Asha"]}), PHONE_ONLY, route)
    assert codes(report).get(2, "") == (code or ("missing_phone_number" if not number.strip() else ""))


def test_country_and_prefix_issues_name_the_region(table: Callable[..., Table], route: Route) -> None:
    """The sentence needs the country, so the detail is its region."""
    report = check(table({"phone": ["+33142685300", "9776543210", "12345"]}), PHONE_ONLY, route)
    assert report.issues["detail"].tolist() == ["FR", "IN", ""]


@pytest.mark.parametrize(
    ("route", "code"),
    [
        (Route("IN", countries=()), "no_enabled_countries"),
        (Route("IN", sip=True, countries=()), ""),
        (Route("IN"), ""),
        (Route("IN", countries=(CountryRule("FR", "33", ()),)), "prefix_not_enabled"),
        (Route("IN", countries=(CountryRule("fr", "33", ("2",)), CountryRule("FR", "33", ("1",)))), ""),
    ],
)
def test_the_kind_of_route_decides_what_is_checked(table: Callable[..., Table], route: Route, code: str) -> None:
    """SIP and unknown routes check nothing; no country, or a country without prefixes, allows nothing."""
    report = check(table({"phone": ["+33142685300"]}), PHONE_ONLY, route)
    assert codes(report).get(2, "") == code


def test_every_row_is_in_exactly_one_bucket(table: Callable[..., Table]) -> None:
    """Blank before left out before errors before duplicates before ready."""
    report = check(
        table(
            {
                "phone": ["9876543210", "+919876543210", "", " ", "12345", "9123456789", "9123456780"],
                "name": ["", "", "x", "", "", "", ""],
            }
        ),
        PHONE_ONLY,
        Route("IN"),
        Choices(left_out_rows=frozenset({5, 7})),
        suppressed=frozenset({"+919123456780", "not a number"}),
    )
    expected = ["ready", "duplicates", "errors", "blank", "errors", "left_out", "left_out"]
    assert report.buckets.tolist() == expected
    assert report.counts.to_json() == {
        "rows": 7,
        "ready": 1,
        "errors": 2,
        "duplicates": 1,
        "blank": 1,
        "left_out": 2,
        "missing": 1,
        "suppressed": 1,
        "without_consent": 0,
    }
    assert codes(report) == {3: "duplicate", 4: "missing_phone_number", 6: "too_few_digits"}


@pytest.mark.parametrize(("policy", "sent"), [("first", 2), ("last", 5), ("fullest", 3)])
def test_the_policy_decides_which_duplicate_is_sent(
    table: Callable[..., Table], policy: DuplicatePolicy, sent: int
) -> None:
    """The spelling does not matter; every other row names the row that is sent."""
    cells = {
        "phone": ["9876543210", "+91 98765 43210", "098765-43210", "919876543210"],
        "name": ["", "Asha", "Asha", ""],
        "city": ["", "Pune", "Pune", ""],
    }
    report = check(table(cells), MAPPING, Route("IN"), Choices(duplicates=policy))
    assert report.clean.index.tolist() == [sent]
    assert set(report.issues["kept_row"]) == {sent}
    assert set(report.issues["row"]) == {2, 3, 4, 5} - {sent}
    assert set(report.issues["severity"]) == {"info"}


def test_a_left_out_row_makes_no_duplicate(table: Callable[..., Table]) -> None:
    """The other row with its number is sent."""
    report = check(
        table({"phone": ["9876543210", "9876543210"]}), PHONE_ONLY, Route("IN"), Choices(left_out_rows=frozenset({2}))
    )
    assert report.buckets.tolist() == ["left_out", "ready"]


def test_the_clean_set_has_e164_first_values_as_written_and_fallbacks(table: Callable[..., Table]) -> None:
    """Only empty cells get the fallback."""
    cells = {"city": [" Pune ", "\u00a0", "x"], "phone": ["9876543210", "9123456789", "1"], "name": ["A", "", "C"]}
    report = check(table(cells), MAPPING, Route("IN"), Choices(fallbacks={"city": "your town"}))
    assert report.clean.columns.tolist() == ["phone_number", "name", "city"]
    assert report.clean.values.tolist() == [["+919876543210", "A", " Pune "], ["+919123456789", "", "your town"]]


def test_the_first_valid_of_several_phone_columns_wins(table: Callable[..., Table]) -> None:
    """Without a valid number the issue is that of the first cell that is not empty."""
    cells = {"a": ["9876543210", "12", "", "12", ""], "b": ["9123456789", "9123456789", "9123456780", "x", ""]}
    cells["name"] = ["n"] * 5
    report = check(table(cells), ColumnMapping(phone=("a", "b")), Route("IN"))
    assert report.numbers.tolist() == ["+919876543210", "+919123456789", "+919123456780", "", ""]
    assert report.issues[["row", "column", "code"]].values.tolist() == [
        [5, "a", "too_few_digits"],
        [6, "a", "missing_phone_number"],
    ]


def test_flags_of_the_reader_are_issues_until_their_cell_is_edited(table: Callable[..., Table]) -> None:
    """An error in the phone column or for the row, a warning elsewhere."""
    cells = {"phone": ["#REF!", "9876543210", "", "9123456789"], "name": ["a", "#N/A", "c", "d"], "city": [""] * 4}
    flags = [(2, "phone", "error_cell"), (3, "name", "error_cell"), (4, "phone", "formula_without_value")]
    flagged = table(cells, [*flags, (5, "", "broken_row")])
    report = check(flagged, MAPPING, Route("IN"))
    assert report.issues[["row", "column", "code", "severity"]].values.tolist() == [
        [2, "phone", "error_cell", "error"],
        [3, "name", "error_cell", "warning"],
        [4, "phone", "formula_without_value", "error"],
        [5, "", "broken_row", "error"],
    ]
    edits = [Edit(2, "phone", "9876543211"), Edit(3, "name", "b"), Edit(4, "phone", "1"), Edit(5, "", "")]
    assert codes(report.with_edits(edits)) == {4: "too_few_digits"}


def test_a_broken_row_is_mended_by_edits(table: Callable[..., Table]) -> None:
    """Any edit mends a row that lacks cells; one with too many only when the cells beyond the header are edited too."""
    cells = {"phone": ["9876543210", "9123456789"], "name": ["a", "b"], "Column 3": ["", "c"]}
    flags = [(2, "", "broken_row"), (3, "", "broken_row"), (3, "Column 3", "broken_row")]
    mapping = ColumnMapping(("phone",), {"name": "name"}, ("Column 3",))
    report = check(table(cells, flags), mapping, Route("IN"))
    assert report.counts.errors == 2
    assert codes(report.with_edits([Edit(2, "name", "c")])) == {3: "broken_row"}
    partly = report.with_edits([Edit(2, "name", "c"), Edit(3, "name", "b c")])
    assert codes(partly) == {3: "broken_row"}
    assert partly.with_edits([*partly.choices.edits, Edit(3, "Column 3", "")]).counts.ready == 2


def test_a_refusal_of_the_server_applies_to_the_refused_number_only(table: Callable[..., Table]) -> None:
    """A corrected number is ready."""
    leads = table({"phone": ["9876543210", "9123456789"]})
    refused = {(2, "+919876543210"): "carrier unknown", (3, "+910000000000"): "old"}
    report = check(leads, PHONE_ONLY, Route("IN"), refused=refused)
    assert [tuple(issue) for issue in report.issues_of([2, 3])] == [
        (2, "phone", "refused_by_server", "error", "carrier unknown", None)
    ]
    assert report.with_edits([Edit(2, "phone", "9876543219")]).counts.ready == 2


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (Edit(3, "phone", "1"), "There is no row 3 in this file, which has rows 2 to 2."),
        (Edit(-1, "phone", "1"), "There is no row -1 in this file"),
        (Edit(2, "phnoe", "1"), 'There is no column "phnoe" in this file. Did you mean "phone"?'),
        (Edit(2, "mobile", "1"), 'There is no column "mobile" in this file.'),
        (Edit(3, "", ""), "There is no row 3 in this file"),
    ],
)
def test_an_edit_of_a_missing_cell_raises(table: Callable[..., Table], edit: Edit, sentence: str) -> None:
    """A row or column that is not there is a mistake of the caller, however it arrives; a KeyError of our tree."""
    leads = table({"phone": ["9876543210"]})
    report = check(leads, PHONE_ONLY, Route("IN"))
    for work in (
        lambda: report.with_edits([edit]),
        lambda: report.with_choices(Choices(edits=(edit,))),
        lambda: check(leads, PHONE_ONLY, Route("IN"), Choices(edits=(edit,))).frame,
    ):
        with pytest.raises(NotInTable) as raised:
            work()
        assert sentence in str(raised.value)
        assert isinstance(raised.value, CallsheetError)
        assert isinstance(raised.value, KeyError)


def test_columns_that_are_not_there_are_named(table: Callable[..., Table]) -> None:
    """Of the mapping and of the choices; rows and columns of a page too."""
    leads = table({"phone": ["9876543210"], "country": ["IN"]})
    report = check(leads, PHONE_ONLY, Route("IN"))
    for work in (
        lambda: check(leads, ColumnMapping(("phnoe",)), Route("IN")),
        lambda: check(leads, ColumnMapping(("phone",), {"cuontry": "country"}), Route("IN")),
        lambda: report.with_choices(Choices(country_column="cuontry")),
        lambda: report.with_choices(Choices(other_phones=("cuontry",))),
        lambda: report.page([2], ["cuontry"]),
        lambda: report.empty("cuontry"),
        lambda: leads.header_of("cuontry"),
    ):
        with pytest.raises(NotInTable, match="Did you mean"):
            work()
    for look_up in (lambda: report.page([7], ["phone"]), lambda: report.issues_of([7])):
        with pytest.raises(NotInTable, match="There is no row 7"):
            look_up()


def test_a_country_of_the_choices_is_understood_or_refused(table: Callable[..., Table]) -> None:
    """By name as by code; a name that is none would make every local number wrong."""
    leads = table({"phone": ["9876543210"]})
    report = check(leads, PHONE_ONLY, Route(None), Choices(default_region="India"))
    assert (report.counts.ready, report.choices.default_region) == (1, "IN")
    assert report.with_choices(Choices(default_region="+91")).counts.ready == 1
    for work in (
        lambda: check(leads, PHONE_ONLY, Route(None), Choices(default_region="Indai")),
        lambda: report.with_choices(Choices(default_region="Indai")),
        lambda: suggest_mapping(leads, "Indai"),
        lambda: suggest_country_column(leads, PHONE_ONLY, "Indai"),
        lambda: region_match(leads.frame["phone"], "Indai"),
        lambda: doubted_country(leads.frame["phone"], "Indai"),
        lambda: validate_numbers(leads.frame["phone"], "Indai"),
    ):
        with pytest.raises(InvalidArgument, match='There is no country "Indai"'):
            work()


def test_a_table_without_rows_is_checked(table: Callable[..., Table]) -> None:
    """Everything is empty, and the counts add up."""
    report = check(table({"phone": [], "name": []}), PHONE_ONLY, Route("IN"))
    assert report.counts.rows == 0
    assert report.clean.empty
    assert report.issues.empty
