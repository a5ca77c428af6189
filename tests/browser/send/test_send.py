"""Sending with repeated clicks, two windows, reloads, and servers that are killed or answer nothing."""

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

from tests.browser.send.steps import expect_receipt, go_to_send, lead_file, sent_part_count, submission_count
from tests.browser.wizard import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.wizard import App, Wizard
    from tests.sending.fault_server import FaultServer


pytestmark = pytest.mark.browser
PART_ROWS = 5_000


@pytest.mark.nightly
def test_twenty_presses_in_two_windows_send_once(
    start_app: Callable[..., App], new_wizard: Callable[[], Wizard]
) -> None:
    """Two browsers on one draft with ten quick clicks each create one submission with every lead once."""
    app = start_app()
    first, second = new_wizard(), new_wizard()
    address = go_to_send(first, app, lead_file(30))
    second.page.goto(address)
    expect(second.page.locator(".st-key-send button")).to_be_enabled(timeout=PATIENCE)
    click = "document.querySelector('.st-key-send button') && document.querySelector('.st-key-send button').click()"
    for _ in range(10):
        for wizard in (first, second):
            wizard.page.evaluate(click)
    for wizard in (first, second):
        expect_receipt(wizard, "30 leads sent to Sandbox campaign")
        wizard.expect_no_error()
    assert submission_count(app) == 1
    assert set(Counter(lead["phone_number"] for lead in app.leads()).values()) == {1}
    assert len(app.leads()) == 30


@pytest.mark.nightly
def test_progress_survives_a_reload(
    start_app_with_fault_server: Callable[..., tuple[App, FaultServer]], new_wizard: Callable[[], Wizard]
) -> None:
    """While the second of three parts is delayed, a reloaded page shows the same progress and follows to the end."""
    app, server = start_app_with_fault_server("ok", keys=True, atomic=True)
    release = threading.Event()

    def delay_second_part(_: bytes) -> None:
        if server.server_state.uploads == 1:
            release.wait(60)

    server.on_upload = delay_second_part
    wizard = new_wizard()
    go_to_send(wizard, app, lead_file(2 * PART_ROWS + 10))
    wizard.press("send")
    wizard.expect_text("5,000 of 10,010 leads")
    wizard.page.reload()
    wizard.expect_text("5,000 of 10,010 leads")
    expect(wizard.page.locator(".st-key-send button")).to_have_count(0)
    release.set()
    expect_receipt(wizard, "10,010 leads sent to Test campaign")
    assert set(server.server_state.holds.values()) == {1}
    assert (len(server.server_state.holds), server.server_state.uploads, submission_count(app)) == (10_010, 3, 1)
    wizard.expect_no_error()


@pytest.mark.nightly
def test_a_backend_killed_while_sending_asks_no_question(
    start_app: Callable[..., App], new_wizard: Callable[[], Wizard]
) -> None:
    """After SIGKILL the backend restarts, idempotency keys settle the open part, and every lead is there once."""
    app = start_app(CALLSHEET_QUARANTINE_SECONDS="1")
    wizard = new_wizard()
    go_to_send(wizard, app, lead_file(4 * PART_ROWS))
    wizard.press("send")
    while not sent_part_count(app):
        time.sleep(0.01)
    os.kill(int(app.backend["pid"]), signal.SIGKILL)
    receipt = wizard.page.get_by_role("heading", name="20,000 leads sent to Sandbox campaign")
    deadline = time.monotonic() + 60
    while not receipt.count() and time.monotonic() < deadline:  # the backend may need a while to start again
        wizard.page.wait_for_timeout(2_000)
        with suppress(Late):  # it may be on its way again by itself: then there is nothing to press
            wizard.page.locator(".st-key-send button:not([disabled])").first.click(timeout=1_000)
    expect_receipt(wizard, "20,000 leads sent to Sandbox campaign")
    assert wizard.page.get_by_text("no clear answer came").count() == 0
    counts = Counter(lead["phone_number"] for lead in app.leads())
    assert (len(counts), set(counts.values())) == (20_000, {1})
    wizard.expect_no_error()


@pytest.mark.nightly
@pytest.mark.parametrize(("word", "arrived"), [("all:reset", True), ("none:500", False)])
def test_a_server_without_evidence_asks_one_question(
    start_app_with_fault_server: Callable[..., tuple[App, FaultServer]],
    new_wizard: Callable[[], Wizard],
    word: str,
    arrived: bool,
) -> None:
    """Without keys, list or counter the operator's count settles the outcome, and the receipt adds up."""
    app, server = start_app_with_fault_server(word, "ok")
    wizard = new_wizard()
    wizard.open(app.address)
    wizard.review("leads.csv", lead_file(12) + b"12345,Nobody\n")
    wizard.press("continue")
    wizard.page.locator(".st-key-count_before input").fill("7")
    wizard.page.keyboard.press("Tab")
    wizard.press("send")
    wizard.expect_text("no clear answer came")
    wizard.expect_text("Leads in the campaign before: 7")
    assert server.server_state.uploads == 1
    wizard.page.wait_for_timeout(1_500)
    count = wizard.page.locator("[class*=st-key-now_] input")
    answer = wizard.page.locator("[class*=st-key-answer_] button")
    count.fill("9")
    count.press("Tab")
    answer.click()
    wizard.expect_text("is neither 0 nor 12 more")
    count.fill(str(7 + 12 * arrived))
    count.press("Tab")
    answer.click()
    expect_receipt(wizard, "12 leads sent to Test campaign")
    wizard.expect_text("13 rows in the file = 12 sent + 1 needs fixing")
    assert set(server.server_state.holds.values()) == {1}
    assert len(server.server_state.holds) == 12
    assert server.server_state.uploads == (1 if arrived else 2)
    wizard.expect_no_error()


@pytest.mark.nightly
def test_fixed_rows_are_sent_later_with_their_own_receipt(
    start_app: Callable[..., App], new_wizard: Callable[[], Wizard]
) -> None:
    """Rows fixed later are sent once, and the page shows both receipts."""
    app = start_app()
    wizard = new_wizard()
    go_to_send(wizard, app, lead_file(3) + b"12345,Nobody\n")
    wizard.press("send")
    expect_receipt(wizard, "3 leads sent to Sandbox campaign")
    wizard.press("back")
    wizard.wait_for_grid()
    wizard.type_into(5, "9812345678")
    wizard.expect_counts(ready=4)
    wizard.press("continue")
    expect(wizard.page.locator(".st-key-send button")).to_have_text("Send 1 lead to Sandbox campaign", timeout=PATIENCE)
    wizard.press("send")
    expect_receipt(wizard, "1 lead sent to Sandbox campaign")
    expect_receipt(wizard, "3 leads sent to Sandbox campaign")
    assert len(app.leads()) == 4
    wizard.expect_no_error()
