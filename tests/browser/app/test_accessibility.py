from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import OF_COLOURS, Finding, findings, serious
from tests.browser.wizard import PATIENCE, Wizard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
FILE = (
    b"phone_number,Name,Note\n9830010001,Priya,warm <b>lead</b>\n98300100,Rahul,\n"
    b"9.19877E+11,Neha,x\n9830010001,Twice,y\n"
)
PAGES = {"history": "History", "campaigns": "Campaigns", "settings": "Settings"}
SCHEMES: dict[Literal["light", "dark"], Sequence[str] | None] = {"light": None, "dark": OF_COLOURS}
"""Which rules are applied in each scheme; None: all."""
KNOWN = {
    "presentation-role-conflict",  # Streamlit's drop zone is named and has the role of presentation
    "heading-order",  # its subheadings are of the third level, its title of the first
}
"""Rules that axe-core finds broken in Streamlit's markup and does not rate as serious."""


def test_axe_finds_no_serious_problem_on_any_step_or_page(browser: SharedBrowser, app: App) -> None:
    """axe-core finds nothing in the app's markup, and in Streamlit's only the rules listed above.

    In the dark scheme the rules are applied that look at colours; the elements and their names are the same.
    """
    with closing(browser.new_context(viewport={"width": 1200, "height": 900})) as context:
        wizard = Wizard(context.new_page())
        results: dict[str, list[Finding]] = {}

        def check(where: str) -> None:
            wizard.wait_until_idle()
            for scheme, rules in SCHEMES.items():
                wizard.page.emulate_media(color_scheme=scheme)
                wizard.page.wait_for_timeout(300)
                result = findings(wizard.page, rules)
                for _ in range(10):  # colours change gradually
                    if not serious(result):
                        break
                    wizard.page.wait_for_timeout(500)
                    result = findings(wizard.page, rules)
                results[f"{where}, {scheme}"] = result

        wizard.open(app.address)
        check("Upload")
        wizard.match("leads.csv", FILE)
        check("Match columns")
        wizard.press("continue")
        wizard.wait_for_grid()
        wizard.page.get_by_text("Leads by country, local time and cause").click()
        check("Review")
        wizard.page.locator('[data-select="4"]').click()
        wizard.cell(3).click()
        wizard.page.keyboard.press("F2")
        check("Review, a cell open")
        wizard.page.keyboard.press("Escape")
        wizard.press("continue")
        expect(wizard.page.locator(".st-key-send button")).to_be_visible(timeout=PATIENCE)
        check("Send")
        wizard.press("send")
        expect(wizard.page.locator(".st-key-start_over button")).to_be_visible(timeout=PATIENCE)
        check("Receipt")
        for address, name in PAGES.items():
            wizard.page.get_by_role("link", name=name, exact=True).click()
            expect(wizard.page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=PATIENCE)
            check(address)
    assert len(results) == 2 * (6 + len(PAGES))
    assert {where: serious(page) for where, page in results.items() if serious(page)} == {}
    assert {finding.rule for page in results.values() for finding in page} <= KNOWN
