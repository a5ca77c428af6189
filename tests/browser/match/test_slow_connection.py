from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.wizard import Wizard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser


class Connection:
    """The WebSocket between server and browser; it can delay the message that a script run has finished."""

    def __init__(self, wizard: Wizard) -> None:
        self.is_delayed = False
        self.delayed: list[tuple[WebSocketRoute, bytes | str]] = []
        wizard.page.route_web_socket("**/_stcore/stream", self._route)

    def _route(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def on_server(message: bytes | str) -> None:
            is_end = isinstance(message, bytes) and ForwardMsg.FromString(message).WhichOneof("type") == (
                "script_finished"
            )
            if self.is_delayed and is_end:
                self.delayed.append((browser, message))
            else:
                browser.send(message)

        browser.on_message(server.send)
        server.on_message(on_server)

    def release(self) -> int:
        """Send the delayed messages and return how many there were."""
        self.is_delayed, delayed = False, self.delayed
        for browser, message in delayed:
            browser.send(message)
        return len(delayed)


@pytest.fixture
def wizard(browser: SharedBrowser) -> Iterator[Wizard]:
    with closing(browser.unused_context(viewport={"width": 1280, "height": 1400})) as context:
        yield Wizard(context.new_page())


@pytest.mark.nightly
def test_a_renamed_variable_survives_a_late_widget_report(wizard: Wizard, app: App) -> None:
    """Until the end of a run arrives, the browser also reports the old widget; the new name stays."""
    connection = Connection(wizard)
    wizard.open(app.address)
    wizard.match("leads.csv", b"phone_number,Given Name,Town\n9820010001,Priya,\n9820010002,Rahul,Goa\n")
    prompt = wizard.page.get_by_label("Paste your agent's script to check that every lead fills it")
    prompt.fill("Hello {{GivenName}} in {{Town}}")
    prompt.press("Control+Enter")
    expect(wizard.page.get_by_role("button", name="Use Given Name")).to_be_visible()
    wizard.wait_until_idle()
    connection.is_delayed = True
    wizard.page.get_by_role("button", name="Use Given Name").click()
    wizard.expect_text("Hello Priya in {{Town}}")
    wizard.page.get_by_role("button", name="Fill {{Town}}").click()
    fallback = wizard.page.get_by_label("If empty, say")
    fallback.fill("your city")
    fallback.press("Enter")
    wizard.expect_text("Hello Priya in your city")
    assert connection.release()
    wizard.wait_until_idle()
    expect(wizard.page.get_by_role("combobox", name="Column for GivenName")).to_have_value("Given Name")
