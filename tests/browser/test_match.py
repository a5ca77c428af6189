from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import openpyxl
import pytest
from playwright.sync_api import expect

from callsheet.cli import main
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.walk import App


pytestmark = pytest.mark.browser
HEADERS = ["Full Name", "Mobile No.", "Old mobile", "Country", "Salary"]


def workbook() -> bytes:
    """Names in row 3, rows 5 and 6 and column E hidden, a hidden sheet, a second phone column, two countries."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Leads"
    sheet.append(["Export of 12 May"])
    sheet.append([])
    sheet.append(HEADERS)
    for place in range(20):
        abroad = place % 4 == 3
        number = f"050 123 45{place:02}" if abroad else f"98200100{place:02}"
        other = f"+9198111100{place:02}"
        sheet.append([f"Person {place}", "12" if place == 4 else number, other if place % 2 == 0 else "",
                      "United Arab Emirates" if abroad else "India", "secret"])  # fmt: skip
    sheet.row_dimensions[5].hidden = sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["E"].hidden = True
    old = book.create_sheet("Old")
    old.append(["who", "telephone"])
    old.append(["Asha", "9820010009"])
    old.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def page(browser: Browser, app: App) -> Iterator[Walk]:
    with closing(browser.new_context(viewport={"width": 1280, "height": 1400})) as context:
        walk = Walk(context.new_page())
        walk.open(app.address)
        yield walk


def choose(page: Walk, label: str, option: str, typed: str = "") -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    if typed:  # a long list holds what is looked for only once it is
        box.press_sequentially(typed)
    page.get_by_role("option", name=option).click()


def test_hidden_rows_columns_and_sheets_are_told_and_left_out_on_demand(page: Walk) -> None:
    """What nobody sees in the workbook is kept or left out as the operator says, and a hidden sheet can be read."""
    page.match("leads.xlsx", workbook())
    page.says("2 rows are hidden in the workbook")
    page.says("A column is hidden in the workbook: Salary.")
    for key in ("hidden_rows", "hidden_columns"):
        page.page.locator(f".st-key-{key}").get_by_text("Leave them out").click()
    expect(page.page.get_by_label("Variable name of Salary")).to_have_count(0)
    page.press("continue")
    page.grid_is_there()
    page.expect_counts(rows=20, left_out=2)
    page.press("back")
    choose(page.page, "Sheet", "Old · 2 rows · hidden")
    page.says("leads.xlsx · 1 row ")
    expect(page.page.get_by_label("Variable name of who")).to_be_visible()
    page.press("continue")
    page.grid_is_there()
    page.expect_counts(rows=1, ready=1, left_out=0)


def test_the_row_of_column_names_is_shown_and_a_click_changes_it(page: Walk) -> None:
    """The guess is row 3; another row, or none, is one click, and the columns are proposed anew."""
    page.match("leads.xlsx", workbook())
    page.says("Column names are taken from row 3; 1 row above passed over.")
    page.press("change_header")
    page.page.get_by_text("No row: the first one is a lead already").click()
    page.page.locator(".st-key-use_header button").click()
    page.says("This file has no column names.")
    page.says("leads.xlsx · 23 rows")
    page.press("change_header")
    page.page.get_by_text("Row 3 · Full Name · Mobile No.").click()
    page.page.locator(".st-key-use_header button").click()
    page.says("Column names are taken from row 3")
    expect(page.page.get_by_label("Variable name of Full Name")).to_have_value("full_name")


def test_numbers_are_read_by_country_and_from_a_second_column_when_asked(page: Walk) -> None:
    """How the numbers fit is told; the country beside each row and a second phone column are one click each."""
    page.match("leads.xlsx", workbook())
    choose(page.page, "Mobile No. becomes", "Phone number")
    page.says("of the local numbers fit India")
    page.says("“Country” names the country of each row")
    page.settle()  # a page that is painted anew moves what is pressed
    page.press("by_country_column")
    expect(page.page.get_by_role("combobox", name="Country of each row")).to_have_value("Country")
    page.press("continue")
    page.grid_is_there()
    page.expect_counts(rows=20, ready=19, errors=1)
    page.press("back")
    expect(page.heading("Match columns")).to_be_visible()
    page.settle()  # a list that is opened while the page is painted is closed by it
    page.page.get_by_role("combobox", name="Where that number is missing or wrong, try").click()
    page.page.get_by_role("option", name="Old mobile").click()
    expect(page.page.locator(".st-key-other_phones").get_by_text("Old mobile").first).to_be_visible()
    page.page.keyboard.press("Escape")
    page.settle()
    page.press("continue")
    page.grid_is_there()
    page.expect_counts(rows=20, ready=20, errors=0)


def test_a_file_without_phone_numbers_is_refused_with_its_columns_and_a_way_on(page: Walk) -> None:
    """The columns it has are named; whoever knows better matches them all the same."""
    page.drop("notes.csv", b"Title,Author\nEmma,Austen\nUlysses,Joyce\n")
    page.says("No column holds phone numbers. The file has Title and Author.")
    page.press("match_myself")
    expect(page.heading("Match columns")).to_be_visible()
    expect(page.page.locator(".st-key-continue button")).to_be_disabled()


def test_what_is_changed_while_the_last_change_is_still_being_kept_is_no_conflict(
    start_app: Callable[..., App], browser: Browser
) -> None:
    """The database is busy: three changes are made in the meantime, each is kept, and no other tab is suspected."""
    app = start_app()
    with closing(browser.new_context(viewport={"width": 1280, "height": 1400})) as context:
        walk = Walk(context.new_page())
        walk.open(app.address)
        walk.match("leads.csv", b"phone_number,Name,City,Product\n9820012345,Asha,Pune,Loan\n")
        names = {"Name": "person", "City": "town", "Product": "offer"}
        with closing(sqlite3.connect(app.home / "callsheet.db", isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            for header, name in names.items():
                box = walk.page.get_by_label(f"Variable name of {header}")
                box.fill(name)
                box.press("Enter")
                walk.page.wait_for_timeout(400)
            database.execute("ROLLBACK")
        walk.settle()
        for header, name in names.items():
            expect(walk.page.get_by_label(f"Variable name of {header}")).to_have_value(name)
        walk.press("continue")
        walk.grid_is_there()
        for name in names.values():
            expect(walk.cell(2, name)).to_be_visible()
        walk.is_alive()


def test_the_prompt_is_heard_as_it_would_be_spoken(page: Walk) -> None:
    """Each variable with its share, a near miss, a fallback in place, and the opening lines as they would be spoken."""
    page.match("leads.csv", b"phone_number,first_name,city\n9820010001,Priya,Pune\n9820010002,,Goa\n")
    page.page.get_by_text("Check the agent's prompt").click()
    box = page.page.get_by_label("Paste the prompt to see how these leads fill it")
    box.fill("Hello {{First Name}} in {{city}}.")
    box.press("Control+Enter")
    page.says("Is it first_name?")
    page.says("Hello {{First Name}} in Pune.")
    box.fill("Hello {{first_name}} in {{city}}.")
    box.press("Control+Enter")
    page.says("Filled for 50 %: empty in 1 lead.")
    page.says("Hello Priya in Pune.")
    page.says("Hello {{first_name}} in Goa.")
    fallback = page.page.get_by_label("Said where first_name is empty")
    fallback.fill("there")
    fallback.press("Enter")
    page.says("Hello there in Goa.")


def test_more_than_fifteen_columns_come_with_a_proposal(page: Walk) -> None:
    """The emptiest are left out, the rest can be sent at once; a prompt brings back the one it speaks."""
    names = [f"field_{place}" for place in range(18)]
    cells = ["x"] * 15 + [""] * 3
    page.match("wide.csv", f"phone_number,{','.join(names)}\n9820010001,{','.join(cells)}\n".encode())
    page.says("One upload carries 15 variables.")
    expect(page.page.locator(".st-key-continue button")).to_be_enabled()
    expect(page.page.get_by_label("Variable name of field_17")).to_have_count(0)
    page.page.get_by_text("Check the agent's prompt").click()
    box = page.page.get_by_label("Paste the prompt to see how these leads fill it")
    box.fill("About {{field_17}}")
    box.press("Control+Enter")
    expect(page.page.get_by_label("Variable name of field_17")).to_have_value("field_17")


def test_a_downloaded_recipe_judges_the_next_file_in_the_terminal(
    start_app: Callable[..., App], browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the page remembered and hands out is what `callsheet check --recipe` takes: same names, same country."""
    with closing(browser.new_context()) as context:
        walk = Walk(context.new_page())
        app = start_app()
        walk.open(app.address)
        walk.match("first.csv", b"Mobile No.,Customer Name\n501234567,Asha\n")
        choose(walk.page, "Numbers without a country code are read in", "United Arab Emirates", "United A")
        name = walk.page.get_by_label("Variable name of Customer Name")
        name.fill("person")
        name.press("Enter")
        app.keeps("person")
        walk.press("continue")
        walk.grid_is_there()
        walk.expect_counts(rows=1, ready=1)
        walk.page.get_by_role("link", name="Settings", exact=True).click()
        with walk.page.expect_download() as found:
            walk.page.locator("[class*=st-key-recipe_] button").click()
        found.value.save_as(tmp_path / "recipe.json")
    (tmp_path / "next.csv").write_bytes(b"Customer Name,Mobile No.\nRavi,0507654321\n")
    assert main(["check", str(tmp_path / "next.csv"), "--recipe", str(tmp_path / "recipe.json"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["counts"]["rows"], said["counts"]["ready"]) == (1, 1)
    assert "person" in json.dumps(said)
