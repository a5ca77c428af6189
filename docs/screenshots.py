"""Takes the screenshots of the documentation from the real app: `python -m docs.screenshots` in the root folder.

Every step and page, light and dark, wide and narrow, and the question about an upload without a clear answer.
The leads are made up.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.backend_server import free_port, wait_until_answering
from tests.browser.install import install
from tests.browser.wizard import Wizard
from tests.sending.fault_server import serving
from tests.sending.server_state import ServerState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

FOLDER = Path(__file__).parent / "screenshots"
SIZES = {"wide": (1360, 900), "narrow": (820, 900)}
COLOURS = 256
SETTLED = 900
"""Milliseconds until animations have ended; chosen by hand."""
NAMES = ("Priya Sharma", "Rahul Mehra", "Ananya Iyer", "Vikram Singh", "Neha Gupta", "Arjun Nair", "Kavya Reddy")
CITIES = ("Mumbai", "Delhi", "Bengaluru", "Chennai", "Pune")
PRODUCTS = ("home_loan", "car_loan", "gold_loan")


def main() -> None:
    """Take all screenshots."""
    FOLDER.mkdir(exist_ok=True)
    chromium = install()
    with (
        sync_playwright() as playwright,
        closing(
            playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--font-render-hinting=none"])
        ) as browser,
    ):
        with _app() as address:
            for number, (scheme, size) in enumerate(_looks()):
                _take_walk(browser, address, scheme, size, number)
        _take_questions(browser)


@contextmanager
def _app(**environment: str) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "callsheet", "run", "--port", str(port)]
    with tempfile.TemporaryDirectory() as home:
        settings = os.environ | {"CALLSHEET_HOME": home} | environment
        app = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL)
        try:
            yield wait_until_answering(f"http://127.0.0.1:{port}", "/_stcore/health")
        finally:
            app.terminate()
            app.wait()


def _take_questions(browser: Browser) -> None:
    """A server that accepts some leads, closes the connection during the next upload, and cannot be queried."""
    with serving(ServerState(script=["ok", "all:reset"], listed=True)) as server:
        settings = {"CALLSHEET_API_URL": server.url, "CALLSHEET_API_KEY": "key"}
        with _app(**settings) as address:
            for index, (scheme, size) in enumerate(_looks()):
                with closing(_context(browser, scheme, size)) as context:
                    walk = Wizard(context.new_page())
                    if index == 0:
                        _send(walk, address, "earlier-leads.csv", ready(8))
                        walk.page.get_by_role("heading", name="3 leads sent to").wait_for()
                        _send(walk, address, "spring-campaign.csv", leads(9))
                        walk.page.get_by_text("no clear answer came").wait_for()
                    walk.page.goto(f"{address}/history")
                    walk.page.get_by_text("no clear answer came").first.wait_for()
                    _take(walk.page, f"question-{scheme}-{size}")


def _send(walk: Wizard, address: str, name: str, data: bytes) -> None:
    walk.open(address)
    walk.review(name, data)
    walk.press("continue")
    walk.page.locator(".st-key-count_before input").fill("250")
    walk.page.keyboard.press("Tab")
    walk.press("send")


def _looks() -> Iterator[tuple[str, str]]:
    for scheme in ("light", "dark"):
        for size in SIZES:
            yield scheme, size


def _take_walk(browser: Browser, address: str, scheme: str, size: str, number: int) -> None:
    with closing(_context(browser, scheme, size)) as context:
        walk = Wizard(context.new_page())
        look = f"{scheme}-{size}"
        walk.open(address)
        _take(walk.page, f"upload-{look}")
        walk.match("spring-campaign.csv", leads(number))
        _take(walk.page, f"match-{look}")
        walk.press("continue")
        walk.wait_for_grid()
        _take(walk.page, f"review-{look}")
        walk.type_into(6, "9876501234")
        walk.page.wait_for_timeout(SETTLED)
        _take(walk.page, f"fixed-{look}")
        if size == "narrow":  # the rail is a drawer there
            walk.page.get_by_role("button", name="Show or hide the problems beside the table").click()
        walk.page.get_by_text("Leads by country, local time and cause").click()
        walk.page.wait_for_timeout(SETTLED)
        walk.page.locator(".st-key-review_rail").evaluate("rail => rail.scrollTo(0, rail.scrollHeight)")
        _take(walk.page, f"pictures-{look}")
        walk.press("continue")
        walk.page.wait_for_selector(".st-key-send button")
        _take(walk.page, f"send-{look}")
        walk.press("send")
        walk.page.wait_for_selector(".st-key-start_over button", timeout=60_000)
        _take(walk.page, f"receipt-{look}")
        for name in ("History", "Campaigns", "Settings"):
            walk.page.get_by_role("link", name=name, exact=True).click()
            walk.page.get_by_role("heading", name=name, exact=True).wait_for()
            _take(walk.page, f"{name.lower()}-{look}")
        walk.open(address)
        walk.review("all-ready.csv", ready(number))
        _take(walk.page, f"ready-{look}")


def _context(browser: Browser, scheme: str, size: str) -> BrowserContext:
    width, height = SIZES[size]
    colours: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
    return browser.new_context(viewport={"width": width, "height": height}, color_scheme=colours)


def _take(page: Page, name: str) -> None:
    page.mouse.move(1, 1)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
    page.wait_for_timeout(SETTLED)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE).save(FOLDER / f"{name}.png", optimize=True)


def leads(number: int) -> bytes:
    """A CSV file of 160 leads with the usual mistakes.

    Args:
        number: of the file, 0 to 9; different files have different phone numbers, so that none was sent before.
    """
    lines = ["Mobile No.,Customer Name,City,Product Interest,Last Purchase Value"]
    for row in range(160):
        phone = f"98{number}{(row * 7_919_317) % 10_000_000:07}"
        phone = {3: f"{phone}.0", 4: phone[:7], 5: "9.19877E+11", 17: f"{phone[:5]}O{phone[6:]}"}.get(row % 23, phone)
        if row % 41 == 7:
            phone = "+33 6 12 34 56 78"
        name, city = NAMES[row % len(NAMES)], CITIES[row % len(CITIES)]
        lines.append(f"{phone},{name},{city},{PRODUCTS[row % len(PRODUCTS)]},{(row * 37 % 90 + 10) * 5000}")
    return "\n".join([*lines, lines[2]]).encode()


def ready(number: int) -> bytes:
    """A CSV file of three leads without a problem, for the empty state of Review.

    Args:
        number: as for `leads`.
    """
    lines = (f"98{number}1{row:06},{NAMES[row]},{CITIES[row]}" for row in range(3))
    return "\n".join(["Mobile No.,Customer Name,City", *lines]).encode()


if __name__ == "__main__":
    main()
