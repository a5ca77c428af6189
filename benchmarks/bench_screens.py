"""Seconds a person waits, in a real browser on the real app, beside the floor of an empty fragment in the same run.

Medians of ten; every row of every file is bad, as a first upload is.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from browser.install import install
from browser.server import answering, free_port
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TIMES = 10
SIZES = (1_000, 100_000, 200_000)
PATIENCE = 60_000
GRID = '[data-callsheet="grid"] [role="rowgroup"] .cell'


def run() -> None:
    """Print the medians."""
    chromium = install()
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = stack.enter_context(closing(playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)))
        floor = _floor(stack, browser)
        print(f"  an empty fragment answers a press in {floor:.3f} s")
        home = stack.enter_context(tempfile.TemporaryDirectory())
        command = [sys.executable, "-m", "callsheet", "run", "--port"]
        address = stack.enter_context(_running(command, {"CALLSHEET_HOME": home}))
        for rows in SIZES:
            path = Path(home) / f"leads-{rows}.csv"
            path.write_bytes(bad_leads(rows))
            _walks(browser, address, path, rows, floor)


def _floor(stack: ExitStack, browser: Browser) -> float:
    page_file = Path(__file__).with_name("floor_page.py")
    command = [sys.executable, "-m", "streamlit", "run", str(page_file), "--server.port"]
    page = browser.new_page()
    page.goto(stack.enter_context(_running(command, {})))
    times = []
    for number in range(TIMES + 1):
        page.wait_for_selector(f'[data-pressed="{number}"]', state="attached")
        times.append(
            _seconds(
                page.locator(".st-key-press button").click,
                lambda: page.wait_for_selector(f'[data-pressed="{number + 1}"]', state="attached"),  # noqa: B023 - called at once
            )
        )
    return median(times[1:])


def _walks(browser: Browser, address: str, path: Path, rows: int, floor: float) -> None:
    matches, grids, verdicts = [], [], []
    for _ in range(3 if rows > SIZES[0] else TIMES):
        with closing(browser.new_context(viewport={"width": 1360, "height": 900})) as context:
            page = context.new_page()
            page.goto(address)
            page.wait_for_selector(".st-key-upload", timeout=PATIENCE)
            matches.append(
                _seconds(
                    lambda: page.set_input_files(".st-key-upload input[type=file]", path),  # noqa: B023 - called at once
                    lambda: page.wait_for_selector(".st-key-continue button:enabled", timeout=PATIENCE),  # noqa: B023
                )
            )
            grids.append(
                _seconds(
                    page.locator(".st-key-continue button").click,
                    lambda: page.wait_for_selector(GRID, timeout=PATIENCE),  # noqa: B023
                )
            )
            verdicts.extend(_verdicts(page))
    print(
        f"  {rows:>9,} rows ({path.stat().st_size / 1e6:.1f} MB): drop to Match columns {median(matches):.2f} s, "
        f"Continue to grid {median(grids):.2f} s, Enter to verdict {median(verdicts):.3f} s "
        f"({median(verdicts) / floor:.1f} × the floor)"
    )


def _verdicts(page: Page) -> list[float]:
    times = []
    for row in range(2, 2 + TIMES):
        cell = page.locator(f'[data-row="{row}"][data-column="phone_number"]')
        cell.click()
        page.keyboard.type(f"98765{row:05}")
        changed = f'[data-row="{row}"][data-column="phone_number"][data-state="changed"]'
        times.append(_seconds(lambda: page.keyboard.press("Enter"), lambda: page.wait_for_selector(changed)))  # noqa: B023
    return times


def bad_leads(rows: int) -> bytes:
    """A CSV of rows × 5, about 50 bytes a row, no number of which can be called."""
    lines = (f"98765{row % 1000:03},Lead {row},Mumbai,home_loan,{row * 10}" for row in range(rows))
    return ("phone_number,name,city,product_interest,last_purchase_value\n" + "\n".join(lines) + "\n").encode()


def _seconds(act: Callable[[], object], done: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    done()
    return time.perf_counter() - started


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [*command, str(port)],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield answering(f"http://127.0.0.1:{port}", "/_stcore/health")
    finally:
        process.terminate()
        process.wait()
