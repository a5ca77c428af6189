"""Ranges of cells: selected, copied, pasted, cleared and filled as in a spreadsheet, beyond the rows in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.review.grid_walk import (
    cell,
    chosen,
    copied,
    expect_count,
    expect_errors,
    go_to_row,
    opened,
    paste,
    value,
)  # fmt: skip

if TYPE_CHECKING:
    from tests.browser.program import Program
    from tests.browser.shared_browser import SharedBrowser

pytestmark = pytest.mark.browser
GOOD = [f"98765432{number:02}" for number in range(50)]


def test_a_range_is_selected_by_mouse_and_keyboard(browser: SharedBrowser, grid_program: Program) -> None:
    """Drag, Shift+click, Shift+arrows and Ctrl+Shift+arrows extend it; an arrow ends it; Ctrl+A takes every row."""
    with opened(browser, grid_program.address) as page:
        cell(page, 3).hover()
        page.mouse.down()
        cell(page, 5, "name").hover()
        page.mouse.up()
        assert chosen(page) == {(row, column) for row in (3, 4, 5) for column in ("phone_number", "name")}
        expect(cell(page, 3)).to_be_focused()
        cell(page, 4).click(modifiers=["Shift"])
        assert chosen(page) == {(3, "phone_number"), (4, "phone_number")}
        page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Shift+ArrowRight")
        assert len(chosen(page)) == 6
        page.keyboard.press("Control+Shift+ArrowDown")
        expect(cell(page, 121)).to_be_visible()
        assert (121, "name") in chosen(page)
        page.keyboard.press("ArrowDown")
        expect(cell(page, 4)).to_be_focused()
        assert chosen(page) == {(4, "phone_number")}
        page.keyboard.press("Control+a")
        expect(page.locator(".acts")).to_contain_text("120 rows selected")


def test_a_range_is_copied_as_text_and_as_a_table_beyond_the_loaded_rows(
    browser: SharedBrowser, grid_program: Program
) -> None:
    """Ctrl+C gives Excel's format, in which digits stay text; 3,000 rows of which a hundred are loaded come, too."""
    with opened(browser, f"{grid_program.address}/?rows=3000") as page:
        cell(page, 2).click()
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Shift+ArrowDown")
        text, html = copied(page)
        assert text == "98765\t<b>Priya</b>\r\n98765\tRahul"
        assert "&lt;b&gt;Priya&lt;/b&gt;" in html
        assert html.count("mso-number-format:'\\@'") == 4
        page.keyboard.press("Control+Shift+End")
        lines = copied(page)[0].split("\r\n")
        assert (len(lines), lines[-1]) == (3000, "98765\tRahul")


@pytest.mark.nightly
def test_more_cells_than_an_action_may_change_are_refused_in_words(
    browser: SharedBrowser, grid_program: Program
) -> None:
    """200,000 cells are neither copied nor cleared, and the number is said; a file with them is offered instead.

    The next action clears both.
    """
    with opened(browser, f"{grid_program.address}/?rows=100000") as page:
        cell(page, 2).click()
        page.keyboard.press("Control+Shift+End")
        assert copied(page) == ("", "")
        expect(page.locator(".acts")).to_contain_text("200,000 cells")
        with page.expect_download() as download:
            page.get_by_role("link", name="Download them as a file").click()
        assert download.value.suggested_filename == "leads – 100,000 rows.csv"
        assert len(download.value.path().read_text("utf-8-sig").splitlines()) == 100_001
        cell(page, 2).focus()
        page.keyboard.press("Delete")
        expect(page.locator(".acts")).to_contain_text("200,000 cells")
        page.keyboard.press("ArrowDown")
        expect(page.locator(".acts")).to_be_hidden()
        expect_errors(page, 100_000)


def test_a_range_is_cleared_cut_and_filled_each_as_one_step(browser: SharedBrowser, grid_program: Program) -> None:
    """Delete, Ctrl+X, Ctrl+D and the fill handle change the whole range; each is undone by one Ctrl+Z."""
    with opened(browser, grid_program.address) as page:
        cell(page, 2, "name").click()
        page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Delete")
        expect(value(page, 3, "name")).to_have_text("")
        page.keyboard.press("Control+z")
        expect(value(page, 3, "name")).to_have_text("Rahul")
        assert copied(page, "cut")[0] == "<b>Priya</b>\r\nRahul"
        expect(value(page, 2, "name")).to_have_text("")
        page.keyboard.press("Control+z")
        expect(value(page, 2, "name")).to_have_text("<b>Priya</b>")
        cell(page, 2).click()
        page.keyboard.type(GOOD[0])
        page.keyboard.press("Enter")
        expect_errors(page, 119)
        cell(page, 2).click()
        page.keyboard.press("Control+Shift+ArrowDown")
        page.keyboard.press("Control+d")
        expect_count(page, "duplicates", 119)
        page.keyboard.press("Control+z")
        expect_errors(page, 119)
        go_to_row(page, "2")
        expect(cell(page, 2)).to_be_focused()
        page.locator(".handle").hover()
        page.mouse.down()
        cell(page, 5).hover()
        page.mouse.up()
        expect_count(page, "duplicates", 3)
        page.keyboard.press("Control+z")
        expect_errors(page, 119)


