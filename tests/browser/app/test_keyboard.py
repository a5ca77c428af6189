from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.wizard import Wizard


pytestmark = pytest.mark.browser
FILE = b"Mobile No.,Customer Name\n9840010001,Priya\n98400100,Rahul\n984001000,Neha\n12,Vikram\n"
FAR = 60
"""Presses of Tab within which a control must be reached."""


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is inside the element of a selector.

    Raises:
        AssertionError: not within `FAR` presses.
    """
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => Boolean(document.activeElement.closest(wanted))", wanted):
            return
    raise AssertionError(wanted)


def test_every_step_works_by_keyboard_alone(wizard: Wizard) -> None:
    """Tab, Enter, F8, typing, Ctrl+Z and Escape lead from the upload button to the receipt."""
    page = wizard.page
    wizard.wait_until_idle()
    tab_to(page, ".st-key-upload button")
    wizard.match("leads.csv", FILE)
    wizard.wait_until_idle()
    tab_to(page, ".st-key-continue")
    page.keyboard.press("Enter")
    wizard.wait_for_grid()
    wizard.wait_until_idle()
    tab_to(page, '[data-callsheet="grid"]')
    expect(wizard.cell(3)).to_be_focused()
    page.keyboard.type("9840010002")
    page.keyboard.press("Enter")
    wizard.expect_counts(ready=2, errors=2)
    page.keyboard.press("F8")
    expect(wizard.cell(5)).to_be_focused()
    page.keyboard.press("F8")
    expect(wizard.cell(4)).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.press("End")
    page.keyboard.type("3")
    page.keyboard.press("F8")
    wizard.expect_counts(ready=3, errors=1)
    page.keyboard.press("Control+z")
    wizard.expect_counts(ready=2, errors=2)
    page.keyboard.press("Control+y")
    wizard.expect_counts(ready=3, errors=1)
    expect(wizard.cell(5)).to_be_focused()
    page.keyboard.press("Shift+Space")
    tab_to(page, '[data-act="leave_out"]')
    page.keyboard.press("Enter")
    wizard.expect_counts(ready=3, errors=0, left_out=1)
    page.keyboard.press("Escape")
    tab_to(page, ".st-key-continue")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-send button")).to_be_visible()
    wizard.wait_until_idle()
    tab_to(page, ".st-key-send")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-start_over button")).to_be_visible()
    wizard.expect_text("3 leads")
