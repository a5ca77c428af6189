"""Causes before rows: each issue once, with the fix that mends it."""

from __future__ import annotations

import pytest

from callsheet.validation import Choices, ColumnMapping, CountryRule, Edit, Fix, Route, check

PHONE_ONLY = ColumnMapping(phone=("phone",))
FIXES = [
    ("9876543210.0", "IN", Fix.DROP_TRAILING_ZERO, "not_a_number", "+919876543210"),
    ("'9876543210", "IN", Fix.DROP_APOSTROPHE, "not_a_number", "+919876543210"),
    ("00442079460958", "US", Fix.PLUS_FOR_ZEROS, "too_many_digits", "+442079460958"),
    ("442079460958", "IN", Fix.PLUS_BEFORE_COUNTRY_CODE, "too_many_digits", "+442079460958"),
    ("9876543210 ext 12", "IN", Fix.DROP_EXTENSION, "has_extension", "+919876543210"),
    ("9876543210 / 9123456789", "IN", Fix.FIRST_OF_SEVERAL, "several_numbers", "+919876543210"),
]


@pytest.mark.parametrize(("text", "region", "fix", "code", "number"), FIXES)
def test_a_fix_is_offered_previewed_applied_and_undone(table, text, region, fix, code, number):  # noqa: PLR0917 - a case
    """The preview is what applying it does; taking it away is one step."""
    report = check(table({"phone": [text]}), PHONE_ONLY, Route(region))
    cause = report.causes[0]
    assert (cause.fix, cause.count, cause.preview) == (fix, 1, ((2, text, number),))
    assert report.issues["code"].tolist() == [cause.code] == [code]
    mended = report.with_choices(Choices(fixes=(fix,)))
    assert mended.clean["phone_number"].tolist() == [number]
    assert mended.causes == []
    assert mended.with_choices(Choices()).counts == report.counts


def test_local_numbers_without_a_country_are_one_cause_with_the_country_they_fit(table):
    """Fifty thousand of them are one line, and setting the region mends them."""
    numbers = [f"{98_000_00000 + place * 137}" for place in range(50_000)]
    report = check(table({"phone": numbers}), PHONE_ONLY, Route(None))
    (cause,) = report.causes
    assert (cause.code, cause.count, len(cause.rows)) == ("unknown_country_code", 50_000, 1000)
    if cause.region is not None:
        mended = report.with_choices(Choices(default_region=cause.region))
        assert mended.counts.ready == 50_000
        assert mended.clean["phone_number"].iloc[0] == cause.preview[0].after


def test_every_row_that_is_not_sent_has_one_cause(table, route):
    """Causes add up to errors and duplicates; route issues are told apart by country."""
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
    places = {(cause.code, cause.detail): cause.count for cause in report.causes}
    assert places["country_not_enabled", "FR"] == 2
    assert places["country_not_enabled", "DE"] == 1
    assert places["duplicate", ""] == 1


def test_a_fix_leaves_valid_cells_and_cells_it_cannot_mend_alone(table):
    """All fixes at once change nothing that was right, and edits are fixed too."""
    everything = Choices(fixes=tuple(Fix))
    route = Route("IN", countries=(CountryRule("IN", "91", ("9",)),))
    leads = table({"phone": ["9876543210", "12.0", "n/a", "1"]})
    assert check(leads, PHONE_ONLY, route, everything).issues.equals(check(leads, PHONE_ONLY, route).issues)
    edited = check(leads, PHONE_ONLY, route, everything).with_edits([Edit(5, "phone", "9123456789.0")])
    assert edited.numbers.tolist()[3] == "+919123456789"
