from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from callsheet.cli import main
from tests.browser.wizard import Wizard
from tests.support.files.workbooks import SheetRows, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
HEADERS = ["Full Name", "Mobile No.", "Old mobile", "Country", "Salary"]


def workbook() -> bytes:
    """A workbook with names in row 3, hidden rows 5 and 6, a hidden column E, a hidden sheet and two phone columns."""
    rows: list[list[object]] = [["Export of 12 May"], [], [*HEADERS]]
    for index in range(20):
        abroad = index % 4 == 3
        number = f"050 123 45{index:02}" if abroad else f"98200100{index:02}"
        other = f"+9198111100{index:02}"
        rows.append([f"Person {index}", "12" if index == 4 else number, other if index % 2 == 0 else "",
                     "United Arab Emirates" if abroad else "India", "secret"])  # fmt: skip
    leads = SheetRows(rows, hidden_rows=(5, 6), hidden_columns=(4,))
    old = SheetRows([["who", "telephone"], ["Asha", "9820010009"]], is_hidden=True)
    return as_xlsx({"Leads": leads, "Old": old}, digits_are_numbers=False)


@pytest.fixture
def wizard(browser: SharedBrowser, app: App) -> Wizard:
    """A browser high enough for the whole step."""
    wizard = Wizard(browser.new_page(viewport={"width": 1280, "height": 1400}))
    wizard.open(app.address)
    return wizard


def choose(page: Page, label: str, option: str, typed: str = "") -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    if typed:  # a long list holds what is looked for only once it is
        box.press_sequentially(typed)
    page.get_by_role("option", name=option).click()


@pytest.mark.nightly
def test_hidden_rows_columns_and_sheets_can_be_left_out(wizard: Wizard) -> None:
    """The operator leaves out the hidden rows and columns, and opens the hidden sheet."""
    wizard.match("leads.xlsx", workbook())
    wizard.expect_text("2 rows are hidden in Excel. Should we call them?")
    wizard.expect_text("A column is hidden in Excel: Salary.")
    expect(wizard.page.locator(".st-key-continue button")).to_be_disabled()
    wizard.page.locator(".st-key-hidden_rows").get_by_text("Leave them out").click()
    expect(wizard.page.get_by_label("Variable name of Salary")).to_have_count(0)
    wizard.press("continue")
    wizard.wait_for_grid()
    wizard.expect_counts(rows=20, left_out=2)
    wizard.press("back")
    choose(wizard.page, "Sheet", "Old · 2 rows · hidden")
    wizard.expect_text("Phone numbers in 1 of 1 row")
    expect(wizard.page.get_by_label("Variable name of who")).to_be_visible()
    wizard.press("continue")
    wizard.wait_for_grid()
    wizard.expect_counts(rows=1, ready=1, left_out=0)


@pytest.mark.nightly
def test_numbers_use_the_country_column_and_a_second_phone_column(wizard: Wizard) -> None:
    """The column that names each row's country is chosen, with the reason; a second phone column is one click."""
    wizard.match("leads.xlsx", workbook())
    choose(wizard.page, "Phone column", "Mobile No.")
    wizard.page.get_by_role("radio", name="Call them").click()
    wizard.expect_text("“Country” names the country of each row")
    expect(wizard.page.get_by_role("combobox", name="Country column")).to_have_value("Country")
    wizard.press("continue")
    wizard.wait_for_grid()
    wizard.expect_counts(rows=20, ready=19, errors=1)
    wizard.press("back")
    expect(wizard.heading("Match columns")).to_be_visible()
    wizard.wait_until_idle()  # a list that is opened while the page is painted is closed by it
    wizard.page.get_by_role("combobox", name="If that number is missing or wrong, use").click()
    wizard.page.get_by_role("option", name="Old mobile").click()
    expect(wizard.page.locator(".st-key-other_phones").get_by_text("Old mobile").first).to_be_visible()
    wizard.page.keyboard.press("Escape")
    wizard.wait_until_idle()
    wizard.press("continue")
    wizard.wait_for_grid()
    wizard.expect_counts(rows=20, ready=20, errors=0)


