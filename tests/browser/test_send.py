"""Sending, as people press it: often, from two windows, with refreshes, over servers that die or say nothing."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError as Late
from playwright.sync_api import expect

from tests.browser.sends import many, parts_sent, sent, submissions, to_send
from tests.browser.walk import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.walk import App, Walk
    from tests.sending.fault_server import FaultServer


pytestmark = pytest.mark.browser
PARTS_OF = 5_000


def test_two_windows_press_send_twenty_times(start_app: Callable[..., App], windows: Callable[[], Walk]) -> None:
    """Two browsers on one draft, ten quick presses each: one submission, every lead once."""
    app = start_app()
    first, second = windows(), windows()
    address = to_send(first, app, many(30))
    second.page.goto(address)
    expect(second.page.locator(".st-key-send button")).to_be_enabled(timeout=PATIENCE)
    ten = "document.querySelector('.st-key-send button') && document.querySelector('.st-key-send button').click()"
    for _ in range(10):
        for walk in (first, second):
            walk.page.evaluate(ten)
    for walk in (first, second):
        sent(walk, "30 leads sent to Sandbox campaign")
        walk.is_alive()
    assert submissions(app) == 1
    assert set(Counter(lead["phone_number"] for lead in app.leads()).values()) == {1}
    assert len(app.leads()) == 30


def test_a_refresh_while_sending_shows_how_far_it_has_come(
    fault: Callable[..., tuple[App, FaultServer]], windows: Callable[[], Walk]
) -> None:
    """Three parts, the second held up: the page is loaded anew, told the same, and follows to the end."""
    app, server = fault("ok", keys=True, atomic=True)
    go_on = threading.Event()
    server.on_upload = lambda _: go_on.wait(60) if server.server_state.uploads == 1 else None
    walk = windows()
    to_send(walk, app, many(2 * PARTS_OF + 10))
    walk.press("send")
    walk.says("5,000 of 10,010 leads")
    walk.page.reload()
    walk.says("5,000 of 10,010 leads")
    expect(walk.page.locator(".st-key-send button")).to_be_disabled()
    go_on.set()
    sent(walk, "10,010 leads sent to Test campaign")
    assert set(server.server_state.holds.values()) == {1}
    assert (len(server.server_state.holds), server.server_state.uploads, submissions(app)) == (10_010, 3, 1)
    walk.is_alive()


def test_our_own_backend_killed_in_the_middle_is_no_question(
    start_app: Callable[..., App], windows: Callable[[], Walk]
) -> None:
    """SIGKILL to the backend between parts or in one: it comes back, its keys tell, every lead is there once."""
    app = start_app(CALLSHEET_QUARANTINE_SECONDS="1")
    walk = windows()
    to_send(walk, app, many(4 * PARTS_OF))
    walk.press("send")
    while not parts_sent(app):
        time.sleep(0.01)
    os.kill(int(app.backend["pid"]), signal.SIGKILL)
    for _ in range(5):
        walk.page.wait_for_timeout(2_000)
        with suppress(Late):  # it may be on its way again by itself: then there is nothing to press
            walk.page.locator(".st-key-send button:not([disabled])").first.click(timeout=1_000)
    sent(walk, "20,000 leads sent to Sandbox campaign")
    assert walk.page.get_by_text("no clear answer came").count() == 0
    found = Counter(lead["phone_number"] for lead in app.leads())
    assert (len(found), set(found.values())) == (20_000, {1})
    walk.is_alive()


@pytest.mark.parametrize(("word", "arrived"), [("all:reset", True), ("none:500", False)])
def test_a_server_that_tells_nothing_asks_one_question(
    fault: Callable[..., tuple[App, FaultServer]], windows: Callable[[], Walk], word: str, arrived: bool
) -> None:
    """No key, no list, no counter: the operator counts, the answer settles it, and the receipt adds up."""
    app, server = fault(word, "ok")
    walk = windows()
    walk.open(app.address)
    walk.review("leads.csv", many(12) + b"12345,Nobody\n")
    walk.press("continue")
    walk.page.locator(".st-key-count_before input").fill("7")
    walk.page.keyboard.press("Tab")
    walk.press("send")
    walk.says("no clear answer came")
    walk.says("Leads in the campaign before: 7")
    assert server.server_state.uploads == 1
    walk.page.wait_for_timeout(1_500)
    count = walk.page.locator("[class*=st-key-now_] input")
    answer = walk.page.locator("[class*=st-key-answer_] button")
    count.fill("9")
    count.press("Tab")
    answer.click()
    walk.says("is neither 0 nor 12 more")
    count.fill(str(7 + 12 * arrived))
    count.press("Tab")
    answer.click()
    sent(walk, "12 leads sent to Test campaign")
    walk.says("13 rows in the file = 12 sent + 1 needs fixing")
    assert set(server.server_state.holds.values()) == {1}
    assert len(server.server_state.holds) == 12
    assert server.server_state.uploads == (1 if arrived else 2)
    walk.is_alive()


def test_fixed_rows_go_after_the_rest_and_both_receipts_stand(
    start_app: Callable[..., App], windows: Callable[[], Walk]
) -> None:
    """What was left out is fixed and sent later: two receipts on one page, nobody twice."""
    app = start_app()
    walk = windows()
    to_send(walk, app, many(3) + b"12345,Nobody\n")
    walk.press("send")
    sent(walk, "3 leads sent to Sandbox campaign")
    walk.press("back")
    walk.grid_is_there()
    walk.type_into(5, "9812345678")
    walk.expect_counts(ready=4)
    walk.press("continue")
    expect(walk.page.locator(".st-key-send button")).to_have_text("Send 1 lead to Sandbox campaign", timeout=PATIENCE)
    walk.press("send")
    sent(walk, "1 lead sent to Sandbox campaign")
    sent(walk, "3 leads sent to Sandbox campaign")
    assert len(app.leads()) == 4
    walk.is_alive()
