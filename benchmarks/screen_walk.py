"""A person's way through the screens, with the seconds they wait: from their key or drop to what is painted."""

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

from tests.browser.server import answering, free_port
from tests.support.processes import family, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
APP = [sys.executable, "-m", "callsheet", "run", "--port"]
"""Starts the product, its port left out."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 60_000
CONTINUE = ".st-key-continue button:enabled"
GRID = '[data-callsheet="grid"] [role="rowgroup"] .cell'
_WATCH = """wanted => {
    window.painted = new Promise(done => {
        let began
        const start = () => { began ??= performance.now() }
        for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, start, { capture: true, once: true })
        const look = () => {
            if (began === undefined || !document.querySelector(wanted)) return
            seen.disconnect()
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)))
        }
        const seen = new MutationObserver(look)
        seen.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    })
}"""


@dataclass
class Running:
    """A program that serves pages.

    Args:
        address: where.
        process: the first of its family.
    """

    address: str
    process: subprocess.Popen[bytes]

    def memory(self) -> int:
        """Bytes that the process which shows the pages holds: proportional shares."""
        return max(map(share, family(self.process.pid)))


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[Running]:
    """Start a program; the port is its last argument.

    Args:
        command: without the port.
        environment: added to our own.
    """
    port = free_port()
    quiet: Any = subprocess.DEVNULL
    process = subprocess.Popen(
        [*command, str(port)], cwd=ROOT, env=os.environ | environment, stdout=quiet, stderr=quiet
    )
    try:
        yield Running(answering(f"http://127.0.0.1:{port}", "/_stcore/health"), process)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """A browser.

    Args:
        path: of its program.
    """
    with (
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=path, args=ARGUMENTS)) as it,
    ):
        yield it


@contextmanager
def new_page(browser: Browser, address: str, ready: str) -> Iterator[Screen]:
    """A page in a context of its own.

    Args:
        browser: the browser.
        address: what it opens.
        ready: selector of what is there when it is.
    """
    with closing(browser.new_context(viewport={"width": 1360, "height": 900})) as context:
        page = context.new_page()
        screen = Screen(page)
        page.goto(address)
        page.wait_for_selector(ready, timeout=PATIENCE)
        screen.settle()
        yield screen


@dataclass
class Screen:
    """A page that a person works on.

    Args:
        page: the page.
        received: bytes of every message that came in.
    """

    page: Page
    received: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._arrived)

    def _arrived(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        self.received.append(len(base64.b64decode(data)) if frame["opcode"] == 2 else len(data.encode()))

    def settle(self) -> None:
        """Wait until no run of the script goes on."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=PATIENCE)
        self.page.wait_for_timeout(150)

    def press(self, key: str, painted: str) -> float:
        """Seconds from a key to what it paints, by the page's own clock."""
        self.page.evaluate(_WATCH, painted)
        self.page.keyboard.press(key)
        return float(self.page.evaluate("window.painted")) / 1000

    def click(self, what: str, painted: str) -> float:
        """Seconds from a press of the mouse to what it paints, by the page's own clock."""
        self.page.evaluate(_WATCH, painted)
        self.page.locator(what).first.click()
        return float(self.page.evaluate("window.painted")) / 1000

    def drop(self, path: Path) -> float:
        """Seconds from a dropped file to Match columns, filled in."""
        started = time.perf_counter()
        self.page.set_input_files(".st-key-upload input[type=file]", path)
        self.page.wait_for_selector(CONTINUE, timeout=PATIENCE)
        return time.perf_counter() - started

    def type_over(self, row: int, text: str) -> float:
        """Seconds from Enter to the verdict on a number that was typed."""
        cell = f'[data-row="{row}"][data-column="phone_number"]'
        self.page.locator(cell).click()
        self.page.keyboard.type(text)
        return self.press("Enter", f'{cell}[data-state="changed"]')
