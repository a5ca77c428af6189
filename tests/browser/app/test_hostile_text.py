"""Text of others is shown as it is on every page, and the browser loads nothing because of it."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import requests
from playwright.sync_api import expect

from tests.browser.send.steps import expect_receipt
from tests.browser.wizard import PATIENCE, Wizard

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
OUTSIDE = "http://evil.example"
MARKUP = f"![i]({OUTSIDE}/h.png) [l]({OUTSIDE}) $x^2$ **b** :material/bolt: www.evil.example <img src={OUTSIDE}/i.png>"
"""A picture, links, a formula, bold text, an icon and HTML."""
BECAME_MARKUP = (
    'a[href*="evil"], img[src*="evil"], .katex, :is(strong, em, code):text-is("b"), '
    '[data-testid="stIconMaterial"]:text-is("bolt")'
)  # fmt: skip

IN_TOOLBAR = "element => element.closest('[data-testid=stElementToolbar]') !== null"
"""The toolbar of a table, which has words of Streamlit alone and appears when the pointer is over the table."""


def refuse(route: Route, outside: list[str]) -> None:
    """Note a request that the browser would send, and do not send it."""
    outside.append(route.request.url)
    route.abort()


def expect_no_markup(page: Page) -> None:
    """Assert that nothing of `MARKUP` became an element, also in what opens below the pointer."""
    for target in page.locator("main [data-testid=stTooltipHoverTarget]").all()[:6]:
        if target.is_visible() and not target.evaluate(IN_TOOLBAR):
            target.hover()
    where = "element => element.closest('[data-testid]').outerHTML.slice(0, 300)"
    assert [element.evaluate(where) for element in page.locator(BECAME_MARKUP).all()] == []


def test_markup_of_others_is_shown_as_text(start_app: Callable[..., App], browser: SharedBrowser) -> None:
    """In names of files, columns, campaigns and agents and in cells, on every step and page: 0 requests outside."""
    app = start_app()
    new = {"name": f"Campaign {MARKUP}", "agent_id": MARKUP, "from_phone_number": "+912234567890"}
    answer = requests.post(
        f"{app.backend['url']}/v1/campaigns", json=new, headers={"Authorization": f"Bearer {app.key}"}, timeout=30
    )
    assert answer.status_code == 201, answer.text
    outside: list[str] = []
    with closing(browser.unused_context(viewport={"width": 1366, "height": 900})) as context:
        context.route(re.compile(f"^(?!{re.escape(app.address)})https?:"), lambda route: refuse(route, outside))
        wizard = Wizard(context.new_page())
        wizard.open(app.address)
        expect_no_markup(wizard.page)
        rows = "".join(f'98200100{row:02},"{MARKUP}","{MARKUP}"\n' for row in range(3)) + f'98,"{MARKUP}",x\n'
        wizard.match(f"leads {MARKUP.replace('/', '_')}.csv", f'phone_number,"{MARKUP}",name\n{rows}'.encode())
        expect_no_markup(wizard.page)
        wizard.press("continue")
        wizard.wait_for_grid()
        expect_no_markup(wizard.page)
        wizard.press("continue")
        expect(wizard.page.locator(".st-key-send button")).to_be_enabled(timeout=PATIENCE)
        expect_no_markup(wizard.page)
        wizard.press("send")
        expect_receipt(wizard, "3 leads sent")
        expect_no_markup(wizard.page)
        for address in ("history", "campaigns", "settings"):
            wizard.page.goto(f"{app.address}/{address}")
            expect(wizard.page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
            wizard.wait_until_idle()
            expect_no_markup(wizard.page)
    assert outside == []


def test_a_page_can_load_nothing_from_outside(app: App, browser: SharedBrowser) -> None:
    """The second wall: even an element that gets into the page loads no picture, frame, script or style."""
    with closing(browser.unused_context()) as context:
        outside: list[str] = []
        context.route(f"{OUTSIDE}/**", lambda route: refuse(route, outside))
        wizard = Wizard(context.new_page())
        wizard.open(app.address)
        wizard.page.evaluate(
            """outside => {
              for (const [tag, name] of [["img", "src"], ["iframe", "src"], ["script", "src"], ["link", "href"]]) {
                const element = document.createElement(tag)
                if (tag === "link") element.rel = "stylesheet"
                element[name] = outside + "/" + tag
                document.body.append(element)
              }
              return fetch(outside).catch(() => null)
            }""",
            OUTSIDE,
        )
        wizard.page.wait_for_timeout(300)
        assert outside == []


def test_a_name_that_points_here_reads_nothing(app: App, browser: SharedBrowser) -> None:
    """A page of another name, rebound to this machine, gets 421 for the page and no WebSocket."""
    port = app.address.rpartition(":")[2]
    assert requests.get(app.address, headers={"Host": f"evil.example:{port}"}, timeout=30).status_code == 421
    with closing(browser.unused_context()) as context:
        page = context.new_page()
        page.goto(f"{app.address}/_stcore/health")
        state = page.evaluate(
            """address => new Promise(resolve => {
              const socket = new WebSocket(address)
              socket.onopen = () => resolve("open")
              socket.onerror = () => resolve("refused")
            })""",
            f"ws://localhost:{port}/_stcore/stream",
        )
        assert state == "refused"
