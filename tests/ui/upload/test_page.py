from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy import text

from tests.client.fault_server import NO_RESPONSE, run_fault_server
from tests.support.files.workbooks import as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.running_backend import Backend
    from tests.ui.app_page import App

LEADS = b"Mobile,Name\n9820010001,Priya\n9820010002,Rahul\n"


def workbook(*sheets: str) -> bytes:
    return as_xlsx({name: [["Mobile", "Name"], ["9820010001", "Priya"]] for name in sheets})


def test_upload_shows_where_leads_go_and_what_it_takes(app: App) -> None:
    """Campaign, its status and countries, the limits and two sample files."""
    page = app.open()
    assert page.title == "Upload your leads"
    assert "Sandbox campaign" in page.test.selectbox(key="campaign").options
    page.test.selectbox(key="campaign").select("Sandbox campaign").run()
    assert "May call" in page.text
    assert "up to 60 MB" in page.text
    assert [button.key for button in page.test.download_button] == ["sample_workbook", "sample_csv"]


def test_a_dropped_file_opens_match_columns_under_its_own_address(app: App) -> None:
    """The draft's id is in the address, and the address alone brings the work back."""
    page = app.open().drop("leads.csv", LEADS)
    assert page.title == "Match columns"
    assert app.open(draft=page.draft).title == "Match columns"


def test_an_address_opens_its_step_or_the_last_with_a_way_to_it(app: App) -> None:
    """Steps behind the stored one open, later ones as far as *Continue* would lead; other words are no step."""
    ready = app.open().review("ready.csv", LEADS)
    broken = app.open().review("broken.csv", b"Mobile,Name\n98200,Priya\n")
    match, review, send = "Match columns", "Review your leads", "Send to the campaign"
    for page, asked, title in (
        (ready, "match", match), (ready, "send", send), (ready, "x", send), (broken, "send", review),
    ):  # fmt: skip
        opened = app.open(draft=page.draft, step=asked)
        assert (asked, opened.title) == (asked, title)
    assert opened.step == "review"


def test_a_step_is_in_the_address(app: App) -> None:
    """The steps that buttons open change the address; Start over leaves nothing of the draft in it."""
    page = app.open().drop("leads.csv", LEADS)
    assert page.step == "match"
    assert page.press("continue").step == "review"
    assert page.press("back").step == "match"
    assert not page.press("start_over").step


