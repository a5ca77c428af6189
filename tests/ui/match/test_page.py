from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.files.workbooks import SheetRows, as_xlsx

if TYPE_CHECKING:
    from streamlit.testing.v1.element_tree import TextInput

    from tests.ui.app_page import App, Page

LEADS = (
    b"Mobile,customer_name,city,phone_code\n9820010001,Priya,Pune,+91\n9820010002,Rahul,,+91\n9820010003,Neha,Goa,+91\n"
)


def choose_phone(page: Page, column: str) -> None:
    """Choose the phone column; the key of its box changes with its value."""
    next(box for box in page.test.selectbox if str(box.key).startswith("phone_column_")).set_value(column).run()


def unsent(page: Page) -> list[str]:
    """The columns that are offered to be switched on."""
    return next((list(group.options) for group in page.test.button_group if str(group.key).startswith("unsent_")), [])


def name_of(page: Page, index: int) -> str:
    return next(str(box.key) for box in page.test.text_input if str(box.key).startswith(f"name_{page.draft}_{index}_"))


def test_the_suggested_mapping_can_be_continued_with(app: App) -> None:
    """The phone column is found with its reason, the others are variables, and Continue is enabled."""
    page = app.open().match("leads.csv", LEADS)
    assert "Phone numbers in 3 of 3 rows" in page.text
    assert "3 variables for the agent" in page.text
    assert not page.test.button(key="continue").disabled
    assert page.press("continue").title == "Review your leads"


def test_without_a_phone_column_there_is_no_way_on(app: App) -> None:
    """A file without phone numbers is matched by hand: the bar says what to choose."""
    page = app.open().drop("leads.csv", b"X,Y\nPriya,Pune\nRahul,Goa\n")
    page.press("match_myself")
    assert "Choose the column that holds the phone numbers." in page.text
    assert page.test.button(key="continue").disabled
    choose_phone(page, "X")
    assert not page.test.button(key="continue").disabled


def test_another_phone_column_is_chosen_where_the_page_says_which_is_called(app: App) -> None:
    """The former one becomes a variable, and the draft keeps the choice."""
    page = app.open().match("leads.csv", LEADS)
    choose_phone(page, "phone_code")
    mapping = app.services.store.drafts.load(page.draft).mapping
    assert mapping is not None
    assert mapping.phone == ("phone_code",)
    assert mapping.variables["Mobile"] == "Mobile"


def test_a_typed_name_becomes_a_variable_name(app: App) -> None:
    """Words with spaces and braces are what a person means, not a fault to correct."""
    page = app.open().match("leads.csv", b"Mobile,Kunde\n9820010001,Priya\n9820010002,Rahul\n")
    for typed in ("first name", "{{ First Name }}", "first_name"):
        box(page, "name_").input(typed).run()
        mapping = app.services.store.drafts.load(page.draft).mapping
        assert mapping is not None
        assert mapping.variables["Kunde"] == "first_name", typed


def test_two_variables_of_one_name_must_be_renamed(app: App) -> None:
    """A clash is said beside both names; another name ends it, and the draft keeps it."""
    page = app.open().match("leads.csv", LEADS)
    page.test.text_input(key=name_of(page, 2)).input("customer_name").run()
    assert "Give each of these columns a name of its own." in page.text
    assert page.test.button(key="continue").disabled
    page.test.text_input(key=name_of(page, 2)).input("town").run()
    assert not page.test.button(key="continue").disabled
    mapping = app.services.store.drafts.load(page.draft).mapping
    assert mapping is not None
    assert mapping.variables["city"] == "town"


def test_a_column_can_be_left_out_and_switched_on_again(app: App) -> None:
    """A column that is not sent has no name and counts no more; it is offered below the others."""
    page = app.open().match("leads.csv", LEADS)
    assert not unsent(page)
    page.press(f"leave_out_{page.draft}_2")
    assert "2 variables for the agent" in page.text
    assert "city" not in [str(box.value) for box in page.test.text_input]
    group = next(group for group in page.test.button_group if str(group.key).startswith("unsent_"))
    group.set_value(["city"]).run()
    assert "3 variables for the agent" in page.text
    assert not unsent(page)


def test_the_country_of_local_numbers_is_saved(app: App) -> None:
    """The chosen country is in the draft; the campaign's own needs no entry."""
    page = app.open().match("leads.csv", LEADS)
    page.test.selectbox(key="country").select("US").run()
    assert app.services.store.drafts.load(page.draft).choices.default_region == "US"
    page.test.selectbox(key="country").select("IN").run()
    assert app.services.store.drafts.load(page.draft).choices.default_region is None


