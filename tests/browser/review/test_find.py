"""Find and replace, with the keyboard, over rows that were never loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.review.grid_walk import cell, expect_errors, go_to_row, opened, value

if TYPE_CHECKING:
    from tests.browser.program import Program
    from tests.browser.shared_browser import SharedBrowser

pytestmark = pytest.mark.browser


def test_find_as_you_type_and_replace_with_a_preview_and_one_undo(
    browser: SharedBrowser, grid_program: Program
) -> None:
    """Ctrl+F, Ctrl+H, options, Enter, F3 and Escape; phone numbers are replaced as well; one undo takes it all back."""
    with opened(browser, f"{grid_program.address}/?rows=3000") as page:
        bar, box = page.locator(".find"), page.get_by_label("Search", exact=True)
        expect(bar).to_be_hidden()
        cell(page, 5).click()
        page.keyboard.press("Control+f")
        expect(box).to_be_focused()
        page.keyboard.type("PRIYA")
        expect(bar).to_contain_text("1 cell in 1 row")
        expect(page.locator(".row[data-row]")).to_have_count(1)
        expect(page.locator(".cell.found")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.locator('.cell.found.chosen[data-row="2"][data-column="name"]')).to_be_visible()
        expect(box).to_be_focused()
        bar.get_by_title("Match case").click()
        expect(bar).to_contain_text("Nothing found")
        bar.get_by_title("Match case").click()
        box.fill("ra.ul")
        expect(bar).to_contain_text("Nothing found")
        bar.get_by_title("Regular expression").click()
        expect(bar).to_contain_text("2,999 cells in 2,999 rows")
        box.fill("(8765")
        expect(bar).to_contain_text("not complete")
        box.fill("^(9)8765")
        expect(bar).to_contain_text("3,000 cells in 3,000 rows")
        page.keyboard.press("F3")
        page.keyboard.press("F3")
        expect(page.locator('.cell.found.chosen[data-row="3"]')).to_be_visible()
        page.keyboard.press("Shift+F3")
        expect(page.locator('.cell.found.chosen[data-row="2"]')).to_be_visible()
        page.keyboard.press("Control+h")
        expect(bar.get_by_label("Replace with")).to_be_focused()
        page.keyboard.type("$1876543210")
        expect(bar).to_contain_text("98765 → 9876543210")
        expect(bar).to_contain_text("Replace 3,000")
        page.keyboard.press("Enter")
        expect(bar).to_contain_text("Replaced in 3,000 cells")
        expect_errors(page, 0)
        expect(value(page, 2)).to_have_text("9876543210")
        bar.get_by_role("button", name="Undo").click()
        expect_errors(page, 3000)
        expect(bar).to_contain_text("3,000 cells in 3,000 rows")
        box.press("Escape")
        expect(bar).to_be_hidden()
        expect(box).to_have_value("")
        expect(page.locator(".cell.found")).to_have_count(0)
        go_to_row(page, "3001")
        expect(cell(page, 3001)).to_be_visible()
