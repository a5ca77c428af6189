from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import requests
from playwright.sync_api import expect

from tests.browser.wizard import Wizard

if TYPE_CHECKING:
    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"


_DROP = """([type, text]) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([text], 'leads – 1 to fix.csv', { type: 'text/csv' }))
    const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
    document.querySelector('.st-key-review_grid .scroll').dispatchEvent(event)
}"""


def test_a_download_is_served_to_its_own_browser_only_and_comes_back_anywhere_in_the_window(
    browser: SharedBrowser, app: App
) -> None:
    """Another browser gets 403 for its address; corrected, the file is dropped on the rows, and they are fixed."""
    with closing(browser.unused_context()) as context, closing(browser.new_context()) as other:
        wizard = Wizard(context.new_page())
        wizard.open(app.address)
        wizard.review("leads.csv", LEADS)
        urls: list[str] = []
        wizard.page.on("request", lambda request: urls.append(request.url))
        name, data = wizard.download("download_errors_csv")
        assert name.endswith(".csv")
        assert b"98200100" in data
        address = next(url for url in urls if "/media/" in url)
        assert context.request.get(address).status == 200
        assert requests.get(address, timeout=30).status_code == 403
        stranger = Wizard(other.new_page())
        stranger.open(app.address)
        refused = other.request.get(address)
        assert refused.status == 403
        assert "98200100" not in refused.text()
        corrected = data.decode().replace("98200100", "9820010002")
        wizard.page.evaluate(_DROP, ["dragover", corrected])
        expect(wizard.page.locator(".drop-target")).to_be_visible()
        wizard.page.evaluate(_DROP, ["drop", corrected])
        wizard.expect_text("Your file fixed 1 row.")
        expect(wizard.page.locator(".drop-target")).to_have_count(0)
        wizard.expect_counts(ready=2, errors=0)
