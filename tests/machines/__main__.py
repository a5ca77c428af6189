"""`make machines`: parts of a hosted Callsheet die at any time and PostgreSQL fails over; nothing twice, nothing lost.

python -m tests.machines 180 1      three minutes of faults, seed 1
"""

from __future__ import annotations

import logging
import random
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

import requests
from playwright.sync_api import expect, sync_playwright
from sqlalchemy.exc import SQLAlchemyError

from callsheet.errors import CallsheetError
from callsheet.sending import SendRequest, SendService, server_name
from callsheet.settings import Settings
from callsheet.store import PartLimits, SubmissionState, open_store
from tests.browser.install import install
from tests.browser.wizard import Wizard
from tests.machines.layout import cut, leads_by_number, running_layout, set_read_only
from tests.sending.bench import check_file
from tests.support.postgresql import run_postgresql

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.machines.layout import Layout

T = TypeVar("T")
LEADS, ROWS_PER_PART = 40, 10
READ_ONLY_SECONDS = 30
PATIENCE_MILLISECONDS = 120_000
SETTLE_SECONDS = 300
KINDS = ("app", "backend", "backend", "sender", "sender", "restart", "cut", "read_only")


def numbers(first: int, count: int) -> bytes:
    """A file of valid numbers."""
    lines = [f"98{first + index:08},Lead {index}\n" for index in range(count)]
    return ("phone_number,name\n" + "".join(lines)).encode()


class Load:
    """What goes on meanwhile: an operator who presses Send, and a client that uploads with a key until it is answered.

    Args:
        layout: all parts.
        home: the operator's data folder.
    """

    def __init__(self, layout: Layout, home: Path) -> None:
        self._layout = layout
        self.settings = Settings(home=home, database_url=layout.database, api_url=layout.api_url)
        self.store = open_store(self.settings)
        limits = PartLimits(rows=ROWS_PER_PART)
        self.service = SendService(self.store, server_name(self.settings), "Meera", quarantine_seconds=5, limits=limits)
        self.headers = {"Authorization": f"Bearer {layout.key}"}
        new = {"name": "Machines", "agent_id": "a", "from_phone_number": "+912234567890"}
        answer = requests.post(f"{layout.api_url}/campaigns", json=new, headers=self.headers, timeout=60)
        self.campaign = str(answer.json()["id"])
        self.pressed = self.uploaded = self.repeats = 0
        self.answers: Counter[str] = Counter()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=work) for work in (self._operate, self._upload)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after what has been begun."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _operate(self) -> None:
        while not self._stop.wait(0.5):
            report = check_file(numbers(1_000_000 + self.pressed * LEADS, LEADS))
            request = SendRequest(report=report, campaign_id=self.campaign, campaign_name="Machines", draft_id="draft")
            plan = self._until_done(partial(self.service.plan, request))
            self._until_done(partial(self.service.submit, request, plan))
            self.pressed += 1

    def _until_done(self, act: Callable[[], T]) -> T:
        while True:
            try:
                return act()
            except (SQLAlchemyError, CallsheetError):
                self.repeats += 1
                time.sleep(0.2)

    def _upload(self) -> None:
        url = f"{self._layout.api_url}/campaigns-leads/upload-file/{self.campaign}"
        while not self._stop.wait(0.5):
            data, key = numbers(50_000_000 + self.uploaded * LEADS, LEADS), {"Idempotency-Key": f"k{self.uploaded}"}
            while True:
                try:
                    files = {"file": ("leads.csv", data)}
                    answer = requests.post(url, files=files, headers=self.headers | key, timeout=60)
                    self.answers[str(answer.status_code)] += 1
                    if answer.status_code == requests.codes.created:
                        break
                except requests.RequestException:
                    self.answers["no answer"] += 1
                time.sleep(0.2)
            self.uploaded += 1

    def settle(self) -> int:
        """Resume what is held, until nothing is unfinished; returns how many sends are unfinished in the end."""
        ends = time.monotonic() + SETTLE_SECONDS
        while (unfinished := self.store.ledger.unfinished()) and time.monotonic() < ends:
            for submission in unfinished:
                if submission.state is SubmissionState.HELD:
                    self.service.resume(submission.id)
            time.sleep(0.5)
        return len(unfinished)


