from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.walk import PATIENCE, Walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.walk import App


pytestmark = pytest.mark.browser
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"


def test_the_address_brings_the_work_back_in_another_browser_until_it_is_deleted(browser: Browser, app: App) -> None:
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
