"""Columns that tell where people are: which are recognised, and what their cells mean."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from callsheet.validation import ColumnMapping, Edit, Report, Route, Table, check
from callsheet.validation.calling_rules.cities import zones_of_city
from callsheet.validation.calling_rules.judgement import judge_calling_times
from callsheet.validation.calling_rules.model import LocalTimeSource
from callsheet.validation.calling_rules.place_columns import suggest_place_columns
from callsheet.validation.calling_rules.postal_codes import zones_of_postal_code
from callsheet.validation.calling_rules.presets import calling_rule
from callsheet.validation.calling_rules.states import zones_of_state
from callsheet.validation.calling_rules.zone_names import zones_of_text
from tests.support.published.city_zones import FILE, city_zones

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = 2026
NEW_YORK, CHICAGO, PERTH = "America/New_York", "America/Chicago", "Australia/Perth"

TIME_ZONES = [
    ("IST", "IN", {"Asia/Kolkata"}),
    ("IST", "IL", {"Asia/Jerusalem"}),
    ("ist", "IE", {"Europe/Dublin"}),
    ("IST", "US", {"Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"}),
    ("MST", "US", {"America/Denver", "America/Boise", "America/Phoenix"}),
    ("CST", "CN", {"Asia/Shanghai"}),
    ("BST", "GB", {"Europe/London"}),
    ("BST", "BD", {"Asia/Dhaka"}),
    ("CET", "FR", {"Europe/Paris"}),
    ("America/New_York", "IN", {NEW_YORK}),
    ("america/new york", "", {NEW_YORK}),
    ("Asia/Calcutta", "IN", {"Asia/Kolkata"}),
    ("US/Eastern", "US", {NEW_YORK}),
    ("Pacific Time (US & Canada)", "US", {"America/Los_Angeles"}),
    ("Pacific Daylight Time", "US", {"America/Los_Angeles"}),
    ("US Mountain Standard Time", "US", {"America/Phoenix"}),
    ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "IN", {"Asia/Kolkata"}),
    ("GMT+5:30", "US", {"UTC+05:30"}),
    ("+0545", "NP", {"Asia/Kathmandu"}),
    ("GMT", "GB", {"Europe/London"}),
    ("UTC", "IN", {"UTC+00:00"}),
    ("UTC+15", "US", set()),
    ("5", "US", set()),
    ("Mumbai", "IN", set()),
    ("", "IN", set()),
]
STATES = [
    ("CA", "US", {"America/Los_Angeles"}),
    ("us-ca", "US", {"America/Los_Angeles"}),
    ("california", "US", {"America/Los_Angeles"}),
    ("TN", "US", {NEW_YORK, CHICAGO}),
    ("Québec", "US", {"America/Toronto", "America/Halifax", "America/Blanc-Sablon"}),
    ("WA", "AU", {PERTH, "Australia/Eucla"}),
    ("Western Australia", "AU", {PERTH, "Australia/Eucla"}),
    ("São Paulo", "BR", {"America/Sao_Paulo"}),
    ("sao paulo", "BR", {"America/Sao_Paulo"}),
    ("BC", "MX", {"America/Tijuana"}),
    ("BC", "BR", set()),
    ("CA", "DE", set()),
]
POSTAL_CODES = [
    ("02138", "US", {NEW_YORK}),
    ("2138", "US", {NEW_YORK}),
    ("60601-1234", "US", {CHICAGO}),
    ("10001.0", "US", {NEW_YORK}),
    ("34005", "US", set()),
    ("12", "US", set()),
    ("k1a 0b1", "US", {"America/Toronto", "America/Winnipeg", "America/Atikokan"}),
    ("6000", "AU", {PERTH, "Australia/Eucla"}),
    ("800", "AU", {"Australia/Darwin"}),
    ("0872", "AU", set()),
    ("872.0", "AU", set()),
    ("6798", "AU", {"Indian/Christmas"}),
    ("6798.0", "AU", {"Indian/Christmas"}),
    ("01310-100", "BR", {"America/Sao_Paulo"}),
    ("69.900-001", "BR", {"America/Rio_Branco"}),
    ("5600000.0", "BR", {"America/Sao_Paulo"}),
    ("34000-000", "BR", {"America/Sao_Paulo"}),
    ("22000", "MX", {"America/Tijuana"}),
    ("34000", "MX", {"America/Mexico_City"}),
    ("110001", "IN", set()),
    ("", "US", set()),
]


@pytest.mark.parametrize(("text", "region", "zones"), TIME_ZONES)
def test_a_time_zone_is_read_in_the_country_of_the_person(text: str, region: str, zones: set[str]) -> None:
    """Names, abbreviations and offsets; what several places use is decided by the country, or all of them."""
    assert set(zones_of_text(text, region, YEAR)) == zones


@pytest.mark.parametrize(("text", "region", "zones"), STATES)
def test_a_state_has_all_zones_in_which_it_lies(text: str, region: str, zones: set[str]) -> None:
    """Codes and names, with and without accents, of the country of the phone number."""
    assert set(zones_of_state(text, region)) == zones


@pytest.mark.parametrize(("text", "region", "zones"), POSTAL_CODES)
def test_a_postal_code_has_the_zones_of_its_state(text: str, region: str, zones: set[str]) -> None:
    """Also without the zeros that a spreadsheet lost; what is no code of the country says nothing."""
    assert set(zones_of_postal_code(text, region)) == zones


def report_of(table: Callable[..., Table], phones: list[str], **columns: list[str]) -> Report:
    return check(table({"phone": phones, **columns}), ColumnMapping(("phone",), {}), Route.unknown(None))


AMERICANS = [f"+1212555{number:04}" for number in range(100, 112)]
INDIANS = [f"+9198123456{number:02}" for number in range(12)]

RECOGNISED = [
    ({"Time Zone": ["EST", "PST"] * 6}, AMERICANS, {"time_zone": "Time Zone"}),
    ({"TZ": ["IST"] * 12}, INDIANS, {"time_zone": "TZ"}),
    ({"Lead TimeZone": ["Eastern", "n/a", "Pacific", "Central"] * 3}, AMERICANS, {"time_zone": "Lead TimeZone"}),
    ({"Where": ["America/New_York"] * 12}, AMERICANS, {"time_zone": "Where"}),
    ({"State": ["CA", "TX"] * 6, "Zip": ["90210", "75001"] * 6}, AMERICANS, {"postal_code": "Zip", "state": "State"}),
    ({"Location": ["California", "Ohio"] * 6}, AMERICANS, {"state": "Location"}),
    ({"Birth State": ["CA", "TX"] * 6}, AMERICANS, {}),
    ({"Marital State": ["single"] * 12}, AMERICANS, {}),
    ({"Zip": ["call later"] * 12}, AMERICANS, {}),
    ({"Amount": ["90210"] * 12}, AMERICANS, {}),
    ({"State": ["Maharashtra"] * 12, "PIN": ["411001"] * 12}, INDIANS, {}),
    ({"City": ["Chicago", "Portland"] * 6}, AMERICANS, {"city": "City"}),
    (
        {"Town/City": ["Austin, TX", "Dover"] * 6, "State": ["TX", "DE"] * 6},
        AMERICANS,
        {"state": "State", "city": "Town/City"},
    ),
    ({"Name": ["Austin", "Madison"] * 6}, AMERICANS, {}),
    ({"Birth city": ["Chicago", "Portland"] * 6}, AMERICANS, {}),
    ({"City": ["Mumbai", "Pune"] * 6}, INDIANS, {}),
    ({"City": ["to be asked", "none"] * 6}, AMERICANS, {}),
    ({"Code": ["CA"] * 9 + [""] * 3}, AMERICANS, {}),
    ({"State": ["CA", "XX"] * 6, "Region": ["TX"] * 12}, AMERICANS, {"state": "Region"}),
]


@pytest.mark.parametrize(("columns", "phones", "expected"), RECOGNISED)
def test_a_column_is_recognised_by_header_and_content(
    table: Callable[..., Table], columns: dict[str, list[str]], phones: list[str], expected: dict[str, str]
) -> None:
    """Most cells must be understood; without a word in the header nearly all; and only where it tells anything."""
    found = suggest_place_columns(report_of(table, phones, **columns), YEAR).columns
    assert {source.value: column for source, column in found.items()} == expected


def test_a_column_beats_the_number_and_an_unclear_cell_leaves_it_to_the_next(table: Callable[..., Table]) -> None:
    """Time zone, then postal code, then state, then number; each row says which of them it was."""
    report = report_of(
        table,
        [f"+1310555{number:04}" for number in range(120, 124)],
        **{"Time Zone": ["EST", "?", "", "EST"], "Zip": ["90210", "10001", "", ""], "State": ["CA", "", "HI", ""]},
    )
    times = judge_calling_times(report, calling_rule("us"), datetime(2026, 12, 1, 14, tzinfo=UTC))
    zones = [times.zones[position] for position in times.zone_set.tolist()]
    assert NEW_YORK in zones[0]
    assert zones[1:3] == [(NEW_YORK,), ("Pacific/Honolulu",)]
    assert {source: rows for source, rows in times.sources.items() if rows} == {
        LocalTimeSource.TIME_ZONE: 2,
        LocalTimeSource.POSTAL_CODE: 1,
        LocalTimeSource.STATE: 1,
    }


def test_an_edit_of_a_place_counts(table: Callable[..., Table]) -> None:
    """The local time is that of the cell as it is now."""
    report = report_of(table, AMERICANS, State=["CA"] * 12).with_edits([Edit(2, "State", "NY")])
    times = judge_calling_times(report, calling_rule("us"), datetime(2026, 12, 1, 14, tzinfo=UTC))
    assert times.zones[times.zone_set[0]] == (NEW_YORK,)
    assert times.zones[times.zone_set[1]] == ("America/Los_Angeles",)


CITIES = [
    ("Perth", "AU", {"Australia/Perth"}),
    ("  GOLD COAST ", "AU", {"Australia/Brisbane"}),
    ("Екатеринбург", "RU", {"Asia/Yekaterinburg"}),
    ("Manaus", "BR", {"America/Manaus"}),
    ("São Paulo", "BR", {"America/Sao_Paulo"}),
    ("Calgary", "US", {"America/Edmonton"}),
    ("Austin, TX", "US", {"America/Chicago"}),
    ("Portland (OR)", "US", {"America/Los_Angeles"}),
    ("Nowhere, CA", "US", {"America/Los_Angeles"}),
    ("Nowhere", "US", set()),
    ("Mumbai", "IN", set()),
    ("", "US", set()),
]


@pytest.mark.parametrize(("text", "region", "zones"), CITIES)
def test_a_city_has_the_zones_in_which_it_may_lie(text: str, region: str, zones: set[str]) -> None:
    """In any spelling, with its state in the same cell or without; cities that nobody knows say nothing."""
    assert set(zones_of_city(text, region)) == zones


def test_a_name_of_several_cities_is_narrowed_by_the_number(table: Callable[..., Table]) -> None:
    """Portland is in Oregon with a number from there, and in the east with one of Florida; Chicago is where it is."""
    numbers = ["+15035550123", "+13055550123", "+12125550123"]
    report = report_of(table, numbers, City=["Portland", "Portland", "Chicago"])
    times = judge_calling_times(report, calling_rule("us"), datetime(2026, 12, 1, 14, tzinfo=UTC))
    oregon, east, chicago = (set(times.zones[position]) for position in times.zone_set.tolist())
    assert oregon == {"America/Los_Angeles"}
    assert east == {NEW_YORK}
    assert chicago == {"America/Chicago"}
    assert times.sources[LocalTimeSource.CITY] == 3


@pytest.mark.nightly  # it looks at 290,000 area codes
def test_the_table_of_cities_is_what_its_program_writes() -> None:
    """It can be written again from the installed metadata."""
    assert FILE.read_text(encoding="utf-8") == city_zones()
