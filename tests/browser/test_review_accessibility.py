from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import findings, grave
from tests.browser.walk import PATIENCE, Walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.walk import App


pytestmark = pytest.mark.browser
FILE = (
    b"phone_number,Name,Note\n9830010001,Priya,warm <b>lead</b>\n98300100,Rahul,\n"
    b"9.19877E+11,Neha,x\n9830010001,Twice,y\n"
)
PAGES = {"history": "History", "campaigns": "Campaigns", "settings": "Settings"}
SCHEMES = ("light", "dark")
KNOWN = {
    "presentation-role-conflict",  # Streamlit's drop zone is named and has the role of presentation
    "heading-order",  # its subheadings are of the third level, its title of the first
}
"""What axe-core finds in markup of Streamlit's own and does not count as serious."""


def test_nothing_grave_on_any_step_or_page_light_or_dark(browser: Browser, app: App) -> None:
    """axe-core finds nothing in our own markup; in Streamlit's nothing serious, nothing not listed above."""
    with closing(browser.new_context(viewport={"width": 1200, "height": 900})) as context:
        walk = Walk(context.new_page())
        looked: dict[str, list] = {}

        def look(where: str) -> None:
            walk.settle()
            for scheme in SCHEMES:
                walk.page.emulate_media(color_scheme=scheme)
                walk.page.wait_for_timeout(300)
                looked[f"{where}, {scheme}"] = findings(walk.page)

        walk.open(app.address)
        look("Upload")
        walk.match("leads.csv", FILE)
        look("Match columns")
        walk.press("continue")
        walk.grid_is_there()
        walk.page.get_by_text("Leads by country, local time and cause").click()
        look("Review")
        walk.page.locator('[data-select="4"]').click()
        walk.cell(3).click()
        walk.page.keyboard.press("F2")
        look("Review, a cell open")
        walk.page.keyboard.press("Escape")
        walk.press("continue")
        expect(walk.page.locator(".st-key-send button")).to_be_visible(timeout=PATIENCE)
        look("Send")
        walk.press("send")
        expect(walk.page.locator(".st-key-start_over button")).to_be_visible(timeout=PATIENCE)
        look("Receipt")
        for address, name in PAGES.items():
            walk.page.get_by_role("link", name=name, exact=True).click()
            expect(walk.page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=PATIENCE)
            look(address)
    assert len(looked) == 2 * (6 + len(PAGES))
    assert {where: grave(found) for where, found in looked.items() if grave(found)} == {}
    assert {each.rule for found in looked.values() for each in found} <= KNOWN