def test_one_value_or_a_block_is_pasted_into_a_range_past_the_rows_in_view(
    browser: SharedBrowser, grid_program: Program
) -> None:
    """One value fills the range, a block is repeated where it fits, and a block goes below the rows that are loaded."""
    with opened(browser, f"{grid_program.address}/?rows=3000") as page:
        cell(page, 2, "name").click()
        page.keyboard.press("Control+Shift+ArrowDown")
        paste(page, "Asha")
        expect(value(page, 3001, "name")).to_have_text("Asha")
        page.keyboard.press("Control+z")
        expect(value(page, 3001, "name")).to_have_text("Rahul")
        go_to_row(page, "2")
        page.keyboard.press("Home")
        paste(page, "".join(f"98{number:08}\r\n" for number in range(2000)))
        expect_errors(page, 1000)
        page.keyboard.press("Control+z")
        expect_errors(page, 3000)
        cell(page, 2, "name").click()
        for _ in range(3):
            page.keyboard.press("Shift+ArrowDown")
        paste(page, "Neha\r\nArjun\r\n")
        expect(value(page, 5, "name")).to_have_text("Arjun")
        expect(value(page, 4, "name")).to_have_text("Neha")
        expect(value(page, 6, "name")).to_have_text("Rahul")


def test_rows_are_selected_by_their_numbers_and_left_out_when_the_question_is_answered(
    browser: SharedBrowser, grid_program: Program
) -> None:
    """Drag over row numbers, Shift and Ctrl; Delete asks, Escape keeps the rows, Enter leaves them out."""
    with opened(browser, grid_program.address) as page:
        page.locator('[data-select="3"]').hover()
        page.mouse.down()
        page.locator('[data-select="5"]').hover()
        page.mouse.up()
        page.locator('[data-select="8"]').click(modifiers=["Control"])
        assert copied(page)[0].count("\r\n") == 3
        page.keyboard.press("Delete")
        expect(page.locator(".acts")).to_contain_text("Leave out 4 rows?")
        page.keyboard.press("Escape")
        expect(page.locator(".acts")).to_be_hidden()
        expect_count(page, "left_out", 0)
        cell(page, 10).click()
        page.keyboard.press("Shift+Space")
        page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Delete")
        expect(page.locator(".acts")).to_contain_text("Leave out 2 rows?")
        page.keyboard.press("Enter")
        expect_count(page, "left_out", 2)


@pytest.mark.nightly
def test_a_double_click_opens_a_cell_with_the_caret_where_it_was_clicked(
    browser: SharedBrowser, grid_program: Program
) -> None:
    """At the start of the value what is typed goes in front; F2 puts the caret at the end."""
    with opened(browser, grid_program.address) as page:
        value(page, 3, "name").dblclick(position={"x": 1, "y": 8})
        page.keyboard.type("Mr ")
        page.keyboard.press("Enter")
        expect(value(page, 3, "name")).to_have_text("Mr Rahul")
        page.keyboard.press("F2")
        page.keyboard.type(" Rao")
        page.keyboard.press("Enter")
        expect(value(page, 4, "name")).to_have_text("Rahul Rao")


@pytest.mark.nightly
def test_the_cursor_stays_in_its_row_when_the_rows_are_put_together_anew(
    browser: SharedBrowser, grid_program: Program
) -> None:
    """*Keep this one* brings another duplicate to the top of its group; the focus goes with it."""
    with opened(browser, grid_program.address) as page:
        cell(page, 2).click()
        page.keyboard.type("9876543210")
        page.keyboard.press("Enter")
        expect_errors(page, 119)
        page.keyboard.press("ArrowUp")
        for _ in range(3):
            page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Control+d")
        expect_count(page, "duplicates", 3)
        cell(page, 4).click(button="right")
        page.locator(".menu .item", has_text="Show duplicates").click()
        expect(page.locator('[data-callsheet="grid"]')).to_have_attribute("data-rows", "4")
        cell(page, 4).click()
        cell(page, 4).locator(".keep").click()
        expect(page.locator('.row[data-row="4"]')).to_have_attribute("data-bucket", "ready")
        expect(cell(page, 4)).to_be_focused()
