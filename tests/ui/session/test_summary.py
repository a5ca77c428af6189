from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd

from callsheet import read_table
from callsheet.ui.charts.of_file import charts_html
from callsheet.ui.session.session import Step
from callsheet.ui.session.statistics import Statistics
from callsheet.ui.session.summary import (
    Focus,
    Summary,
    rows_in_focus,
    suggestions,
)
from callsheet.validation import CallState, ColumnMapping, Route, check
from tests.ui.sessions import report_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.ui.session.session import Session


GOOD, ALSO_GOOD = "9876543210", "9123456789"


def test_warnings_are_grouped_by_kind_and_column(session_of: Callable[..., Session]) -> None:
    """Cells with one kind of warning are one line with their count and a sample of what would be accepted."""
    report = report_of(session_of([GOOD, ALSO_GOOD, "98765"], ["<b>Priya</b>", "Ra<i>hul", "Neha"]).go_to(Step.REVIEW))
    found = Summary.of(report).warnings
    assert [(each.focus, each.count, each.suggested) for each in found] == [(Focus("html", "", "Full name"), 2, 2)]
    assert found[0].sample == ("<b>Priya</b>", "Priya")
    assert rows_in_focus(report, found[0].focus).tolist() == [2, 3]
    assert suggestions(report, found[0].focus)["detail"].tolist() == ["Priya", "Ra hul"]


def test_pictures_count_each_ready_lead_once(session_of: Callable[..., Session]) -> None:
    """Leads by country and by local hour each add up to the ready leads, whoever is asleep."""
    session = session_of([GOOD, ALSO_GOOD, "+1 202 456 1111", "+44 20 7946 0000", "12"]).go_to(Step.REVIEW)
    report = report_of(session)
    statistics = Statistics.of(report, datetime(2026, 1, 5, 3, 0, tzinfo=UTC))
    assert sum(statistics.countries.values()) == sum(statistics.local_hours.certain.values()) == report.counts.ready
    assert statistics.countries["IN"] == 2
    assert statistics.local_hours.certain[8] == 2
    assert statistics.local_hours.awake[CallState.NOW] == 2
    assert statistics.local_hours.awake[CallState.LATER] == report.counts.ready - 2
    assert sum(statistics.causes.values()) == report.counts.errors
    assert "India" in charts_html(statistics)


def statistics_of(columns: dict[str, list[str]], moment: datetime) -> Statistics:
    table = read_table(pd.DataFrame(columns, dtype="str"))
    return Statistics.of(check(table, ColumnMapping(("Mobile",), {}), Route.unknown("IN")), moment)


def test_a_lead_that_may_be_in_several_places_is_drawn_as_such() -> None:
    """A toll-free number, an Australian and a Portuguese mobile have several possible hours, a satellite phone none."""
    numbers = ["+1 800 555 0199", "+61 412 345 678", "+351 912 345 678", "+870 773 111 632", GOOD]
    statistics = statistics_of({"Mobile": numbers}, datetime(2026, 1, 5, 8, 30, tzinfo=UTC))
    assert statistics.local_hours.certain == {14: 1}
    assert {hour: statistics.local_hours.possible.get(hour, 0) for hour in (0, 7, 8, 12, 19)} == {
        0: 1,
        7: 1,
        8: 1,
        12: 0,
        19: 1,
    }
    assert statistics.local_hours.awake == {
        CallState.NOW: 2,
        CallState.LATER: 0,
        CallState.DEPENDS: 2,
        CallState.UNKNOWN: 1,
    }
    drawn = charts_html(statistics)
    assert "Day or night for 2 leads, depending on where they are" in drawn
    assert "Not known for 1 lead" in drawn
    assert 'class="maybe"' in drawn


def test_a_file_of_satellite_phones_has_no_hour() -> None:
    """A picture without any bar is drawn, with the words that nothing is known."""
    statistics = statistics_of({"Mobile": ["+870 773 111 632"]}, datetime(2026, 1, 5, 8, 30, tzinfo=UTC))
    assert (statistics.local_hours.certain, statistics.local_hours.possible) == ({}, {})
    assert "Not known for 1 lead" in charts_html(statistics)


def test_a_state_of_the_file_gives_the_hour() -> None:
    """The picture shows where the person is, not where the number was issued."""
    columns = {"Mobile": ["+1 212 555 0123"], "State": ["CA"]}
    assert statistics_of(columns, datetime(2026, 1, 5, 20, 0, tzinfo=UTC)).local_hours.certain == {12: 1}


def test_a_file_of_nothing_but_bad_rows_is_drawn_by_cause(session_of: Callable[..., Session]) -> None:
    """Where no lead is ready there is no country and no hour, and every row has its cause."""
    statistics = Statistics.of(report_of(session_of(["12", "13", "9.19877E+11"]).go_to(Step.REVIEW)))
    assert (statistics.countries, statistics.local_hours.certain, statistics.local_hours.possible) == ({}, {}, {})
    assert sum(statistics.causes.values()) == 3
    assert "asleep" not in charts_html(statistics).split("</style>")[1]
