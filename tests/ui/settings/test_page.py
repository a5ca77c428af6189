from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.running_backend import Backend
    from tests.ui.app_page import App

LEADS = b"Mobile,name\n9820010001,Priya\n9820010002,Rahul\n"


def test_the_default_country_is_saved(app: App) -> None:
    """A chosen country holds from now on, in another tab as well."""
    page = app.open("settings")
    page.test.selectbox(key="default_region").select("AE").run()
    assert app.services.settings.default_region == "AE"
    assert app.open("settings").test.selectbox(key="default_region").value == "AE"


def test_a_setting_of_the_environment_is_locked(open_app: Callable[..., App], backend: Backend) -> None:
    """A variable of the environment wins, locks its field and is named beside it."""
    app = open_app(backend.url, backend.key, CALLSHEET_DEFAULT_REGION="GB")
    page = app.open("settings")
    assert page.test.selectbox(key="default_region").disabled
    assert "Set outside the app, by CALLSHEET_DEFAULT_REGION." in page.text
    assert page.test.text_input(key="server_address").disabled


def test_the_connection_can_be_tested(app: App) -> None:
    """A test says how many campaigns the server has."""
    page = app.open("settings").press("test_server")
    assert page.test.success[0].value.startswith("Connected: ")
    assert "**Campaigns** · ok" in page.text
    assert "**Agents** · ok" in page.text
    assert "1 agent, 1 with a published version. Their scripts can be read." in page.text
    assert "**Phone column of a batch call** · not known" in page.text
    page.test.run()
    assert "What this server can do" not in page.text


def test_retention_is_saved_in_days(app: App) -> None:
    """Both periods are kept by the store."""
    page = app.open("settings")
    page.test.number_input(key="draft_days").set_value(7).run()
    page.test.number_input(key="ledger_days").set_value(90).run()
    settings = app.services.settings
    assert (settings.draft_days, settings.ledger_days) == (7, 90)


def test_remembered_columns_are_listed_and_forgotten(app: App) -> None:
    """After Match columns the column names are listed with their file; Forget deletes them."""
    app.open().review("leads.csv", LEADS)
    page = app.open("settings")
    assert "from leads.csv, just now" in page.text
    [recipe] = app.services.store.recipes.all()
    page.press(f"forget_{recipe.key}")
    assert "Nothing yet" in page.text


def test_the_do_not_call_list_is_kept_on_settings(app: App) -> None:
    """A file is added when it is dropped, with what became of its rows; one number is found, added and removed."""
    page = app.open("settings")
    assert "They have no number yet." in page.text
    page.test.file_uploader(key="do_not_call_file").upload(
        "stop.csv", b"Phone\n+919820010000\n+919820010001\n12\n"
    ).run()
    assert "2 of 3 added, 1 could not be read." in page.text
    assert "They have 2 numbers." in page.text
    for typed, pressed, sentence in (
        ("+91 98200 10001", "find", "+919820010001 is on the do-not-call list “Our own list”. It was added on "),
        ("+91 98200 10002", "find", "+919820010002 is on no do-not-call list."),
        ("+91 98200 10002", "add", "1 number added."),
        ("+91 98200 10001", "remove", "1 number removed."),
        ("12", "add", "This is not a phone number."),
    ):
        page.test.text_input(key="do_not_call_number").input(typed).run()
        page.press(f"do_not_call_{pressed}")
        assert sentence in page.text
    assert app.services.store.suppression.numbers() == {"+919820010000", "+919820010002"}


def test_the_do_not_call_list_is_emptied_with_its_count_only(app: App) -> None:
    """The button is closed until the number of entries is typed, and empties nothing that was added meanwhile."""
    suppression = app.services.store.suppression
    suppression.add(["+919820010000", "+919820010001"], "Meera")
    page = app.open("settings")
    assert page.test.button(key="do_not_call_clear").disabled
    page.test.text_input(key="do_not_call_count").input("2").run()
    assert not page.test.button(key="do_not_call_clear").disabled
    suppression.add(["+919820010002"], "Asha")
    page.press("do_not_call_clear")
    assert suppression.count() == 3
    page.test.text_input(key="do_not_call_count").input("3").run()
    page.press("do_not_call_clear")
    assert suppression.count() == 0
    assert "They have no number yet." in page.text


