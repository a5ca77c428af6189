"""Pages that are open while the server is killed and restarted go on, and no click is lost silently."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.send.steps import expect_receipt, go_to_send, lead_file, submission_count
from tests.browser.wizard import PATIENCE, Wizard

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App
    from tests.sending.fault_server import FaultServer


pytestmark = pytest.mark.browser
PART = 5_000
CLICK_AFTER_RECONNECT = """
() => {
  const page = document.documentElement
  const seen = (window.seen = { held: 0, open: 0 })
  const app = document.querySelector('[data-testid="stApp"]')
  let dropped = false
  const press = () => {
    if (app.dataset.testConnectionState !== 'CONNECTED') return void (dropped = true)
    if (!dropped || seen.open) return
    page.hasAttribute('data-coming-back') ? seen.held++ : seen.open++
    document.querySelector('.st-key-continue button').click()
  }
  new MutationObserver(press).observe(app, { attributes: true })
  setInterval(press, 5)
}
"""


def open_upload(wizard: Wizard) -> None:
    expect(wizard.page.locator(".st-key-upload")).to_be_visible(timeout=PATIENCE)


def upload_refused_file(wizard: Wizard) -> None:
    wizard.drop("notes.csv", b"colour,shape\nred,round\nblue,square\n")
    expect(wizard.page.locator(".st-key-match_myself button")).to_be_visible()


def open_match(wizard: Wizard) -> None:
    wizard.match("match.csv", lead_file(5, first=1_000))
    expect(wizard.page.get_by_label("Variable name of name")).to_be_visible()


def open_review_and_click(wizard: Wizard) -> None:
    wizard.review("review.csv", lead_file(5, first=4_000))
    wizard.page.evaluate(CLICK_AFTER_RECONNECT)


def open_send(wizard: Wizard) -> None:
    wizard.review("before.csv", lead_file(5, first=2_000))
    wizard.press("continue")
    expect(wizard.page.locator(".st-key-send button")).to_be_enabled()


def start_sending(wizard: Wizard) -> None:
    wizard.review("sending.csv", lead_file(PART + 5, first=10_000))
    wizard.press("continue")
    wizard.press("send")
    wizard.expect_text("5,000 of 5,005 leads")


def open_page(wizard: Wizard) -> None:
    expect(wizard.page.get_by_role("heading", level=1)).to_be_visible()
    wizard.page.locator(".coming-back").wait_for(state="attached")  # the script may load after the heading is drawn
    wizard.wait_until_idle()


def drop_another_file(wizard: Wizard) -> None:
    expect(wizard.page.get_by_text("comes back by itself")).to_have_count(0)
    wizard.match("dropped.csv", lead_file(5, first=3_000))


def rename_a_variable(wizard: Wizard) -> None:
    """Type before the page has reconnected, into the page of the killed server's session."""
    name = wizard.page.get_by_label("Variable name of name")
    name.fill("person")
    name.press("Enter")
    expect(wizard.page.get_by_text("comes back by itself")).to_have_count(0, timeout=PATIENCE)  # until then clicks wait
    wizard.wait_until_idle()
    expect(wizard.page.locator("[class*=_person] input")).to_have_value("person")  # the page has drawn the new name
    wizard.wait_until_idle()
    wizard.press("continue")
    wizard.wait_for_grid()
    expect(wizard.cell(2, "person")).to_be_visible()


def expect_held_click(wizard: Wizard) -> None:
    """A click made before the page had reconnected was held, with a notice, and then carried out once."""
    expect(wizard.page.locator(".st-key-send button")).to_be_enabled(timeout=PATIENCE)
    seen = wizard.page.evaluate("window.seen")
    assert seen["open"] == 1
    assert seen["held"] > 0


def send(wizard: Wizard) -> None:
    wizard.press("send")
    expect_receipt(wizard, "5 leads sent to Test campaign")


def expect_sent(wizard: Wizard) -> None:
    expect_receipt(wizard, "5,005 leads sent to Test campaign")


def expect_history_line(wizard: Wizard) -> None:
    line = wizard.page.locator("[class*=st-key-past_]", has_text="sending.csv").last
    expect(line).to_contain_text("5,005", timeout=PATIENCE)


