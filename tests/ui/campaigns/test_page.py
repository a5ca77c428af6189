from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.store import CallOutcome, FoundCall
from tests.client.fault_server import run_fault_server

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.support.running_backend import Backend
    from tests.ui.app_page import App

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
COURTESY = "callsheet.sending.planning.campaign_start.COURTESY_HOURS"
"""Hours of a campaign to which nothing was sent in calling hours; a test must not depend on the time of day."""


def test_campaigns_are_listed_with_their_numbers(app: App, backend: Backend) -> None:
    """Each campaign has a row with its status, number and counts."""
    backend.campaign("Spring <b>offer</b>")
    page = app.open("campaigns")
    assert page.title == "Campaigns"
    assert "Spring &lt;b&gt;offer&lt;/b&gt;" in page.html
    assert "+91 22 3456 7890" in page.html
    assert "campaigns" in page.text


def test_a_new_campaign_needs_a_name_an_agent_and_a_number(app: App) -> None:
    """The dialog asks for the three, and offers the numbers of the workspace."""
    page = app.open("campaigns").press("new_campaign")
    assert page.test.text_input(key="new_campaign_name").label == "Name"
    assert page.test.text_input(key="new_campaign_agent").label == "Agent id"
    numbers = page.test.selectbox(key="new_campaign_number").options
    assert any(number.startswith("+91 22 3456 7890") for number in numbers)


def test_a_country_is_removed_and_added_again(app: App, backend: Backend) -> None:
    """Telephony Config of the built-in kind of server is changed in place; a prefix must be digits."""
    page = app.open("campaigns")
    page.press("remove_AE")
    assert not page.has("remove_AE")
    box = next(box for box in page.test.selectbox if str(box.key).startswith("add_country"))
    box.select("AE").run()
    assert page.has("remove_AE")
    starts = next(box for box in page.test.text_input if str(box.key).startswith("starts_AE"))
    starts.input("5x").run()
    assert "Type digits with commas between" in page.test.toast[0].value
    assert "AE" in enabled(backend)


def test_a_removed_country_says_what_that_does_and_can_be_put_back(app: App, backend: Backend) -> None:
    """Undo is where Remove was, so that a second press removes nothing; open uploads are counted."""
    data = b"Mobile,Name\n+97152123456,Priya\n+971521234567,Omar\n9820010002,Rahul\n"
    app.open().review("leads.csv", data)
    page = app.open("campaigns")
    before = enabled(backend)
    page.press("remove_AE")
    assert "Removed. 1 ready lead in 1 open upload cannot be called any more." in page.text
    page.press("undo_AE")
    assert page.has("remove_AE")
    assert sorted(enabled(backend)) == sorted(before)
    page.press("remove_GB")
    assert "Removed. No open upload has ready leads there." in page.text
    page.press("undo_GB")


def enabled(backend: Backend) -> list[str]:
    groups = backend.get("/phone-country-rules/enabled-network-groups?page=1&limit=100")
    return [group["countryRule"]["country_iso"] for group in groups]


def test_a_server_that_lists_nothing_is_said_in_words(open_app: Callable[..., App]) -> None:
    """Where campaigns and countries cannot be listed, the page says what to do instead."""
    with run_fault_server(404, {"success": False, "error": "not found"}) as server:
        page = open_app(server.url, "key").open("campaigns")
        assert "does not list its campaigns" in page.text
        assert "does not tell which countries" in page.text


def test_a_campaign_opens_with_what_is_known_of_it(app: App, backend: Backend) -> None:
    """Route, number, agent, leads by status, what was sent to it, and its leads with search."""
    campaign = backend.campaign("Spring <b>offer</b>")
    backend.upload(campaign, b"phone_number,name\n+919820010001,Priya\n+919820010002,Rahul\n")
    page = app.open("campaigns", campaign=campaign)
    assert page.title == "Spring <b>offer</b>"
    for fact in ("Draft", "May call", "+91 22 3456 7890", "2 leads: 2 waiting, 0 called", campaign):
        assert fact in page.html
    assert "Nothing was sent to it from here." in page.text
    page.test.toggle(key="show_leads").set_value(True).run()
    assert page.test.dataframe[0].value["Name"].tolist() == ["Priya", "Rahul"]
    page.test.text_input(key="find_lead").input("98200 10002").run()
    assert page.test.dataframe[0].value["Name"].tolist() == ["Rahul"]
    assert page.has("upload_to_it")
    page.press("all_campaigns")
    assert page.title == "Campaigns"


