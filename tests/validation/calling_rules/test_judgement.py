"""Calling times of whole files: states, where the local time is from, and the next opening."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from callsheet.errors import InvalidArgument
from callsheet.validation import ColumnMapping, Route, Table, check
from callsheet.validation.calling_rules.judgement import CallingTimes, judge_calling_times
from callsheet.validation.calling_rules.model import CallState, LocalTimeSource
from callsheet.validation.calling_rules.presets import calling_rule

if TYPE_CHECKING:
    from collections.abc import Callable

INDIA, AUSTRALIAN_MOBILE, TOLL_FREE = "+919812345678", "+61412345678", "+18005550123"
NEW_YORK, LOS_ANGELES, LISBON_MOBILE, SATELLITE = "+12125550123", "+13105550123", "+351912345678", "+870773111632"
AT_22_IN_INDIA = datetime(2026, 12, 1, 16, 30, tzinfo=UTC)

CASES = [
    ("in", AT_22_IN_INDIA, INDIA, CallState.LATER, "2026-12-02 04:30"),
    ("in", datetime(2026, 12, 1, 15, 29, 59, tzinfo=UTC), INDIA, CallState.NOW, "2026-12-02 04:30"),
    ("in", datetime(2026, 12, 1, 15, 30, tzinfo=UTC), INDIA, CallState.LATER, "2026-12-02 04:30"),
    ("us", datetime(2026, 12, 1, 14, 0, tzinfo=UTC), NEW_YORK, CallState.NOW, "2026-12-02 13:00"),
    ("us", datetime(2026, 12, 1, 14, 0, tzinfo=UTC), LOS_ANGELES, CallState.LATER, "2026-12-01 16:00"),
    ("us", datetime(2026, 12, 1, 14, 0, tzinfo=UTC), TOLL_FREE, CallState.DEPENDS, "2026-12-01 22:00"),
    ("au", datetime(2026, 11, 30, 0, 30, tzinfo=UTC), AUSTRALIAN_MOBILE, CallState.DEPENDS, "2026-11-30 02:30"),
    ("au", datetime(2026, 12, 24, 9, 30, tzinfo=UTC), AUSTRALIAN_MOBILE, CallState.DEPENDS, "2026-12-29 02:30"),
    ("gb-eu", datetime(2026, 12, 1, 8, 30, tzinfo=UTC), LISBON_MOBILE, CallState.DEPENDS, "2026-12-01 09:00"),
    ("gb-eu", datetime(2026, 12, 1, 8, 30, tzinfo=UTC), SATELLITE, CallState.UNKNOWN, None),
]


def judged(table: Callable[..., Table], numbers: list[str], hours: str, instant: datetime) -> CallingTimes:
    report = check(table({"phone": numbers}), ColumnMapping(("phone",), {}), Route.unknown(None))
    return judge_calling_times(report, calling_rule(hours), instant)


@pytest.mark.parametrize(("hours", "instant", "number", "state", "next_at"), CASES)
def test_a_person_is_called_only_where_the_window_is_open_everywhere(
    table: Callable[..., Table], hours: str, instant: datetime, number: str, state: CallState, next_at: str | None
) -> None:
    """Open in all possible places: now; in some: it depends; in none: later, with the next time it is open in all."""
    times = judged(table, [number], hours, instant)
    assert times.counts[state] == 1
    opening = times.openings[times.zone_set[0]]
    written = None if opening.next_at is None else f"{datetime.fromtimestamp(opening.next_at, UTC):%Y-%m-%d %H:%M}"
    assert written == next_at


def test_the_states_add_up_to_the_ready_rows(table: Callable[..., Table]) -> None:
    """Rows that are not ready are not judged; the others are counted once by state and once by source."""
    times = judged(table, [INDIA, "12", NEW_YORK, SATELLITE, LOS_ANGELES], "us", datetime(2026, 12, 1, 14, tzinfo=UTC))
    assert sum(times.counts.values()) == sum(times.sources.values()) == len(times.positions) == 4
    assert times.counts == {CallState.NOW: 2, CallState.LATER: 1, CallState.DEPENDS: 0, CallState.UNKNOWN: 1}
    assert times.sources[LocalTimeSource.NUMBER] == 3
    assert times.sources[LocalTimeSource.NONE] == 1
    assert times.next_opening == (datetime(2026, 12, 1, 16, tzinfo=UTC), 1)


def test_a_file_without_ready_rows_has_no_opening(table: Callable[..., Table]) -> None:
    """Nothing to judge is no error."""
    times = judged(table, ["12"], "us", AT_22_IN_INDIA)
    assert sum(times.counts.values()) == 0
    assert times.next_opening is None


def test_an_instant_far_from_today_is_refused(table: Callable[..., Table]) -> None:
    """Zones and holidays are not known for all years."""
    with pytest.raises(InvalidArgument, match="2000 to 2100"):
        judged(table, [INDIA], "us", datetime(1900, 1, 1, tzinfo=UTC))
