"""What the tests of sending share: files to send, the way to the Send step, what ledger and receipt say."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.walk import PATIENCE

if TYPE_CHECKING:
    from tests.browser.walk import App, Walk


def many(number: int, first: int = 0) -> bytes:
    lines = [f"98{first + place:08},Lead {place}\n" for place in range(number)]
    return ("phone_number,name\n" + "".join(lines)).encode()


def to_send(walk: Walk, app: App, data: bytes) -> str:
    """Walk to the Send step; its address comes back."""
    walk.open(app.address)
    walk.review("leads.csv", data)
    walk.press("continue")
    expect(walk.page.locator(".st-key-send button")).to_be_enabled(timeout=PATIENCE)
    return walk.page.url


def sent(walk: Walk, words: str) -> None:
    """Wait until the receipt says so."""
    expect(walk.page.get_by_role("heading", name=words)).to_be_visible(timeout=3 * PATIENCE)


def submissions(app: App) -> int:
    with closing(sqlite3.connect(app.home / "callsheet.db")) as database:
        return int(database.execute("SELECT count(*) FROM submissions").fetchone()[0])


def parts_sent(app: App) -> int:
    with closing(sqlite3.connect(app.home / "callsheet.db")) as database:
        return int(database.execute("SELECT count(*) FROM parts WHERE state = 'acked'").fetchone()[0])
