from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import requests

from tests.browser.wizard import Wizard

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"


def test_a_download_is_served_to_its_own_browser_only(browser: Browser, app: App) -> None:
    """A download's address gives the file to its own browser, and 403 without a cookie or from another browser."""
    with closing(browser.new_context()) as context, closing(browser.new_context()) as other:
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
