"""Several files, a file added later, a pasted table, and a file that comes in the moment of the choice of campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.wizard import PATIENCE, Wizard

if TYPE_CHECKING:
    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App

pytestmark = pytest.mark.browser
NORTH = b"Mobile,Name\n9820010001,Priya\n9820010002,Rahul\n"
SOUTH = b"Phone,Name\n9820010003,Meera\n98200,Anand\n"
MAIL = """<table><tr><td>Mobile</td><td>Name</td></tr><tr><td>9820010004</td><td>Uma</td></tr></table>"""


@pytest.fixture
def wizard(browser: SharedBrowser, app: App) -> Wizard:
    """A tab at Upload."""
    wizard = Wizard(browser.new_page(viewport={"width": 1366, "height": 900}))
    wizard.open(app.address)
    return wizard


@pytest.mark.nightly
def test_a_file_is_added_to_an_open_upload(wizard: Wizard) -> None:
    """Its rows go below, and are called by file and row; an error of one names the file."""
    wizard.match("North.csv", NORTH)
    wizard.press("add_file")
    box = wizard.page.locator(".st-key-more_files input[type=file]")
    box.set_input_files({"name": "South.csv", "mimeType": "text/csv", "buffer": SOUTH})
    wizard.press("add_rows")
    expect(wizard.page.locator(".st-key-files")).to_contain_text("South.csv · 2 rows", timeout=PATIENCE)
    wizard.expect_text("Columns with other names were put together: Phone (South.csv) → Mobile.")
    wizard.wait_until_idle()
    wizard.press("continue")
    wizard.wait_for_grid()
    wizard.expect_counts(rows=4, ready=3, errors=1)
    head = wizard.page.locator('.row [role="rowheader"][data-part]').first
    expect(head).to_have_attribute("data-part", "South.csv:", timeout=PATIENCE)
    expect(head).to_have_text("3")
    wizard.expect_no_error()


def test_a_table_of_a_mail_is_pasted_as_a_table(wizard: Wizard) -> None:
    """The clipboard has it as a web page beside a text whose cells run together."""
    wizard.page.get_by_role("combobox", name="Campaign", exact=True).wait_for(timeout=PATIENCE)
    if not wizard.page.get_by_role("combobox", name="Campaign", exact=True).input_value():
        wizard.page.get_by_role("combobox", name="Campaign", exact=True).click()
        wizard.page.get_by_role("option", name="Sandbox campaign").click()
        wizard.expect_text("May call")
    wizard.wait_until_idle()
    wizard.page.get_by_text("Or paste rows").click()
    area = wizard.page.locator(".st-key-pasted textarea")
    area.click()
    area.evaluate(
        """(area, html) => {
            const data = new DataTransfer()
            data.setData('text/html', html)
            area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
            document.execCommand('insertText', false, 'Mobile Name 9820010004 Uma')
        }""",
        MAIL,
    )
    area.press("Control+Enter")
    wizard.wait_until_idle()
    wizard.press("use_pasted")
    expect(wizard.heading("Match columns")).to_be_visible(timeout=PATIENCE)
    wizard.expect_text("Uma")


@pytest.mark.nightly
def test_a_file_that_comes_with_the_choice_of_campaign_is_opened(wizard: Wizard) -> None:
    """Both within a moment: before the page has answered the choice."""
    campaign = wizard.page.get_by_role("combobox", name="Campaign", exact=True)
    campaign.wait_for(timeout=PATIENCE)
    campaign.click()
    wizard.page.get_by_role("option", name="Sandbox campaign").click()
    wizard.page.set_input_files(
        ".st-key-upload input[type=file]", {"name": "North.csv", "mimeType": "text/csv", "buffer": NORTH}
    )
    expect(wizard.heading("Match columns")).to_be_visible(timeout=PATIENCE)
    wizard.expect_no_error()
