from __future__ import annotations

from contextlib import closing

import pytest
from browser.walk import PATIENCE, Walk
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"


def connection(walk: Walk, state: str) -> None:
    expect(walk.page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-connection-state", state)


def test_match_columns_lives_on_when_the_server_was_killed(start_app, browser):
    """Without a reload: a name typed into the page of the dead server's session is kept by the next one."""
    app = start_app()
    with closing(browser.new_context(viewport={"width": 1200, "height": 1000})) as context:
        walk = Walk(context.new_page())
        walk.open(app.address)
        walk.match("matching.csv", LEADS)
        name = walk.page.get_by_label("Variable name of Customer Name")
        expect(name).to_be_visible(timeout=PATIENCE)  # its script comes from the server that is about to die
        app.program.kill()
        connection(walk, "PINGING_SERVER")
        app.program.start()
        connection(walk, "CONNECTED")
        name.fill("person")
        name.press("Enter")
        app.keeps("person")


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
