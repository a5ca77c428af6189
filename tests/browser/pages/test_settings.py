from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.wizard import PATIENCE, Wizard

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.backend_server import BackendServer
    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser


@pytest.mark.nightly
def test_a_server_is_tested_and_saved_without_showing_its_key(
    start_app: Callable[..., App], start_backend: Callable[[], BackendServer], browser: SharedBrowser
) -> None:
    """Address and key of another server are tested and saved; its campaigns appear, its key on no page."""
    app, server = start_app(), start_backend()
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{app.address}/settings")
        page.get_by_label("Address").fill(f"{server.address}/v1", timeout=PATIENCE)
        page.get_by_label("API key").fill("wrong")
        page.locator(".st-key-test_server button").click()
        expect(page.get_by_text("does not accept the API key")).to_be_visible(timeout=PATIENCE)
        page.get_by_label("API key").fill(server.key)
        page.locator(".st-key-save_server button").click()
        expect(page.get_by_text("Leads go to this server.")).to_be_visible(timeout=PATIENCE)
        page.reload()
        expect(page.get_by_label("Address")).to_have_value(f"{server.address}/v1", timeout=PATIENCE)
        assert server.key not in page.content()
        page.locator(".st-key-test_server button").click()
        expect(page.get_by_text("Connected: 1 campaign.")).to_be_visible(timeout=PATIENCE)
        page.locator(".st-key-built_in button").click()
        expect(page.get_by_text("The built-in server holds the leads")).to_be_visible(timeout=PATIENCE)


@pytest.mark.nightly
def test_an_erased_number_is_not_sent_again(start_app: Callable[..., App], browser: SharedBrowser) -> None:
    """Its lead leaves the campaign, an upload of nobody else is deleted, and the same list sends no lead again."""
    app = start_app()
    with closing(browser.new_context()) as context:
        wizard = Wizard(context.new_page())
        wizard.open(app.address)
        wizard.review("leads.csv", b"phone_number,name\n9820010001,Priya\n")
        wizard.press("continue")
        wizard.press("send")
        expect(wizard.page.locator(".st-key-start_over button")).to_be_visible()
        wizard.page.get_by_role("link", name="Settings", exact=True).click()
        wizard.page.locator(".st-key-number_to_erase input").fill("+91 98200 10001", timeout=PATIENCE)
        wizard.page.locator(".st-key-find_number button").click()
        wizard.expect_text("in 1 row of what was sent")
        wizard.page.locator(".st-key-erase_number button").click()
        wizard.expect_text(
            "1 row of what was sent made unreadable; 1 lead removed at the server before a call; 1 upload deleted"
        )
        ledger = b"".join(path.read_bytes() for path in app.home.glob("callsheet.db*"))
        assert b"9820010001" not in ledger
        wizard.page.goto(app.address)
        wizard.page.wait_for_selector(".st-key-upload", timeout=PATIENCE)
        wizard.review("again.csv", b"phone_number,name\n9820010001,Priya\n")
        wizard.press("continue")
        expect(wizard.page.locator(".st-key-send button")).to_be_disabled(timeout=PATIENCE)
        assert [lead["phone_number"] for lead in app.leads()] == [""]
