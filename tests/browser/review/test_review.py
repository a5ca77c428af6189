from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.review.grid_walk import paste
from tests.browser.wizard import Wizard

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
DOUBLES = "".join(f"98765{row:05}.0,Lead {row}\n" for row in range(60))
FILE = f"phone_number,Note\n{DOUBLES}9123456789,warm <b>lead</b>\n9123456790,fine\n12,short\n".encode()


@pytest.mark.nightly
def test_an_edit_made_offline_is_saved_after_reconnecting(wizard: Wizard) -> None:
    """Five seconds without a network lose no edit."""
    wizard.review("leads.csv", FILE)
    wizard.cell(2).click()
    wizard.page.context.set_offline(True)
    wizard.page.keyboard.type("9811111111")
    wizard.page.keyboard.press("Enter")
    wizard.page.wait_for_timeout(5000)
    wizard.page.context.set_offline(False)
    wizard.type_into(3, "9822222222")
    wizard.expect_counts(ready=4)


def test_a_server_killed_during_review_loses_no_edit(start_app: Callable[..., App], browser: SharedBrowser) -> None:
    """Edits made before the kill and while no server ran are saved by the restarted server, and no others.

    A number that is being typed stays whole, however long the server is away; rows of a block are found although the
    new server does not know at which places they were; a change that was undone before is not made again.
    """
    app = start_app()
    wizard = Wizard(browser.new_page())
    wizard.open(app.address)
    wizard.review("leads.csv", FILE)
    wizard.type_into(2, "9811111111")
    wizard.expect_counts(ready=3)
    wizard.cell(9).click()
    paste(wizard.page, "9811111112")
    wizard.expect_counts(ready=4)
    wizard.press("undo")
    wizard.expect_counts(ready=3)
    app.program.kill()
    wizard.cell(3).click()
    wizard.page.keyboard.type("98222")
    wizard.page.wait_for_timeout(5_000)  # the frame has said by then that the server is away, and took the keys before
    wizard.page.keyboard.type("22222")
    wizard.page.keyboard.press("Enter")
    paste(wizard.page, "9833333333\r\n9844444444")
    app.program.start()
    wizard.expect_counts(ready=6, errors=57)
    wizard.page.reload()
    wizard.wait_for_grid()
    wizard.expect_counts(ready=6)
    wizard.expect_no_error()


@pytest.mark.nightly
def test_the_prompt_preview_follows_the_selected_row(wizard: Wizard) -> None:
    """A misspelt variable is renamed in a click, an empty cell gets a fallback, the preview shows the cursor's row.

    A row worth a look is a link to it, also where another tab is open.
    """
    wizard.match(
        "leads.csv", b"phone_number,First Name,City\n9123456789,Priya,\n9123456790,Rahul,Delhi\n91234,Meera,Pune\n"
    )
    box = wizard.page.locator(".st-key-prompt textarea")
    box.fill("Hello {{FirstName}} in {{City}}")
    box.press("Control+Enter")
    wizard.page.get_by_role("button", name="Use First Name").click()
    wizard.expect_text("Every lead has one")
    wizard.page.get_by_role("button", name="Fill {{City}}").click()
    wizard.page.get_by_label("If empty, say").fill("your city")
    wizard.page.get_by_label("If empty, say").press("Enter")
    wizard.page.wait_for_load_state("networkidle")
    expect(wizard.page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
    wizard.press("continue")
    wizard.wait_for_grid()
    wizard.page.locator(".st-key-tab button", has_text="All").click()
    wizard.cell(2).click()
    expect(wizard.page.locator('[data-callsheet="preview"]')).to_contain_text("Hello Priya in your city")
    wizard.cell(3).click()
    expect(wizard.page.locator('[data-callsheet="preview"]')).to_contain_text("Hello Rahul in Delhi")
    wizard.page.locator(".st-key-tab button", has_text="Need fixing").click()
    expect(wizard.page.locator('[data-callsheet="grid"]')).to_have_attribute("data-rows", "1")
    wizard.page.get_by_text("Check these before you send").click()
    wizard.page.locator(".worth-a-look button", has_text="Row 3").click()
    expect(wizard.cell(3)).to_be_focused()
    wizard.page.locator(".worth-a-look button", has_text="Row 2").click()
    expect(wizard.cell(2)).to_be_focused()
