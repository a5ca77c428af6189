from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.walk import Walk


pytestmark = pytest.mark.browser
FILE = b"Mobile No.,Customer Name\n9840010001,Priya\n98400100,Rahul\n984001000,Neha\n12,Vikram\n"
FAR = 60
"""Presses of Tab after which a control must have been reached."""


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus lies within what a selector finds.

    Raises:
        AssertionError: it never does.
    """
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => Boolean(document.activeElement.closest(wanted))", wanted):
            return
    raise AssertionError(wanted)


def test_the_whole_walk_by_keyboard_alone(walk: Walk) -> None:
    """From the upload button, whose dialog is the browser's, to the receipt: Tab, Enter, F8, typing, Ctrl+Z, Escape."""
    page = walk.page
    walk.settle()
    tab_to(page, ".st-key-upload button")
    walk.match("leads.csv", FILE)
    walk.settle()
    tab_to(page, ".st-key-continue")
    page.keyboard.press("Enter")
    walk.grid_is_there()
    walk.settle()
    tab_to(page, '[data-callsheet="grid"]')
    expect(walk.cell(3)).to_be_focused()
    page.keyboard.type("9840010002")
    page.keyboard.press("Enter")
    walk.expect_counts(ready=2, errors=2)
    page.keyboard.press("F8")
    expect(walk.cell(5)).to_be_focused()
    page.keyboard.press("F8")
    expect(walk.cell(4)).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.press("End")
    page.keyboard.type("3")
    page.keyboard.press("F8")
    walk.expect_counts(ready=3, errors=1)
    page.keyboard.press("Control+z")
    walk.expect_counts(ready=2, errors=2)
    page.keyboard.press("Control+y")
    walk.expect_counts(ready=3, errors=1)
    expect(walk.cell(5)).to_be_focused()
    page.keyboard.press("Shift+Space")
    tab_to(page, '[data-act="leave_out"]')
    page.keyboard.press("Enter")
    walk.expect_counts(ready=3, errors=0, left_out=1)
    page.keyboard.press("Escape")
    tab_to(page, ".st-key-continue")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-send button")).to_be_visible()
    walk.settle()
    tab_to(page, ".st-key-send")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-start_over button")).to_be_visible()
    walk.says("3 leads")
