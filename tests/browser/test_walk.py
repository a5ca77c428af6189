from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlwt
from playwright.sync_api import expect

from tests.browser.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.browser.walk import App


pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[1] / "samples"
LEADS = [
    ("Mobile No.", "Customer Name", "Appointment Date"),
    ("98200 10001", "Priya Sharma", "1 December"),
    ("98200100", "Rahul Mehra", "2 December"),
    ("+33 6 12 34 56 78", "=Vikram", "3 December"),
    ("+919820010001", "Priya S.", "1 December"),
    ("9820010004", "Neha Gupta", ""),
    ("", "Nobody", "4 December"),
]


def as_csv(rows) -> bytes:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue().encode()


def as_xlsx(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def as_xls(rows) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Leads")
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(place, column, value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def documentation() -> list[list[str]]:
    with (SAMPLES / "documentation.csv").open(newline="") as file:
        return list(csv.reader(file))


def test_the_whole_walk(start_app: Callable[..., App], browser: Browser) -> None:
    """Drop, match, fix by keyboard, refresh, download, send: the server holds exactly those leads, in E.164."""
    app = start_app()
    walk = Walk(browser.new_page())
    walk.open(app.address)
    walk.match("leads.csv", as_csv(LEADS))
    walk.says("look like phone numbers")
    expect(walk.page.get_by_label("Variable name of Appointment Date")).to_have_value("appointment_date")
    walk.press("continue")
    walk.grid_is_there()
    walk.expect_counts(rows=6, ready=2, errors=3, duplicates=1, blank=0, left_out=0)
    expect(walk.cell(3)).to_contain_text("too few digits")
    walk.cell(3).focus()
    walk.page.keyboard.press("F2")
    walk.page.keyboard.press("End")
    walk.page.keyboard.type("02")
    walk.page.keyboard.press("Enter")
    walk.expect_counts(ready=3, errors=2)
    walk.page.reload()
    walk.grid_is_there()
    walk.expect_counts(rows=6, ready=3, errors=2, duplicates=1)
    check_error_workbook(walk.download("download_errors_xlsx"))
    check_error_csv(walk.download("download_errors_csv"))
    walk.press("continue")
    expect(walk.page.locator(".st-key-send button")).to_have_text("Send 3 leads to Sandbox campaign")
    walk.press("send")
    walk.says("3 leads")
    expect(walk.page.locator(".st-key-start_over button")).to_be_visible(timeout=30_000)
    sent = {(lead["phone_number"], lead["notes"].get("customer_name")) for lead in app.leads()}
    assert sent == {
        ("+919820010001", "Priya Sharma"),
        ("+919820010002", "Rahul Mehra"),
        ("+919820010004", "Neha Gupta"),
    }
    assert len(app.leads()) == 3
    walk.page.reload()
    expect(walk.page.locator(".st-key-start_over button")).to_be_visible(timeout=30_000)
    assert walk.page.locator(".st-key-send button").count() == 0
    walk.is_alive()


def check_error_workbook(download) -> None:
    """The rows that stay behind, phones as text, bad cells red with a comment, each with its reason."""
    name, data = download
    assert name.endswith(".xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows())
    assert [cell.value for cell in rows[0]][1:4] == list(LEADS[0])
    assert [row[0].value for row in rows[1:]] == [4, 5, 7]
    assert rows[1][1].value == "+33 6 12 34 56 78"
    assert rows[1][1].data_type == "s"
    assert "country not enabled" in rows[1][1].comment.text
    assert rows[1][1].fill.fgColor.rgb.endswith("FDECEC")
    assert rows[1][2].value == "=Vikram"
    assert rows[1][2].data_type == "s"
    assert any("same number as row 2" in str(cell.value) for cell in rows[2])


def check_error_csv(download) -> None:
    """The same rows; what a spreadsheet would run is escaped, `+` and digits are not."""
    name, data = download
    assert name.endswith(".csv")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["4", "5", "7"]
    assert rows[1][2] == "'=Vikram"
    assert rows[2][1] == "+919820010001"


@pytest.mark.parametrize(("name", "make"), [("leads.xlsx", as_xlsx), ("leads.xls", as_xls)])
def test_a_workbook_walks_the_same_way(walk: Walk, name: str, make: Callable[..., object]) -> None:
    """The file of the documentation, as a workbook: two leads, four variables, nothing to fix."""
    walk.match(name, make(documentation()))
    walk.says("4 variables")
    walk.press("continue")
    walk.expect_counts(rows=2, ready=2, errors=0)
    walk.press("continue")
    expect(walk.page.locator(".st-key-send button")).to_be_visible(timeout=30_000)
    walk.is_alive()


def test_a_refresh_in_every_step_comes_back_to_it(walk: Walk, app: App) -> None:
    """Match columns with a changed name, Review with an edit, Send: each stands there again after a reload."""
    walk.match("leads.csv", as_csv(LEADS))
    name = walk.page.get_by_label("Variable name of Customer Name")
    name.fill("person_called")
    name.press("Enter")
    app.keeps("person_called")
    walk.page.reload()
    expect(name).to_have_value("person_called", timeout=30_000)
    walk.press("continue")
    walk.grid_is_there()
    walk.type_into(7, "9820010007")
    walk.expect_counts(ready=3)
    walk.page.reload()
    walk.grid_is_there()
    walk.expect_counts(ready=3)
    walk.press("continue")
    expect(walk.heading("Send")).to_be_visible()
    walk.page.reload()
    expect(walk.page.locator(".st-key-send button")).to_contain_text("3 leads", timeout=30_000)
    walk.press("back")
    walk.grid_is_there()
    expect(walk.cell(7)).to_have_count(0)
    walk.expect_counts(ready=3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_window_works_and_nothing_is_fetched_from_elsewhere(browser: Browser, app: App, scheme: str) -> None:
    """At 820 pixels no step scrolls sideways, in light and dark, and each request goes to our own server."""
    context = browser.new_context(viewport={"width": 820, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    walk = Walk(page)
    walk.open(app.address)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    walk.match("leads.csv", as_csv(LEADS))
    assert not page.evaluate(wide)
    walk.press("continue")
    walk.grid_is_there()
    assert not page.evaluate(wide)
    walk.press("continue")
    expect(page.locator(".st-key-send button")).to_be_visible()
    assert not page.evaluate(wide)
    assert asked == {app.address.split("/")[2]}
    context.close()


def test_a_cold_deep_link_opens_the_page(start_app: Callable[..., App], browser: Browser) -> None:
    """The first request of a fresh server may be for the page by its own name, or for a draft that is gone."""
    app = start_app()
    page = browser.new_page()
    page.goto(f"{app.address}/import_leads")
    expect(page.get_by_role("heading", name="Upload your leads")).to_be_visible(timeout=30_000)
    page.goto(f"{app.address}/?draft=nothing-is-here")
    expect(page.get_by_text("no longer kept")).to_be_visible(timeout=30_000)
    page.close()
