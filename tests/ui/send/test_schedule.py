"""The fields that say when leads leave, and what the page says about it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tests.ui.send.test_page import leads, to_send

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.support.running_backend import Backend
    from tests.ui.app_page import App

__all__ = ["leads"]  # the fixture
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def test_leads_wait_for_their_calling_hours(app: App, leads: Callable[..., bytes], backend: Backend) -> None:
    """Own hours must be readable before anything can be sent; then the page says how many leave when, and so it is."""
    page = to_send(app, "leads.csv", leads())
    page.test.selectbox(key="calling_hours").select("own").run()
    assert page.test.button(key="send").disabled
    assert "Type the hours, as in" in page.text
    page.test.text_input(key="own_hours").input("nine to five 9").run()
    assert page.test.button(key="send").disabled
    assert "Cannot read the calling hours" in page.text
    closed = DAYS[(datetime.now(UTC).weekday() + 3) % 7]
    page.test.text_input(key="own_hours").input(f"{closed} 9:00-17:00").run()
    assert not page.test.button(key="send").disabled
    assert "3 from " in page.text
    assert "not when they are called" in page.text
    page.press("send")
    app.send()
    page.test.run()
    assert "3 leads wait until" in page.text
    assert "This computer must be on, with Callsheet running, on" in page.text
    [submission] = app.services.store.ledger.latest(1)
    assert not backend.leads(submission.campaign_id)
    page.press(f"stop_{submission.id}")
    page.test.run()
    assert "Nothing was sent" in page.text or page.has("send")


def test_nothing_leaves_before_a_time(app: App, leads: Callable[..., bytes]) -> None:
    """A time that is over cannot be chosen; with a later one the leads wait."""
    page = to_send(app, "leads.csv", leads())
    page.test.selectbox(key="send_when").select("at").run()
    page.test.date_input(key="send_day").set_value(date(2020, 1, 1)).run()
    assert "This time is over" in page.text
    assert page.test.button(key="send").disabled
    page.test.date_input(key="send_day").set_value(datetime.now(UTC).date() + timedelta(days=2)).run()
    page.press("send")
    app.send()
    [submission] = app.services.store.ledger.latest(1)
    assert sum(submission.waiting_until(datetime.now(UTC)).values()) == 3


def test_who_sleeps_is_said_before_the_press(
    app: App, leads: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At any hour the page says for whom it is night, and draws the local hours; calling hours make the sentence go."""
    evening = datetime(2026, 1, 5, 16, 40, tzinfo=UTC)  # 22:10 in India
    monkeypatch.setattr("callsheet.ui.send.local_time.utc_now", lambda: evening)
    page = to_send(app, "leads.csv", leads())
    assert "Now it is night (before 8am or after 9pm) for all 3 leads. Choose calling hours" in page.text
    assert "Night for 3 leads" in page.html
    page.test.selectbox(key="calling_hours").select("in").run()
    assert "Now it is night" not in page.text
    assert "Calling hours of India: every day 10:00-21:00" in page.text