def test_a_campaign_is_renamed_started_paused_and_completed(app: App, backend: Backend) -> None:
    """Each change says what it means, is made at the server and shown; a completed campaign takes no more leads."""
    campaign = backend.campaign("Before")
    page = app.open("campaigns", campaign=campaign)
    page.test.text_input(key=f"rename_{campaign}").input("After").run()
    page.press("save_name")
    assert page.title == "After"
    page.press("campaign_active")
    assert "Active. Calls start at once." in page.text
    page.press("campaign_paused")
    assert "Paused. Nobody is called until you start it again." in page.text
    assert "A completed campaign takes no more leads" in page.text
    page.press("campaign_completed")
    assert backend.get(f"/campaigns/{campaign}")["status"] == "completed"
    assert not page.has("campaign_active")
    assert page.test.button(key="upload_to_it").disabled


def test_a_campaign_that_is_not_there_is_said_in_words(app: App) -> None:
    """An old address leads back to the list."""
    page = app.open("campaigns", campaign="cmp_nothere00000")
    assert "The server does not have this campaign." in page.info
    assert page.has("all_campaigns")


def test_a_campaign_is_opened_from_the_list(app: App, backend: Backend) -> None:
    """Choosing it is enough."""
    backend.campaign("To open")
    page = app.open("campaigns")
    page.test.selectbox(key="open_campaign").select("To open").run()
    assert page.title == "To open"


def test_a_campaign_with_listed_people_starts_only_on_purpose(
    app: App, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first press says who should not be called; the second one needs their number typed."""
    monkeypatch.setattr(COURTESY, "daily 0:00-24:00")
    campaign = backend.campaign("June offers")
    backend.upload(campaign, b"phone_number,name\n+919820010001,Priya\n+919820010002,Rahul\n")
    app.services.store.suppression.add(["+919820010002"], "Meera")
    page = app.open("campaigns", campaign=campaign)
    page.press("campaign_active")
    assert "Not started: 1 person is on a do-not-call list." in page.text
    assert backend.get(f"/campaigns/{campaign}")["status"] == "draft"
    assert page.test.button(key="start_all_the_same").disabled
    page.press("start_not_now")
    assert not page.has("start_all_the_same")
    page.press("campaign_active")
    page.test.number_input(key="campaign_start_typed").set_value(1).run()
    page.press("start_all_the_same")
    assert "Active. Calls start at once." in page.text
    assert not page.has("start_all_the_same")


def test_a_campaign_does_not_start_at_night(app: App, backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside the hours of its people nothing starts, and the page says when the first may be called."""
    monkeypatch.setattr(COURTESY, f"{DAYS[(datetime.now(UTC).weekday() + 3) % 7]} 9:00-17:00")
    campaign = backend.campaign("June offers")
    backend.upload(campaign, b"phone_number,name\n+919820010001,Priya\n+919820010002,Rahul\n")
    page = app.open("campaigns", campaign=campaign)
    page.press("campaign_active")
    assert "for 2 people it is, or may be, outside the calling hours" in page.text
    assert "the first may be called from" in page.text
    assert backend.get(f"/campaigns/{campaign}")["status"] == "draft"


def test_agents_workflows_and_batch_calls_link_to_what_was_sent(app: App, backend: Backend) -> None:
    """Each is listed with its sends from here, which open in History with their results; campaigns have them too."""
    head = b"Mobile,Customer Name,City,Product,Amount,Due Date,Branch,Callback Time\n"
    upload = app.open()
    upload.test.selectbox(key="destination").select("Batch call").run()
    upload.drop("June.csv", head + b"9820010800,Priya,Pune,Loan,1000,2026-12-01,Camp,5 pm\n")
    upload.press("continue").press("continue").press("send")
    app.send()
    [submission] = app.services.store.ledger.latest(1)
    begun = app.services.store.results.begin(submission.id)
    app.services.store.results.add(submission.id, begun.number, [FoundCall("c", 2, CallOutcome.BUSY)], "{}")
    app.services.store.results.finish(submission.id, begun.number)
    st.cache_data.clear()  # another test of this process may have listed the server's batch calls just before
    page = app.open("campaigns")
    assert "Sandbox workflow" in page.text
    [made] = submission.parts
    assert page.has(f"batch_{made.remote_id}_{submission.id}")
    assert "made elsewhere" in page.text
    page.press(f"open_agent_{submission.campaign_id}")
    assert page.title == submission.campaign_name
    assert page.has(f"send_{submission.id}")
    assert "Calls: 0 reached · 0 no answer · 1 busy" in page.text
    page.press("all_campaigns")
    assert page.title == "Campaigns"
    workflow = next(entry["id"] for entry in backend.get("/workflows")["data"] if entry["title"] == "Sandbox workflow")
    flow = app.open("campaigns", workflow=workflow)
    assert "Sandbox workflow is not started. Nobody is called until it is active." in flow.text