def open_new_campaign(wizard: Wizard) -> None:
    wizard.press("new_campaign")
    expect(wizard.page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)


def try_connection(wizard: Wizard) -> None:
    wizard.press("test_server")
    wizard.expect_text("Connected")


TABS = (
    ("", open_match, rename_a_variable),
    ("", open_upload, drop_another_file),
    ("", upload_refused_file, drop_another_file),
    ("", open_review_and_click, expect_held_click),
    ("", open_send, send),
    ("", start_sending, expect_sent),
    ("history", open_page, expect_history_line),
    ("campaigns", open_page, open_new_campaign),
    ("settings", open_page, try_connection),
)
"""For each tab: its address, how to get to its state before the kill, and what it does after the restart."""


@pytest.mark.nightly
def test_every_step_and_page_survives_a_killed_server(
    start_app_with_fault_server: Callable[..., tuple[App, FaultServer]], browser: SharedBrowser
) -> None:
    """Nine tabs continue without a reload; no click is lost silently and no lead is sent twice."""
    app, server = start_app_with_fault_server("ok", keys=True, atomic=True)
    release = threading.Event()

    def delay_second_part(_: bytes) -> None:
        if server.server_state.uploads == 1:
            release.wait(60)

    server.on_upload = delay_second_part
    with closing(browser.new_context(viewport={"width": 1200, "height": 900})) as context:
        wizards = []
        for address, prepare, _ in TABS:
            wizard = Wizard(context.new_page())
            wizard.page.goto(f"{app.address}/{address}")
            prepare(wizard)
            wizards.append(wizard)
        app.program.kill()
        for wizard in wizards:
            wizard.expect_text("comes back by itself")
        release.set()
        app.program.start()
        for wizard, (_, _, proceed) in zip(wizards, TABS, strict=True):
            proceed(wizard)
            expect(wizard.page.get_by_text("comes back by itself")).to_have_count(0)
            wizard.expect_no_error()
    assert set(server.server_state.holds.values()) == {1}
    assert (len(server.server_state.holds), submission_count(app)) == (PART + 10, 2)


@pytest.mark.nightly
def test_a_restored_ledger_warns_and_sends_after_confirmation(
    start_app_with_fault_server: Callable[..., tuple[App, FaultServer]], browser: SharedBrowser
) -> None:
    """When the restored copy lacks an upload, both pages say so and nothing is sent until the operator confirms."""
    app, server = start_app_with_fault_server("ok", counts=True)
    ledger, copy = app.home / "callsheet.db", app.home / "copy.db"
    with closing(browser.new_context(viewport={"width": 1200, "height": 900})) as context:
        wizard = Wizard(context.new_page())
        go_to_send(wizard, app, lead_file(3))
        with closing(sqlite3.connect(ledger)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        wizard.press("send")
        expect_receipt(wizard, "3 leads sent to Test campaign")
        app.program.kill()
        for tail in ("-wal", "-shm"):
            ledger.with_name(f"callsheet.db{tail}").unlink(missing_ok=True)
        copy.replace(ledger)
        app.program.start()
        wizard.expect_text("1 upload with 3 leads left since")
        go_to_send(wizard, app, lead_file(4, first=100))
        wizard.expect_text("leave them out before you send")
        wizard.press("send")
        wizard.expect_text("4 waiting to be sent")
        wizard.page.get_by_role("link", name="History", exact=True).click()
        expect(wizard.heading("History")).to_be_visible(timeout=PATIENCE)
        wizard.expect_text("1 upload with 3 leads left since")
        assert server.server_state.uploads == 1
        accept = wizard.page.locator(".st-key-accept_restored button")
        expect(accept).to_be_disabled()
        wizard.page.locator(".st-key-restored_count input").fill("1")
        wizard.page.keyboard.press("Enter")
        accept.click()
        line = wizard.page.locator("[class*=st-key-past_]", has_text="4 sent")
        expect(line.last).to_be_visible(timeout=PATIENCE)
        expect(wizard.page.locator(".st-key-restored")).to_have_count(0)
        wizard.expect_no_error()
    assert (len(server.server_state.holds), set(server.server_state.holds.values())) == (7, {1})
