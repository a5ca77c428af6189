from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.validation import ColumnStep, Tool

if TYPE_CHECKING:
    from tests.ui.app_page import App, Page

LEADS = b"Mobile,First,Last\n9820010001,PRIYA,sharma\n9820010002,Rahul,\n"


def steps(app: App, page: Page) -> tuple[ColumnStep, ...]:
    return app.services.store.drafts.load(page.draft).choices.steps


def joined(app: App, name: str = "leads.csv") -> Page:
    """First and Last joined into Name."""
    page = app.open().match(name, LEADS)
    page.test.multiselect(key="tidy_columns_join").set_value(["First", "Last"])
    page.test.text_input(key="tidy_into_0_join").set_value("Name").run()
    assert "PRIYA · sharma" in page.html
    assert "PRIYA sharma" in page.html
    return page.press("do_step")


def test_a_step_shows_before_and_after_and_is_undone_by_one_press(app: App) -> None:
    """It is counted, stored with the draft, and its column is a variable; undone, the column is gone."""
    page = joined(app)
    assert "First and Last joined into Name: 2 cells." in page.text
    assert steps(app, page) == (ColumnStep(Tool.JOIN, ("First", "Last"), ("Name",), " "),)
    again = app.open(draft=page.draft).test.session_state["callsheet_session"].session
    assert again.mapping.variables["Name"] == "Name"
    page.press("undo_step_0")
    assert "joined" not in page.text
    session = page.test.session_state["callsheet_session"].session
    assert list(session.mapping.variables) == ["First", "Last"]


def test_steps_are_done_again_for_the_next_file_with_these_columns(app: App) -> None:
    """What is remembered by column names has them, and what is sent has what they made."""
    joined(app, "may.csv").press("continue")
    page = app.open().match("june.csv", LEADS.replace(b"Rahul", b"Meera"))
    assert "First and Last joined into Name: 2 cells." in page.text
    page.press("continue")
    report = page.test.session_state["callsheet_session"].session.report
    assert report.clean["Name"].tolist() == ["PRIYA sharma", "Meera"]


def test_a_phone_column_cannot_be_chosen_for_a_change(app: App) -> None:
    """It is not among the columns, and a step of a column that becomes the phone column stops and says so."""
    page = app.open().match("leads.csv", b"Mobile,Office phone,Name\n9820010001,  9820010003,Priya\n")
    page.test.selectbox(key="tidy_tool").set_value(Tool.TRIM).run()
    assert page.test.multiselect(key="tidy_columns_trim").options == ["Office phone", "Name"]
    page.test.multiselect(key="tidy_columns_trim").set_value(["Office phone"]).run()
    page.press("do_step")
    assert "Spaces trimmed in Office phone: 1 cell." in page.text
    box = next(box for box in page.test.selectbox if str(box.key).startswith("phone_column_"))
    box.select("Office phone").run()
    assert "Office phone is called, and phone columns are never changed." in page.text
