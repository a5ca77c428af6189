from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.browser.walk import App


pytestmark = pytest.mark.browser
DOUBLES = "".join(f"98765{row:05}.0,Lead {row}\n" for row in range(60))
FILE = f"phone_number,Note\n{DOUBLES}9123456789,warm <b>lead</b>\n9123456790,fine\n12,short\n".encode()


def test_a_cause_is_mended_at_once_and_taken_back_at_once(walk: Walk) -> None:
    """Sixty numbers that end in .0 are one line with one button; undo is one step."""
    walk.review("leads.csv", FILE)
    walk.expect_counts(rows=63, ready=2, errors=61)
    walk.says("60 rows")
    walk.page.get_by_role("button", name="Remove the trailing .0").click()
    walk.expect_counts(ready=62, errors=1)
    walk.press("undo")
    walk.expect_counts(ready=2, errors=61)
    walk.press("redo")
    walk.expect_counts(ready=62, errors=1)
    walk.page.reload()
    walk.grid_is_there()
    walk.expect_counts(ready=62, errors=1)
    walk.is_alive()


def test_a_kind_of_problem_is_shown_alone_and_its_suggestions_accepted(walk: Walk) -> None:
    """Show narrows the grid to one kind; Accept all changes each of its cells."""
    walk.review("leads.csv", b"phone_number,Note\n9123456789,warm <b>lead</b>\n9123456790,fine\n9123456791,<i>x</i>\n")
    walk.press("show_warned_0")
    expect(walk.page.locator('[data-column="Note"]')).to_have_count(2)
    walk.page.get_by_role("button", name="Accept all 2").click()
    expect(walk.cell(2, "Note")).to_have_attribute("data-state", "changed")
    expect(walk.cell(2, "Note").locator(".value")).to_have_text("warm lead")
    walk.press("unfocus")
    expect(walk.page.locator('[data-column="Note"]')).to_have_count(3)


def test_two_tabs_never_overwrite_each_other_unknowingly(walk: Walk, browser: Browser) -> None:
    """The tab that comes second is asked; what it typed is kept when it insists."""
    walk.review("leads.csv", FILE)
    other = type(walk)(browser.new_page())
    other.page.goto(walk.page.url)
    other.grid_is_there()
    walk.type_into(2, "9811111111")
    walk.expect_counts(ready=3)
    other.type_into(3, "9822222222")
    other.says("changed in another tab")
    other.press("keep_mine")
    other.grid_is_there()
    other.expect_counts(ready=3)
    expect(other.cell(3)).to_contain_text("9822222222")
    walk.type_into(4, "9833333333")
    walk.says("changed in another tab")
    walk.press("take_theirs")
    walk.grid_is_there()
    expect(walk.cell(2).locator(".value")).to_have_text("9876500000.0")
    other.is_alive()
    other.page.close()


def test_an_edit_made_without_a_connection_arrives_when_it_is_back(walk: Walk) -> None:
    """Five seconds without network lose nothing that was typed."""
    walk.review("leads.csv", FILE)
    walk.cell(2).click()
    walk.page.context.set_offline(True)
    walk.page.keyboard.type("9811111111")
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_timeout(5000)
    walk.page.context.set_offline(False)
    walk.type_into(3, "9822222222")
    walk.expect_counts(ready=4)


def test_a_server_killed_in_mid_review_loses_nothing(start_app: Callable[..., App], browser: Browser) -> None:
    """The page lives on: what was typed before, and what was typed while there was no server, is kept by the next."""
    app = start_app()
    walk = Walk(browser.new_page())
    walk.open(app.address)
    walk.review("leads.csv", FILE)
    walk.type_into(2, "9811111111")
    walk.expect_counts(ready=3)
    app.program.kill()
    walk.page.wait_for_timeout(4_000)  # the frame's own dialog about it would have the keys by now
    walk.type_into(3, "9822222222")
    app.program.start()
    walk.expect_counts(ready=4, errors=59)
    walk.page.reload()
    walk.grid_is_there()
    walk.expect_counts(ready=4)
    walk.is_alive()


def test_the_prompt_is_held_against_the_leads(walk: Walk) -> None:
    """A near name is renamed in a click, an empty cell gets a fallback, and the row under the cursor is heard."""
    walk.match("leads.csv", b"phone_number,First Name,City\n9123456789,Priya,\n9123456790,Rahul,Delhi\n")
    walk.page.get_by_text("Check the agent's prompt").click()
    box = walk.page.locator(".st-key-prompt textarea")
    box.fill("Hello {{FirstName}} in {{City}}")
    box.press("Control+Enter")
    walk.page.get_by_role("button", name="Rename first_name to FirstName").click()
    walk.says("Filled for every ready lead")
    walk.page.get_by_label("Said where City is empty").fill("your city")
    walk.page.get_by_label("Said where City is empty").press("Enter")
    walk.page.wait_for_load_state("networkidle")
    expect(walk.page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
    walk.press("continue")
    walk.grid_is_there()
    walk.page.locator(".st-key-tab button", has_text="All").click()
    walk.cell(2).click()
    expect(walk.page.locator('[data-callsheet="grid"] .line')).to_contain_text("Hello Priya in your city")
    walk.cell(3).click()
    expect(walk.page.locator('[data-callsheet="grid"] .line')).to_contain_text("Hello Rahul in Delhi")


def test_corrected_error_rows_come_back_into_their_upload(walk: Walk) -> None:
    """The downloaded workbook, corrected in a spreadsheet and dropped again, fixes its rows and nothing else."""
    walk.review("leads.csv", b"phone_number,name\n9876543210,Priya\n98765,Rahul\n12,Neha\n")
    _, data = walk.download("download_errors_xlsx")
    address = walk.page.url
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.active["B2"] = "9123456789"
    target = io.BytesIO()
    book.save(target)
    walk.open(address.split("?")[0])
    walk.drop("error-rows.xlsx", target.getvalue())
    walk.says("1 of 2 fixed, 1 still open.")
    walk.expect_counts(rows=3, ready=2, errors=1)
    assert walk.page.url == address
