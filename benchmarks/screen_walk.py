"""Drives the screens as a person would and measures the wait from a key, click or drop to what is painted."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from tests.browser.backend_server import free_port, wait_until_answering
from tests.support.processes import family, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
APP = [sys.executable, "-m", "callsheet", "run", "--port"]
"""Starts backend and app; the port is added."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TIMEOUT = 60_000
CONTINUE = ".st-key-continue button:enabled"
GRID = '[data-callsheet="grid"] [role="rowgroup"] .cell'
_WATCH = """selector => {
    window.painted = new Promise(done => {
        let started
        const start = () => { started ??= performance.now() }
        for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, start, { capture: true, once: true })
        const check = () => {
            if (started === undefined || !document.querySelector(selector)) return
            observer.disconnect()
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - started)))
        }
        const observer = new MutationObserver(check)
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    })
}"""

SCROLLER = '[data-callsheet="grid"] .scroll'
_WATCH_BLANKS = """() => {
    window.blanks = []
    let since = 0
    const look = () => {
        const view = document.querySelector('[data-callsheet="grid"] .scroll').getBoundingClientRect()
        const blank = [...document.querySelectorAll('[data-callsheet="grid"] .row.loading')].some(row => {
            const box = row.getBoundingClientRect()
            return box.bottom > view.top && box.top < view.bottom
        })
        if (blank && !since) since = performance.now()
        if (!blank && since) { window.blanks.push(performance.now() - since); since = 0 }
        requestAnimationFrame(look)
    }
    look()
}"""


@dataclass
class Running:
    """A running program that serves pages.

    Args:
        address: its URL.
        process: the process that was started; others may be its children.
    """

    address: str
    process: subprocess.Popen[bytes]

    def memory(self) -> int:
        """Memory of the process that serves the pages, in bytes (proportional set size)."""
        return max(map(share, family(self.process.pid)))


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[Running]:
    """Start a program; a free port is added as its last argument.

    Args:
        command: without the port.
        environment: added to this process's.
    """
    port = free_port()
    devnull: Any = subprocess.DEVNULL
    process = subprocess.Popen(
        [*command, str(port)], cwd=ROOT, env=os.environ | environment, stdout=devnull, stderr=devnull
    )
    try:
        yield Running(wait_until_answering(f"http://127.0.0.1:{port}", "/_stcore/health"), process)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """A browser.

    Args:
        path: its executable.
    """
    with (
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=path, args=ARGUMENTS)) as browser,
    ):
        yield browser


@contextmanager
def new_page(browser: Browser, address: str, ready: str) -> Iterator[Screen]:
    """A page in a separate browser context.

    Args:
        browser: the browser.
        address: the URL to open.
        ready: selector of an element that is present once the page is ready.
    """
    with closing(browser.new_context(viewport={"width": 1360, "height": 900})) as context:
        page = context.new_page()
        screen = Screen(page)
        page.goto(address)
        page.wait_for_selector(ready, timeout=TIMEOUT)
        screen.settle()
        yield screen


@dataclass
class Screen:
    """A page and what it received.

    Args:
        page: the page.
        received: size of every WebSocket message received, in bytes.
    """

    page: Page
    received: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._record_message)

    def _record_message(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        self.received.append(len(base64.b64decode(data)) if frame["opcode"] == 2 else len(data.encode()))

    def settle(self) -> None:
        """Wait until no script run is in progress."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=TIMEOUT)
        self.page.wait_for_timeout(150)

    def press(self, key: str, painted: str) -> float:
        """Seconds from a key press to what it paints, by the page's clock."""
        self.page.evaluate(_WATCH, painted)
        self.page.keyboard.press(key)
        return float(self.page.evaluate("window.painted")) / 1000

    def click(self, selector: str, painted: str) -> float:
        """Seconds from a click to what it paints, by the page's clock."""
        self.page.evaluate(_WATCH, painted)
        self.page.locator(selector).first.click()
        return float(self.page.evaluate("window.painted")) / 1000

    def drop(self, path: Path) -> float:
        """Seconds from a dropped file to Match columns with its content."""
        started = time.perf_counter()
        self.page.set_input_files(".st-key-upload input[type=file]", path)
        self.page.wait_for_selector(CONTINUE, timeout=TIMEOUT)
        return time.perf_counter() - started

    def type_over(self, row: int, text: str) -> float:
        """Seconds from Enter to the new state of a phone cell that was typed over."""
        cell = f'[data-row="{row}"][data-column="phone_number"]'
        self.page.locator(cell).click()
        self.page.keyboard.type(text)
        return self.press("Enter", f'{cell}[data-state="changed"]')

    def wheel(self, turns: int) -> list[float]:
        """Turn the wheel over the grid; seconds of each time in which a row in view was blank."""
        self.page.locator(SCROLLER).hover()
        self.page.evaluate(_WATCH_BLANKS)
        for _ in range(turns):
            self.page.mouse.wheel(0, 900)
            self.page.wait_for_timeout(50)
        return self._blanks()

    def jump(self, times: int) -> list[float]:
        """Move the scroll bar to places all over the grid; seconds of each time in which a row in view was blank."""
        self.page.evaluate(_WATCH_BLANKS)
        for number in range(times):
            share = (number * 0.381966) % 1  # the golden section: places far from one another, the same in each run
            self.page.locator(SCROLLER).evaluate("(node, share) => node.scrollTop = node.scrollHeight * share", share)
            self.page.wait_for_timeout(300)
        return self._blanks()

    def _blanks(self) -> list[float]:
        self.settle()
        return [float(blank) / 1000 for blank in self.page.evaluate("window.blanks")]
