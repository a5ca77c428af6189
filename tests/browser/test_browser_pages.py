from __future__ import annotations

from contextlib import closing

import pytest
import requests
from browser.walk import PATIENCE, Walk
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PAGES = {"campaigns": "Campaigns", "settings": "Settings", "import_leads": "Upload your leads", "": "Upload your leads"}
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"


@pytest.fixture
def page(browser, app):
    with closing(browser.new_context(viewport={"width": 1200, "height": 900})) as context:
        page = context.new_page()
        page.goto(app.address)
        expect(page.get_by_role("heading", name="Upload your leads")).to_be_visible(timeout=PATIENCE)
        yield page


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_first_on_a_fresh_server(start_app, browser, address):
    """The first request of all may be for any page by its own address: it is shown, with the way to the others."""
    app = start_app()
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{app.address}/{address}")
        expect(page.get_by_role("heading", name=PAGES[address], exact=True)).to_be_visible(timeout=PATIENCE)
        for name in ("Import", "Campaigns", "Settings"):
            expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
        assert page.title() == "Callsheet" or PAGES[address] in page.title() or "Import" in page.title()
        page.get_by_role("link", name="Campaigns", exact=True).click()
        expect(page.get_by_role("heading", name="Campaigns", exact=True)).to_be_visible(timeout=PATIENCE)
        page.reload()
        expect(page.get_by_role("heading", name="Campaigns", exact=True)).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["campaigns", "settings"])
def test_no_page_scrolls_sideways_in_a_narrow_window(browser, app, scheme, address):
    """At 820 pixels every page fits, in light and dark, and says nothing of a fault."""
    with closing(browser.new_context(viewport={"width": 820, "height": 900}, color_scheme=scheme)) as context:
        page = context.new_page()
        page.goto(f"{app.address}/{address}")
        expect(page.get_by_role("heading", name=PAGES[address], exact=True)).to_be_visible(timeout=PATIENCE)
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        Walk(page).is_alive()


def test_a_download_answers_only_to_the_browser_it_was_made_for(browser, app):
    """The address of a download gives the file to its own browser, 403 to nobody's and to another's."""
    with closing(browser.new_context()) as context, closing(browser.new_context()) as other:
        walk = Walk(context.new_page())
        walk.open(app.address)
        walk.review("leads.csv", LEADS)
        asked: list[str] = []
        walk.page.on("request", lambda request: asked.append(request.url))
        name, data = walk.download("download_errors_csv")
        assert name.endswith(".csv")
        assert b"98200100" in data
        address = next(url for url in asked if "/media/" in url)
        assert context.request.get(address).status == 200
        assert requests.get(address, timeout=30).status_code == 403
        stranger = Walk(other.new_page())
        stranger.open(app.address)
        refused = other.request.get(address)
        assert refused.status == 403
        assert "98200100" not in refused.text()
