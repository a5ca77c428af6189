"""The column names and the menus of the grid: sort, filter, widths, hidden and frozen columns, actions on cells."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.review.grid_walk import cell, copied, expect_count, opened, value

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Route

    from tests.browser.program import Program
    from tests.browser.shared_browser import SharedBrowser

pytestmark = pytest.mark.browser


def name(page: Page, index: int) -> Locator:
    return page.locator(f'.name[data-index="{index}"]')


def first_row(page: Page) -> Locator:
    return page.locator('.row[data-place="0"]')


def item(page: Page, words: str) -> Locator:
    return page.locator(".menu .item", has_text=words)


def width(page: Page, index: int) -> float:
    return float(name(page, index).evaluate("node => node.getBoundingClientRect().width"))


def test_a_column_sorts_filters_hides_and_changes_its_width(browser: SharedBrowser, grid_program: Program) -> None:
    """Three presses: up, down, order of the file; values with counts; hidden, shown, fitted and dragged wider."""
    with opened(browser, grid_program.address) as page:
        cell(page, 8, "name").click()
        page.keyboard.type("Aarav")
        page.keyboard.press("Enter")
        expect(cell(page, 8, "name")).to_have_attribute("data-state", "changed")
        name(page, 1).locator(".label").click()
        expect(name(page, 1)).to_have_attribute("aria-sort", "ascending")
        expect(first_row(page)).to_have_attribute("data-row", "2")  # "<" comes before "A"
        name(page, 1).locator(".label").click()
        expect(name(page, 1)).to_have_attribute("aria-sort", "descending")
        expect(first_row(page)).to_have_attribute("data-row", "3")
        name(page, 1).locator(".label").click()
        expect(first_row(page)).to_have_attribute("data-row", "2")
        first_row(page).locator(".cell").nth(1).click()
        page.keyboard.press("Alt+ArrowDown")
        expect(page.locator(".menu .option", has_text="Rahul")).to_contain_text("118")
        page.locator(".menu .option", has_text="Aarav").locator("input").check()
        page.locator(".menu .act").first.click()
        expect(first_row(page)).to_have_attribute("data-row", "8")
        expect(page.locator('[data-callsheet="grid"]')).to_have_attribute("data-rows", "1")
        name(page, 1).locator(".open").click()
        page.locator(".menu .act").last.click()
        expect(page.locator('[data-callsheet="grid"]')).to_have_attribute("data-rows", "120")
        before = width(page, 0)
        name(page, 0).locator(".grip").dblclick()
        assert width(page, 0) < before
        grip = name(page, 0).locator(".grip").bounding_box()
        assert grip is not None
        page.mouse.move(grip["x"] + 4, grip["y"] + 10)
        page.mouse.down()
        page.mouse.move(grip["x"] + 104, grip["y"] + 10)
        page.mouse.up()
        wide = width(page, 0)
        assert wide > 150
        name(page, 1).click(button="right")
        item(page, "Hide column").click()
        expect(name(page, 1)).to_be_hidden()
        assert width(page, 0) == pytest.approx(wide, abs=1)
        name(page, 0).locator(".open").click()
        item(page, "Show hidden columns").click()
        expect(name(page, 1)).to_be_visible()


@pytest.mark.nightly
def test_a_menu_that_is_not_wanted_any_more_does_not_open(browser: SharedBrowser, grid_program: Program) -> None:
    """It waits for a count from the server; Escape before the answer leaves the focus in the cell."""
    asked: list[Route] = []
    with closing(browser.unused_context()) as context:
        page = context.new_page()
        page.goto(grid_program.address)
        cell(page, 3, "name").click()
        page.keyboard.type("Ravi")
        page.keyboard.press("Enter")
        expect(cell(page, 3, "name")).to_have_attribute("data-state", "changed")
        cell(page, 3, "name").click()
        page.route("**/like?**", lambda route: asked.append(route))  # noqa: PLW0108 - Playwright takes no built-in function
        with page.expect_request("**/like?**"):
            page.keyboard.press("Shift+F10")
        page.keyboard.press("Escape")
        with page.expect_response("**/like?**"):
            asked.pop().continue_()
        page.wait_for_timeout(100)  # milliseconds, in which the menu would open
        expect(page.locator(".menu")).to_have_count(0)
        expect(cell(page, 3, "name")).to_be_focused()
        page.unroute_all()
        page.keyboard.press("Shift+F10")
        expect(item(page, "Use for all like this")).to_be_visible()


def test_the_menu_of_a_cell_does_what_its_words_say(browser: SharedBrowser, grid_program: Program) -> None:
    """By right click and by Shift+F10: use for all, undo of cells, copy with names, leave out, put back."""
    with opened(browser, grid_program.address) as page:
        cell(page, 3, "name").click()
        page.keyboard.type("Ravi")
        page.keyboard.press("Enter")
        expect(cell(page, 3, "name")).to_have_attribute("data-state", "changed")
        cell(page, 3, "name").click(button="right")
        item(page, "Use for all like this (118)").click()
        expect(value(page, 9, "name")).to_have_text("Ravi")
        cell(page, 9, "name").click()
        page.keyboard.press("Shift+F10")
        page.keyboard.press("Escape")
        expect(page.locator(".menu")).to_have_count(0)
        expect(cell(page, 9, "name")).to_be_focused()
        cell(page, 9, "name").click(button="right")
        item(page, "Undo this cell").click()
        expect(value(page, 9, "name")).to_have_text("Rahul")
        expect(value(page, 8, "name")).to_have_text("Ravi")
        cell(page, 9).click(button="right")
        item(page, "Leave out").click()
        expect_count(page, "left_out", 1)
        expect(page.locator('.row[data-row="9"]')).to_have_attribute("data-bucket", "left_out")
        cell(page, 9).click(button="right")
        item(page, "Put back").click()
        expect_count(page, "left_out", 0)
        assert copied(page)[0] == "98765"