@pytest.mark.nightly
def test_changes_made_while_the_database_is_busy_are_saved(
    start_app: Callable[..., App], browser: SharedBrowser
) -> None:
    """Three changes made while the database is locked are all saved, without a false conflict with another tab."""
    app = start_app()
    with closing(browser.new_context(viewport={"width": 1280, "height": 1400})) as context:
        wizard = Wizard(context.new_page())
        wizard.open(app.address)
        wizard.match("leads.csv", b"phone_number,Name,City,Product\n9820012345,Asha,Pune,Loan\n")
        names = {"Name": "person", "City": "town", "Product": "offer"}
        with closing(sqlite3.connect(app.home / "callsheet.db", isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            for header, name in names.items():
                box = wizard.page.get_by_label(f"Variable name of {header}")
                box.fill(name)
                box.press("Enter")
                wizard.page.wait_for_timeout(400)
            database.execute("ROLLBACK")
        wizard.wait_until_idle()
        for header, name in names.items():
            box = wizard.page.get_by_label(f"Variable name of {header}")
            expect(box).to_have_count(1)  # two while a page is drawn anew
            expect(box).to_have_value(name)
        wizard.press("continue")
        wizard.wait_for_grid()
        for name in names.values():
            expect(wizard.cell(2, name)).to_be_visible()
        wizard.expect_no_error()


def test_a_script_is_checked_while_it_is_typed(wizard: Wizard) -> None:
    """A pause shows the form and the call; the box keeps the cursor, and what is typed next is not lost."""
    wizard.match("typed.csv", b"phone_number,City,first_name\n9820010001,Pune,Priya\n")
    box = wizard.page.get_by_label("Paste your agent's script to check that every lead fills it")
    box.click()
    wizard.page.keyboard.type("Hello {{first_name}} in {{town}}")
    wizard.expect_text("Nothing fills {{town}}")
    expect(box).to_be_focused()
    wizard.page.keyboard.type(" or {{city}}, bye")
    wizard.expect_text("bye")
    wizard.wait_until_idle()
    expect(box).to_have_value("Hello {{first_name}} in {{town}} or {{city}}, bye")
    expect(box).to_be_focused()
    expect(wizard.page.get_by_role("combobox", name="Column for city")).to_have_value("City")


@pytest.mark.nightly
def test_more_than_fifteen_columns_are_narrowed_to_fifteen(wizard: Wizard) -> None:
    """The emptiest columns are left out; a prompt that uses one of them brings it back."""
    names = [f"field_{index}" for index in range(18)]
    cells = ["x"] * 15 + [""] * 3
    wizard.match("wide.csv", f"phone_number,{','.join(names)}\n9820010001,{','.join(cells)}\n".encode())
    wizard.expect_text("You can send 15 columns.")
    wizard.expect_text("left out 3: field_15, field_16 and field_17")
    expect(wizard.page.locator(".st-key-continue button")).to_be_enabled()
    expect(wizard.page.get_by_label("Variable name of field_17")).to_have_count(0)
    box = wizard.page.get_by_label("Paste your agent's script to check that every lead fills it")
    box.fill("About {{field_17}}")
    box.press("Control+Enter")
    expect(wizard.page.get_by_role("combobox", name="Column for field_17")).to_have_value("field_17")
    wizard.press("continue")
    wizard.expect_counts(rows=1, ready=0, errors=1)


@pytest.mark.nightly
def test_a_downloaded_recipe_works_in_the_command_line(
    start_app: Callable[..., App], browser: SharedBrowser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`callsheet check --recipe` accepts the downloaded recipe and uses its names and country."""
    with closing(browser.new_context()) as context:
        wizard = Wizard(context.new_page())
        app = start_app()
        wizard.open(app.address)
        wizard.match("first.csv", b"Mobile No.,Customer Name\n501234567,Asha\n")
        choose(wizard.page, "Numbers without a country code are from", "United Arab Emirates", "United A")
        name = wizard.page.get_by_label("Variable name of Customer Name")
        name.fill("person")
        name.press("Enter")
        app.wait_for_draft("person")
        wizard.press("continue")
        wizard.wait_for_grid()
        wizard.expect_counts(rows=1, ready=1)
        wizard.page.get_by_role("link", name="Settings", exact=True).click()
        with wizard.page.expect_download() as download:
            wizard.page.locator("[class*=st-key-recipe_] button").click()
        download.value.save_as(tmp_path / "recipe.json")
    (tmp_path / "next.csv").write_bytes(b"Customer Name,Mobile No.\nRavi,0507654321\n")
    assert main(["check", str(tmp_path / "next.csv"), "--recipe", str(tmp_path / "recipe.json"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["counts"]["rows"], report["counts"]["ready"]) == (1, 1)
    assert "person" in json.dumps(report)
