"""Causes: issues grouped by what explains them, with the remedy to offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from callsheet.validation import Choices, ColumnMapping, CountryRule, Edit, Fix, Route, check
from tests.support.files.number_lists import as_written, local_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table


PHONE_ONLY = ColumnMapping(phone=("phone",))
FIXES = [
    ("9876543210.0", "IN", Fix.DROP_TRAILING_ZERO, "not_a_number", "+919876543210"),
    ("9.876543210E+9", "IN", Fix.WRITE_OUT_EXPONENT, "shortened_by_excel", "+919876543210"),
    ("9,19876543210000e+011", "IN", Fix.WRITE_OUT_EXPONENT, "shortened_by_excel", "+919876543210"),
    ("+9.19876543210e11", None, Fix.WRITE_OUT_EXPONENT, "shortened_by_excel", "+919876543210"),
    ("+34 0 612 345 678", "IN", Fix.DROP_TRUNK_ZERO, "too_many_digits", "+34612345678"),
    ("+34 (0)612345678", "ES", Fix.DROP_TRUNK_ZERO, "too_many_digits", "+34612345678"),
    ("+10 212 555 0123", "IN", Fix.DROP_TRUNK_ZERO, "too_many_digits", "+12125550123"),
    ("'9876543210", "IN", Fix.DROP_APOSTROPHE, "not_a_number", "+919876543210"),
    ("00442079460958", "US", Fix.PLUS_FOR_ZEROS, "too_many_digits", "+442079460958"),
    ("442079460958", "IN", Fix.PLUS_BEFORE_COUNTRY_CODE, "too_many_digits", "+442079460958"),
    ("9876543210 ext 12", "IN", Fix.DROP_EXTENSION, "has_extension", "+919876543210"),
    ("9876543210 / 9123456789", "IN", Fix.FIRST_OF_SEVERAL, "several_numbers", "+919876543210"),
    ("+91 9876543210.0", "IN", Fix.DROP_TRAILING_ZERO, "not_a_number", "+919876543210"),
    ("+49 30 1234567.0", "IN", Fix.DROP_TRAILING_ZERO, "not_a_number", "+49301234567"),
    ("9,876,543,210", "IN", Fix.DROP_GROUPING, "not_a_number", "+919876543210"),
    ("9,87,65,43,210.00", "IN", Fix.DROP_GROUPING, "not_a_number", "+919876543210"),
    ("98765 43210;", "IN", Fix.DROP_SIGNS, "not_a_number", "+919876543210"),
    ('"9876543210"', "IN", Fix.DROP_SIGNS, "not_a_number", "+919876543210"),
    ("=+919876543210", None, Fix.DROP_SIGNS, "not_a_number", "+919876543210"),
    ("☎️ (212) 555-0123", "US", Fix.DROP_SIGNS, "not_a_number", "+12125550123"),
    ("https://wa.me/919876543210?text=Hi", "BR", Fix.READ_LINK, "contains_letters", "+919876543210"),
    ("api.whatsapp.com/send?phone=+5511987654321", "IN", Fix.READ_LINK, "contains_letters", "+5511987654321"),
    ("tel:+91-98765-43210", None, Fix.DROP_LABEL, "contains_letters", "+919876543210"),
    ("Mob. No. 98765 43210", "IN", Fix.DROP_LABEL, "contains_letters", "+919876543210"),
    ("98765 43210 (WhatsApp)", "IN", Fix.DROP_LABEL, "contains_letters", "+919876543210"),
    ("+49 171 1234567 privat", "IN", Fix.DROP_LABEL, "contains_letters", "+491711234567"),
    ("(M) 9876543210", "IN", Fix.DROP_LABEL, "contains_letters", "+919876543210"),
    ("९८७६५४३२१० (मोबाइल)", "IN", Fix.DROP_LABEL, "contains_letters", "+919876543210"),
    ("Ravi - 98765 43210", "IN", Fix.DROP_NAME, "contains_letters", "+919876543210"),
    ("Ravi Kumar (+91 98765-43210)", None, Fix.DROP_NAME, "contains_letters", "+919876543210"),
    ("Müller, 0171 1234567", "DE", Fix.DROP_NAME, "contains_letters", "+491711234567"),
    ("98765 43210: रवि कुमार", "IN", Fix.DROP_NAME, "contains_letters", "+919876543210"),
    ("Dr. A. P. J. Rao / 9876543210 / Pune", "IN", Fix.DROP_NAME, "contains_letters", "+919876543210"),
    ("(11)98765-4321 ramal 12", "BR", Fix.DROP_EXTENSION, "has_extension", "+5511987654321"),
    ("030/1234567 App. 12", "DE", Fix.DROP_EXTENSION, "has_extension", "+49301234567"),
    ("510 315 0158 / ext. 4", "US", Fix.DROP_EXTENSION, "has_extension", "+15103150158"),
    ("98765 43210 या 91234 56789", "IN", Fix.FIRST_OF_SEVERAL, "several_numbers", "+919876543210"),
    ("98765 43210 91234 56789", "IN", Fix.FIRST_OF_SEVERAL, "several_numbers", "+919876543210"),
    ("(212) 555-0123 - (646) 555-0123", "US", Fix.FIRST_OF_SEVERAL, "several_numbers", "+12125550123"),
    ("050 123 4567 / 055 123 4567", "AE", Fix.FIRST_OF_SEVERAL, "several_numbers", "+971501234567"),
    ("020 555 0101 ::: 06 20202020", "NL", Fix.FIRST_OF_SEVERAL, "several_numbers", "+31205550101"),
    ("\u202d+91 98765 43210\u202c", None, Fix.DROP_DIRECTION_MARKS, "not_a_number", "+919876543210"),
    ("91_9876543210", "IN", Fix.DROP_SEPARATORS, "not_a_number", "+919876543210"),
    ("98765*43210", "IN", Fix.DROP_SEPARATORS, "not_a_number", "+919876543210"),
    ("07911·123’456", "GB", Fix.DROP_SEPARATORS, "not_a_number", "+447911123456"),
    ("98765,43210", "IN", Fix.DROP_GROUPING, "not_a_number", "+919876543210"),
    ("+44,7911,123456", None, Fix.DROP_GROUPING, "not_a_number", "+447911123456"),
    ("+52 1 55 1234 5678", None, Fix.DROP_OLD_PREFIX, "too_many_digits", "+525512345678"),
    ("521 55 1234 5678", "MX", Fix.DROP_OLD_PREFIX, "too_many_digits", "+525512345678"),
    ("044 55 1234 5678", "MX", Fix.DROP_OLD_PREFIX, "too_many_digits", "+525512345678"),
    ("045-55-1234-5678", "MX", Fix.DROP_OLD_PREFIX, "too_many_digits", "+525512345678"),
    ("01 (55) 1234 5678", "MX", Fix.DROP_OLD_PREFIX, "too_many_digits", "+525512345678"),
    ("09 8123 4567", "CL", Fix.DROP_OLD_PREFIX, "too_many_digits", "+56981234567"),
    ("0 501 234 567", "PL", Fix.DROP_OLD_PREFIX, "too_many_digits", "+48501234567"),
    ("0347 1122333", "IT", Fix.DROP_OLD_PREFIX, "not_in_use", "+393471122333"),
    ("091 98200 11225", "IN", Fix.DROP_OLD_PREFIX, "too_many_digits", "+919820011225"),
    ("9876543210/11", "IN", Fix.FIRST_OF_SEVERAL, "too_many_digits", "+919876543210"),
]


@pytest.mark.parametrize(("text", "region", "fix", "code", "number"), FIXES)
def test_a_fix_is_offered_previewed_applied_and_undone(
    table: Callable[..., Table], text: str, region: str | None, fix: Fix, code: str, number: str
) -> None:
    """Applying it does what the preview shows; removing it is one step."""
    report = check(table({"phone": [text]}), PHONE_ONLY, Route(region))
    cause = report.causes[0]
    assert (cause.fixes, cause.count, cause.preview) == ((fix,), 1, ((2, text, number),))
    assert report.issues["code"].tolist() == [cause.code] == [code]
    fixed = report.with_choices(cause.applied(report.choices))
    assert fixed.choices == Choices(fixes=(fix,))
    assert fixed.clean["phone_number"].tolist() == [number]
    assert fixed.causes == []
    assert [tuple(issue[1:5]) for issue in fixed.issues_of([2])] == [("phone", "repaired_number", "warning", number)]
    assert fixed.with_edits([Edit(2, "phone", number)]).issues.empty
    assert fixed.with_choices(report.choices).issues.equals(report.issues)


CHAINS = [
    ("'+1 510-832-0018 ext 159", "US", (Fix.DROP_APOSTROPHE, Fix.DROP_EXTENSION), "+15108320018"),
    ("Tel. 510 315 0158 / ext. 4", "US", (Fix.DROP_LABEL, Fix.DROP_EXTENSION), "+15103150158"),
    ("'p:+919876543210", None, (Fix.DROP_APOSTROPHE, Fix.DROP_LABEL), "+919876543210"),
    ("'98765_43210", "IN", (Fix.DROP_APOSTROPHE, Fix.DROP_SEPARATORS), "+919876543210"),
    ("'Ravi: 98765 43210", "IN", (Fix.DROP_APOSTROPHE, Fix.DROP_NAME), "+919876543210"),
    ("tel:0049 171 1234567", "US", (Fix.DROP_LABEL, Fix.PLUS_FOR_ZEROS), "+491711234567"),
    ("'+52 1 55 1234 5678", "MX", (Fix.DROP_APOSTROPHE, Fix.DROP_OLD_PREFIX), "+525512345678"),
    (
        "'+1 415-867-5301 x12 / '+1 415-867-5302",
        "US",
        (Fix.FIRST_OF_SEVERAL, Fix.DROP_APOSTROPHE, Fix.DROP_EXTENSION),
        "+14158675301",
    ),
]


@pytest.mark.parametrize(("text", "region", "fixes", "number"), CHAINS)
def test_several_damages_of_one_cell_are_mended_together(
    table: Callable[..., Table], text: str, region: str | None, fixes: tuple[Fix, ...], number: str
) -> None:
    """One press applies all fixes that the cell needs; undoing it is one step; one of them alone changes nothing."""
    report = check(table({"phone": [text]}), PHONE_ONLY, Route(region))
    (cause,) = report.causes
    assert (cause.fixes, cause.preview) == (fixes, ((2, text, number),))
    fixed = report.with_choices(cause.applied(report.choices))
    assert fixed.clean["phone_number"].tolist() == [number]
    assert report.with_choices(Choices(fixes=fixes[:1])).clean.empty


@pytest.mark.parametrize(
    "text",
    ["9.87654321E+9", "9.19877E+11", "9.87654E+9", "9.876540000E+9", "9.19877000000E+11", "9E+9", "-9.876543210E+9"],
)
def test_digits_lost_by_excel_are_never_invented(table: Callable[..., Table], text: str) -> None:
    """Fewer decimals than the exponent, or a round number that may have been rounded: no fix is offered."""
    (cause,) = check(table({"phone": [text]}), PHONE_ONLY, Route("IN")).causes
    assert (cause.code, cause.fixes, cause.preview) == ("shortened_by_excel", (), ())
    assert cause.applied(Choices()) == Choices()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "9876543210 do not call",
            "9876543210 DND",
            "9876543210, wrong number",
            "wrong no. 9876543210",
            "98765 43210?",
        ),
        *(
            "Fax: 98765 43210",
            "98765 43210 (Priya)",
            "Mr. Rao 9876543210",
            "9876543210 / ask for Priya",
            "old 9876543210",
        ),
        *("Order 9876543210", "INV-9876543210", "REF_9876543210", "wife 9876543210", "Ravi 9876543210 98"),
        *("987654321O", "O98765432l0", "98765 4321 O", "4111 1111 1111 1111", "9876543210 M", "wa.me/98765"),
    ],
)
def test_words_with_another_meaning_are_never_dropped(table: Callable[..., Table], text: str) -> None:
    """A request not to be called, a doubt, a name, a fax, a typing error: a person has to read the cell."""
    others = ["98765 43211", "98765 43212"]
    (cause,) = check(table({"phone": [text, *others]}), PHONE_ONLY, Route("IN")).causes
    assert (cause.fixes, cause.preview) == ((), ())


@pytest.mark.parametrize(("named", "is_offered"), [(4, False), (6, True)])
def test_names_are_dropped_only_where_most_phone_cells_have_one(
    table: Callable[..., Table], named: int, is_offered: bool
) -> None:
    """Beside a few numbers a name is that of another person; offered, the fix leaves what is no name."""
    names = [f"{name} - 98765 4321{index}" for index, name in enumerate(["Asha", "Ravi", "Priya", "Meera"] * 2)]
    plain = [f"98765 4322{index}" for index in range(9 - named)]
    report = check(table({"phone": ["wife 98765 43210", *names[:named], *plain]}), PHONE_ONLY, Route("IN"))
    fixes = {fix for cause in report.causes for fix in cause.fixes}
    assert fixes == ({Fix.DROP_NAME} if is_offered else set())
    chosen = report.with_choices(Choices(fixes=(Fix.DROP_NAME,)))
    assert len(chosen.clean) == 9


def test_no_fix_is_offered_for_a_number_that_may_not_be_called(table: Callable[..., Table]) -> None:
    """It is valid as written: replacing its 00 by a plus would change nothing."""
    route = Route("DE", countries=(CountryRule("DE", "49", ("1",)),))
    (cause,) = check(table({"phone": ["0033142685300"]}), PHONE_ONLY, route).causes
    assert (cause.code, cause.detail, cause.fixes) == ("country_not_enabled", "FR", ())


NAMES = ["Asha", "Ravi", "Priya", "Meera"]
ELSEWHERE = [
    ("Name", {"phone": ["Asha", "9123456789"], "Name": ["9876543210", *NAMES]}, "not_a_number", 1),
    (
        "Alt. phone",
        {"phone": ["", "9123456789"], "Alt. phone": ["9876543210", "9123456780"]},
        "missing_phone_number",
        1,
    ),
    ("Alt. phone", {"phone": ["12", "", ""], "Alt. phone": ["9876543210", "x", "9123456780"]}, "", 2),
    (None, {"phone": ["", "9123456789"], "Order ID": ["9876543210", "9876543211", "9876543212"]}, "", 0),
    (None, {"phone": ["", "9123456789"], "Customer": ["9876543210", "9123456785", "9123999785"]}, "", 0),
    (None, {"phone": ["", "9123456789"], "Note": ["call 9876543210", *NAMES]}, "", 0),
]


@pytest.mark.parametrize(("column", "cells", "code", "count"), ELSEWHERE)
def test_numbers_in_another_column_are_found(
    table: Callable[..., Table], column: str | None, cells: dict[str, list[str]], code: str, count: int
) -> None:
    """In a column called phone, or among words; order and customer numbers are not phone numbers."""
    filled = {name: [*values, *[""] * (6 - len(values))] for name, values in cells.items()}
    filled["phone"][-1] = "9123456700"
    report = check(table(filled), PHONE_ONLY, Route("IN"))
    causes = [cause for cause in report.causes if cause.other_phone]
    assert {cause.other_phone for cause in causes} == ({column} if column else set())
    assert sum(cause.count for cause in causes) == count
    for cause in causes:
        fixed = report.with_choices(cause.applied(report.choices))
        assert fixed.counts.ready == report.counts.ready + count
        for row, before, after in cause.preview:
            assert (filled["phone"][row - 2], fixed.numbers[row]) == (before, after)
            (issue,) = fixed.issues_of([row])
            assert (issue.column, issue.code, issue.suggestion) == ("phone", "repaired_number", after)
            assert fixed.with_edits([Edit(row, "phone", after)]).issues_of([row]) == []
        assert fixed.with_choices(report.choices).issues.equals(report.issues)
        assert code in {"", cause.code}


def test_another_column_counts_only_where_it_has_a_valid_number(table: Callable[..., Table]) -> None:
    """Its other cells cause no issue."""
    leads = table({"phone": ["", "12", "9123456789"], "Name": ["Asha", "9876543210", "9876543211"]})
    report = check(leads, PHONE_ONLY, Route("IN"), Choices(other_phones=("Name",)))
    assert report.numbers.tolist() == ["", "+919876543210", "+919123456789"]
    assert report.issues[["row", "column", "code"]].values.tolist() == [
        [2, "phone", "missing_phone_number"],
        [3, "phone", "repaired_number"],
    ]
    edited = report.with_edits([Edit(2, "Name", "9876543219")])
    assert edited.numbers.tolist()[0] == "+919876543219"


def test_a_country_column_is_offered_for_numbers_that_need_one(table: Callable[..., Table]) -> None:
    """With a preview; once chosen, it is not offered again."""
    cells = {
        "phone": ["9876543210", "0501234567", "81234567", "+33142685300"],
        "Country": ["IN", "UAE", "Singapore", ""],
    }
    report = check(table(cells), PHONE_ONLY, Route("IN"))
    causes = [cause for cause in report.causes if cause.country_column]
    assert [change for cause in causes for change in cause.preview] == [
        (3, "0501234567", "+971501234567"),
        (4, "81234567", "+6581234567"),
    ]
    fixed = report.with_choices(causes[0].applied(report.choices))
    assert fixed.counts.ready == 4
    assert fixed.causes == []
    assert fixed.with_choices(report.choices).counts == report.counts


def test_the_order_of_phone_columns_decides(table: Callable[..., Table]) -> None:
    """As the operator orders them; those not listed follow, other names are ignored."""
    leads = table({"a": ["9876543210"], "b": ["9123456789"], "c": ["9123456780"]})
    mapping = ColumnMapping(phone=("a", "b", "c"))
    for order, number in ((("b",), "+919123456789"), (("c", "x"), "+919123456780"), ((), "+919876543210")):
        ordered = check(leads, mapping, Route("IN")).with_choices(Choices(phone_order=order))
        assert ordered.numbers.tolist() == [number]


def test_a_number_across_a_line_break_is_a_warning(table: Callable[..., Table]) -> None:
    """Five digits and five are one number here, but may be meant as two; a line break at the end is no issue."""
    report = check(table({"phone": ["98765\n43210", "9123456789\n"]}), PHONE_ONLY, Route("IN"))
    (issue,) = report.issues_of([2, 3])
    assert (issue.row, issue.code, issue.severity, issue.suggestion) == (2, "line_break", "warning", "+919876543210")


def test_local_numbers_without_a_country_are_one_cause_with_the_country_they_fit(table: Callable[..., Table]) -> None:
    """Fifty thousand of them are one cause, and setting the region fixes them."""
    numbers = [f"{98_000_00000 + index * 137}" for index in range(50_000)]
    report = check(table({"phone": numbers}), PHONE_ONLY, Route(None))
    (cause,) = report.causes
    assert (cause.code, cause.count, len(cause.rows)) == ("unknown_country_code", 50_000, 1000)
    if cause.region is not None:
        fixed = report.with_choices(Choices(default_region=cause.region))
        assert fixed.counts.ready == 50_000
        assert fixed.clean["phone_number"].iloc[0] == cause.preview[0].after


def test_every_row_that_is_not_sent_has_one_cause(table: Callable[..., Table], route: Route) -> None:
    """Causes add up to errors and duplicates; route issues are separate by country."""
    cells = [
        "9876543210",
        "+919876543210",
        "",
        "12",
        "+33142685300",
        "+33142685301",
        "+4915123456789",
        "98O",
        "+999123456",
    ]
    report = check(table({"phone": cells, "name": ["x"] * 9}), PHONE_ONLY, route)
    assert sum(cause.count for cause in report.causes) == report.counts.errors + report.counts.duplicates
    counts = {(str(cause.code), cause.detail): cause.count for cause in report.causes}
    assert counts["country_not_enabled", "FR"] == 2
    assert counts["country_not_enabled", "DE"] == 1
    assert counts["duplicate", ""] == 1


def test_a_fix_changes_neither_valid_cells_nor_cells_it_does_not_help(table: Callable[..., Table]) -> None:
    """All fixes at once change nothing that was right, and edited cells are fixed too."""
    everything = Choices(fixes=tuple(Fix))
    route = Route("IN", countries=(CountryRule("IN", "91", ("9",)),))
    leads = table({"phone": ["9876543210", "12.0", "n/a", "1"]})
    assert check(leads, PHONE_ONLY, route, everything).issues.equals(check(leads, PHONE_ONLY, route).issues)
    edited = check(leads, PHONE_ONLY, route, everything).with_edits([Edit(5, "phone", "9123456789.0")])
    assert edited.numbers.tolist()[3] == "+919123456789"


def test_local_numbers_of_another_country_are_one_cause(table: Callable[..., Table]) -> None:
    """Fewer than half fit the country of the campaign: one press treats all of them as numbers of the right one."""
    dice = np.random.default_rng(3)
    german = as_written("DE", local_numbers("DE", 60, dice))
    report = check(table({"phone": [*german, "12", "+33142685300"]}), PHONE_ONLY, Route("US"))
    cause = next(cause for cause in report.causes if cause.region)
    assert (cause.region, cause.reaches) == ("DE", 60)
    assert cause.preview[0].after == f"+49{german[cause.preview[0].row - 2][1:]}"
    treated = report.with_choices(cause.applied(report.choices))
    assert treated.counts.ready == 61
    assert not any(cause.region for cause in treated.causes)


def test_a_list_of_which_half_fits_has_no_cause_for_its_country(table: Callable[..., Table]) -> None:
    """Damaged numbers of the campaign's own country are damaged numbers."""
    numbers = [number[:-3] if row % 3 == 0 else number for row, number in enumerate(_indian(60))]
    assert not any(cause.region for cause in check(table({"phone": numbers}), PHONE_ONLY, Route("IN")).causes)


def _indian(count: int) -> list[str]:
    return local_numbers("IN", count, np.random.default_rng(5))
