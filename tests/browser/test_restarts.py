"""The server is killed and comes back under pages that stand open: each lives on, and no press is lost unseen."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.sends import many, sent, submissions, to_send
from tests.browser.walk import PATIENCE, Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.browser.walk import App
    from tests.sending.fault_server import FaultServer


pytestmark = pytest.mark.browser
PART = 5_000
PRESS_ALL_THE_TIME = """
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


def at_upload(walk: Walk) -> None:
    expect(walk.page.locator(".st-key-upload")).to_be_visible(timeout=PATIENCE)


def refused(walk: Walk) -> None:
    walk.drop("notes.csv", b"colour,shape\nred,round\nblue,square\n")
    expect(walk.page.locator(".st-key-match_myself button")).to_be_visible()


def at_match(walk: Walk) -> None:
    walk.match("match.csv", many(5, first=1_000))
    expect(walk.page.get_by_label("Variable name of name")).to_be_visible()


def at_review(walk: Walk) -> None:
    walk.review("review.csv", many(5, first=4_000))
    walk.page.evaluate(PRESS_ALL_THE_TIME)


def before_send(walk: Walk) -> None:
    walk.review("before.csv", many(5, first=2_000))
    walk.press("continue")
    expect(walk.page.locator(".st-key-send button")).to_be_enabled()


def while_sending(walk: Walk) -> None:
    walk.review("sending.csv", many(PART + 5, first=10_000))
    walk.press("continue")
    walk.press("send")
    walk.says("5,000 of 5,005 leads")


def at_a_page(walk: Walk) -> None:
    expect(walk.page.get_by_role("heading", level=1)).to_be_visible()


def drops_a_file(walk: Walk) -> None:
    expect(walk.page.get_by_text("comes back by itself")).to_have_count(0)
    walk.match("dropped.csv", many(5, first=3_000))


def keeps_a_name(walk: Walk) -> None:
    """Typed in the first moment of the connection, into the page of the dead server's session."""
    name = walk.page.get_by_label("Variable name of name")
    name.fill("person")
    name.press("Enter")
    walk.settle()
    walk.press("continue")
    walk.grid_is_there()
    expect(walk.cell(2, "person")).to_be_visible()


def was_pressed(walk: Walk) -> None:
    """From the first instant of the connection on: held and said so, then carried out at once."""
    expect(walk.page.locator(".st-key-send button")).to_be_enabled(timeout=PATIENCE)
    seen = walk.page.evaluate("window.seen")
    assert seen["open"] == 1
    assert seen["held"] > 0


def sends(walk: Walk) -> None:
    walk.press("send")
    sent(walk, "5 leads sent to Test campaign")


def was_sent(walk: Walk) -> None:
    sent(walk, "5,005 leads sent to Test campaign")


def shows_what_was_sent(walk: Walk) -> None:
    line = walk.page.locator("summary", has_text="sending.csv")
    expect(line).to_contain_text("5,005 sent", timeout=PATIENCE)


def makes_a_campaign(walk: Walk) -> None:
    walk.press("new_campaign")
    expect(walk.page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)


def tries_the_connection(walk: Walk) -> None:
    walk.press("test_server")
    walk.says("Connected")


TABS = (
    ("", at_match, keeps_a_name),
    ("", at_upload, drops_a_file),
    ("", refused, drops_a_file),
    ("", at_review, was_pressed),
    ("", before_send, sends),
    ("", while_sending, was_sent),
    ("history", at_a_page, shows_what_was_sent),
    ("campaigns", at_a_page, makes_a_campaign),
    ("settings", at_a_page, tries_the_connection),
)
"""A tab's address, how it comes to where it stands when the server is killed, what it does with the next one."""


def test_every_step_and_page_outlives_a_killed_server(
    fault: Callable[..., tuple[App, FaultServer]], browser: Browser
) -> None:
    """Nine tabs, none loaded anew: each goes on with what it was about, no press lost unseen, nobody sent twice."""
    app, server = fault("ok", keys=True, atomic=True)
    go_on = threading.Event()
    server.on_upload = lambda _: go_on.wait(60) if server.server_state.uploads == 1 else None
    with closing(browser.new_context(viewport={"width": 1200, "height": 900})) as context:
        walks = []
        for address, go, _ in TABS:
            walks.append(Walk(context.new_page()))
            walks[-1].page.goto(f"{app.address}/{address}")
            go(walks[-1])
        app.program.kill()
        for walk in walks:
            walk.says("comes back by itself")
        go_on.set()
        app.program.start()
        for walk, (_, _, goes_on) in zip(walks, TABS, strict=True):
            goes_on(walk)
            expect(walk.page.get_by_text("comes back by itself")).to_have_count(0)
            walk.is_alive()
    assert set(server.server_state.holds.values()) == {1}
    assert (len(server.server_state.holds), submissions(app)) == (PART + 10, 2)


def test_a_ledger_restored_from_a_copy_warns_and_sends_on_when_told(
    fault: Callable[..., tuple[App, FaultServer]], browser: Browser
) -> None:
    """The copy knows nothing of an upload: both pages say what to do, nothing leaves until it is accepted."""
    app, server = fault("ok", counts=True)
    ledger, copy = app.home / "callsheet.db", app.home / "copy.db"
    with closing(browser.new_context(viewport={"width": 1200, "height": 900})) as context:
        walk = Walk(context.new_page())
        to_send(walk, app, many(3))
        with closing(sqlite3.connect(ledger)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        walk.press("send")
        sent(walk, "3 leads sent to Test campaign")
        app.program.kill()
        for tail in ("-wal", "-shm"):
            ledger.with_name(f"callsheet.db{tail}").unlink(missing_ok=True)
        copy.replace(ledger)
        app.program.start()
        walk.says("1 upload with 3 leads left since")
        to_send(walk, app, many(4, first=100))
        walk.says("leave them out before you send")
        walk.press("send")
        walk.says("4 waiting to be sent")
        walk.page.get_by_role("link", name="History", exact=True).click()
        expect(walk.heading("History")).to_be_visible(timeout=PATIENCE)
        walk.says("1 upload with 3 leads left since")
        assert server.server_state.uploads == 1
        accept = walk.page.locator(".st-key-accept_restored button")
        expect(accept).to_be_disabled()
        walk.page.locator(".st-key-restored_count input").fill("1")
        walk.page.keyboard.press("Enter")
        accept.click()
        expect(walk.page.locator("summary", has_text="4 sent")).to_be_visible(timeout=PATIENCE)
        expect(walk.page.locator(".st-key-restored")).to_have_count(0)
        walk.is_alive()
    assert (len(server.server_state.holds), set(server.server_state.holds.values())) == (7, {1})
