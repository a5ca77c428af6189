from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from callsheet.ui.review.charts import charts_html
from callsheet.ui.session.session import Step
from callsheet.ui.session.statistics import Statistics
from callsheet.ui.session.summary import (
    Focus,
    Summary,
    rows_in_focus,
    suggestions,
)
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
    assert sum(statistics.countries.values()) == sum(statistics.hours.values()) == report.counts.ready
    assert statistics.countries["IN"] == 2
    assert statistics.hours[8] == 2
    assert statistics.asleep == report.counts.ready - 2
    assert sum(statistics.causes.values()) == report.counts.errors
    assert "India" in charts_html(statistics)


def test_a_file_of_nothing_but_bad_rows_is_drawn_by_cause(session_of: Callable[..., Session]) -> None:
    """Where no lead is ready there is no country and no hour, and every row has its cause."""
    statistics = Statistics.of(report_of(session_of(["12", "13", "9.19877E+11"]).go_to(Step.REVIEW)))
    assert (statistics.countries, statistics.hours) == ({}, {})
    assert sum(statistics.causes.values()) == 3
    assert "asleep" not in charts_html(statistics).split("</style>")[1]
