from __future__ import annotations

import os
import re
import signal
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.wizard import PATIENCE, Wizard

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.backend_server import BackendServer
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
LEADS = b"phone_number,name\n9876543210,Priya\n9123456789,Rahul\n"


@pytest.mark.nightly
def test_a_backend_killed_before_the_send_loses_nothing(
    start_app: Callable[..., App], new_wizard: Callable[[], Wizard]
) -> None:
    """It is restarted; if a send failed meanwhile the page says so, and a second click sends each lead once."""
    app = start_app()
    wizard = new_wizard()
    wizard.open(app.address)
    wizard.review("leads.csv", LEADS)
    wizard.press("continue")
    expect(wizard.page.locator(".st-key-send button")).to_be_visible(timeout=PATIENCE)
    os.kill(app.backend["pid"], signal.SIGKILL)
    wizard.press("send")
    finished = wizard.page.locator(".st-key-start_over button")
    not_reached = wizard.page.get_by_text("The server was not reached")
    expect(finished.or_(not_reached).first).to_be_visible(timeout=2 * PATIENCE)
    if not_reached.count():
        wizard.press("send")
    expect(finished).to_be_visible(timeout=PATIENCE)
    wizard.expect_no_error()
    assert sorted(lead["phone_number"] for lead in app.leads()) == ["+919123456789", "+919876543210"]


@pytest.mark.nightly
def test_a_server_stopped_at_the_send_leaves_every_lead_ready(
    start_app: Callable[..., App], start_backend: Callable[[], BackendServer], new_wizard: Callable[[], Wizard]
) -> None:
    """The page says that nothing was sent; when the server is back, the same button sends each lead once."""
    server = start_backend()
    app = start_app(CALLSHEET_API_URL=f"{server.address}/v1", CALLSHEET_API_KEY=server.key)
    wizard = new_wizard()
    wizard.open(app.address)
    wizard.review("leads.csv", LEADS)
    wizard.press("continue")
    expect(wizard.page.locator(".st-key-send button")).to_be_visible(timeout=PATIENCE)
    server.stop()
    wizard.press("send")
    expect(wizard.page.get_by_text(re.compile("not reached|does not answer")).first).to_be_visible(timeout=PATIENCE)
    wizard.expect_no_error()
    server.start()
    wizard.page.reload()
    expect(wizard.page.locator(".st-key-send button")).to_be_enabled(timeout=PATIENCE)
    wizard.press("send")
    expect(wizard.page.locator(".st-key-start_over button")).to_be_visible(timeout=PATIENCE)
    assert sorted(server.numbers()) == ["+919123456789", "+919876543210"]
