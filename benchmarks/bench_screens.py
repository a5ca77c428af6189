"""Seconds a person waits, in a real browser on the real app, beside the floor of an empty fragment in the same run.

Medians of ten, `CALLSHEET_BENCH_TIMES` says another number. Every file is measured as first uploads are, all rows bad,
and in a mix of good and bad. Bytes are those of the websocket, memory is that of the process which shows the pages.
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
UPLOAD = ".st-key-upload"
ERRORS = '[data-count="errors"]'


def run() -> None:
    """Print the medians."""
    with ExitStack() as stack:
        browser = stack.enter_context(chromium(install()))
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        floor_page = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("floor_page.py"))]
        floor_at = stack.enter_context(running([*floor_page, "--server.port"], {})).address
        our = stack.enter_context(running(APP, {"CALLSHEET_HOME": str(home)}))
        _memory(browser, our, home)
        for name, data in _files():
            (home / name).write_bytes(data)
            _first_pages(browser, our.address, home / name)
        for rows in (1_000, 200_000):
            _edits(browser, our.address, floor_at, _written(home, rows, bad_leads(rows)))
        _moves(browser, our.address, _written(home, 100_001, doubled(100_000)))


def _files() -> Iterator[tuple[str, bytes]]:
    yield "bad-1000.csv", bad_leads(1_000)
    yield "bad-200000.csv", bad_leads(200_000)
    yield "mixed-200000.csv", csv_of(frame_of(mixed(200_000)))
    for kind, numbers in (("bad", [f"98765{row % 1000:03}" for row in range(300_000)]), ("mixed", mixed(300_000))):
        frame = frame_of(numbers)
        frame["name"], frame["last_purchase_value"] = frame["name"].str.slice(0, 12), "4000"
        yield f"{kind}-300000.xlsx", xlsx_of(frame)


def _written(home: Path, rows: int, data: bytes) -> Path:
    path = home / f"leads-{rows}.csv"
    path.write_bytes(data)
    return path


def _first_pages(browser: Browser, address: str, path: Path) -> None:
    """Drop to painted Match columns, and Continue to the painted first page of Review."""
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


def _edits(browser: Browser, address: str, floor_at: str, path: Path) -> None:
    """Enter to the painted verdict, each time beside a press that an empty fragment answers."""
    verdicts, floors, received = [], [], []
    with new_page(browser, address, UPLOAD) as screen, new_page(browser, floor_at, ".st-key-press") as empty:
        _reviewed(screen, path)
        empty.page.locator(".st-key-press button").focus()
        for number in range(TIMES + 1):
            floors.append(empty.press("Enter", f'[data-pressed="{number + 1}"]'))
            screen.received.clear()
            verdicts.append(screen.type_over(2 + number, f"98765{number:05}"))
            screen.settle()
            received.append(sum(screen.received))
    floor, verdict = median(floors[1:]), median(verdicts[1:])
    print(
        f"  {path.name}, all bad: Enter to verdict {verdict:.3f} s = {verdict / floor:.1f} × an empty fragment's "
        f"{floor:.3f} s; {median(received) / 1000:.0f} KB an edit"
    )


def _moves(browser: Browser, address: str, path: Path) -> None:
    """Filter, page, search, a cause's fix and its undo."""
    with new_page(browser, address, UPLOAD) as screen:
        _reviewed(screen, path)
        rows = 100_000

        def tab(number: int, count: str) -> Callable[[], float]:
            return lambda: screen.click(
                f".st-key-tab button >> nth={number}", f'[data-callsheet="grid"][data-rows="{count}"]'
            )

        def page(number: int) -> Callable[[], float]:
            first = f'[data-callsheet="grid"] [data-row="{2 + (number - 1) * 50}"]'
            return lambda: screen.click(f'[data-testid="stPagination"] button:has-text("{number}")', first)

        fixed = (f'{ERRORS}[data-value="0"]', f'{ERRORS}[data-value="{rows}"]')
        acts: dict[str, list[Callable[[], float]]] = {
            "filter": [tab(2, "1"), tab(0, "50")],
            "page": [page(2), page(1)],
            f"fix of {rows:,} rows": [lambda: screen.click(".st-key-fix_0 button", fixed[0])],
            "its undo": [lambda: screen.click(".st-key-undo button", fixed[1])],
        }
        waits: dict[str, list[float]] = {name: [] for name in acts}
        for _ in range(TIMES):
            for name, several in acts.items():
                for act in several:
                    waits[name].append(act())
                    screen.settle()
    print("  " + ", ".join(f"{name} {median(times):.2f} s" for name, times in waits.items()))


def _memory(browser: Browser, our: Running, home: Path) -> None:
    """What six sessions with a file of 200,000 rows hold, each with an edit."""
    with new_page(browser, our.address, UPLOAD) as screen:
        _reviewed(screen, _written(home, 300, bad_leads(300)))
    before = our.memory()
    with ExitStack() as stack:
        held = []
        for number in range(SESSIONS):
            screen = stack.enter_context(new_page(browser, our.address, UPLOAD))
            _reviewed(screen, _written(home, 200_000, bad_leads(200_000, number)))
            screen.type_over(2, "9876543210")
            screen.settle()
            held.append(our.memory() - before)
    each = (held[-1] - held[0]) / (SESSIONS - 1)
    print(
        f"  {SESSIONS} sessions of 200,000 bad rows in one process: {before / 1e6:.0f} MB before, the first adds "
        f"{held[0] / 1e6:.0f} MB, each further one {each / 1e6:.0f} MB, {(before + held[-1]) / 1e6:.0f} MB with all"
    )


def _reviewed(screen: Screen, path: Path) -> None:
    screen.drop(path)
    screen.settle()
    screen.click(CONTINUE, GRID)
    screen.settle()


def bad_leads(rows: int, seed: int = 0) -> bytes:
    """A CSV of rows × 5, about 50 bytes a row, no number of which can be called."""
    lines = (f"98765{row % 1000:03},Lead {seed}{row},Mumbai,home_loan,{row * 10}" for row in range(rows))
    return ("phone_number,name,city,product_interest,last_purchase_value\n" + "\n".join(lines) + "\n").encode()


def doubled(rows: int) -> bytes:
    """A CSV of numbers that end in .0, one cause with one remedy, and one good number below."""
    lines = "".join(f"9{800_000_000 + row}.0,Lead {row}\n" for row in range(rows))
    return f"phone_number,name\n{lines}9123456789,Good\n".encode()
