"""The frame around Review: it fills the window, and nothing in it lies over anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.wizard import Wizard

pytestmark = pytest.mark.browser
FILE = "phone_number,Note\n" + "".join(f"98765{row:05}.0,Lead {row}\n12,short {row}\n" for row in range(40))
BOXES = """() => {
  const box = selector => document.querySelector(selector)?.getBoundingClientRect().toJSON()
  const links = [...document.querySelectorAll('[data-testid="stTopNav"] a')].map(link => link.getBoundingClientRect())
  const main = document.querySelector('[data-testid="stMain"]')
  const steps = [...document.querySelectorAll('.st-key-steps > *')].map(step => step.getBoundingClientRect().right)
  return {
    steps: Math.max(...steps), links: Math.min(...links.map(link => link.left).filter(left => left > 0), innerWidth),
    toolbar: box('.st-key-review_toolbar'), grid: box('.st-key-review_grid'), bar: box('.stBottom'),
    search: box('.st-key-search'), scrolls: main.scrollHeight - main.clientHeight, inner: [innerWidth, innerHeight],
  }
}"""
SIZES = [(1366, 650), (1920, 1080), (1000, 700), (820, 1000), (390, 844)]


def test_nothing_in_the_frame_covers_anything_at_any_width(wizard: Wizard) -> None:
    """Header, toolbar, grid and bar touch without overlap, the search is in view, and the page has no scroll."""
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
