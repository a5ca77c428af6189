from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.review.grid_walk import cell, expect_errors, go_to_row, opened, paste

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.program import Program
    from tests.browser.shared_browser import SharedBrowser

pytestmark = pytest.mark.browser
GOOD = ("9876543210", "9123456789", "9812345678")


@pytest.fixture
def page(browser: SharedBrowser, grid_program: Program) -> Iterator[Page]:
    with opened(browser, grid_program.address) as page:
        yield page


_OTHER_VERSION = """async () => {
    const grid = Symbol.for('callsheet.grid')
    let home = document.querySelector('[data-callsheet="grid"]')
    while (!(grid in home)) home = home.parentElement
    const { data, outbox, root } = home[grid]
    root.isOfEarlierVersion = true
    const { default: mount } = await import(`${data.script}?other`)
    mount({ data, parentElement: home, setStateValue: outbox.send })
}"""
"""Runs the grid's script once more from another address, as a server that was restarted with another version does."""


def test_a_cell_is_fixed_by_keyboard(page: Page) -> None:
    """F2 opens a bad cell, Enter saves it, the new verdict appears, and the cursor moves one row down."""
    cell(page, 2).focus()
    cell(page, 2).click()
    page.keyboard.press("F2")
    page.keyboard.press("Control+A")
    page.keyboard.type(GOOD[0])
    page.keyboard.press("Enter")
    expect(cell(page, 2)).to_have_attribute("data-state", "changed")
    expect(cell(page, 2)).to_contain_text("+919876543210")
    expect(cell(page, 2)).to_contain_text("was 98765")
    expect(cell(page, 3)).to_be_focused()
    expect_errors(page, 119)


def test_typing_starts_an_edit_and_escape_cancels_it(page: Page) -> None:
    """Typing replaces a value; Escape restores it and sends nothing."""
    cell(page, 2).click()
    page.keyboard.type("12")
    page.keyboard.press("Escape")
    expect(cell(page, 2).locator(".value")).to_have_text("98765")
    expect(cell(page, 2)).to_be_focused()
    expect_errors(page, 120)


def test_the_script_of_another_version_takes_over_when_no_cell_is_typed_into(page: Page) -> None:
    """What is typed meanwhile is saved, once; then every key counts once, in one grid."""
    cell(page, 2).click()
    page.keyboard.type("98765")
    page.evaluate(_OTHER_VERSION)
    page.keyboard.type("43210")
    expect(cell(page, 2).locator("input")).to_have_value("9876543210")
    page.keyboard.press("Enter")
    expect_errors(page, 119)
    page.wait_for_timeout(300)
    root = page.locator('[data-callsheet="grid"]')
    assert not root.evaluate("root => root.isOfEarlierVersion"), "the earlier script still listens to this element"
    cell(page, 3).click()
    page.keyboard.press("ArrowDown")
    expect(cell(page, 4)).to_be_focused()
    page.keyboard.type("9123456789")
    expect(cell(page, 4).locator("input")).to_have_value("9123456789")
    page.keyboard.press("Enter")
    expect_errors(page, 118)
    expect(page.get_by_role("grid")).to_have_count(1)


def test_a_pasted_block_fills_neighbouring_cells(page: Page) -> None:
    """Tabs and line ends of the clipboard fill the cells to the right and below."""
    cell(page, 5).click()
    paste(page, "".join(f"{number}\tLead {index}\r\n" for index, number in enumerate(GOOD)))
    expect_errors(page, 117)
    expect(cell(page, 7, "name").locator(".value")).to_have_text("Lead 2")
    expect(cell(page, 8).locator(".value")).to_have_text("98765")


def test_f8_moves_to_the_next_problem(page: Page) -> None:
    """F8 skips cells without a problem; Shift+F8 goes back."""
    cell(page, 3, "name").click()
    page.keyboard.press("F8")
    expect(cell(page, 4)).to_be_focused()
    page.keyboard.press("Shift+F8")
    expect(cell(page, 3)).to_be_focused()


@pytest.mark.nightly
def test_f8_goes_on_beyond_the_loaded_rows_and_tab_leaves_after_escape(
    browser: SharedBrowser, grid_program: Program
) -> None:
    """F8 goes round from the first problem to the last, far below; Escape, then Shift+Tab leaves the grid."""
    with opened(browser, f"{grid_program.address}/?rows=3000") as page:
        cell(page, 2).click()
        page.keyboard.press("Shift+F8")
        expect(cell(page, 3001)).to_be_focused()
        page.keyboard.press("F8")
        expect(cell(page, 2)).to_be_focused()
        page.keyboard.press("Tab")
        expect(cell(page, 2, "name")).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("!document.activeElement.closest('[data-callsheet=grid]')")


@pytest.mark.nightly
def test_a_pasted_block_of_fifty_rows_goes_below_the_rows_in_view(page: Page) -> None:
    """A block of three columns, where the grid has two, changes 50 rows and reports what did not fit."""
    cell(page, 2).click()
    page.wait_for_timeout(300)  # the rows below are fetched
    paste(page, "".join(f"98765432{row:02}\tLead {row}\tmore\r\n" for row in range(50)))
    expect_errors(page, 70)
    expect(page.locator(".acts")).to_contain_text("100 of 150 cells pasted")
    page.keyboard.press("Control+ArrowDown")
    expect(cell(page, 121)).to_be_focused()
    go_to_row(page, "51")
    expect(cell(page, 51)).to_be_focused()
    expect(cell(page, 51)).to_have_attribute("data-state", "changed")
    expect(cell(page, 51, "name").locator(".value")).to_have_text("Lead 49")
    page.keyboard.press("Control+z")
    expect_errors(page, 120)
    expect(cell(page, 51, "name").locator(".value")).to_have_text("Rahul")


