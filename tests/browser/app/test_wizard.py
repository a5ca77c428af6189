from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.wizard import PATIENCE, Wizard
from tests.support.files.openpyxl_sheets import active_sheet
from tests.support.files.workbooks import as_xls, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "samples"
LEADS = [
    ("Mobile No.", "Customer Name", "Appointment Date"),
    ("98200 10001", "Priya Sharma", "1 December"),
    ("98200100", "Rahul Mehra", "2 December"),
    ("+33 6 12 34 56 78", "=Vikram", "3 December"),
    ("+919820010001", "Priya S.", "1 December"),
    ("9820010004", "Neha Gupta", ""),
    ("", "Nobody", "4 December"),
]


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue().encode()


def documentation() -> list[list[str]]:
    with (SAMPLES / "documentation.csv").open(newline="") as file:
        return list(csv.reader(file))


def test_a_file_goes_from_upload_to_receipt(start_app: Callable[..., App], browser: SharedBrowser) -> None:
    """Upload, match, fix by keyboard, reload, download, send: the server has exactly those leads, in E.164."""
    app = start_app()
    wizard = Wizard(browser.new_page())
    wizard.open(app.address)
    wizard.match("leads.csv", as_csv(LEADS))
    wizard.expect_text("Phone numbers in")
    expect(wizard.page.get_by_label("Variable name of Appointment Date")).to_have_value("appointment_date")
    wizard.press("continue")
    wizard.wait_for_grid()
    wizard.expect_counts(rows=6, ready=2, errors=3, duplicates=1, blank=0, left_out=0)
    expect(wizard.cell(3)).to_contain_text("too few digits")
    wizard.cell(3).focus()
    wizard.page.keyboard.press("F2")
    wizard.page.keyboard.press("End")
    wizard.page.keyboard.type("02")
    wizard.page.keyboard.press("Enter")
    wizard.expect_counts(ready=3, errors=2)
    wizard.page.reload()
    wizard.wait_for_grid()
    wizard.expect_counts(rows=6, ready=3, errors=2, duplicates=1)
    check_error_workbook(wizard.download("download_errors_xlsx"))
    check_error_csv(wizard.download("download_errors_csv"))
    wizard.press("continue")
    expect(wizard.page.locator(".st-key-send button")).to_have_text("Send 3 leads to Sandbox campaign")
    wizard.press("send")
    wizard.expect_text("3 leads")
    expect(wizard.page.locator(".st-key-start_over button")).to_be_visible(timeout=PATIENCE)
    sent = {(lead["phone_number"], lead["notes"].get("customer_name")) for lead in app.leads()}
    assert sent == {
        ("+919820010001", "Priya Sharma"),
        ("+919820010002", "Rahul Mehra"),
        ("+919820010004", "Neha Gupta"),
    }
    assert len(app.leads()) == 3
    wizard.page.reload()
    expect(wizard.page.locator(".st-key-start_over button")).to_be_visible(timeout=PATIENCE)
    assert wizard.page.locator(".st-key-send button").count() == 0
    wizard.expect_no_error()


def check_error_workbook(download: tuple[str, bytes]) -> None:
    """Assert that the workbook has the rows not sent: phones as text, bad cells red with a comment, a reason a row."""
    name, data = download
    assert name.endswith(".xlsx")
    rows = list(active_sheet(openpyxl.load_workbook(io.BytesIO(data))).iter_rows())
    assert [cell.value for cell in rows[0]][1:4] == list(LEADS[0])
    assert [row[0].value for row in rows[1:]] == [4, 5, 7]
    assert rows[1][1].value == "+33 6 12 34 56 78"
    assert rows[1][1].data_type == "s"
    assert rows[1][1].comment is not None
    assert "country not enabled" in rows[1][1].comment.text
    assert rows[1][1].fill.fgColor.rgb.endswith("FDECEC")
    assert rows[1][2].value == "=Vikram"
    assert rows[1][2].data_type == "s"
    assert any("same number as row 2" in str(cell.value) for cell in rows[2])


def check_error_csv(download: tuple[str, bytes]) -> None:
    """Assert that the CSV has the same rows and escapes formulas, but not `+` and digits."""
    name, data = download
    assert name.endswith(".csv")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["4", "5", "7"]
    assert rows[1][2] == "'=Vikram"
    assert rows[2][1] == "+919820010001"


@pytest.mark.nightly
@pytest.mark.parametrize(("name", "make"), [("leads.xlsx", as_xlsx), ("leads.xls", as_xls)])
def test_a_workbook_passes_every_step(
    wizard: Wizard, name: str, make: Callable[[Sequence[Sequence[str]]], bytes]
) -> None:
    """The documentation's file as a workbook gives two leads and four variables, and nothing to fix."""
    wizard.match(name, make(documentation()))
    wizard.expect_text("4 variables")
    wizard.press("continue")
    wizard.expect_counts(rows=2, ready=2, errors=0)
    wizard.press("continue")
    expect(wizard.page.locator(".st-key-send button")).to_be_visible(timeout=PATIENCE)
    wizard.expect_no_error()


@pytest.mark.nightly
def test_a_reload_restores_each_step(wizard: Wizard, app: App) -> None:
    """A renamed variable, an edited cell and the Send step are all there again after a reload."""
    wizard.match("leads.csv", as_csv(LEADS))
    name = wizard.page.get_by_label("Variable name of Customer Name")
    name.fill("person_called")
    name.press("Enter")
    app.wait_for_draft("person_called")
    wizard.page.reload()
    expect(name).to_have_value("person_called", timeout=PATIENCE)
    wizard.press("continue")
    wizard.wait_for_grid()
    wizard.type_into(7, "9820010007")
    wizard.expect_counts(ready=3)
    wizard.page.reload()
    wizard.wait_for_grid()
    wizard.expect_counts(ready=3)
    wizard.press("continue")
    expect(wizard.heading("Send")).to_be_visible()
    wizard.page.reload()
    expect(wizard.page.locator(".st-key-send button")).to_contain_text("3 leads", timeout=PATIENCE)
    wizard.press("back")
    wizard.wait_for_grid()
    expect(wizard.cell(7)).to_have_count(0)
    wizard.expect_counts(ready=3)


@pytest.mark.nightly
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_fits_820_pixels_and_requests_stay_local(
    browser: SharedBrowser, app: App, scheme: Literal["light", "dark"]
) -> None:
    """No step scrolls sideways in light or dark mode, and every request goes to the app's own server."""
    context = browser.unused_context(viewport={"width": 820, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    wizard = Wizard(page)
    wizard.open(app.address)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    wizard.match("leads.csv", as_csv(LEADS))
    assert not page.evaluate(wide)
    wizard.press("continue")
    wizard.wait_for_grid()
    assert not page.evaluate(wide)
    wizard.press("continue")
    expect(page.locator(".st-key-send button")).to_be_visible()
    assert not page.evaluate(wide)
    assert hosts == {app.address.split("/")[2]}
    context.close()