def test_a_list_is_made_filled_and_deleted(app: App) -> None:
    """A named list takes the numbers of its country; a number is found whatever list is open, with its reason."""
    lists = app.services.store.suppression.lists
    page = app.open("settings")
    page.test.selectbox(key="do_not_call_list").select(0).run()
    page.test.text_input(key="new_list_name").input("DND June")
    page.test.date_input(key="new_list_day").set_value(date(2026, 1, 31))
    page.test.number_input(key="new_list_days").set_value(31)
    page.press("new_list_make")
    (_, made) = lists.all()
    assert (made.name, made.kind, made.as_of, made.good_days) == ("DND June", "register", date(2026, 1, 31), 31)
    assert "A new version has been due for" in page.text
    page.test.file_uploader(key="do_not_call_file").upload("dnd.txt", b"9820010000\n9820010001\n").run()
    assert "0 of 2 added, 2 could not be read. If the numbers have no country code, choose their country" in page.text
    page.test.selectbox(key="do_not_call_country").select("IN").run()
    page.test.text_input(key="do_not_call_number").input("98200 10001")
    page.test.text_input(key="do_not_call_reason").input("shouted")
    page.press("do_not_call_add")
    page.test.selectbox(key="do_not_call_list").select(1).run()
    page.press("do_not_call_find")
    assert "+919820010001 is on the do-not-call list “DND June”." in page.text
    assert "Reason: shouted." in page.text
    page.test.selectbox(key="do_not_call_list").select(made.id).run()
    page.test.text_input(key="do_not_call_count").input("1").run()
    page.press("do_not_call_clear")
    assert "1 number removed from “DND June”." in page.text
    assert [each.name for each in lists.all()] == ["Our own list"]


def test_how_often_one_person_may_be_called_is_chosen(app: App) -> None:
    """Only told, left out, or some calls in some days; the choice is saved and in the audit."""
    ledger = app.services.store.ledger
    page = app.open("settings")
    page.test.selectbox(key="call_cap_policy").select("once").run()
    assert ledger.call_cap() == (1, 7)
    page.test.number_input(key="call_cap_days").set_value(30).run()
    page.test.selectbox(key="call_cap_policy").select("most").run()
    page.test.number_input(key="call_cap_calls").set_value(3).run()
    assert ledger.call_cap() == (3, 30)
    page.test.selectbox(key="call_cap_policy").select("tell").run()
    assert ledger.call_cap().calls is None
    assert app.services.store.audit.latest(1)[0].subject == "call_cap"


def test_a_person_who_asked_us_to_stop_leaves_every_campaign(app: App, backend: Backend) -> None:
    """One press lists the number and removes its lead that was not called yet; the other lead stays."""
    campaign = backend.campaign("Campaign of a person who asked us to stop")
    page = app.open().choose_campaign(campaign, "Campaign of a person who asked us to stop")
    page.review("leads.csv", b"Mobile,name\n9820018801,Priya\n9820018802,Rahul\n").press("continue").press("send")
    app.send()
    page = app.open("settings")
    page.test.text_input(key="number_to_stop").input("098200 18801")
    page.press("stop_person")
    assert "+919820018801 is on the list “Asked us to stop” now." in page.text
    assert "Leads removed: Campaign of a person who asked us to stop (1)." in page.text
    assert [lead["status"] for lead in backend.leads(campaign)] == ["removed", "pending"]
    (entry,) = app.services.store.suppression.find("+919820018801")
    assert entry.list_name == "Asked us to stop"


def test_a_number_is_found_and_erased_everywhere(app: App, backend: Backend) -> None:
    """Typed as at home: its rows leave the open upload and what was sent, its pending lead the campaign."""
    leads = b"Mobile,name\n9820016601,Priya\n9820016602,Rahul\n"
    campaign = backend.campaign("Campaign of an erased number")
    page = app.open().choose_campaign(campaign, "Campaign of an erased number")
    draft = page.review("leads.csv", leads).press("continue").press("send").draft
    app.send()
    other = app.open().match("other.csv", leads).draft
    page = app.open("settings")
    for typed, sentence in (("abc", "This is not a phone number."), ("+919811111111", "This number is nowhere here.")):
        page.test.text_input(key="number_to_erase").input(typed)
        page.press("find_number")
        assert sentence in page.text
    page.test.text_input(key="number_to_erase").input("098200 16601")
    page.press("find_number")
    found = page.test.warning[0].value.replace("\\", "")
    assert "It is in 2 open uploads: leads.csv and other.csv. Those rows are emptied." in found
    assert "1 lead at the server is not called yet." in found
    page.press("erase_number")
    erased = (
        "Erased: 2 rows of open uploads emptied; 1 row of what was sent made unreadable; 1 lead removed at the server"
    )
    assert erased in page.text
    for draft_id in (draft, other):
        data = app.services.store.drafts.load(draft_id).data
        assert b"9820016601" not in data
        assert b"9820016602" in data
    [removed] = [lead for lead in backend.leads(campaign) if lead["status"] == "removed"]
    assert (removed["phone_number"], removed["name"], removed["notes"]) == ("", None, {})


def test_who_did_what_is_listed(app: App) -> None:
    """An upload, a fixed row and a changed setting are in the list, the newest first, without what was typed."""
    app.open().review("leads.csv", LEADS)
    page = app.open("settings")
    page.test.number_input(key="draft_days").set_value(8).run()
    shown = app.open("settings").test.dataframe[0].value
    assert shown["What"].tolist() == ["changed a setting", "uploaded a file"]
    assert shown["How much"].tolist()[0] == "value 8"
    assert "9820010001" not in shown.to_csv()