def test_the_cursor_keeps_the_focus_while_its_row_is_scrolled_away(page: Page) -> None:
    """The wheel scrolls, the row of the cursor leaves the view, and typing goes on in it."""
    cell(page, 3).click()
    page.mouse.wheel(0, 1500)
    expect(cell(page, 50)).to_be_visible()
    page.keyboard.type(GOOD[0])
    page.keyboard.press("Enter")
    expect_errors(page, 119)
    expect(cell(page, 3)).to_have_attribute("data-state", "changed")
    expect(cell(page, 4)).to_be_focused()


def test_a_hundred_thousand_rows_are_one_list(browser: SharedBrowser, grid_program: Program) -> None:
    """Ctrl+End, a row number and Ctrl+Home go anywhere, every row in view is loaded, and the position is shown."""
    with opened(browser, f"{grid_program.address}/?rows=100000") as page:
        grid = page.locator('[data-callsheet="grid"] .scroll')
        expect(grid).to_have_attribute("aria-rowcount", "100001")
        cell(page, 2).click()
        page.keyboard.press("Control+End")
        expect(cell(page, 100_001, "name")).to_be_focused()
        go_to_row(page, "54,321")
        expect(cell(page, 54_321, "name")).to_be_focused()
        row = page.locator('[role="row"][data-row="54321"]')
        expect(row).to_have_attribute("aria-rowindex", "54321")
        expect(page.locator(".row.loading")).to_have_count(0)
        placeholder = page.locator('[data-callsheet="position"]').get_attribute("placeholder") or ""
        first, last = (int(text.replace(",", "")) for text in placeholder.split()[1].split("–"))
        assert placeholder.endswith(" of 100,000")
        assert first <= 54_320 <= last
        go_to_row(page, "999999")
        expect(page.locator(".acts")).to_contain_text("There is no row 999,999")
        page.keyboard.press("Control+Home")
        expect(cell(page, 2)).to_be_focused()


@pytest.mark.nightly
def test_forty_fast_edits_all_arrive(page: Page, grid_program: Program) -> None:
    """Edits made while the server is paused all arrive once when it goes on."""
    cell(page, 2).click()
    with grid_program.paused():
        for number in range(40):
            page.keyboard.type(f"98765432{number:02}")
            page.keyboard.press("Enter")
        expect(page.locator(".cell.waiting").last).to_be_visible()
    expect_errors(page, 80)
    expect(page.locator(".cell.waiting")).to_have_count(0)
    go_to_row(page, "41")
    expect(cell(page, 41)).to_have_attribute("data-state", "changed")


def test_markup_in_a_cell_stays_text(page: Page) -> None:
    """Markup in a cell is shown as text and never becomes part of the page."""
    expect(cell(page, 2, "name").locator(".value")).to_have_text("<b>Priya</b>")
    assert page.locator('[data-callsheet="grid"] b').count() == 0


def test_undo_and_redo_by_keyboard(page: Page) -> None:
    """Ctrl+Z undoes the last change; Ctrl+Y repeats it."""
    cell(page, 2).click()
    page.keyboard.type(GOOD[0])
    page.keyboard.press("Enter")
    expect_errors(page, 119)
    page.keyboard.press("Control+z")
    expect_errors(page, 120)
    expect(cell(page, 2).locator(".value")).to_have_text("98765")
    page.keyboard.press("Control+y")
    expect_errors(page, 119)


def test_selected_rows_are_excluded_and_included_again(page: Page) -> None:
    """A click selects a row and Shift extends; excluded rows are counted separately and can be included again."""
    page.locator('[data-select="3"]').click()
    page.locator('[data-select="5"]').click(modifiers=["Shift"])
    page.get_by_role("button", name="Leave out").click()
    expect(page.locator('[data-count="left_out"]')).to_have_attribute("data-value", "3")
    expect_errors(page, 117)
    cell(page, 4, "name").click()
    page.keyboard.press("Shift+Space")
    page.get_by_role("button", name="Put back").click()
    expect_errors(page, 118)


def test_a_suggestion_is_accepted_in_its_cell(page: Page) -> None:
    """Alt+Enter and a press accept the cleaned value; the cell is shown as changed, and has the focus after both."""
    cell(page, 2).click()
    page.keyboard.type(GOOD[0])
    page.keyboard.press("Enter")
    expect(cell(page, 2, "name")).to_have_attribute("data-state", "warning")
    cell(page, 2, "name").click()
    page.keyboard.press("Alt+Enter")
    expect(cell(page, 2, "name").locator(".value")).to_have_text("Priya")
    expect(cell(page, 2, "name")).to_have_attribute("data-state", "changed")
    page.keyboard.press("Control+z")
    cell(page, 2, "name").locator(".accept").click()
    expect(cell(page, 2, "name")).to_have_attribute("data-state", "changed")
    expect(cell(page, 2, "name")).to_be_focused()
