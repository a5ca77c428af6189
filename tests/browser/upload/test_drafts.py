from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.wizard import PATIENCE, Wizard

if TYPE_CHECKING:
    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"


@pytest.mark.nightly
def test_a_draft_address_works_in_another_browser_until_deletion(browser: SharedBrowser, app: App) -> None:
    """The address opens the draft with every edit and the layout of its grid; after deletion it says so."""
    with closing(browser.new_context()) as context, closing(browser.new_context()) as other:
        wizard = Wizard(context.new_page())
        wizard.open(app.address)
        wizard.review("given on.csv", LEADS)
        wizard.type_into(3, "9820010003")
        wizard.expect_counts(ready=2, errors=0)
        name = wizard.page.locator('.name[data-index="1"]')
        for order in ("ascending", "descending"):
            name.locator(".label").click()
            expect(name).to_have_attribute("aria-sort", order)
        name.click(button="right")
        wizard.page.locator(".menu .item", has_text="Hide column").click()
        expect(name).to_be_hidden()
        address = wizard.page.url
        colleague = Wizard(other.new_page())
        colleague.page.goto(address)
        colleague.wait_for_grid()
        expect(colleague.page.locator('.row[data-place="0"]')).to_have_attribute("data-row", "3")
        expect(colleague.page.locator('.name[data-index="1"]')).to_be_hidden()
        colleague.expect_counts(ready=2, errors=0)
        colleague.page.goto(f"{app.address}/history")
        expect(colleague.heading("History")).to_be_visible()
        listed = colleague.page.locator(".st-key-open_drafts").get_by_role("button", name="given on.csv")
        expect(listed.first).to_be_visible(timeout=PATIENCE)  # only this machine can reach this app
        wizard.page.goto(app.address)
        line = wizard.page.locator(".st-key-open_drafts").get_by_role("button", name="given on.csv")
        expect(line).to_be_visible(timeout=PATIENCE)
        wizard.page.locator(".st-key-open_drafts").get_by_role("button", name="Delete").first.click()
        wizard.page.get_by_role("button", name="Delete it with its").click()
        expect(line).to_have_count(0)
        colleague.page.goto(address)
        colleague.expect_text("no longer kept")
        assert "Rahul" not in colleague.page.inner_text("body")


@pytest.mark.nightly
def test_an_open_draft_is_listed_in_its_own_browser(browser: SharedBrowser, app: App) -> None:
    """The list names file, rows, step and time, reopens and deletes a draft; another browser does not see it."""
    with closing(browser.new_context()) as context, closing(browser.new_context()) as other:
        wizard = Wizard(context.new_page())
        wizard.open(app.address)
        wizard.review("spring [list].csv", LEADS)
        wizard.page.goto(app.address)
        line = wizard.page.get_by_role("button", name="spring [list].csv · 2 rows · Review · just now")
        expect(line).to_be_visible(timeout=PATIENCE)
        stranger = Wizard(other.new_page())
        stranger.open(app.address)
        expect(stranger.page.get_by_text("spring [list].csv")).to_have_count(0)
        line.click()
        wizard.wait_for_grid()
        wizard.expect_counts(rows=2, ready=1, errors=1)
        wizard.page.goto(app.address)
        wizard.page.locator(".st-key-open_drafts").get_by_role("button", name="Delete").click()
        wizard.page.get_by_role("button", name="Delete it with its").click()
        expect(line).to_have_count(0, timeout=PATIENCE)
