from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.validation import Edit

if TYPE_CHECKING:
    from tests.ui.app_page import App, Page

NORTH = b"Mobile,Name\n9820010001,Priya\n98200,Rahul\n"
SOUTH = b"Leads of May,,\nMobile,Name,City\n9820010003,Meera,Pune\n98200,Anand,Goa\n"


def several(app: App) -> Page:
    """Two files at Match columns, each with a corrected number: rows 3 of North, 4 of South."""
    page = app.open()
    page.test.selectbox(key="campaign").select("Sandbox campaign").run()
    page.test.file_uploader(key="upload").upload("North.csv", NORTH).upload("South.csv", SOUTH).run()
    tab = page.press("continue").test.session_state["callsheet_session"]
    [first, second] = [int(row) for row in tab.session.report.positions("errors")]
    rows = tab.session.table.frame.index
    assert [tab.session.table.row_label(rows[row]) for row in (first, second)] == ["North.csv:3", "South.csv:4"]
    entries = [
        {
            "kind": "edit",
            "sequence": number,
            "row": int(rows[row]),
            "column": "Mobile",
            "value": f"982001000{number + 5}",
        }
        for number, row in enumerate((first, second), start=1)
    ]
    page.edit(*entries)
    assert page.counts()["ready"] == 4
    return page.press("step_match")


def edits(app: App, page: Page) -> tuple[Edit, ...]:
    return app.services.store.drafts.load(page.draft).choices.edits


def test_a_file_is_taken_out_with_its_changes(app: App) -> None:
    """The other file is alone then, with its own row numbers and changes."""
    page = several(app)
    page.press("remove_file_0")
    assert "North.csv" not in page.text
    draft = app.services.store.drafts.load(page.draft)
    assert (draft.name, draft.data, draft.rows) == ("South.csv", SOUTH, 2)
    assert edits(app, page) == (Edit(4, "Mobile", "9820010007"),)
    page.press("continue")
    assert page.counts()["ready"] == 2


def test_the_last_file_is_taken_out_with_its_changes(app: App) -> None:
    """A file that is added later must not get the changes of rows that are gone."""
    page = several(app)
    page.press("remove_file_1")
    assert edits(app, page) == (Edit(3, "Mobile", "9820010006"),)


def test_the_row_of_names_is_chosen_for_each_file(app: App) -> None:
    """The other file stays as it is."""
    page = several(app)
    assert "South.csv** · 2 rows · column names in row 2" in page.text
    page.press("change_header_1")
    page.test.radio(key="header_row").set_value(0)
    page.press("use_header")
    assert "South.csv** · 4 rows · no column names" in page.text
    assert "North.csv** · 2 rows · column names in row 1" in page.text