def test_a_draft_that_no_longer_exists_is_said(app: App) -> None:
    """An address of a deleted draft leads back to Upload with a sentence."""
    page = app.open(draft="nothing-is-here")
    assert page.title == "Upload your leads"
    assert "no longer kept" in page.text


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("leads.csv", b"%PDF-1.7 something", "PDF"),
        ("leads.csv", b"", "empty"),
        ("leads.csv", b"Mobile,Name\n", "no leads"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(app: App, name: str, data: bytes, sentence: str) -> None:
    """The page stays at Upload and says why."""
    page = app.open().drop(name, data)
    assert page.title == "Upload your leads"
    assert any(sentence in error.value for error in page.test.error)


def test_a_file_without_phone_numbers_can_be_matched_by_hand(app: App) -> None:
    """The refusal names the columns; the operator may go on all the same."""
    page = app.open().drop("leads.csv", b"Name,City\nPriya,Pune\n")
    assert "Name" in page.test.error[0].value
    page.press("match_myself")
    assert page.title == "Match columns"


def test_a_workbook_with_several_sheets_asks_for_one(app: App) -> None:
    """Nothing is read before a sheet is chosen; then that sheet is."""
    page = app.open().drop("leads.xlsx", workbook("North", "South"))
    assert page.test.radio(key="sheet").options == ["North", "South"]
    page.test.radio(key="sheet").set_value("South")
    page.press("use_sheet")
    assert page.title == "Match columns"
    assert app.services.store.drafts.load(page.draft).sheet == "South"


def test_sheets_are_described_and_the_one_with_phone_numbers_is_preset(app: App) -> None:
    """Rows, phone column and first lead of each sheet; one without leads says so, and comes after the others."""
    leads: list[list[object]] = [["Mobile", "Name"]]
    leads += [[f"98200100{row:02}", "Priya"] for row in range(3)]
    sheets: dict[str, list[list[object]]] = {
        "Summary": [["Region", "Target"], ["North", "many"]],
        "North": [["Mobile", "Name"], ["9820010001", "Rahul"]],
        "South": leads,
    }
    page = app.open().drop("leads.xlsx", as_xlsx(sheets))
    question = page.test.radio(key="sheet")
    assert (question.options, question.value) == (["South", "North", "Summary"], "South")
    captions = [caption.replace("\\", "") for caption in question.proto.captions]
    assert captions[0] == "3 rows · phone numbers in Mobile · 9820010000, Priya"
    assert captions[2] == "1 row · no phone numbers found · North, many"


NORTH, SOUTH = LEADS, b"Name,Mobile\nMeera,9820010002\nAnand,98200\n"


def test_several_files_become_one_list(app: App) -> None:
    """Rows are called by file and row, a number in both files is a duplicate, and the draft opens as it was."""
    page = app.open()
    page.test.selectbox(key="campaign").select("Sandbox campaign").run()
    page.test.file_uploader(key="upload").upload("North.csv", NORTH).upload("South.csv", SOUTH).run()
    assert page.title == "Match columns"
    assert "North.csv** · 2 rows · column names in row 1" in page.text
    page.press("continue")
    assert page.counts() == {"rows": 4, "ready": 2, "errors": 1, "duplicates": 1, "blank": 0, "left_out": 0}
    again = app.open(draft=page.draft)
    assert again.counts() == page.counts()
    assert app.services.store.drafts.load(page.draft).name == "North and South"


def test_one_of_several_files_that_cannot_be_read_is_said_before_the_others_are_used(app: App) -> None:
    """The sentence names the file; a press goes on without it."""
    page = app.open()
    page.test.selectbox(key="campaign").select("Sandbox campaign").run()
    page.test.file_uploader(key="upload").upload("North.csv", NORTH).upload("scan.pdf", b"%PDF-1.7 x").run()
    assert page.title == "Upload your leads"
    assert "scan.pdf" in page.test.error[0].value.replace("\\", "")
    page.press("use_others")
    assert page.title == "Match columns"


def test_a_refused_file_does_not_keep_the_next_from_being_opened(app: App) -> None:
    """The box has both; the one that was refused is not asked about again."""
    page = app.open().drop("scan.pdf", b"%PDF-1.7 x")
    assert page.title == "Upload your leads"
    [refused] = page.test.session_state["refused_files"]
    box = page.test.file_uploader(key="upload")
    box.set_value([("scan.pdf", b"%PDF-1.7 x", ""), ("North.csv", NORTH, "")])
    files = cast("list[tuple[str, str, bytes, str]]", box._files)
    files[0] = (refused, *files[0][1:])  # the browser keeps the id of a file that stays in the box
    box.run()
    assert page.title == "Match columns"


def test_several_sheets_become_one_list(app: App) -> None:
    """A sheet with phone numbers that is not chosen is named; it is added by a press, and its rows say their sheet."""
    page = app.open().drop("leads.xlsx", as_xlsx({
        "North": [["Mobile", "Name"], ["9820010001", "Priya"]],
        "South": [["Mobile", "Name"], ["9820010002", "Rahul"]],
    }))  # fmt: skip
    assert "1 row with phone numbers on South will not be in the list." in page.text
    page.test.pills[0].set_value(["South"]).run()
    assert "will not be in the list" not in page.text
    page.press("use_sheet")
    assert page.title == "Match columns"
    session = page.test.session_state["callsheet_session"].session
    assert session.table.frame["sheet"].tolist() == ["North", "South"]
    assert session.mapping.left_out == ("sheet",)


def test_the_campaign_is_preset_only_with_a_reason(app: App, backend: Backend) -> None:
    """Of several campaigns none is preset, and a dropped file waits; next time the one used last is."""
    backend.campaign("Another campaign")
    page = app.open()
    assert page.test.selectbox(key="campaign").value is None
    page.test.file_uploader(key="upload").upload("leads.csv", LEADS).run()
    assert "Choose a campaign above." in page.text
    assert page.title == "Upload your leads"
    page.test.selectbox(key="campaign").select("Sandbox campaign").run()
    assert page.title == "Match columns"
    assert app.open().test.selectbox(key="campaign").value is not None


def test_of_two_campaigns_with_one_name_the_chosen_one_is_taken(app: App, backend: Backend) -> None:
    """Both are shown with their ids, and each can be chosen, on Upload and later in the header."""
    ids = [backend.campaign("Twin"), backend.campaign("Twin")]
    for id_ in ids:
        page = app.open()
        page.test.selectbox(key="campaign").select(f"Twin ({id_})").run()
        assert page.test.selectbox(key="campaign").value == id_
    page.drop("leads.csv", LEADS).press("change_campaign")
    page.test.selectbox(key="other_campaign").select(f"Twin ({ids[0]})")
    page.press("use_campaign")
    assert app.services.store.drafts.load(page.draft).campaign_id == ids[0]


def test_pasted_rows_are_opened_like_a_file(app: App) -> None:
    """Cells copied from a spreadsheet are tabs and lines."""
    page = app.open()
    campaign = page.test.selectbox(key="campaign")
    if campaign.value is None:
        campaign.select("Sandbox campaign").run()
    page.test.text_area(key="pasted").input("Mobile\tName\n9820010001\tPriya\n9820010002\tRahul\n").run()
    page.press("use_pasted")
    assert page.title == "Match columns"
    assert "Phone numbers in 2 of 2 rows" in page.text


def test_the_campaign_can_be_changed_until_leads_are_sent(app: App, backend: Backend) -> None:
    """From the header of any step; the mapping stays, and the draft and its rules are those of the new campaign."""
    other = backend.campaign("Campaign to change to")
    page = app.open().match("leads.csv", LEADS)
    assert page.has("change_campaign_below")  # where the header is too narrow
    page.press("change_campaign")
    page.test.selectbox(key="other_campaign").select("Campaign to change to")
    page.press("use_campaign")
    assert page.title == "Match columns"
    assert page.test.button(key="change_campaign").label == "Campaign to change to"
    draft = app.services.store.drafts.load(page.draft)
    assert (draft.campaign_id, draft.campaign_name) == (other, "Campaign to change to")


def test_a_name_that_looks_like_markdown_is_shown_as_it_is(app: App) -> None:
    """A file named like a link is a title line without a link."""
    page = app.open().match("[a](http://evil.example).csv", LEADS)
    assert '<span class="file" title="[a](http://evil.example).csv">[a](http://evil.example).csv</span>' in page.html


def test_open_drafts_are_listed_and_can_be_opened_or_deleted(app: App) -> None:
    """What was begun is offered on Upload, with its step; one press opens it, another deletes it."""
    draft = app.open().match("spring.csv", LEADS).draft
    page = app.open()
    assert "spring.csv · 2 rows · Match columns · just now" in page.text
    assert page.press(f"open_{draft}").title == "Match columns"
    page = app.open().press(f"delete_{draft}")
    assert "spring.csv" not in page.text


def test_finished_campaigns_are_not_offered(app: App, backend: Backend) -> None:
    """A completed campaign takes no leads: it is not in the list, and the page says so."""
    campaign = backend.campaign("Finished campaign")
    assert backend.call("PATCH", f"/campaigns/{campaign}", json={"status": "completed"}).ok
    page = app.open()
    assert "Finished campaign" not in page.test.selectbox(key="campaign").options
    assert "Finished campaigns take no leads" in page.text


def test_a_server_without_a_list_of_campaigns_is_given_an_id(open_app: Callable[..., App]) -> None:
    """Where the server only takes uploads, the operator types the campaign's id and the country of local numbers."""
    with run_fault_server(404, {"success": False, "error": "not found"}) as server:
        page = open_app(server.url, "key").open()
        assert "Type the campaign’s id" in page.text
        page.test.text_input(key="campaign").input("cmp_elsewhere").run()
        page.test.selectbox(key="campaign_country").select("IN").run()
        page.match("leads.csv", LEADS)
        assert "cmp_elsewhere" in page.text


def test_a_server_that_does_not_answer_is_said_in_words(open_app: Callable[..., App]) -> None:
    """No traceback: what to do, and a button to try again."""
    with run_fault_server(NO_RESPONSE) as server:
        page = open_app(server.url, "key").open()
        assert [error.value.replace("\\", "") for error in page.test.error] == [
            "The server does not answer. Check the connection, then try again."
        ]
        assert page.has("try_again")


def test_a_campaign_of_the_same_name_does_not_undo_the_choice(app: App, backend: Backend) -> None:
    """Somebody adds one while a file is dropped: both are told apart by their ids, and the file is opened."""
    chosen = backend.campaign("Diwali")
    page = app.open()
    page.test.selectbox(key="campaign").select("Diwali").run()
    backend.campaign("Diwali")
    page.test.file_uploader(key="upload").upload("leads.csv", b"Mobile,Name\n9820010001,Priya\n").run()
    assert page.title == "Match columns", page.text
    assert app.services.store.drafts.load(page.draft).campaign_id == chosen


def test_the_campaign_in_the_address_is_chosen(app: App, backend: Backend) -> None:
    """As after a campaign was created, and with its "Upload leads to it"."""
    backend.campaign("First")
    wanted = backend.campaign("Second")
    backend.campaign("Third")
    page = app.open(campaign=wanted)
    assert page.test.selectbox(key="campaign").value == wanted


def test_a_wrong_key_is_said_and_never_shown(open_app: Callable[..., App], backend: Backend) -> None:
    """The page says to check the key; the key is nowhere on it."""
    page = open_app(backend.url, "wrong-key-of-nobody").open()
    assert "does not accept the API key" in page.text
    assert not page.test.exception
    assert "wrong-key-of-nobody" not in f"{page.text}{page.html}{page.test}"


def test_a_campaign_that_was_deleted_at_the_server_is_said(app: App, backend: Backend) -> None:
    """A draft of it says so when it is opened again, and stays open."""
    campaign = backend.campaign("Deleted later")
    page = app.open()
    page.test.selectbox(key="campaign").select("Deleted later").run()
    page.match("leads.csv", LEADS)
    with backend.services.engine.begin() as connection:
        connection.execute(text("DELETE FROM campaigns WHERE id = :campaign"), {"campaign": campaign})
    again = app.open(draft=page.draft)
    assert "does not know this campaign" in again.text
    assert not again.test.exception


HTML = """<html><body><p>See below</p><table><tr><th>Mobile</th><th>Name</th></tr>
<tr><td>9820010001</td><td>Priya<br>Sharma</td></tr><tr><td>9820010002</td><td>Rahul</td></tr></table></body></html>"""
AS_TEXT = "See below\nMobile Name\n9820010001 Priya\nSharma\n9820010002 Rahul"


@pytest.mark.parametrize(("box", "names"), [
    (AS_TEXT, ["Priya\nSharma", "Rahul"]),
    ("Mobile\tName\n9820010003\tMeera", ["Meera"]),
], ids=["as it was copied", "changed since"])  # fmt: skip
def test_a_pasted_table_is_read_as_it_was_copied(app: App, box: str, names: list[str]) -> None:
    """From a mail the cells of a row run together as text; what was typed in the box afterwards counts."""
    page = app.open()
    page.test.selectbox(key="campaign").select("Sandbox campaign").run()
    page.test.session_state["pasted_table_as_copied"] = (AS_TEXT, HTML)
    page.test.text_area(key="pasted").set_value(box).run()
    page.press("use_pasted")
    assert page.title == "Match columns"
    session = page.test.session_state["callsheet_session"].session
    assert session.table.frame["Name"].tolist() == names
