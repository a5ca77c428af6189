from __future__ import annotations

from datetime import UTC, datetime

from callsheet.ui.pictures import Pictures, pictures_html
from callsheet.ui.session import Step
from callsheet.ui.summary import Focus, Summary, rows_in_focus, suggestions

GOOD, ALSO_GOOD = "9876543210", "9123456789"


def test_warnings_are_grouped_by_kind_and_column(session_of):
    """Cells with one kind of warning are one line with their count and a sample of what would be accepted."""
    report = session_of([GOOD, ALSO_GOOD, "98765"], ["<b>Priya</b>", "Ra<i>hul", "Neha"]).at(Step.REVIEW).report
    found = Summary.of(report).warnings
    assert [(each.focus, each.count, each.suggested) for each in found] == [(Focus("html", "", "Full name"), 2, 2)]
    assert found[0].sample == ("<b>Priya</b>", "Priya")
    assert rows_in_focus(report, found[0].focus).tolist() == [2, 3]
    assert suggestions(report, found[0].focus)["detail"].tolist() == ["Priya", "Ra hul"]


def test_pictures_count_each_ready_lead_once(session_of):
    """Leads by country and by local hour each add up to the ready leads, whoever is asleep."""
    session = session_of([GOOD, ALSO_GOOD, "+1 202 456 1111", "+44 20 7946 0000", "12"]).at(Step.REVIEW)
    report = session.report
    pictures = Pictures.of(report, datetime(2026, 1, 5, 3, 0, tzinfo=UTC))
    assert sum(pictures.countries.values()) == sum(pictures.hours.values()) == report.counts.ready
    assert pictures.countries["IN"] == 2
    assert pictures.hours[8] == 2
    assert pictures.asleep == report.counts.ready - 2
    assert "India" in pictures_html(pictures)
