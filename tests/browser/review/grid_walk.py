"""What the tests of the grid do on its page."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.shared_browser import SharedBrowser


_CLIPBOARD = """([kind, text]) => {
    const clipboardData = new DataTransfer()
    if (text) clipboardData.setData('text/plain', text)
    const event = new ClipboardEvent(kind, { clipboardData, bubbles: true, cancelable: true })
    document.activeElement.dispatchEvent(event)
    return [clipboardData.getData('text/plain'), clipboardData.getData('text/html')]
}"""


@contextmanager
def opened(browser: SharedBrowser, address: str) -> Iterator[Page]:
    """A page with the grid, left afterwards."""
    with closing(browser.new_context(viewport={"width": 1000, "height": 800})) as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector('[data-callsheet="grid"] .cell')
        yield page


def cell(page: Page, row: int, column: str = "phone_number") -> Locator:
    return page.locator(f'[data-row="{row}"][data-column="{column}"]')


def value(page: Page, row: int, column: str = "phone_number") -> Locator:
    return cell(page, row, column).locator(".value")


def chosen(page: Page) -> set[tuple[int, str]]:
    """Row number and column of the cells of the range that are in the page."""
    cells = page.locator(".cell.chosen").evaluate_all(
        "nodes => nodes.map(node => [node.dataset.row, node.dataset.column])"
    )
    return {(int(row), column) for row, column in cells if row}


def expect_count(page: Page, name: str, number: int) -> None:
    expect(page.locator(f'[data-count="{name}"]')).to_have_attribute("data-value", str(number))


def expect_errors(page: Page, number: int) -> None:
    expect_count(page, "errors", number)


def go_to_row(page: Page, number: str) -> None:
    page.keyboard.press("Control+g")
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.locator(".cell:focus, .cell :focus").first.wait_for(state="attached")


def paste(page: Page, text: str) -> None:
    page.evaluate(_CLIPBOARD, ["paste", text])


def copied(page: Page, kind: str = "copy") -> tuple[str, str]:
    """What Ctrl+C or Ctrl+X puts on the clipboard: text and HTML."""
    text, html = page.evaluate(_CLIPBOARD, [kind, ""])
    return text, html
