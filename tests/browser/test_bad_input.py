from __future__ import annotations

import csv
import io
import os
import re
import signal
import socket
from contextlib import closing
from typing import TYPE_CHECKING

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.browser.server import Server
    from tests.browser.walk import App


pytestmark = pytest.mark.browser
LEADS = b"phone_number,name\n9876543210,Priya\n9123456789,Rahul\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["phone_number", "name"])
    for number in range(400):
        book.active.append([f"98765{number:05}", f"Lead {number}"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_password() -> bytes:
    """The head of a compound file that holds an encrypted package, as Excel writes it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


REFUSED = {
    "nothing in it": ("leads.csv", b"", "This file is empty"),
    "only line ends": ("leads.csv", b"\n\n\n", "This file is empty"),
    "a picture": ("leads.csv", PNG, "Save your leads as CSV or Excel"),
    "a PDF": ("leads.csv", b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 40, "Save your leads as CSV or Excel"),
    "a password": ("leads.xlsx", with_password(), "Save it without one"),
    "cut off": ("leads.xlsx", workbook()[:3000], "Open it in Excel, save it again"),
    "only a header": ("leads.csv", b"phone_number,name\n", "no leads below"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_taken_gets_a_plain_sentence(walk: Walk, case: str) -> None:
    """What is wrong and what to do, on a page that takes the next file at once."""
    name, data, words = REFUSED[case]
    walk.drop(name, data)
    walk.says(words)
    walk.is_alive()
    walk.review("leads.csv", LEADS)
    walk.expect_counts(rows=2, ready=2)


def test_columns_with_one_name_stay_apart(walk: Walk) -> None:
    """Two columns called Notes become two variables, and both are sent."""
    walk.match("leads.csv", b"phone_number,Notes,Notes\n9876543210,warm,call late\n")
    walk.says("2 variables")
    walk.press("continue")
    walk.expect_counts(rows=1, ready=1)
    walk.page.get_by_text("All 1").click()
    expect(walk.page.locator('[data-row="2"][data-place="1"]')).to_contain_text("warm")
    expect(walk.page.locator('[data-row="2"][data-place="2"]')).to_contain_text("call late")


def test_with_seventeen_more_columns_the_app_proposes_fifteen(walk: Walk) -> None:
    """Two are left out, the operator is told and may choose others; the upload carries fifteen."""
    columns = [f"column_{place}" for place in range(1, 18)]
    values = [f"v{place}" for place in range(1, 18)]
    target = io.StringIO()
    csv.writer(target).writerows([["phone_number", *columns], ["9876543210", *values]])
    walk.match("leads.csv", target.getvalue().encode())
    walk.says("15 variables")
    walk.says("2 columns are left out")
    walk.press("continue")
    walk.expect_counts(rows=1, ready=1)
    walk.is_alive()


def test_with_every_row_bad_nothing_can_be_sent(walk: Walk) -> None:
    """The counts say so, and the way on is closed until one is fixed."""
    walk.review("leads.csv", b"phone_number,name\n" + b"12,Priya\n" * 300)
    walk.expect_counts(rows=300, ready=0, errors=300)
    expect(walk.page.locator(".st-key-continue button")).to_be_disabled()
    walk.type_into(2, "9876543210")
    walk.expect_counts(ready=1, errors=299)
    expect(walk.page.locator(".st-key-continue button")).to_be_enabled()


def test_one_bad_row_of_a_hundred_thousand_is_found(walk: Walk) -> None:
    """It is the only row on the first screen, under its number in the file."""
    rows = "".join(f"9{number:09},Lead\n" for number in range(800_000_000, 800_099_999))
    walk.review("leads.csv", f"phone_number,name\n{rows}77,Lead\n".encode())
    walk.expect_counts(rows=100_000, ready=99_999, errors=1)
    expect(walk.cell(100_001)).to_contain_text("too few digits")
    assert walk.page.locator('[data-column="phone_number"]').count() == 1


def test_a_server_that_is_not_there_gets_a_plain_sentence(start_app: Callable[..., App], browser: Browser) -> None:
    """The address leads nowhere: the page says what to check and stays usable."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{probe.getsockname()[1]}/v1"
    app = start_app(CALLSHEET_API_URL=nowhere, CALLSHEET_API_KEY="any")
    page = browser.new_page()
    page.goto(app.address)
    expect(page.get_by_text("The server does not answer")).to_be_visible(timeout=30_000)
    Walk(page).is_alive()
    page.close()


def test_a_backend_that_dies_before_the_send_is_told_and_nothing_is_lost(
    start_app: Callable[..., App], browser: Browser
) -> None:
    """It is started again; where a send met it dead the page says so, and a second press sends each lead once."""
    app = start_app()
    walk = Walk(browser.new_page())
    walk.open(app.address)
    walk.review("leads.csv", LEADS)
    walk.press("continue")
    expect(walk.page.locator(".st-key-send button")).to_be_visible(timeout=30_000)
    os.kill(app.backend["pid"], signal.SIGKILL)
    walk.press("send")
    finished = walk.page.locator(".st-key-start_over button")
    told = walk.page.get_by_text("The server was not reached")
    expect(finished.or_(told).first).to_be_visible(timeout=30_000)
    if told.count():
        walk.press("send")
    expect(finished).to_be_visible(timeout=30_000)
    walk.is_alive()
    assert sorted(lead["phone_number"] for lead in app.leads()) == ["+919123456789", "+919876543210"]


def test_a_server_that_goes_away_at_the_send_leaves_every_lead_ready(
    start_app: Callable[..., App], start_server: Callable[[], Server], browser: Browser
) -> None:
    """Nothing was sent, and the page says so; when the server is back, the same press sends each lead once."""
    server = start_server()
    app = start_app(CALLSHEET_API_URL=f"{server.address}/v1", CALLSHEET_API_KEY=server.key)
    walk = Walk(browser.new_page())
    walk.open(app.address)
    walk.review("leads.csv", LEADS)
    walk.press("continue")
    expect(walk.page.locator(".st-key-send button")).to_be_visible(timeout=30_000)
    server.stop()
    walk.press("send")
    expect(walk.page.get_by_text(re.compile("not reached|does not answer")).first).to_be_visible(timeout=30_000)
    walk.is_alive()
    server.start()
    walk.page.reload()
    expect(walk.page.locator(".st-key-send button")).to_be_enabled(timeout=30_000)
    walk.press("send")
    expect(walk.page.locator(".st-key-start_over button")).to_be_visible(timeout=30_000)
    assert sorted(server.numbers()) == ["+919123456789", "+919876543210"]


def test_a_campaign_that_is_gone_gets_a_plain_sentence(
    start_app: Callable[..., App], start_server: Callable[[], Server], browser: Browser
) -> None:
    """A draft whose campaign the server no longer knows says so, and keeps its file."""
    server = start_server()
    app = start_app(CALLSHEET_API_URL=f"{server.address}/v1", CALLSHEET_API_KEY=server.key)
    walk = Walk(browser.new_page())
    walk.open(app.address)
    walk.match("leads.csv", LEADS)
    server.forget_campaigns()
    walk.page.reload()
    walk.says("does not know this campaign")
    walk.is_alive()


def test_a_wrong_key_gets_a_plain_sentence(start_app: Callable[..., App], browser: Browser, app: App) -> None:
    """The key is named as the thing to check; the key itself is nowhere on the page."""
    url = f"{app.backend['url']}/v1"
    other = start_app(CALLSHEET_API_URL=url, CALLSHEET_API_KEY="wrong-key-of-nobody")
    page = browser.new_page()
    page.goto(other.address)
    expect(page.get_by_text("does not accept the API key")).to_be_visible(timeout=30_000)
    assert "wrong-key-of-nobody" not in page.content()
    Walk(page).is_alive()
    page.close()
