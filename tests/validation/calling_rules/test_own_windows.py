"""Own calling hours as operators write them, and what cannot be read."""

from __future__ import annotations

import pytest

from callsheet.errors import InvalidArgument
from callsheet.validation.calling_rules.presets import PRESETS, calling_rule

READ = [
    ("9-18", "0123456", [(540, 1080)]),
    ("daily 9:00-18:30", "0123456", [(540, 1110)]),
    ("Mon-Fri 9:00-18:00", "01234", [(540, 1080)]),
    ("weekends 10am-2pm", "56", [(600, 840)]),
    ("mo-we 9–17", "012", [(540, 1020)]),
    ("Sat-Mon 09.00 to 17.00", "560", [(540, 1020)]),
    ("Friday 12am-12pm", "4", [(0, 720)]),
    ("Tue 22:00-02:00", "1", [(1320, 1560)]),
    ("Wed 18:00-24:00", "2", [(1080, 1440)]),
    ("every day 0-24", "0123456", [(0, 1440)]),
    ("Thu 9-12, Thu 14-18", "3", [(540, 720), (840, 1080)]),
    ("Sun 22-2; Mon 9-10", "6", [(1320, 1560)]),
]


@pytest.mark.parametrize(("text", "days", "windows"), READ)
def test_windows_are_read_as_written(text: str, days: str, windows: list[tuple[int, int]]) -> None:
    """Days, ranges of days and times of either clock give the minutes of those days."""
    rule = calling_rule(text)
    assert rule.id == "own"
    assert [[tuple(window) for window in rule.week[int(day)]] for day in days] == [windows] * len(days)


def test_days_that_are_not_written_have_no_window() -> None:
    """A week of "Sat 10-14" is closed on the six other days."""
    assert [len(windows) for windows in calling_rule("Sat 10-14").week] == [0, 0, 0, 0, 0, 1, 0]


def test_holidays_of_a_country_are_left_out_where_it_is_named() -> None:
    """The country is read like every other country, by code or name."""
    assert calling_rule("Mon-Fri 9-18, no holidays Australia").holidays == "AU"
    assert calling_rule("Mon-Fri 9-18").holidays is None


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri",
        "9",
        "T 9-10",
        "Mon 25-26",
        "Mon 9:60-10",
        "Mon 24-25",
        "Mon 13pm-14pm",
        "Noday 9-10",
        "Mon-Tue-Wed 9-10",
        "",
        "no holidays IN 9",
        "9-18, 17-20",
        "Sun 22-3, Mon 2-9",
        "Mon-Fri 9-18, no holidays Atlantis",
        "u",
        "-5-7",
    ],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    """Nothing is guessed: neither a time that no clock shows, nor a day that could be two, nor an hour twice."""
    with pytest.raises(InvalidArgument):
        calling_rule(text)


def test_a_mistyped_preset_is_offered() -> None:
    """The refusal names the preset that is spelled alike, and all of them."""
    with pytest.raises(InvalidArgument, match="Did you mean us-strict"):
        calling_rule("us-strikt")


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_a_preset_says_where_it_is_from(name: str) -> None:
    """Every preset has a source, one with a day of comparison also the page, and each is found in any case."""
    rule = calling_rule(f" {name.upper()} ")
    assert rule is PRESETS[name]
    assert rule.source
    assert rule.checked is None or rule.address
