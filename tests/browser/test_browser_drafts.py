from __future__ import annotations

from contextlib import closing

import pytest
from browser.walk import PATIENCE, Walk
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"


def connection(walk: Walk, state: str) -> None:
    expect(walk.page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-connection-state", state)


def test_pages_that_were_open_when_the_server_was_killed_live_on(start_app, browser):
    """Match columns, Send, Upload and Settings go on with the next server, without a reload and without a loss."""
    app = start_app()
    with closing(browser.new_context(viewport={"width": 1200, "height": 1000})) as context:
        match, send, upload, settings = (Walk(context.new_page()) for _ in range(4))
        match.open(app.address)
        match.match("matching.csv", LEADS)
        send.open(app.address)
        send.review("sending.csv", LEADS)
        send.press("continue")
        expect(send.heading("Send to the campaign")).to_be_visible()
        settings.page.goto(f"{app.address}/settings")
        expect(settings.heading("Forget a number")).to_be_visible()
        upload.open(app.address)
        app.program.kill()
        for walk in (match, send, upload, settings):
            connection(walk, "PINGING_SERVER")
        app.program.start()
        for walk in (match, send, upload, settings):
            connection(walk, "CONNECTED")
        name = match.page.get_by_label("Variable name of Customer Name")
        name.fill("person")
        name.press("Enter")
        app.keeps("person")
        match.press("continue")
        match.grid_is_there()
        match.expect_counts(rows=2, ready=1, errors=1)
        send.press("back")
        send.grid_is_there()
        settings.page.get_by_label("Phone number").fill("12")
        settings.page.locator(".st-key-find_number button").click()
        settings.says("Type the whole number, with + and country code.")
        upload.review("uploading.csv", LEADS)
        for walk in (match, send, upload, settings):
            walk.is_alive()


def test_the_address_brings_the_work_back_in_another_browser_until_it_is_deleted(browser, app):
    """Who is given the address goes on with every edit; once the upload is deleted the address says so."""
    with closing(browser.new_context()) as context, closing(browser.new_context()) as other:
        walk = Walk(context.new_page())
        walk.open(app.address)
        walk.review("given on.csv", LEADS)
        walk.type_into(3, "9820010003")
        walk.expect_counts(ready=2, errors=0)
        address = walk.page.url
        colleague = Walk(other.new_page())
        colleague.page.goto(address)
        colleague.grid_is_there()
        colleague.expect_counts(ready=2, errors=0)
        colleague.page.goto(f"{app.address}/history")
        expect(colleague.heading("History")).to_be_visible()
        expect(colleague.page.get_by_text("given on.csv")).to_have_count(0)
        walk.page.goto(app.address)
        line = walk.page.locator(".st-key-open_drafts").get_by_role("button", name="given on.csv")
        expect(line).to_be_visible(timeout=PATIENCE)
        walk.page.locator(".st-key-open_drafts").get_by_role("button", name="Delete").first.click()
        expect(line).to_have_count(0)
        colleague.page.goto(address)
        colleague.says("no longer kept")
        assert "Rahul" not in colleague.page.inner_text("body")
