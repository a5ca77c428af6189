"""Back and Forward of the browser go through the steps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.wizard import PATIENCE, Wizard

pytestmark = pytest.mark.browser
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"
HEADINGS = {
    "upload": "Upload your leads",
    "match": "Match columns",
    "review": "Review your leads",
    "send": "Send to the campaign",
}


def expect_step(wizard: Wizard, step: str) -> None:
    """Assert that a step is open, that its address and title say so, and that its heading is alone on the page."""
    expect(wizard.heading(HEADINGS[step])).to_be_attached(timeout=PATIENCE)
    expect(wizard.page.locator('[data-testid="stHeading"] h1')).to_have_count(1, timeout=PATIENCE)
    expect(wizard.page).to_have_title(re.compile(f"^{step}", re.IGNORECASE))
    named = "" if step == "upload" else f"step={step}"
    wizard.page.wait_for_url(lambda url: named in url and ("step=" in url) == bool(named), timeout=PATIENCE)


def press_history(wizard: Wizard, steps: int) -> None:
    """Go back or forward as the browser's buttons do: without waiting for the page."""
    wizard.page.evaluate("steps => { history.go(steps) }", steps)


def go_to_send(wizard: Wizard, name: str = "leads.csv") -> None:
    wizard.review(name, LEADS)
    wizard.press("continue")
    expect_step(wizard, "send")


def test_back_and_forward_go_one_step_each(wizard: Wizard) -> None:
    """Through all steps and on again, with an edit; two presses at once go two steps; a reload changes nothing."""
    before = wizard.page.evaluate("history.length")
    wizard.review("leads.csv", LEADS)
    wizard.type_into(3, "9820010003")
    wizard.expect_counts(ready=2, errors=0)
    wizard.press("continue")
    expect_step(wizard, "send")
    assert wizard.page.evaluate("history.length") == before + 3
    for step in ("review", "match", "upload"):
        press_history(wizard, -1)
        expect_step(wizard, step)
    for step in ("match", "review", "send"):
        press_history(wizard, 1)
        expect_step(wizard, step)
    wizard.expect_counts(ready=2, errors=0)
    press_history(wizard, -1)
    press_history(wizard, -1)
    expect_step(wizard, "match")
    press_history(wizard, 1)
    press_history(wizard, 1)
    expect_step(wizard, "send")
    press_history(wizard, -1)
    expect_step(wizard, "review")
    wizard.page.reload()
    expect_step(wizard, "review")
    wizard.wait_for_grid()
    wizard.expect_counts(ready=2, errors=0)
    press_history(wizard, 1)
    expect_step(wizard, "send")
    press_history(wizard, -1)
    expect_step(wizard, "review")
    press_history(wizard, -1)
    expect_step(wizard, "match")
    assert wizard.page.evaluate("history.length") == before + 3
    wizard.expect_no_error()


@pytest.mark.nightly
def test_back_leads_from_other_pages_to_the_draft(wizard: Wizard) -> None:
    """Links to History and to the draft make one entry each; the address without a step is that of the stored one."""
    wizard.review("pages.csv", LEADS)
    address = wizard.page.url
    wizard.page.get_by_role("link", name="History", exact=True).click()
    expect(wizard.heading("History")).to_be_visible(timeout=PATIENCE)
    wizard.page.get_by_role("link", name="Import", exact=True).click()
    expect_step(wizard, "review")
    wizard.wait_until_idle()
    press_history(wizard, -1)
    expect(wizard.heading("History")).to_be_visible(timeout=PATIENCE)
    press_history(wizard, -1)
    expect_step(wizard, "review")
    wizard.wait_for_grid()
    press_history(wizard, 1)
    wizard.page.locator(".st-key-open_drafts").get_by_role("button", name="pages.csv").click()
    expect_step(wizard, "review")
    wizard.wait_until_idle()
    press_history(wizard, -1)
    expect(wizard.heading("History")).to_be_visible(timeout=PATIENCE)
    draft = address.replace("&step=review", "")
    wizard.page.goto(draft)
    wizard.wait_for_grid()
    assert wizard.page.url == draft
    wizard.press("back")
    expect_step(wizard, "match")
    press_history(wizard, -1)
    expect_step(wizard, "review")
    wizard.expect_no_error()
