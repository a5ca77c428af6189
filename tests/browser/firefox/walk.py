"""The grid in Firefox: clipboard, ranges and keys. `make firefox` installs it and runs this; `make test` does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.firefox.install import install
from tests.browser.firefox.marionette import Firefox, started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.program import Program

pytestmark = pytest.mark.browser
ERRORS = "document.querySelector('[data-count=\"errors\"]').dataset.value"
FOCUS = "[document.activeElement.dataset.row, document.activeElement.dataset.column].join(' ')"
CHOSEN = "document.querySelectorAll('.cell.chosen').length"


@pytest.fixture(autouse=True)
def clean_contexts() -> None:
    """In place of the one that needs Chromium."""


@pytest.fixture(scope="module")
def program() -> str:
    return install()


@pytest.fixture(scope="module")
def firefox(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with started(program, tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture
def page(firefox: Firefox, grid_program: Program) -> Firefox:
    return opened(firefox, grid_program.address)


def opened(firefox: Firefox, address: str) -> Firefox:
    firefox.open(address)
    firefox.expect("Boolean(document.querySelector('[data-row=\"2\"] .value'))", wanted=True)
    return firefox


def cell(row: int, column: str = "phone_number") -> str:
    return f'[data-row="{row}"][data-column="{column}"]'


def click(page: Firefox, row: int, column: str = "phone_number") -> None:
    page.drag(cell(row, column), cell(row, column))
    page.expect(FOCUS, f"{row} {column}")


def text(row: int, column: str = "phone_number") -> str:
    return f"document.querySelector('{cell(row, column)} .value')?.textContent"


def test_cells_are_copied_cut_and_pasted(page: Firefox) -> None:
    """Ctrl+C, Ctrl+X and Ctrl+V of a range through the clipboard of Firefox; a block fills a range."""
    click(page, 2)
    page.type("9876543210")
    page.press("Enter")
    page.expect(ERRORS, "119")
    page.expect(FOCUS, "3 phone_number")
    page.press("ArrowUp")
    page.press("Shift+ArrowRight")
    page.press("Control+c")
    click(page, 5)
    page.press("Control+v")
    page.expect(text(5), "9876543210")
    page.expect(text(5, "name"), "<b>Priya</b>")
    click(page, 7)
    for _ in range(3):
        page.press("Shift+ArrowDown")
    page.press("Shift+ArrowRight")
    page.expect(CHOSEN, 8)
    page.press("Control+v")
    page.expect(text(10), "9876543210")
    click(page, 5, "name")
    page.press("Control+x")
    page.expect(text(5, "name"), "")
    click(page, 12, "name")
    page.press("Control+v")
    page.expect(text(12, "name"), "<b>Priya</b>")
    page.press("Control+z")
    page.expect(text(12, "name"), "Rahul")


def test_ranges_are_drawn_by_mouse_and_keys(page: Firefox) -> None:
    """Drag, Shift with arrows, Ctrl+Shift beyond the loaded rows, Ctrl+D, Delete, and whole rows by their numbers."""
    page.drag(cell(3), cell(6, "name"))
    page.expect(CHOSEN, 8)
    page.press("Shift+ArrowUp")
    page.expect(CHOSEN, 6)
    click(page, 2, "name")
    page.press("Control+Shift+ArrowDown")
    page.press("Control+d")
    page.press("Control+End")
    page.expect(FOCUS, "121 name")
    page.expect(text(121, "name"), "<b>Priya</b>")
    page.press("Control+z")
    page.expect(text(121, "name"), "Rahul")
    page.press("Delete")
    page.expect(text(121, "name"), "")
    page.press("Control+Home")
    page.drag('[data-select="3"]', '[data-select="5"]')
    page.expect("document.querySelectorAll('.row.selected').length", 3)
    page.press("Delete")
    page.expect("document.querySelector('.acts').textContent.includes('Leave out 3 rows?')", wanted=True)
    page.press("Enter")
    page.expect(ERRORS, "117")


def test_keys_move_open_and_leave(page: Firefox) -> None:
    """F2 puts the caret at the end, Escape cancels, Tab, Page Down and F8 move, a right click opens the menu."""
    click(page, 2)
    page.press("F2")
    page.type("0")
    page.expect("document.activeElement.value", "987650")
    page.press("Escape")
    page.expect(text(2), "98765")
    page.press("Tab")
    page.expect(FOCUS, "2 name")
    page.press("F8")
    page.expect(FOCUS, "3 phone_number")
    page.press("ArrowDown")
    page.press("ArrowRight")
    page.expect(FOCUS, "4 name")
    page.press("PageDown")
    page.expect("Number(document.activeElement.dataset.row) > 10", wanted=True)
    page.press("PageUp")
    page.press("Control+a")
    page.expect("document.querySelector('.acts').textContent.includes('120 rows selected')", wanted=True)
    page.expect("String(getSelection())", "")
    page.press("Escape")
    page.drag(cell(8), cell(8), button=2)
    page.expect("Boolean(document.querySelector('.menu'))", wanted=True)
    page.press("Escape")
    page.expect("Boolean(document.querySelector('.menu'))", wanted=False)
    page.press("Control+f")
    page.expect("document.activeElement.dataset.callsheet", "search")
    page.press("Escape")
    page.press("Escape")
    page.press("Tab")
    page.expect("Boolean(document.activeElement.closest('[data-callsheet=grid] .scroll'))", wanted=False)


def test_a_million_rows_scroll_to_their_end(firefox: Firefox, grid_program: Program) -> None:
    """Firefox draws no element taller than 17.8 million pixels: the last of 1,000,000 rows is reached all the same."""
    page = opened(firefox, f"{grid_program.address}/?rows=1000000")
    page.wheel(cell(2), 3000)
    page.expect("document.querySelectorAll('[data-callsheet=grid] .row.loading').length", 0)
    page.expect("document.querySelector('[data-callsheet=grid] .scroll').scrollTop > 1000", wanted=True)
    page.evaluate("document.querySelector('[data-callsheet=grid] .cell').focus()")
    page.press("Control+End")
    page.expect(FOCUS, "1000001 name")
    page.press("Control+Home")
    page.expect(FOCUS, "2 phone_number")
