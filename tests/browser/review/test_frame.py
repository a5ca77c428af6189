"""The frame around Review: it fills the window, and nothing in it lies over anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.wizard import PATIENCE

if TYPE_CHECKING:
    from tests.browser.wizard import Wizard

pytestmark = pytest.mark.browser
FILE = "phone_number,Note\n" + "".join(f"98765{row:05}.0,Lead {row}\n12,short {row}\n" for row in range(40))
TWICE = "+91 98765 43210,first\n+91 98765 43210,again\n"
BOXES = """() => {
  const box = selector => document.querySelector(selector)?.getBoundingClientRect().toJSON()
  const links = [...document.querySelectorAll('[data-testid="stTopNav"] a')].map(link => link.getBoundingClientRect())
  const main = document.querySelector('[data-testid="stMain"]')
  const steps = [...document.querySelectorAll('.st-key-steps > *')].map(step => step.getBoundingClientRect().right)
  return {
    steps: Math.max(...steps), links: Math.min(...links.map(link => link.left).filter(left => left > 0), innerWidth),
    toolbar: box('.st-key-review_toolbar'), grid: box('.st-key-review_grid'), bar: box('.stBottom'),
    column: document.querySelector('.st-key-column_in_focus')?.offsetWidth ? box('.st-key-column_in_focus') : null,
    position: box('.position'), search: box('.st-key-search'),
    scrolls: main.scrollHeight - main.clientHeight, inner: [innerWidth, innerHeight],
  }
}"""
SIZES = [(1366, 650), (1920, 1080), (1000, 700), (820, 1000), (390, 844)]


@pytest.mark.nightly
def test_nothing_in_the_frame_covers_anything_at_any_width(wizard: Wizard) -> None:
    """Header, toolbar, grid and bar touch without overlap, the search is in view, and the page has no scroll.

    Where the rail is a drawer, its button stays in view while it is open, and what stands beside it does too.
    """
    wizard.review("leads.csv", FILE.encode())
    for width, height in SIZES:
        wizard.page.set_viewport_size({"width": width, "height": height})
        wizard.page.wait_for_timeout(200)  # the frame's navigation folds after the resize
        boxes = wizard.page.evaluate(BOXES)
        size = f"{width} × {height}: {boxes}"
        assert boxes["steps"] <= boxes["links"], size
        assert boxes["toolbar"]["bottom"] <= boxes["grid"]["top"], size
        assert boxes["grid"]["bottom"] <= boxes["bar"]["top"] + 1, size
        assert boxes["bar"]["bottom"] <= height + 1, size
        assert boxes["search"]["right"] <= width, size
        assert boxes["search"]["bottom"] <= boxes["toolbar"]["bottom"], size
        assert boxes["scrolls"] <= 0, size
        assert boxes["column"] is None or boxes["column"]["right"] <= boxes["position"]["left"], size
        if width < 1000:
            for folded in (0, 1):
                wizard.page.locator(".rail-fold").click()
                expect(wizard.page.locator(":root[data-folded]")).to_have_count(folded)


ROWS_IN_VIEW = """() => {
  const bottom = document.querySelector('.st-key-review_grid .scroll').getBoundingClientRect().bottom
  const top = document.querySelector('.st-key-review_grid .head').getBoundingClientRect().bottom
  const lines = [...document.querySelectorAll('.st-key-review_grid .row[data-row]')]
  const rows = lines.map(line => line.getBoundingClientRect())
  return rows.filter(row => row.top >= top - 1 && row.bottom <= bottom + 1).length
}"""


def test_a_laptop_shows_twelve_rows_and_a_wide_screen_twenty_four(wizard: Wizard) -> None:
    """Whole rows of a file in which every row has a second line; the same number after a scroll."""
    wizard.review("leads.csv", FILE.encode())
    for width, height, least in ((1366, 650, 12), (1920, 1080, 24)):
        wizard.page.set_viewport_size({"width": width, "height": height})
        wizard.page.wait_for_timeout(200)
        assert wizard.page.evaluate(ROWS_IN_VIEW) >= least
        wizard.page.locator(".st-key-review_grid .scroll").evaluate("scroller => scroller.scrollTo(0, 777)")
        wizard.page.wait_for_timeout(200)
        assert wizard.page.evaluate(ROWS_IN_VIEW) >= least - 1  # the first and the last may be cut


@pytest.mark.nightly
def test_a_word_in_the_rail_stays_whole(wizard: Wizard) -> None:
    """Kind and number of the rows that are not called share one line of the rail."""
    wizard.review("leads.csv", (FILE + TWICE).encode())
    kind = wizard.page.locator(".st-key-not_called button p")
    expect(kind).to_contain_text("Duplicates", timeout=PATIENCE)
    lines = "line => line.getBoundingClientRect().height / parseFloat(getComputedStyle(line).lineHeight)"
    assert kind.evaluate(lines) < 2