class Faults:
    """Does harm at random moments.

    Args:
        layout: all parts.
        chance: decides what and when.
        page: an open page of the app, which must come back after each fault.
    """

    def __init__(self, layout: Layout, chance: random.Random, page: Page) -> None:
        self._layout, self._chance, self._page = layout, chance, page
        self.done: Counter[str] = Counter()
        self.away: list[float] = []
        """Seconds until the page could be used again, a fault each."""

    def run(self, seconds: float) -> None:
        """Do harm for so many seconds; begins with one of each kind."""
        kinds = list(dict.fromkeys(KINDS))
        self._chance.shuffle(kinds)
        ends = time.monotonic() + seconds
        while kinds or time.monotonic() < ends:
            self._do(kinds.pop() if kinds else self._chance.choice(KINDS))
            self._await_page()
            self._layout.ready()
            time.sleep(self._chance.uniform(0, 3))

    def _do(self, kind: str) -> None:
        self.done[kind] += 1
        if kind == "restart":
            self._layout.postgresql.restart()
        elif kind == "cut":
            cut(self._layout.postgresql)
        elif kind == "read_only":
            set_read_only(self._layout.postgresql, is_on=True)
            time.sleep(READ_ONLY_SECONDS)
            set_read_only(self._layout.postgresql, is_on=False)
        else:
            part = self._chance.choice(self._layout.parts[kind])
            part.end()
            time.sleep(self._chance.uniform(0, 2))
            part.start()

    def _await_page(self) -> None:
        start = time.monotonic()
        expect(self._page.get_by_text("comes back by itself")).to_have_count(0, timeout=PATIENCE_MILLISECONDS)
        expect(self._page.get_by_label("Variable name of name")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
        self.away.append(time.monotonic() - start)


def main(seconds: int = 180, seed: int = 1) -> int:
    """Run the proof and print its figures.

    Returns:
        0 when nothing was called twice and nothing was lost.
    """
    logging.disable(logging.CRITICAL)
    program = install()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="callsheet-machines-")))
        postgresql = stack.enter_context(run_postgresql())
        layout = stack.enter_context(running_layout(postgresql, folder))
        print(f"running: {', '.join(part.name for part in layout.every_part)}; seed {seed}", flush=True)
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=program, args=["--no-sandbox"])
        stack.callback(browser.close)
        wizard = Wizard(browser.new_page(viewport={"width": 1366, "height": 768}))
        wizard.page.goto(layout.apps.address)
        wizard.match("leads.csv", numbers(90_000_000, 5))
        load = Load(layout, folder / "operator")
        load.start()
        faults = Faults(layout, random.Random(seed), wizard.page)
        faults.run(seconds)
        load.stop()
        layout.await_ready()
        unfinished = load.settle()
        return report(load, faults, layout, unfinished)


def report(load: Load, faults: Faults, layout: Layout, unfinished: int) -> int:
    """Compare what the backends hold with what was pressed and uploaded, and print it."""
    held = leads_by_number(layout.database)
    expected = LEADS * (load.pressed + load.uploaded)
    twice = sum(count > 1 for count in held.values())
    sent = sum(submission.rows_sent for submission in load.store.ledger.latest(100_000))
    texts = [requests.get(f"{part.address}/metrics", timeout=30).text for part in layout.parts["sender"]]
    active = sum("callsheet_sender_standing_by 0.0" in text for text in texts)
    load.store.engine.dispose()
    print("faults:", ", ".join(f"{kind} {count}" for kind, count in sorted(faults.done.items())))
    print(f"sends pressed {load.pressed}, uploads by a client {load.uploaded} (answers {dict(load.answers)})")
    print(f"presses that were repeated because the database was away: {load.repeats}")
    print(f"leads expected {expected}, there {sum(held.values())}, twice {twice}; ledger says sent {sent}")
    print(f"unfinished sends {unfinished}; active senders {active}; page away at most {max(faults.away):.1f} s")
    print(f"starts: {', '.join(f'{part.name} {part.starts}' for part in layout.every_part)}")
    is_right = sum(held.values()) == expected and sent == LEADS * load.pressed
    holds = is_right and not twice and not unfinished and active == 1
    print("holds" if holds else "BROKEN", flush=True)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
