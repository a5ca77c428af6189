from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from callsheet.files import write_error_csv
from callsheet.ui.state.persistence import session_of_draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.ui.review.grid.publication import Publication
    from tests.support.running_backend import Backend
    from tests.ui.app_page import App, Page

LEADS = (
    b"Mobile,Name,City\n"
    b"9820010001,Priya,Pune\n"
    b"98765,Rahul,Goa\n"
    b"9820010003.0,<b>Neha</b>,Goa\n"
    b"9820010001,Arjun,\n"
    b"98766,Kavya,Pune\n" + b"".join(b"98200101%02d,Vikram,Delhi\n" % number for number in range(10))
)


def typed(row: int, value: str, sequence: int, column: str = "Mobile") -> dict[str, Any]:
    return {"kind": "edit", "sequence": sequence, "row": row, "column": column, "value": value}


def reload(app: App, page: Page) -> Page:
    """The page as a new session shows it at the same address."""
    return app.open(draft=page.draft, step=page.step)


TASK = re.compile(
    r'<div class="task (\w+)" data-cause="(\w+)" data-value="(\d+)"><span>(.*?)</span><b>[\d,]+</b><small>(.*?)<'
)


def tasks(page: Page) -> dict[str, tuple[str, int, str]]:
    """What each task says → its rank, its rows and its small print."""
    found = [TASK.search(str(element.proto.body)) for element in page.test.get("html")]
    return {task[4]: (task[1], int(task[3]), unescape(task[5])) for task in found if task}


def shown(page: Page) -> list[int]:
    """Row numbers that the grid has."""
    publication: Publication = page.test.session_state["grid_publication"]
    return [int(row) for row in publication.source.view.rows]


def help_of(page: Page, key: str) -> str:
    return str(page.test.button(key=key).proto.help).replace("\\", "")


def test_review_counts_every_row_once(app: App) -> None:
    """The counts of the line add up to the rows of the file, and Continue names the ready ones."""
    page = app.open().review("leads.csv", LEADS)
    counts = page.counts()
    total = counts.pop("rows")
    assert (total, sum(counts.values())) == (15, 15)
    assert page.test.button(key="continue").label == f"Continue with {counts['ready']} leads"


def test_a_cause_without_a_remedy_says_what_to_do(app: App) -> None:
    """Beside the cause is its advice; beside one with a remedy, what the remedy does."""
    page = app.open().review("leads.csv", LEADS)
    assert tasks(page)["Too few digits"] == ("needs_you", 2, "Add the missing digits, or check the country.")
    assert tasks(page)["Excel added .0"] == ("one_press", 1, "9820010003.0 → +919820010003")


def test_a_remedy_is_applied_undone_and_redone(app: App) -> None:
    """One press fixes the rows; the tooltips of Undo and Redo name the step."""
    page = app.open().review("leads.csv", LEADS)
    assert page.test.button(key="undo").disabled
    assert not help_of(page, "undo")
    [fix] = [button for button in page.test.button if button.label == "Fix it"]
    assert help_of(page, str(fix.key)).startswith("Remove the trailing .0")
    ready = page.counts()["ready"]
    page.press(str(fix.key))
    assert page.counts()["ready"] == ready + 1
    assert help_of(page, "undo") == "Undo: Remove the trailing .0"
    page.press("undo")
    assert page.counts()["ready"] == ready
    assert help_of(page, "redo") == "Redo: Remove the trailing .0"
    page.press("redo")
    assert page.counts()["ready"] == ready + 1


def test_edits_of_the_grid_are_saved_before_they_are_acknowledged(app: App) -> None:
    """A typed number is in the counts, in the draft and under Undo; sent again, it is applied once."""
    page = app.open().review("leads.csv", LEADS)
    ready = page.counts()["ready"]
    entry = typed(3, "9820010009", 1)
    for _ in range(2):
        page.edit(entry)
        assert page.counts()["ready"] == ready + 1
        assert len(app.services.store.drafts.load(page.draft).choices.edits) == 1
    assert help_of(page, "undo") == "Undo: change of 1 cell"


def test_a_reload_opens_each_step_as_it_was(app: App) -> None:
    """A renamed variable, a fixed cell and the Send step are there again in a new session at the same address."""
    page = app.open().match("leads.csv", LEADS)
    next(box for box in page.test.text_input if str(box.key).startswith("name_")).input("person_called").run()
    page = reload(app, page)
    assert page.title == "Match columns"
    assert "person_called" in [box.value for box in page.test.text_input]
    page.press("continue")
    page.edit(typed(3, "9820010009", 1))
    ready = page.counts()["ready"]
    page = reload(app, page)
    assert page.counts()["ready"] == ready
    assert 3 not in shown(page)
    label = page.test.button(key="continue").label
    page = reload(app, page.press("continue"))
    assert str(ready) in label
    assert page.test.button(key="send").label.startswith(f"Send {ready} leads")


def test_suggested_values_are_accepted_together(app: App) -> None:
    """Accept all takes the cleaned text of every such cell."""
    page = app.open().review("leads.csv", LEADS)
    page.press(next(str(button.key) for button in page.test.button if button.label == "Accept all 1"))
    [edit] = app.services.store.drafts.load(page.draft).choices.edits
    assert edit.value == "Neha"


