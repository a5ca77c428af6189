from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.wizard import PATIENCE, Wizard

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
PAGES = {
    "history": "History",
    "campaigns": "Campaigns",
    "settings": "Settings",
    "import_leads": "Upload your leads",
    "": "Upload your leads",
}
TITLES = {name.lower(): f"{name} · Callsheet" for name in ("History", "Campaigns", "Settings")}
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"


@pytest.mark.parametrize(
    "address",
    [
        "history",
        "",
        *(pytest.param(name, marks=pytest.mark.nightly) for name in ("campaigns", "settings", "import_leads")),
    ],
)
def test_every_page_works_as_first_request(
    app: App, start_app: Callable[..., App], browser: SharedBrowser, address: str
) -> None:
    """A fresh server answers any page's own address first, with links to the other pages."""
    fresh = start_app(CALLSHEET_API_URL=f"{app.backend['url']}/v1", CALLSHEET_API_KEY=app.key)
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{fresh.address}/{address}")
        expect(page.get_by_role("heading", name=PAGES[address], exact=True)).to_be_visible(timeout=PATIENCE)
        for name in ("Import", "History", "Campaigns", "Settings"):
            expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
        expect(page).to_have_title(TITLES.get(address, "Upload · Callsheet"))
        page.get_by_role("link", name="Campaigns", exact=True).click()
        expect(page.get_by_role("heading", name="Campaigns", exact=True)).to_be_visible(timeout=PATIENCE)


@pytest.mark.nightly
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways_at_820_pixels(
    browser: SharedBrowser, app: App, scheme: Literal["light", "dark"]
) -> None:
    """Every page fits in light and dark mode and shows no error."""
    page = browser.new_page(viewport={"width": 820, "height": 900}, color_scheme=scheme)
    for address in ("history", "campaigns", "settings"):
        page.goto(f"{app.address}/{address}")
        expect(page.get_by_role("heading", name=PAGES[address], exact=True)).to_be_visible(timeout=PATIENCE)
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        Wizard(page).expect_no_error()


@pytest.mark.nightly
def test_leaving_the_page_and_returning_keeps_the_draft(browser: SharedBrowser, app: App) -> None:
    """From Review to Settings and back by the links shows the same draft at the same step."""
    with closing(browser.new_context()) as context:
        wizard = Wizard(context.new_page())
        wizard.open(app.address)
        wizard.review("leads.csv", LEADS)
        address = wizard.page.url
        wizard.page.get_by_role("link", name="Settings", exact=True).click()
        expect(wizard.heading("Erase a number")).to_be_visible(timeout=PATIENCE)
        wizard.page.get_by_role("link", name="Import", exact=True).click()
        wizard.wait_for_grid()
        assert wizard.page.url == address


def test_every_static_file_is_served(browser: SharedBrowser, app: App) -> None:
    """Fonts, icons and scripts arrive; the download guard refuses none of them."""
    with closing(browser.unused_context()) as context:
        page = context.new_page()
        refused: list[str] = []
        page.on(
            "response",
            lambda answer: refused.append(answer.url) if answer.status >= 400 and "/static/" in answer.url else None,
        )
        page.goto(f"{app.address}/settings")
        expect(page.get_by_role("heading", name="Erase a number")).to_be_visible(timeout=PATIENCE)
        page.goto(app.address)
        expect(page.locator(".st-key-sample_csv")).to_be_visible(timeout=PATIENCE)
        page.evaluate("document.fonts.load('24px \"Material Symbols Rounded\"')")
        assert page.evaluate(
            "[...document.fonts].some(font => /Material/.test(font.family) && font.status === 'loaded')"
        )
        assert refused == []
