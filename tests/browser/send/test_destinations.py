"""A batch call and a workflow in Chromium, from Upload to History, in both answer styles of our own backend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.send.steps import expect_receipt
from tests.browser.wizard import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.wizard import App, Wizard

pytestmark = pytest.mark.browser
HEAD = "Mobile,Customer Name,City,Product,Amount,Due Date,Branch,Callback Time\n"
WALKS = [
    ("documented", "Batch call"),
    ("documented", "Workflow"),
    ("observed", "Batch call"),
    ("observed", "Workflow"),
]


def leads(first: int) -> bytes:
    lines = [f"98200{first + row:05},Priya {row},Pune,Loan,{row}1000,2026-12-01,Camp,5 pm\n" for row in range(3)]
    return (HEAD + "".join(lines)).encode()


@pytest.fixture
def answering_app(request: pytest.FixtureRequest, start_app: Callable[..., App]) -> Callable[[str], App]:
    """The app whose backend answers in a style; the documented one is shared."""

    def answering(style: str) -> App:
        if style == "observed":
            return start_app(CALLSHEET_ANSWERS=style)
        shared: App = request.getfixturevalue("app")
        return shared

    return answering


def choose(wizard: Wizard, label: str, option: str) -> None:
    wizard.page.get_by_role("combobox", name=label, exact=True).click()
    wizard.page.get_by_role("option", name=option, exact=True).click()
    wizard.wait_until_idle()


@pytest.mark.nightly
@pytest.mark.parametrize(("style", "kind"), WALKS)
def test_leads_go_where_the_operator_chose_and_come_back(
    answering_app: Callable[[str], App], new_wizard: Callable[[], Wizard], style: str, kind: str
) -> None:
    """Kind, agent or workflow are chosen on Upload; the server has the leads; History takes them back."""
    app, wizard = answering_app(style), new_wizard()
    wizard.open(app.address)
    page = wizard.page
    choose(wizard, "Send to", kind)
    is_batch = kind == "Batch call"
    wizard.expect_text("Asha will call, version 1." if is_batch else "Nobody is called until it is active.")
    data = leads(20_000 if is_batch else 20_100)
    page.set_input_files(
        ".st-key-upload input[type=file]", {"name": "walk.csv", "mimeType": "text/csv", "buffer": data}
    )
    expect(wizard.heading("Match columns")).to_be_visible(timeout=PATIENCE)
    if is_batch:
        wizard.expect_text("This is the script of Asha, version 1, as the server shows it.")
    wizard.wait_until_idle()
    wizard.press("continue")
    wizard.wait_for_grid()
    wizard.press("continue")
    send = page.locator(".st-key-send button")
    expect(send).to_have_text(f"Send 3 leads to {'Asha' if is_batch else 'Sandbox workflow'}", timeout=PATIENCE)
    send.click()
    expect_receipt(wizard, "3 leads sent to")
    if is_batch:
        wizard.expect_text("Calls come from +91 22 3456 7890.")
    page.locator("[data-testid=stPopover] button").filter(visible=True).first.click()
    page.locator("[class*=st-key-take_back_] button").filter(visible=True).click()
    removed = page.get_by_text(f"3 removed from {'the batch call' if is_batch else 'the workflow'}")
    expect(removed.first).to_be_visible(timeout=3 * PATIENCE)  # a sender process may have to start first
    wizard.expect_no_error()
