"""Properties of a check, for generated files, routes and choices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callsheet.validation import (
    Choices,
    ColumnMapping,
    CountryRule,
    DuplicatePolicy,
    Edit,
    Fix,
    Route,
    Source,
    Table,
    check,
    empty_flags,
    fallback_counts,
    highlight_rows,
)
from callsheet.validation.normalize import empty_cells
from tests.support.hypothesis_examples import examples
from tests.support.reference import judge_file, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.validation import Report

PROPERTY = settings(max_examples=examples(8, 600), deadline=None, suppress_health_check=[HealthCheck.too_slow])
REASONS = {
    "no_enabled_countries": "no_enabled_countries",
    "country_not_enabled": "unsupported_destination_country",
    "prefix_not_enabled": "unsupported_prefix",
    "missing_phone_number": "missing",
}
MAPPING = ColumnMapping(phone=("phone_number",), variables={"name": "name"})
spellings = st.sampled_from(
    [
        "9876543210",
        "+91 98765 43210",
        "09876-543210",
        "9123456789",
        "9776543210",
        "+1 212 555 0123",
        "12345",
        "-",
        "+44 1481 721234",
        "+33142685300",
        "9.19877E+11",
        "493012345670.0",
        "+49 30 1234567O",
        "9876543210 ext 4",
        "٩٨٧٦٥٤٣٢١٠",
        "\u200b",
        "9876543210/9123456789",
        "+800 1234 5678",
        "0098 21 1234 5678",
        "++91",
        "\u202e12345678",
    ]
)
phones = st.one_of(
    st.just(""),
    spellings,
    st.from_regex(r"\+?[0-9]{2,16}", fullmatch=True),
    st.from_regex(r"[0-9 ()\-./+~]{1,18}", fullmatch=True),
    st.text(max_size=14),
)
names = st.sampled_from(["", " ", "Asha", "José", "\u200b", "{{x}}"])
rows = st.lists(st.tuples(phones, names), max_size=12)
rules = st.lists(
    st.sampled_from(
        [CountryRule("IN", "91", ("98", "9")), CountryRule("GB", "44", ("7", "14")), CountryRule("US", "1", ("2",))]
    ),
    unique=True,
    max_size=3,
)
routes = st.builds(
    Route,
    st.sampled_from(["IN", "US", "GB", "DE", None]),
    st.booleans(),
    st.one_of(st.none(), rules.map(tuple)),
)


def build(cells: Sequence[Sequence[str]]) -> Table:
    frame = pd.DataFrame(cells, columns=["phone_number", "name"], dtype="str")
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    return Table(frame, ("phone_number", "name"), Source("leads.csv", "0" * 64, "csv"))


def assert_equal(one: Report, other: Report) -> None:
    """Two reports are equal in every part."""
    assert one.counts == other.counts
    pd.testing.assert_frame_equal(one.frame, other.frame)
    pd.testing.assert_frame_equal(one.issues, other.issues)
    pd.testing.assert_frame_equal(one.clean, other.clean)
    pd.testing.assert_series_equal(one.buckets, other.buckets)
    pd.testing.assert_series_equal(one.numbers, other.numbers)
    pd.testing.assert_series_equal(one.regions, other.regions)
    assert fallback_counts(one) == fallback_counts(other)
    row_numbers = list(one.table.frame.index)
    assert one.issues_of(row_numbers) == other.issues_of(row_numbers)


WIDE = ("phone_number", "office", "name", "country")
WIDE_MAPPING = ColumnMapping(phone=("phone_number", "office"), variables={"name": "name", "country": "country"})
countries = st.sampled_from(["", "IN", "United States", "+49", "Narnia", "x"])
wide_rows = st.lists(st.tuples(phones, phones, st.one_of(names, spellings), countries), min_size=1, max_size=7)
row_numbers = st.integers(2, 8)
edits = st.lists(st.tuples(row_numbers, st.sampled_from([*WIDE, ""]), st.one_of(phones, countries, names)), max_size=4)
decisions = st.builds(
    Choices,
    edits=edits.map(lambda drawn: tuple(Edit(*edit) for edit in drawn)),
    left_out_rows=st.frozensets(row_numbers, max_size=2),
    default_region=st.sampled_from([None, "IN", "US"]),
    country_column=st.sampled_from([None, "country"]),
    phone_order=st.sampled_from([(), ("office",)]),
    other_phones=st.sampled_from([(), ("name",)]),
    duplicates=st.sampled_from(["first", "last", "fullest"]),
    fallbacks=st.sampled_from([{}, {"name": "you"}]),
    prompt=st.sampled_from(["", "Hi {{name}} {{x}}"]),
    fixes=st.lists(st.sampled_from(list(Fix)), unique=True, max_size=3).map(tuple),
)
flags = st.lists(
    st.tuples(row_numbers, st.sampled_from([*WIDE, ""]), st.sampled_from(["error_cell", "formula_without_value"])),
    unique_by=lambda flag: flag[:2],
    max_size=3,
)


def build_wide(cells: list[tuple[str, ...]], flags: list[tuple[int, str, str]]) -> Table:
    """A Table with two phone columns, a name and a country; flags of rows it does not have are ignored."""
    frame = pd.DataFrame(cells, columns=list(WIDE), dtype="str")
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    known = [(row, column, code if column else "broken_row") for row, column, code in flags if row in frame.index]
    flagged = pd.DataFrame(known, columns=["row", "column", "code"]) if known else empty_flags()
    return Table(frame, WIDE, Source("leads.csv", "0" * 64, "csv"), flags=flagged)


def within(rows: int, choices: Choices) -> Choices:
    """The choices without edits of rows that a file of so many rows does not have."""
    return replace(choices, edits=tuple(edit for edit in choices.edits if edit.row < rows + 2))


@settings(PROPERTY, max_examples=examples(3, 250))
@given(
    wide_rows,
    routes,
    flags,
    st.lists(decisions, min_size=1, max_size=3),
    st.frozensets(st.sampled_from(["+919876543210", "+919123456789", "+12125550123"])),
)
def test_a_report_that_went_through_many_choices_equals_a_fresh_one(
    cells: list[tuple[str, ...]],
    route: Route,
    flags: list[tuple[int, str, str]],
    walk: list[Choices],
    suppressed: frozenset[str],
) -> None:
    """Any choices after any others: edits, rows, countries, order, policy, fixes, prompt, suppression and flags."""
    leads = build_wide(cells, flags)
    refused = {(2, "+919876543210"): "carrier says no"}
    report = check(leads, WIDE_MAPPING, route, suppressed=suppressed, refused=refused)
    for choices in walk:
        known = within(len(cells), choices)
        report = report.with_choices(replace(known, edits=())).with_choices(known)
        fresh = check(leads, WIDE_MAPPING, route, known, suppressed, refused=refused)
        assert_equal(report, fresh)
        assert highlight_rows(report) == highlight_rows(fresh)
        for edit in known.edits[::-1]:
            report = report.with_edits([edit])
        both = replace(known, edits=(*known.edits, *known.edits[::-1]))
    fresh = check(leads, WIDE_MAPPING, route, both, suppressed, refused=refused)
    assert_equal(report, fresh)
    assert report.causes == fresh.causes


@settings(PROPERTY, max_examples=examples(5, 150))
@given(wide_rows, routes, decisions)
def test_a_remedy_does_what_its_preview_shows_and_can_be_undone(
    cells: list[tuple[str, ...]], route: Route, choices: Choices
) -> None:
    """For every cause: each row of the preview gets the number shown, and the former choices give the former report."""
    report = check(build_wide(cells, []), WIDE_MAPPING, route, within(len(cells), choices))
    for cause in report.causes:
        fixed = report.with_choices(cause.applied(report.choices))
        for row, _, after in cause.preview:
            assert fixed.numbers[row] == after
        assert fixed.with_choices(report.choices).issues.equals(report.issues)


@PROPERTY
@given(rows, routes)
def test_results_equal_those_of_the_plain_reference(cells: list[tuple[str, str]], route: Route) -> None:
    """Row by row: same result, same number, same reason of the endpoint."""
    report = check(build(cells), MAPPING, route)
    errors = report.issues[report.issues["severity"] == "error"]
    codes = dict(zip(errors["row"], errors["code"], strict=True))
    result_of = {"ready": "ready", "duplicates": "duplicate", "blank": "blank"}
    results = []
    for row, bucket, number in zip(report.buckets.index, report.buckets, report.numbers, strict=True):
        reason = REASONS.get(codes.get(row, ""), "invalid_phone_number" if row in codes else "")
        result = result_of.get(bucket, "missing" if reason == "missing" else "refused")
        results.append((result, number, "missing" if result == "blank" else reason))
    plain = [{"phone_number": phone, "name": name} for phone, name in cells]
    assert results == judge_file(plain, route.to_json())


@settings(PROPERTY, max_examples=examples(6, 300))
@given(
    st.lists(st.tuples(phones, names), min_size=1, max_size=8),
    routes,
    st.lists(st.tuples(st.integers(2, 9), st.sampled_from(["phone_number", "name"]), phones), max_size=6),
    st.sampled_from(["first", "last", "fullest"]),
    st.frozensets(st.integers(2, 9), max_size=2),
)
def test_an_edited_report_equals_a_fresh_one(
    cells: list[tuple[str, str]],
    route: Route,
    changes: list[tuple[int, str, str]],
    policy: DuplicatePolicy,
    left_out: frozenset[int],
) -> None:
    """One edit at a time, then undone one by one: always equal to `check` with the same choices."""
    leads = build(cells)
    edits = tuple(Edit(*change) for change in changes if change[0] < len(cells) + 2)
    report = check(leads, MAPPING, route, Choices(duplicates=policy, left_out_rows=left_out))
    for edit in edits:
        report = report.with_edits([edit])
    assert_equal(report, check(leads, MAPPING, route, report.choices))
    for count in range(len(edits), -1, -1):
        fewer = Choices(edits=edits[:count], duplicates="last", fallbacks={"name": "you"})
        report = report.with_choices(fewer)
    assert_equal(report, check(leads, MAPPING, route, report.choices))
    other = Choices(edits=edits[:1], default_region="US", fixes=tuple(Fix))
    report = report.with_choices(other).with_edits(edits[1:])
    assert_equal(report, check(leads, MAPPING, route, report.choices))


@PROPERTY
@given(rows, routes)
def test_the_clean_set_is_ready_when_checked_again(cells: list[tuple[str, str]], route: Route) -> None:
    """Every row, with the same number."""
    report = check(build(cells), MAPPING, route)
    again = check(build(report.clean.values.tolist()), MAPPING, Route(None, route.sip, route.countries))
    assert again.counts.ready == again.counts.rows == report.counts.ready
    assert again.clean["phone_number"].tolist() == report.clean["phone_number"].tolist()


def test_empty_cells_equal_those_of_the_reference_for_every_character() -> None:
    """Every character of at most three bytes: alone, before a zero-width space, and behind one."""
    characters = [chr(code) for code in range(0xD000) if code != 0]
    for cells in (
        characters,
        [f"{character}\u200b" for character in characters],
        [f"\u200b{character}" for character in characters],
    ):
        empty = empty_cells(pd.Series(cells, dtype="str")).tolist()
        assert [cell for cell, is_empty in zip(cells, empty, strict=True) if is_empty != (trimmed(cell) == "")] == []