def test_the_script_is_checked_against_the_columns(app: App) -> None:
    """Empty cells hold leads back until there is a text, a near miss is proposed, and rows can be heard."""
    page = app.open().match("leads.csv", LEADS)
    page.test.text_area(key="prompt").input("Hello {{customer_name}} in {{city}}, {{phonecode}}").run()
    assert "1 lead has none. 1 lead is held back." in page.text
    assert "Nothing fills {{phonecode}}. 3 leads are held back." in page.text
    assert "3 leads held back by {{phonecode}}" in page.text
    assert "Use phone_code" in page.text
    page.press("near_2")
    mapping = app.services.store.drafts.load(page.draft).mapping
    assert mapping is not None
    assert mapping.variables["phone_code"] == "phonecode"
    box(page, "if_empty_match").input("your city").run()
    assert app.services.store.drafts.load(page.draft).choices.fallbacks == {"city": "your city"}
    assert "1 lead has none. The agent says “your city”." in page.text
    assert (
        'Hello <b class="value" title="customer_name">Priya</b> in <b class="value" title="city">Pune</b>' in page.html
    )
    page.press("change_1")
    assert app.services.store.drafts.load(page.draft).choices.fallbacks == {}


@pytest.mark.parametrize(
    ("press", "sentence"),
    [
        ("value", "Every lead gets “ACME”."),
        ("default", "The agent has a default."),
        ("as_is", "Read aloud as it is where a lead has none."),
        ("column", "1 lead has none. 1 lead is held back."),
    ],
)
def test_a_variable_without_a_column_is_filled_in_four_ways(app: App, press: str, sentence: str) -> None:
    """One text for all, the agent's default, as it is, or a column."""
    page = app.open().match("leads.csv", LEADS)
    page.test.text_area(key="prompt").input("Hello from {{company}}").run()
    assert "Nothing fills {{company}}. 3 leads are held back." in page.text
    if press == "value":
        box(page, "value_match").input("ACME").run()
    elif press == "column":
        next(item for item in page.test.selectbox if str(item.key).startswith("column_match")).set_value("city").run()
    else:
        next(item for item in page.test.button if str(item.key).startswith(f"{press}_match")).click().run()
    assert sentence in page.text


def box(page: Page, start: str) -> TextInput:
    """The text box whose key begins so."""
    return next(item for item in page.test.text_input if str(item.key).startswith(start))


def test_the_header_row_can_be_changed(app: App) -> None:
    """The dialog shows the first rows; with another one the columns are suggested again."""
    page = app.open().match("leads.csv", b"Leads of May,\n" + LEADS)
    assert "We used row 2 as column names and skipped the row above it." in page.text
    page.press("change_header")
    page.test.radio(key="header_row").set_value(0)
    page.press("use_header")
    assert "This file has no column names." in page.text


def test_a_second_file_of_the_same_columns_starts_as_the_last_one_ended(app: App) -> None:
    """What was decided is remembered by column names; one press starts from the file instead."""
    first = app.open().match("may.csv", LEADS)
    first.test.text_input(key=name_of(first, 2)).input("town").run()
    first.press("continue")
    second = app.open().match("june.csv", LEADS.replace(b"98200", b"98300"))
    assert "Columns as last time." in second.text
    assert second.test.text_input(key=name_of(second, 2)).value == "town"
    second.press("start_from_file")
    assert second.test.text_input(key=name_of(second, 2)).value == "city"


def test_start_over_leaves_the_draft_in_the_store(app: App) -> None:
    """Upload another file leads back to Upload, where the draft is offered."""
    page = app.open().match("leads.csv", LEADS)
    draft = page.draft
    page.press("start_over")
    assert page.title == "Upload your leads"
    assert page.has(f"open_{draft}")


def test_the_answer_about_hidden_rows_is_in_the_draft(app: App) -> None:
    """After "Call them" another tab, or another day, does not ask again and holds nobody back."""
    rows = SheetRows([["Mobile", "Name"], ["9820010001", "Priya"], ["9820010002", "Rahul"]], hidden_rows=(3,))
    page = app.open().match("hidden.xlsx", as_xlsx({"Leads": rows}))
    assert page.test.button(key="continue").disabled
    next(group for group in page.test.button_group if group.key == "hidden_rows").set_value("Call them").run()
    for tab in (page, app.open(draft=page.draft)):
        assert not tab.test.button(key="continue").disabled
        answer = next(group for group in tab.test.button_group if group.key == "hidden_rows").value
        assert answer in ("Call them", ["Call them"])


@pytest.mark.parametrize(
    ("encoding", "names", "asked"),
    [
        ("cp1252", ["Müller", "Käthe", "Größe", "Anna"], "Müller, Käthe, Größe"),
        ("cp1252", ["Peña", "Peña", "Peña", "Anna"], "Peña."),
        ("utf-8", ["Müller", "Käthe", "Größe", "Anna"], ""),
        ("cp1252", ["Anna", "Otto", "Ida", "Emil"], ""),
    ],
)
def test_accents_are_asked_about_with_words_of_the_file(app: App, encoding: str, names: list[str], asked: str) -> None:
    """Three words to look at, instead of the name of an encoding; nothing where nothing was guessed."""
    rows = "".join(f"98200100{row:02},{name}\n" for row, name in enumerate(names))
    page = app.open().match("leads.csv", f"Mobile,Name\n{rows}".encode(encoding))
    assert ("Do these names look right?" in page.info) == bool(asked)
    assert asked in page.info
    assert "cp1252" not in page.text
