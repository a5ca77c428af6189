from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.wizard import Wizard
from tests.support.files.openpyxl_sheets import active_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"


@pytest.mark.nightly
def test_history_shows_an_upload_and_reopens_it(start_app: Callable[..., App], browser: SharedBrowser) -> None:
    """The page says when it is empty; after a send it has counts, receipt, and a link to the upload."""
    app = start_app()
    with closing(browser.new_context()) as context:
        wizard = Wizard(context.new_page())
        wizard.page.goto(f"{app.address}/history")
        wizard.expect_text("You have not sent anything yet.")
        wizard.open(app.address)
        wizard.review("leads.csv", LEADS)
        wizard.press("continue")
        wizard.press("send")
        expect(wizard.page.locator(".st-key-start_over button")).to_be_visible()
        wizard.page.get_by_role("link", name="History", exact=True).click()
        line = wizard.page.get_by_role("button", name="leads.csv", exact=True)
        expect(line).to_be_visible()
        line.click()
        wizard.expect_text("2 rows in the file = 1 sent + 1 need")
        wizard.expect_text("Queued by the server")
        assert "send=" in wizard.page.url
        with wizard.page.expect_download() as download:
            wizard.page.get_by_role("button", name="Receipt").first.click()
        assert download.value.suggested_filename.startswith("receipt-")
        with wizard.page.expect_download() as download:
            wizard.page.get_by_role("button", name="Error rows").click()
        assert active_sheet(openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))).max_row == 2
        wizard.page.get_by_role("button", name="Open this upload").click()
        expect(wizard.heading("Send to the campaign")).to_be_visible()
        assert "draft=" in wizard.page.url
