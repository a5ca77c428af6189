from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.walk import App


pytestmark = pytest.mark.browser


class Wire:
    """The wire between server and browser, on which the word that a run has ended can be held up."""

    def __init__(self, walk: Walk) -> None:
        self.is_slow = False
        self.held: list[tuple[WebSocketRoute, bytes | str]] = []
        walk.page.route_web_socket("**/_stcore/stream", self._route)

    def _route(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def on_server(message: bytes | str) -> None:
            is_end = isinstance(message, bytes) and ForwardMsg.FromString(message).WhichOneof("type") == (
                "script_finished"
            )
            if self.is_slow and is_end:
                self.held.append((browser, message))
            else:
                browser.send(message)

        browser.on_message(server.send)
        server.on_message(on_server)

    def catch_up(self) -> int:
        """Let everything that was held up through, and tell how much it was."""
        self.is_slow, held = False, self.held
        for browser, message in held:
            browser.send(message)
        return len(held)


@pytest.fixture
def walk(browser: Browser) -> Iterator[Walk]:
    with closing(browser.new_context(viewport={"width": 1280, "height": 1400})) as context:
        yield Walk(context.new_page())


def test_a_box_that_was_replaced_and_is_reported_once_more_takes_no_name_back(walk: Walk, app: App) -> None:
    """Until the end of a run arrives, the browser reports the box of the old name too: the new name holds."""
    wire = Wire(walk)
    walk.open(app.address)
    walk.match("leads.csv", b"phone_number,Given Name,Town\n9820010001,Priya,\n9820010002,Rahul,Goa\n")
    walk.page.get_by_text("Check the agent's prompt").click()
    prompt = walk.page.get_by_label("Paste the prompt to see how these leads fill it")
    prompt.fill("Hello {{GivenName}} in {{Town}}")
    prompt.press("Control+Enter")
    walk.says("Is it given_name?")
    walk.settle()
    wire.is_slow = True
    walk.page.get_by_role("button", name="Rename given_name to GivenName").click()
    walk.says("Hello Priya in {{Town}}")
    said = walk.page.get_by_label("Said where Town is empty")
    said.fill("your city")
    said.press("Enter")
    walk.says("Hello Priya in your city")
    assert wire.catch_up()
    walk.settle()
    expect(walk.page.get_by_label("Variable name of Given Name")).to_have_value("GivenName")
