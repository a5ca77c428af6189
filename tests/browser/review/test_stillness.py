"""Nothing on Review moves by itself: the layout shift that the browser measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.wizard import Wizard

pytestmark = pytest.mark.browser
FILE = "phone_number,Name,City\n" + "".join(f"98765{row:05}.0,Asha,Goa\n12,Ravi,Pune\n" for row in range(60))
WATCH = """() => {
  window.shift = 0
  const add = list => list.getEntries().forEach(entry => { if (!entry.hadRecentInput) window.shift += entry.value })
  new PerformanceObserver(add).observe({ type: 'layout-shift' })
}"""
SETTLED = 800  # milliseconds after which nothing is on its way; a press counts for 500 milliseconds as its own cause
NONE = 0.005  # what is written as 0.00


def shift(page: Page) -> float:
    """The layout shift since the last question."""
    page.wait_for_timeout(SETTLED)
    moved: float = page.evaluate("() => { const moved = window.shift; window.shift = 0; return moved }")
    return moved


@pytest.mark.nightly
def test_nothing_moves_when_review_opens_or_a_number_changes(wizard: Wizard) -> None:
    """At most 0.02 while it opens; none over ten cells fixed, another tab, undo, and the rail folded and back."""
    page = wizard.page
    wizard.match("leads.csv", FILE.encode())
    page.evaluate(WATCH)
    wizard.press("continue")
    wizard.wait_for_grid()
    assert shift(page) <= 0.02
    wizard.cell(2).click()
    for number in range(10):
        page.keyboard.type(f"982000{number:04}")
        page.keyboard.press("Enter")
    wizard.expect_counts(errors=110)
    assert shift(page) < NONE
    page.locator(".st-key-tab button").nth(1).click()
    assert shift(page) < NONE
    wizard.press("undo")
    wizard.expect_counts(errors=111)
    assert shift(page) < NONE
    for _ in range(2):
        page.locator(".rail-fold").click()
        assert shift(page) < NONE
