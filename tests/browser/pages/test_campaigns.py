from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.wizard import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser


@pytest.mark.nightly
def test_a_campaign_is_created_and_its_countries_change(start_app: Callable[..., App], browser: SharedBrowser) -> None:
    """A new campaign appears in the table and on Import; a removed country is removed on the server."""
    app = start_app()
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{app.address}/campaigns")
        page.locator(".st-key-new_campaign button").click(timeout=PATIENCE)
        page.get_by_role("textbox", name="Name").fill("<b>June</b> offers")
        page.get_by_role("textbox", name="Agent id").fill("agent_1")
        page.get_by_role("button", name="Create campaign").click()
        expect(page.get_by_role("heading", name="Upload your leads")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("combobox", name="Campaign", exact=True)).to_have_value("<b>June</b> offers")
        page.get_by_role("link", name="Campaigns", exact=True).click()
        expect(page.get_by_role("rowheader", name="<b>June</b> offers")).to_be_visible(timeout=PATIENCE)
        page.locator(".st-key-remove_SG button").first.click(timeout=PATIENCE)
        expect(page.locator(".st-key-remove_SG")).to_have_count(0, timeout=PATIENCE)
        starts = page.get_by_label("Allowed number prefixes in India")
        starts.fill("9, 8")
        starts.press("Enter")
        expect(page.get_by_text("Saved").first).to_be_visible(timeout=PATIENCE)
        deadline = time.monotonic() + 20
        while prefixes(app)["IN"] != ["9", "8"] and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        assert "SG" not in prefixes(app)
        assert prefixes(app)["IN"] == ["9", "8"]
        page.get_by_role("link", name="Import", exact=True).click()
        page.get_by_role("combobox", name="Campaign", exact=True).click(timeout=PATIENCE)
        page.get_by_role("option", name="<b>June</b> offers").click()
        expect(page.get_by_text("May call India, United Arab Emirates")).to_be_visible(timeout=PATIENCE)


def prefixes(app: App) -> dict[str, list[str]]:
    """The enabled countries of the embedded backend with their prefixes."""
    groups = app.get("/phone-country-rules/enabled-network-groups")
    return {group["countryRule"]["country_iso"]: group["countryRule"]["prefixes"] for group in groups}
