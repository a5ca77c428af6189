"""Drives the four steps of the app as an operator does: drop a file, match columns, review, send."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests
from playwright.sync_api import expect

from tests.browser.backend_server import wait_until_answering

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.program import Program

PATIENCE = 30_000
BROKEN = "Something went wrong"


@dataclass(frozen=True)
class App:
    """A running app with an embedded backend.

    Args:
        address: of the app.
        home: its data folder.
        program: what serves it.
    """

    address: str
    home: Path
    program: Program

    @property
    def backend(self) -> dict[str, Any]:
        """The embedded backend's address and process id, from its `backend.json`, once it answers."""
        file = self.home / "backend.json"
        deadline = time.monotonic() + PATIENCE / 1000
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        announced: dict[str, Any] = json.loads(file.read_text("utf-8"))
        wait_until_answering(announced["url"], "/health")
        return announced

    @property
    def key(self) -> str:
        """The API key of the embedded backend."""
        return (self.home / "api-key").read_text("ascii").strip()

    def get(self, path: str) -> Any:
        """The JSON that the embedded backend answers for a path."""
        allowed = {"Authorization": f"Bearer {self.key}"}
        answer = requests.get(f"{self.backend['url']}/v1{path}", headers=allowed, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def wait_for_draft(self, words: str) -> None:
        """Wait until the saved mapping of a draft contains a text.

        Raises:
            AssertionError: not within `PATIENCE`.
        """
        deadline = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < deadline:
            with closing(sqlite3.connect(self.home / "callsheet.db")) as database:
                if any(words in str(mapping) for (mapping,) in database.execute("SELECT mapping FROM drafts")):
                    return
            time.sleep(0.05)
        raise AssertionError(words)

    def leads(self) -> list[dict[str, Any]]:
        """All leads of the sandbox campaign."""
        campaign = self.get("/campaigns")["data"][0]["id"]
        leads: list[dict[str, Any]] = []
        while True:
            page = self.get(f"/campaigns/{campaign}/leads?limit=100&page={len(leads) // 100 + 1}")
            leads.extend(page["data"])
            if len(leads) >= page["meta"]["total"] or not page["data"]:
                return leads


class Wizard:
    """The four steps in one browser tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_selector(".st-key-upload", timeout=PATIENCE)

    def drop(self, name: str, data: bytes) -> None:
        """Drop a file; where other tests have made campaigns and none is preset, choose the sandbox's."""
        self.page.locator(".st-key-campaign input").wait_for(timeout=PATIENCE)  # drawn later than what is around it
        campaign = self.page.get_by_role("combobox", name="Campaign", exact=True)
        if campaign.count() and not campaign.input_value():
            campaign.click()
            self.page.get_by_role("option", name="Sandbox campaign").click()
            self.expect_text("May call")
            self.wait_until_idle()
        self.page.set_input_files(
            ".st-key-upload input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        )

    def match(self, name: str, data: bytes) -> None:
        """Drop a file and wait for the Match columns step."""
        self.drop(name, data)
        expect(self.heading("Match columns")).to_be_visible(timeout=PATIENCE)
        self.wait_until_idle()

    def review(self, name: str, data: bytes) -> None:
        """Drop a file, accept the suggested columns and wait for the Review step."""
        self.match(name, data)
        self.press("continue")
        self.wait_for_grid()

    def heading(self, words: str) -> Locator:
        return self.page.get_by_role("heading", name=words)

    def wait_for_grid(self) -> None:
        """Wait for the rows and for Review's own buttons: the page shows those of Match until it draws them."""
        self.page.wait_for_selector('[data-callsheet="grid"] [role="rowgroup"]', timeout=PATIENCE)
        expect(self.page.locator(".st-key-continue button")).to_contain_text("Continue with", timeout=PATIENCE)

    def press(self, key: str) -> None:
        """Click a button; with a tooltip Streamlit renders it twice and hides one of the two."""
        self.page.locator(f".st-key-{key} button").filter(visible=True).click()

    def cell(self, row: int, column: str = "phone_number") -> Locator:
        return self.page.locator(f'[data-row="{row}"][data-column="{column}"]')

    def type_into(self, row: int, text: str, column: str = "phone_number") -> None:
        self.cell(row, column).click()
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def expect_counts(self, **counts: int) -> None:
        for name, value in counts.items():
            count = f'[data-count="{name}"]'
            # The step before also shows its counts until the run of the new step has ended.
            expect(self.page.locator(count)).to_have_count(1, timeout=PATIENCE)
            expect(self.page.locator(f'{count}[data-value="{value}"]')).to_have_count(1, timeout=PATIENCE)

    def download(self, key: str) -> tuple[str, bytes]:
        with self.page.expect_download() as download:
            self.press(key)
        return download.value.suggested_filename, download.value.path().read_bytes()

    def expect_text(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)

    def wait_until_idle(self) -> None:
        """Wait until Streamlit runs no script for this page."""
        state = self.page.locator('[data-testid="stApp"]')
        expect(state).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
        self.page.wait_for_timeout(200)

    def expect_no_error(self) -> None:
        """Assert that the page shows no traceback and no error message."""
        assert self.page.locator('[data-testid="stException"]').count() == 0
        assert BROKEN not in self.page.inner_text("body")
