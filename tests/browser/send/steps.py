"""Shared by the tests of sending: files of leads, the way to the Send step, counts from ledger and receipt."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.wizard import PATIENCE

if TYPE_CHECKING:
    from tests.browser.wizard import App, Wizard


def lead_file(number: int, first: int = 0) -> bytes:
    lines = [f"98{first + index:08},Lead {index}\n" for index in range(number)]
    return ("phone_number,name\n" + "".join(lines)).encode()


def go_to_send(wizard: Wizard, app: App, data: bytes) -> str:
    """Go to the Send step and return its address."""
    wizard.open(app.address)
    wizard.review("leads.csv", data)
    wizard.press("continue")
    expect(wizard.page.locator(".st-key-send button")).to_be_enabled(timeout=PATIENCE)
    return wizard.page.url


def expect_receipt(wizard: Wizard, words: str) -> None:
    """Wait for a receipt with this heading."""
    expect(wizard.page.get_by_role("heading", name=words)).to_be_visible(timeout=3 * PATIENCE)


def submission_count(app: App) -> int:
    with closing(sqlite3.connect(app.home / "callsheet.db")) as database:
        return int(database.execute("SELECT count(*) FROM submissions").fetchone()[0])


def sent_part_count(app: App) -> int:
    with closing(sqlite3.connect(app.home / "callsheet.db")) as database:
        return int(database.execute("SELECT count(*) FROM parts WHERE state = 'acked'").fetchone()[0])
