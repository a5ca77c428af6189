"""Leads by their local hour, and whether people are awake."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from callsheet.files import read_table
from callsheet.validation import CallState, ColumnMapping, LocalHours, Report, Route, check
from callsheet.wording.schedule import night

INDIA, LONDON, TOLL_FREE, SATELLITE = "+91 98765 43210", "+44 20 7946 0000", "+1 800 555 0199", "+870 773 111 632"
EVENING = datetime(2026, 1, 5, 16, 40, tzinfo=UTC)
"""22:10 in India, 16:40 in London."""


@pytest.fixture(scope="module")
def report() -> Report:
    """Two people in India, one in London, one anywhere in North America, one anywhere at all."""
    numbers = [INDIA, "+91 98765 43211", LONDON, TOLL_FREE, SATELLITE]
    table = read_table(pd.DataFrame({"Mobile": numbers}, dtype="str"))
    return check(table, ColumnMapping(("Mobile",), {}), Route.unknown("IN"))


def test_each_lead_is_counted_once(report: Report) -> None:
    """It is night, day, perhaps night, or not known."""
    local = LocalHours.of(report, EVENING)
    assert local.awake == {CallState.NOW: 1, CallState.LATER: 2, CallState.DEPENDS: 1, CallState.UNKNOWN: 1}
    assert local.certain == {16: 1, 22: 2}
    assert local.possible.keys() >= {6, 8, 11}


def test_only_the_rows_of_a_send_are_counted(report: Report) -> None:
    """Those that were sent before are not asked about again."""
    local = LocalHours.of(report, EVENING, report.clean.index[1:3])
    assert local.awake == {CallState.NOW: 1, CallState.LATER: 1, CallState.DEPENDS: 0, CallState.UNKNOWN: 0}
    assert (local.certain, local.possible) == ({16: 1, 22: 1}, {})
    assert not sum(LocalHours.of(report, EVENING, report.clean.index[:0]).awake.values())


@pytest.mark.parametrize(
    ("asleep", "perhaps", "total", "sentence"),
    [
        (0, 0, 5, ""),
        (2, 0, 5, "Now it is night (before 8am or after 9pm) for 2 of these 5 leads."),
        (5, 0, 5, "Now it is night (before 8am or after 9pm) for all 5 leads."),
        (1, 0, 1, "Now it is night (before 8am or after 9pm) for this lead."),
        (2, 1, 5, "Now it is night (before 8am or after 9pm) for 2 of these 5 leads, and it may be for 1 more."),
        (0, 1, 5, "Now it may be night (before 8am or after 9pm) for 1 of these 5 leads."),
    ],
)
def test_the_sentence_about_night(asleep: int, perhaps: int, total: int, sentence: str) -> None:
    """It counts who sleeps and who may sleep, and is empty where nobody does."""
    assert night(asleep, perhaps, total, None) == sentence


def test_the_sentence_names_a_later_time() -> None:
    """Leads that leave at a time are judged at that time."""
    assert night(2, 0, 2, datetime(2026, 1, 5, 16, 40, tzinfo=UTC)).startswith("On 5 Jan at ")
