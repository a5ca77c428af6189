"""Seconds that a person waits, in a real browser on the real app, compared with an empty fragment in the same run.

Medians of ten, or of `CALLSHEET_BENCH_TIMES`. Files are measured with all rows wrong and with a mix of rows. Bytes are
those received on the WebSocket; memory is that of the process that serves the pages.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.leads import csv_of, frame_of, mixed, xlsx_of
from benchmarks.screen_walk import APP, CONTINUE, GRID, Running, Screen, chromium, new_page, running
from tests.browser.install import install

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

TIMES = int(os.environ.get("CALLSHEET_BENCH_TIMES", "10"))
SESSIONS = 6
MILLION = 1_000_000
UPLOAD = ".st-key-upload"
ERRORS = '[data-count="errors"]'


def run() -> None:
    """Print the medians."""
    with ExitStack() as stack:
        browser = stack.enter_context(chromium(install()))
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        floor_page = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("floor_page.py"))]
        floor_address = stack.enter_context(running([*floor_page, "--server.port"], {})).address
        ours = stack.enter_context(running(APP, {"CALLSHEET_HOME": str(home)}))
        _memory(browser, ours, home)
        for name, data in _files():
            (home / name).write_bytes(data)
            _first_pages(browser, ours.address, home / name)
        for rows in (1_000, 200_000):
            _edits(browser, ours.address, floor_address, _write_file(home, rows, bad_leads(rows)))
        _navigate(browser, ours.address, _write_file(home, 100_001, leads_with_decimals(100_000)))
        _scroll(browser, ours.address, _write_file(home, MILLION, mixed_million()))


def _files() -> Iterator[tuple[str, bytes]]:
    yield "bad-1000.csv", bad_leads(1_000)
    yield "bad-200000.csv", bad_leads(200_000)
    yield "mixed-200000.csv", csv_of(frame_of(mixed(200_000)))
    for kind, numbers in (("bad", [f"98765{row % 1000:03}" for row in range(300_000)]), ("mixed", mixed(300_000))):
        frame = frame_of(numbers)
        frame["name"], frame["last_purchase_value"] = frame["name"].str.slice(0, 12), "4000"
        yield f"{kind}-300000.xlsx", xlsx_of(frame)


def _write_file(home: Path, rows: int, data: bytes) -> Path:
    path = home / f"leads-{rows}.csv"
    path.write_bytes(data)
    return path


def _first_pages(browser: Browser, address: str, path: Path) -> None:
    """Print the time from the drop to Match columns on the screen, and from Continue to the first page of Review."""
    matches, grids = [], []
    for _ in range(TIMES):
        with new_page(browser, address, UPLOAD) as screen:
            matches.append(screen.drop(path))
            screen.settle()
            grids.append(screen.click(CONTINUE, GRID))
    together = median(one + other for one, other in zip(matches, grids, strict=True))
    print(
        f"  {path.name} ({path.stat().st_size / 1e6:.1f} MB): drop to Match columns {median(matches):.2f} s, "
        f"Continue to grid {median(grids):.2f} s, together {together:.2f} s"
    )


def _edits(browser: Browser, address: str, floor_address: str, path: Path) -> None:
    """Print the time from Enter to the new cell state, compared with a press of a button in an empty fragment."""
    results, floors, received = [], [], []
    with new_page(browser, address, UPLOAD) as screen, new_page(browser, floor_address, ".st-key-press") as empty:
        _open_review(screen, path)
        empty.page.locator(".st-key-press button").focus()
        for number in range(TIMES + 1):
            floors.append(empty.press("Enter", f'[data-pressed="{number + 1}"]'))
            screen.received.clear()
            results.append(screen.type_over(2 + number, f"98765{number:05}"))
            screen.settle()
            received.append(sum(screen.received))
    floor, result = median(floors[1:]), median(results[1:])
    print(
        f"  {path.name}, all bad: Enter to result {result:.3f} s = {result / floor:.1f} × an empty fragment's "
        f"{floor:.3f} s; {median(received) / 1000:.0f} KB an edit"
    )


def _navigate(browser: Browser, address: str, path: Path) -> None:
    """Print the time of a filter, a cause's fix and its undo."""
    with new_page(browser, address, UPLOAD) as screen:
        _open_review(screen, path)
        rows = 100_000

        def tab(number: int, count: str) -> Callable[[], float]:
            return lambda: screen.click(
                f".st-key-tab button >> nth={number}", f'[data-callsheet="grid"][data-rows="{count}"]'
            )

        fixed = (f'{ERRORS}[data-value="0"]', f'{ERRORS}[data-value="{rows}"]')
        actions: dict[str, list[Callable[[], float]]] = {
            "filter": [tab(2, "1"), tab(0, f"{rows}")],
            f"fix of {rows:,} rows": [lambda: screen.click(".st-key-fix_0 button", fixed[0])],
            "its undo": [lambda: screen.click(".st-key-undo button", fixed[1])],
        }
        waits: dict[str, list[float]] = {name: [] for name in actions}
        for _ in range(TIMES):
            for name, steps in actions.items():
                for step in steps:
                    waits[name].append(step())
                    screen.settle()
    print("  " + ", ".join(f"{name} {median(times):.2f} s" for name, times in waits.items()))