def test_a_cause_shows_its_rows_alone_until_the_filter_is_cleared(app: App) -> None:
    """Show filters by the cause, and the line says so; Show all rows ends it."""
    page = app.open().review("leads.csv", LEADS)
    page.press("show_cause_0")
    assert "Showing 2: too few digits" in page.text
    assert shown(page) == [3, 6]
    page.press("unfocus")
    assert not page.has("unfocus")


def test_tabs_and_search_choose_the_rows(app: App) -> None:
    """A tab shows its bucket, a search narrows it, and a search for nothing says so."""
    page = app.open().review("leads.csv", LEADS)
    page.test.button_group(key="tab").set_value("all").run()
    assert shown(page) == list(range(2, 17))
    options = {"match_case": False, "whole_cell": False, "is_regex": False}
    page.edit({"kind": "search", "sequence": 1, "text": "goa", **options})
    assert shown(page) == [3, 4]
    page.edit({"kind": "search", "sequence": 2, "text": "nobody", **options})
    assert shown(page) == []


def test_another_tab_that_changed_the_draft_is_asked_about(app: App) -> None:
    """Two tabs edit one draft: the second is asked which version to keep, and keeping its own overwrites."""
    first = app.open().review("leads.csv", LEADS)
    second = app.open(draft=first.draft)
    first.edit(typed(3, "9820010007", 1))
    second.edit(typed(6, "9820010008", 1))
    assert "changed in another tab" in second.text
    second.press("keep_mine")
    assert second.title == "Review your leads"
    edits = app.services.store.drafts.load(first.draft).choices.edits
    assert [(edit.row, edit.value) for edit in edits] == [(6, "9820010008")]


def test_the_newer_version_of_another_tab_can_be_taken(app: App) -> None:
    """Going on with the newer version shows what the other tab has saved."""
    first = app.open().review("leads.csv", LEADS)
    second = app.open(draft=first.draft)
    first.edit(typed(3, "9820010007", 1))
    second.edit(typed(6, "9820010008", 1))
    second.press("take_theirs")
    assert second.counts() == first.counts()


def test_a_corrected_error_file_changes_its_draft(app: App) -> None:
    """Dropped on Upload, it opens its draft at Review and says what it fixed."""
    page = app.open().review("leads.csv", LEADS)
    draft = app.services.store.drafts.load(page.draft)
    error_rows = error_csv(app, page.draft).replace(b"98765,", b"9820010009,")
    imported = app.open().drop("error-rows.csv", error_rows)
    assert imported.title == "Review your leads"
    assert imported.draft == draft.id
    assert "Your file fixed" in imported.html


def error_csv(app: App, draft_id: str) -> bytes:
    """The error rows of a draft, as its download would be."""
    report = session_of_draft(app.services.store.drafts.load(draft_id), app.services).validate()
    return write_error_csv(report, draft_id=draft_id)


def test_a_file_without_a_problem_says_that_every_lead_is_ready(app: App) -> None:
    """Nothing to fix: no cause, all rows shown, and Continue with all of them."""
    page = app.open().review("leads.csv", b"Mobile,Name\n9820010001,Priya\n9820010002,Rahul\n")
    assert "Every lead is ready." in page.text
    assert page.press("continue").title == "Send to the campaign"


def test_a_variable_that_nothing_fills_is_a_cause_with_its_ways_out(app: App) -> None:
    """Its leads need fixing until it has a column, a text, a default, or is read aloud as it is."""
    page = app.open().match("leads.csv", LEADS)
    page.test.text_area(key="prompt").input("Hello {{Name}} from {{company}}").run()
    page.press("continue")
    assert page.counts()["ready"] == 0
    assert tasks(page)["Nothing fills {{company}}"][:2] == ("needs_you", 12)
    text = next(box for box in page.test.text_input if str(box.key).startswith("value_review"))
    text.input("ACME").run()
    assert page.counts()["ready"] == 11
    assert "Nothing fills {{company}}" not in tasks(page)
    mapping = app.services.store.drafts.load(page.draft).mapping
    assert mapping is not None
    assert mapping.constants == {"company": "ACME"}


def test_a_country_is_switched_on_where_it_is_missed(open_app: Callable[..., App], backend: Backend) -> None:
    """Its cause offers it, says that it is for every campaign, and the leads of that country are ready afterwards."""
    workspace = backend.new_calling_workspace()
    workspace.campaign("June offers")
    app = open_app(workspace.url, workspace.key)
    page = app.open().review("leads.csv", b"Mobile,Name\n+436641234567,Anna\n+436641234568,Max\n9820010001,Priya\n")
    assert page.counts()["ready"] == 1
    switch = next(button for button in page.test.button if button.label == "Switch on Austria")
    assert "Every campaign of this workspace may then call Austria." in page.text
    page.press(str(switch.key))
    assert page.title == "Review your leads"
    assert page.counts()["ready"] == 3
    assert not [button for button in page.test.button if button.label == "Switch on Austria"]
    rules = workspace.call("GET", "/phone-country-rules/enabled-network-groups").json()
    assert {rule["countryRule"]["country_iso"] for rule in rules} == {"AT", "IN"}
