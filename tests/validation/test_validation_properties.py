"""What must always hold."""

from __future__ import annotations

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference import judge_file

from callsheet.validation import Choices, ColumnMapping, CountryRule, Edit, Fix, Route, Source, Table, check

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WIRE = {
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


def build(cells: list[tuple[str, str]]) -> Table:
    frame = pd.DataFrame(cells, columns=["phone_number", "name"], dtype="str")
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    return Table(frame, ("phone_number", "name"), Source("leads.csv", "0" * 64, "csv"))


def assert_same(one, other):
    """Two reports say the same in every part."""
    assert one.counts == other.counts
    pd.testing.assert_frame_equal(one.frame, other.frame)
    pd.testing.assert_frame_equal(one.issues, other.issues)
    pd.testing.assert_frame_equal(one.clean, other.clean)
    pd.testing.assert_series_equal(one.buckets, other.buckets)
    pd.testing.assert_series_equal(one.numbers, other.numbers)
    pd.testing.assert_series_equal(one.regions, other.regions)


@FEW
@given(rows, routes)
def test_the_judge_agrees_with_the_plain_reference(cells, route):
    """Row by row: same fate, same number, same reason on the wire."""
    report = check(build(cells), MAPPING, route)
    errors = report.issues[report.issues["severity"] == "error"]
    codes = dict(zip(errors["row"], errors["code"], strict=True))
    fates = {"ready": "ready", "duplicates": "duplicate", "blank": "blank"}
    judged = []
    for row, bucket, number in zip(report.buckets.index, report.buckets, report.numbers, strict=True):
        why = WIRE.get(codes.get(row, ""), "invalid_phone_number" if row in codes else "")
        fate = fates.get(bucket, "missing" if why == "missing" else "refused")
        judged.append((fate, number, "missing" if fate == "blank" else why))
    plain = [{"phone_number": phone, "name": name} for phone, name in cells]
    assert judged == judge_file(plain, route.to_json())


@FEW
@given(
    st.lists(st.tuples(phones, names), min_size=1, max_size=8),
    routes,
    st.lists(st.tuples(st.integers(2, 9), st.sampled_from(["phone_number", "name"]), phones), max_size=6),
    st.sampled_from(["first", "last", "fullest"]),
    st.frozensets(st.integers(2, 9), max_size=2),
)
def test_an_edited_report_equals_a_fresh_one(cells, route, changes, policy, left_out):
    """One edit at a time, then undone one by one: always what `check` says of the same choices."""
    leads = build(cells)
    edits = tuple(Edit(*change) for change in changes if change[0] < len(cells) + 2)
    report = check(leads, MAPPING, route, Choices(duplicates=policy, left_out_rows=left_out))
    for edit in edits:
        report = report.with_edits([edit])
    assert_same(report, check(leads, MAPPING, route, report.choices))
    for left in range(len(edits), -1, -1):
        fewer = Choices(edits=edits[:left], duplicates="last", fallbacks={"name": "you"})
        report = report.with_choices(fewer)
    assert_same(report, check(leads, MAPPING, route, report.choices))
    other = Choices(edits=edits[:1], default_region="US", fixes=tuple(Fix))
    report = report.with_choices(other).with_edits(edits[1:])
    assert_same(report, check(leads, MAPPING, route, report.choices))


@FEW
@given(rows, routes)
def test_the_clean_set_is_clean(cells, route):
    """What is called ready stays ready, number by number, when it is read again."""
    report = check(build(cells), MAPPING, route)
    again = check(build(report.clean.values.tolist()), MAPPING, Route(None, route.sip, route.countries))
    assert again.counts.ready == again.counts.rows == report.counts.ready
    assert again.clean["phone_number"].tolist() == report.clean["phone_number"].tolist()
