"""Review on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.review.grid_walk import cell, expect_count, expect_errors, value

if TYPE_CHECKING:
    from tests.browser.program import Program
    from tests.browser.shared_browser import SharedBrowser

pytestmark = pytest.mark.browser


def test_each_row_is_a_card_that_is_fixed_in_place(browser: SharedBrowser, grid_program: Program) -> None:
    """Number, reason and fields without a sideways scroll; a touch opens a field, or selects by the row number."""
    page = browser.unused_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    page.goto(f"{grid_program.address}/?rows=3000")
    expect(cell(page, 2)).to_contain_text("too few digits")
    expect(page.locator(".head")).to_be_hidden()
    for box in (cell(page, 2).bounding_box(), cell(page, 2, "name").bounding_box()):
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    scroller = page.locator(".scroll")
    assert scroller.evaluate("node => node.scrollWidth <= node.clientWidth")
    cell(page, 3).tap()
    page.keyboard.press("Control+a")
    page.keyboard.type("9876543210")
    page.keyboard.press("Enter")
    expect_errors(page, 2999)
    page.locator('[data-select="4"]').tap()
    page.get_by_role("button", name="Leave out").tap()
    expect_count(page, "left_out", 1)
    scroller.evaluate("node => node.scrollTo(0, 150000)")
    expect(value(page, 1450)).to_be_visible()
    page.set_viewport_size({"width": 1000, "height": 800})
    expect(page.locator(".head")).to_be_visible()
    expect(value(page, 2)).to_be_visible()
