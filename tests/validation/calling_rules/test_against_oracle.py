"""Calling hours compared with a brute-force second opinion: every zone, every minute."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pandas as pd
import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType
from phonenumbers.tzdata import TIMEZONE_DATA

from callsheet import read_table
from callsheet.validation import ColumnMapping, Route, check
from callsheet.validation.calling_rules.model import CallingRule, CallState, Window
from callsheet.validation.calling_rules.openings import Openings
from callsheet.validation.calling_rules.place_columns import PlaceColumns
from callsheet.validation.calling_rules.possible_zones import PossibleZones, possible_zones
from callsheet.validation.calling_rules.presets import PRESETS
from callsheet.validation.calling_rules.public_holidays import national_holidays
from tests.support.hypothesis_examples import examples
from tests.validation.calling_rules import oracle

FIRST, LAST = datetime(2015, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC)
DECIDED, NEXT_OPENINGS = examples(4_000, 1_200_000), examples(40, 12_000)
NUMBERS_PER_INSTANT = examples(100, 1000)
PREFIXES = sorted(TIMEZONE_DATA)
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
SOURCE = random.Random(20_261_129)
SHUFFLED = 3
"""Last digits that are drawn anew."""

DAYS = 8
"""How far the oracle looks for the next opening; a preset leaves out four days at most."""


def instant(chance: random.Random) -> datetime:
    """Half at any second, half around a quarter of an hour; a third on a day on which some zone changes its clock."""
    seconds = chance.randrange(int(FIRST.timestamp()), int(LAST.timestamp()))
    if chance.random() < 1 / 3:
        seconds = clock_change(ZoneInfo(chance.choice(TIMEZONE_DATA[chance.choice(PREFIXES)])), seconds)
        seconds += chance.randrange(-86_400, 86_400)
    if chance.random() < 1 / 2:
        seconds = seconds // 900 * 900 + chance.choice((-1, 0, 1))
    return datetime.fromtimestamp(seconds, UTC)


def clock_change(zone: ZoneInfo, seconds: int) -> int:
    """A day of the following year on which a zone changes its clock; the same second where it changes none."""
    offsets = [datetime.fromtimestamp(seconds + 86_400 * day, UTC).astimezone(zone).utcoffset() for day in range(365)]
    changes = [day for day in range(1, 365) if offsets[day] != offsets[day - 1]]
    return seconds + 86_400 * changes[0] if changes else seconds


def possible_numbers() -> list[str]:
    """Numbers of every kind and region, with other last digits than the examples of the package."""
    numbers = set()
    for region in REGIONS:
        for kind in PhoneNumberType.values():
            example = phonenumbers.example_number_for_type(region, kind)
            if example is not None:
                start = phonenumbers.format_number(example, PhoneNumberFormat.E164)[:-SHUFFLED]
                numbers |= {f"{start}{SOURCE.randrange(10**SHUFFLED):0{SHUFFLED}}" for _ in range(examples(1, 20))}
    areas = (f"+{prefix}{SOURCE.randrange(10**9):09}"[:12] for prefix in PREFIXES[:: examples(7, 1)])
    return sorted(numbers | set(areas))


@pytest.fixture(scope="module")
def people() -> tuple[list[str], PossibleZones]:
    """Valid numbers, and where the product thinks that their owners may be."""
    frame = pd.DataFrame({"phone": possible_numbers()}, dtype="str")
    report = check(read_table(frame), ColumnMapping(("phone",), {}), Route.unknown(None))
    return report.clean["phone_number"].tolist(), possible_zones(report, 2026, PlaceColumns({}))


@pytest.mark.hypothesis
def test_may_be_called_agrees_with_every_zone(people: tuple[list[str], PossibleZones]) -> None:
    """For random numbers, instants and presets the state is that of a loop over every possible zone."""
    presets, (numbers, found) = sorted(PRESETS), people
    disagreements = []
    for _ in range(DECIDED // NUMBERS_PER_INSTANT):
        moment, preset = instant(SOURCE), SOURCE.choice(presets)
        openings = Openings(PRESETS[preset], int(moment.timestamp()))
        states = [openings.of(zones).state.value for zones in found.zones]
        disagreements += [
            (preset, numbers[row], moment)
            for row in SOURCE.choices(range(len(numbers)), k=NUMBERS_PER_INSTANT)
            if states[found.zone_set[row]] != oracle.state(preset, oracle.zones_of(numbers[row]), moment)
        ]
    assert disagreements == []


def test_numbers_without_an_area_code_may_be_anywhere(people: tuple[list[str], PossibleZones]) -> None:
    """A mobile or toll-free number has all zones of its calling code, where the package says that it has no place."""
    numbers, found = people
    expected = [oracle.zones_of(number) for number in numbers]
    assert [found.zones[position] for position in found.zone_set.tolist()] == expected
    assert max(map(len, found.zones)) > 40


@pytest.mark.hypothesis
def test_the_next_opening_is_the_first_open_minute(people: tuple[list[str], PossibleZones]) -> None:
    """For random numbers, instants and presets the next opening is found again minute by minute."""
    presets, (numbers, possible) = sorted(PRESETS), people
    disagreements = []
    for _ in range(NEXT_OPENINGS):
        moment, preset, row = instant(SOURCE), SOURCE.choice(presets), SOURCE.randrange(len(numbers))
        zones = oracle.zones_of(numbers[row])
        found = Openings(PRESETS[preset], int(moment.timestamp())).of(possible.zones[possible.zone_set[row]])
        expected = oracle.next_opening(partial(oracle.open_in_zone, preset), zones, moment, DAYS) if zones else None
        next_at = None if found.next_at is None else datetime.fromtimestamp(found.next_at, UTC)
        later = next_at is not None and next_at - moment > timedelta(days=DAYS)
        if (None if later else next_at) != expected:
            disagreements.append((preset, zones, moment, next_at, expected))
    assert disagreements == []


def open_in_week(rule: CallingRule, zone: str, moment: datetime) -> bool:
    """Own windows, by the clock on the wall: of today, or of yesterday and over midnight."""
    local = moment.astimezone(ZoneInfo(zone))
    today, minute = local.date(), local.hour * 60 + local.minute
    holidays = oracle.australian_holidays(today.year) if rule.holidays else frozenset()
    yesterday = today - timedelta(days=1)
    before = oracle.australian_holidays(yesterday.year) if rule.holidays else frozenset()
    if today in holidays:
        return False
    now = any(window.start <= minute < window.end for window in rule.week[today.weekday()])
    return now or (
        yesterday not in before
        and any(window.start <= minute + 1440 < window.end for window in rule.week[yesterday.weekday()])
    )


@st.composite
def weeks(draw: st.DrawFn) -> tuple[tuple[Window, ...], ...]:
    """Up to two windows a day, in whole quarters of an hour, over midnight too."""
    days = []
    for _ in range(7):
        edges = sorted(draw(st.sets(st.integers(0, 8 * 12), max_size=4)))
        pairs = list(zip(edges[::2], edges[1::2], strict=False))
        days.append(tuple(Window(start * 15, end * 15) for start, end in pairs if start * 15 < 1440))
    return tuple(days)


@given(
    weeks(),
    st.sampled_from(
        [
            ("Australia/Lord_Howe", "Australia/Perth"),
            ("Africa/Casablanca",),
            ("Asia/Kathmandu", "Asia/Kolkata"),
            ("America/St_Johns", "America/Adak"),
            ("Pacific/Chatham",),
            ("Europe/Lisbon", "Atlantic/Azores"),
        ]
    ),
    st.integers(int(datetime(2024, 3, 1, tzinfo=UTC).timestamp()), int(datetime(2029, 1, 1, tzinfo=UTC).timestamp())),
    st.booleans(),
)
@settings(max_examples=examples(15, 1000))
def test_own_windows_agree_minute_by_minute(
    week: tuple[tuple[Window, ...], ...], zones: tuple[str, ...], seconds: int, with_holidays: bool
) -> None:
    """Any week of windows, over midnight, on nights of clock changes and around holidays, opens at the right minute."""
    rule = CallingRule("own", week, holidays="AU" if with_holidays else None)
    moment = datetime.fromtimestamp(seconds, UTC)
    found = Openings(rule, seconds).of(zones)
    is_open = [open_in_week(rule, zone, moment) for zone in zones]
    assert (found.state is CallState.NOW) == all(is_open)
    assert (found.state is CallState.LATER) == (not any(is_open))
    days = 2
    expected = oracle.next_opening(lambda zone, minute: open_in_week(rule, zone, minute), zones, moment, days)
    if expected is None:
        assert found.next_at is None or found.next_at > seconds + days * 86_400 - 60
    else:
        assert found.next_at == expected.timestamp()


@pytest.mark.parametrize("year", range(2016, 2046))
def test_the_national_holidays_of_australia_are_those_of_the_calendar(year: int) -> None:
    """The package's days that every state has are the seven national holidays and those in lieu, Sundays aside."""
    days = {date(1970, 1, 1) + timedelta(days=day) for day in national_holidays("AU", year)}
    assert {day for day in days if day.weekday() != oracle.SUNDAY} == {
        day for day in oracle.australian_holidays(year) if day.weekday() != oracle.SUNDAY
    }