def _scroll(browser: Browser, address: str, path: Path) -> None:
    """Print how long rows stay blank while all rows are scrolled, by wheel and by jumps of the scroll bar."""
    with new_page(browser, address, UPLOAD) as screen:
        _open_review(screen, path)
        screen.click(".st-key-tab button >> nth=1", f'[data-callsheet="grid"][data-rows="{MILLION}"]')
        screen.settle()
        blanks = {"wheel": screen.wheel(90), "jumps": screen.jump(40)}
    for name, times in blanks.items():
        times.sort()
        milliseconds = [round(time * 1000) for time in times] or [0]
        print(
            f"  {MILLION:,} rows, {name}: rows blank {len(times)} times, median {median(milliseconds):.0f} ms, "
            f"95 % below {milliseconds[int(len(milliseconds) * 0.95)]} ms, longest {milliseconds[-1]} ms"
        )


def _memory(browser: Browser, ours: Running, home: Path) -> None:
    """Print the memory of six sessions, each with a file of 200,000 rows and one edit."""
    with new_page(browser, ours.address, UPLOAD) as screen:
        _open_review(screen, _write_file(home, 300, bad_leads(300)))
    before = ours.memory()
    with ExitStack() as stack:
        memory = []
        for number in range(SESSIONS):
            screen = stack.enter_context(new_page(browser, ours.address, UPLOAD))
            _open_review(screen, _write_file(home, 200_000, bad_leads(200_000, number)))
            screen.type_over(2, "9876543210")
            screen.settle()
            memory.append(ours.memory() - before)
    per_session = (memory[-1] - memory[0]) / (SESSIONS - 1)
    print(
        f"  {SESSIONS} sessions of 200,000 bad rows in one process: {before / 1e6:.0f} MB before, the first adds "
        f"{memory[0] / 1e6:.0f} MB, every further one {per_session / 1e6:.0f} MB, "
        f"{(before + memory[-1]) / 1e6:.0f} MB with all"
    )


def _open_review(screen: Screen, path: Path) -> None:
    screen.drop(path)
    screen.settle()
    screen.click(CONTINUE, GRID)
    screen.settle()


def bad_leads(rows: int, seed: int = 0) -> bytes:
    """A CSV of rows × 5, about 50 bytes per row, in which no number is valid."""
    lines = (f"98765{row % 1000:03},Lead {seed}{row},Mumbai,home_loan,{row * 10}" for row in range(rows))
    return ("phone_number,name,city,product_interest,last_purchase_value\n" + "\n".join(lines) + "\n").encode()


def mixed_million() -> bytes:
    """A CSV of a million rows, of which every seventh is wrong."""
    lines = (f"{9_000_000_000 + row if row % 7 else 98765},Lead {row},Pune,home_loan" for row in range(MILLION))
    return ("phone_number,name,city,product\n" + "\n".join(lines) + "\n").encode()


def leads_with_decimals(rows: int) -> bytes:
    """A CSV of numbers that end in .0 (one cause with one fix), and one valid number at the end."""
    lines = "".join(f"9{800_000_000 + row}.0,Lead {row}\n" for row in range(rows))
    return f"phone_number,name\n{lines}9123456789,Good\n".encode()
