from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from callsheet.sending import failpoints
from callsheet.store import Ledger
from callsheet.ui.send.press import preparations
from callsheet.wording.ui.campaigns import calling_time
from tests.sending.fault_server import serving
from tests.sending.server_state import ServerState
from tests.support.ledgers import create_submission
from tests.ui.app_page import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callsheet.store import Submission
    from tests.support.running_backend import Backend
    from tests.ui.app_page import App, Page


@pytest.fixture
def leads(backend: Backend) -> Callable[..., bytes]:
    """Files for a campaign that only this test sends to; it is the first in the list."""
    backend.campaign("Campaign of this test")

    def build(rows: int = 3, *, more: str = "") -> bytes:
        lines = [f"98200{row:05},Lead {row}" for row in range(10_000, 10_000 + rows)]
        return "\n".join(["Mobile,name", *lines, more]).encode()

    return build


def to_send(app: App, name: str, data: bytes) -> Page:
    page = app.open()
    # Other tests made campaigns with this name on the same server: each then ends with an id, the newest is first.
    options = [
        label for label in page.test.selectbox(key="campaign").options if label.startswith("Campaign of this test")
    ]
    if options:
        page.test.selectbox(key="campaign").select(options[0]).run()
    page.review(name, data).press("continue")
    assert page.title == "Send to the campaign", page.text
    return page


def test_the_button_names_how_many_leads_go_where(app: App, leads: Callable[..., bytes]) -> None:
    """Ready leads and campaign are on the button, and what is not sent is counted."""
    page = to_send(app, "leads.csv", leads(3, more="98765,Asha"))
    assert page.test.button(key="send").label == "Send 3 leads to Campaign of this test"
    assert "We will not send 1 row: 1 needs fixing." in page.text
    assert not page.test.button(key="send").disabled


def test_a_press_in_each_of_two_tabs_sends_once(app: App, leads: Callable[..., bytes]) -> None:
    """The tab that was opened before the other pressed shows that send after its own press, and makes no second one."""
    first = to_send(app, "leads.csv", leads(3))
    second = app.open(draft=first.draft, step="send")
    assert second.has("send")
    first.press("send")
    second.press("send")
    [sent] = app.services.store.ledger.latest(100)
    app.send()
    assert app.services.store.ledger.get(sent.id).counts.ready == 3
    assert len(app.services.store.ledger.latest(100)) == 1


def test_sent_leads_have_a_receipt_and_cannot_be_sent_again(app: App, leads: Callable[..., bytes]) -> None:
    """Under way until the sender is done, then a receipt with its files; a second page offers nothing to send."""
    page = to_send(app, "leads.csv", leads()).press("send")
    assert "You can leave this page. Sending continues." in page.text
    assert "The sender is starting." in page.text
    assert not page.has("send")
    app.send()
    page.test.run()
    assert "3 leads sent to Campaign of this test" in page.text
    assert page.has("start_over")
    assert not page.has("send")
    [submission] = app.services.store.ledger.latest(1)
    keys = {button.key for button in page.test.download_button}
    assert {f"receipt_{kind}_{submission.id}" for kind in ("xlsx", "csv", "json")} <= keys


def test_leads_of_another_file_that_were_sent_before_are_named(app: App, leads: Callable[..., bytes]) -> None:
    """Numbers that this campaign has already are not sent twice; calling them again needs the typed count.

    When they leave is chosen beside it, as for a press of Send.
    """
    to_send(app, "may.csv", leads()).press("send")
    app.send()
    page = to_send(app, "june.csv", leads())
    assert "may.csv" in page.test.info[-1].value.replace("\\", "")
    assert page.test.button(key="send").disabled
    assert page.test.button(key="call_again").disabled
    page.test.text_input(key="again_count").input("3").run()
    assert not page.test.button(key="call_again").disabled
    page.test.selectbox(key="send_when").select("at").run()
    page.press("call_again")
    app.send()
    submission = app.services.store.ledger.latest(1)[0]
    assert (submission.again, submission.rows_sent, submission.counts.ready) == (True, 0, 3)
    assert submission.is_waiting(app.services.store.clock.now())


def test_leads_that_wait_in_another_send_are_not_called_sent(app: App, leads: Callable[..., bytes]) -> None:
    """The counts add up to the file, and "ready" is the number on the button."""
    to_send(app, "may.csv", leads()).press("send")
    page = to_send(app, "june.csv", leads(5))
    assert "3 leads are in another send to this campaign that is not finished." in page.info
    assert "already sent" not in page.info
    assert page.counts() | {"ready": 2, "already_in_campaign": 3, "rows": 5} == page.counts()
    assert "We will not send 3 rows: 3 already in this campaign." in page.text
    assert page.test.button(key="send").label.startswith("Send 2 leads")


def test_of_several_rows_with_one_number_the_last_can_be_kept(app: App, leads: Callable[..., bytes]) -> None:
    """The policy is saved with the draft and the file is validated again, still at Send."""
    page = to_send(app, "leads.csv", leads(3, more="9820010000,Again"))
    page.test.selectbox(key="duplicates").set_value("last").run()
    assert page.title == "Send to the campaign"
    assert app.services.store.drafts.load(page.draft).choices.duplicates == "last"
    assert page.test.button(key="send").label.startswith("Send 3 leads")


def test_numbers_that_are_never_called_leave_the_send(app: App, leads: Callable[..., bytes]) -> None:
    """A list takes the rows of its numbers out of this send as soon as it is dropped, and says what it read."""
    page = to_send(app, "leads.csv", leads())
    assert "No number is on the list yet." in page.text
    page.test.file_uploader(key="suppression").upload("stop.csv", b"phone\n+919820010000\n12\n").run()
    assert "1 of 2 added, 1 could not be read." in page.text
    assert "1 number on the list." in page.text
    assert page.test.button(key="send").label.startswith("Send 2 leads")


def test_a_number_listed_in_a_second_tab_changes_the_button(app: App, leads: Callable[..., bytes]) -> None:
    """The first tab stands at Send: the press sends without it, and the next run says why."""
    page = to_send(app, "leads.csv", leads())
    app.services.store.suppression.add(["+919820010001"], "Meera")
    page.test.run()
    assert "The do-not-call list has changed. 2 leads are ready now, 3 before." in page.text
    assert page.test.button(key="send").label.startswith("Send 2 leads")
    app.services.store.suppression.add(["+919820010002"], "Meera")
    page.press("send")
    app.send()
    page.test.run()
    assert "3 rows in the file = 1 sent + 1 held back by the last check + 1 left out" in page.text


def test_who_was_called_often_enough_is_counted_and_not_sent(app: App, leads: Callable[..., bytes]) -> None:
    """Told first; with a cap the leads are a part of the line that adds up, and nothing is left to send."""
    app.services.store.saved_settings.save("call_cap", "1/7")
    create_submission(ledger := app.services.store.ledger, "other", {2: "+919820010001"}, campaign_id="cmp_other")
    (part,) = ledger.get("other").parts
    ledger.transitions.record_intent(part.id, "me", lease=timedelta(seconds=300), keeps_keys=False)
    page = to_send(app, "leads.csv", leads())
    assert page.counts() | {"ready": 2, "capped": 1, "rows": 3} == page.counts()
    assert "1 lead was called once or more in the last 7 days, in any campaign. We will not send it." in page.text
    assert page.test.button(key="send").label.startswith("Send 2 leads")
    app.services.store.saved_settings.save("call_cap", None)
    page.test.run()
    assert "Called from another campaign in the last 7 days as well: A (1)." in page.text
    assert page.test.button(key="send").label.startswith("Send 3 leads")


def test_as_many_numbers_listed_as_removed_are_noticed(app: App, leads: Callable[..., bytes]) -> None:
    """Another process adds one number and removes another: the count of the list is the same, the leads are not."""
    listed = app.services.store.suppression
    listed.add(["+919820010001"], "Meera")
    page = to_send(app, "leads.csv", leads())
    assert page.test.button(key="send").label.startswith("Send 2 leads")
    listed.add(["+919820010002"], "Asha")
    listed.remove(["+919820010001"])
    page.test.run()
    assert "The do-not-call list has changed. 2 leads are ready now, 2 before." in page.text
    page.press("send")
    app.send()
    (submission,) = app.services.store.ledger.latest(1)
    sent = {row.phone_number for row in app.services.store.ledger.rows(submission.id) if row.state == "sent"}
    assert "+919820010001" in sent
    assert "+919820010002" not in sent


def test_a_stopped_send_keeps_the_rest(app: App, leads: Callable[..., bytes]) -> None:
    """Stop before anything left: nothing was sent, and the leads can be sent once more."""
    page = to_send(app, "leads.csv", leads()).press("send")
    stop = next(str(button.key) for button in page.test.button if str(button.key).startswith("stop_"))
    page.press(stop)
    page.test.run()
    assert "Nothing was sent. All 3 leads are still here." in page.text
    assert page.test.button(key="send").label.startswith("Send 3 leads")


@pytest.fixture
def held_press(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Every press waits before its last rows are in the ledger, until the function is called."""
    may_continue = threading.Event()
    monkeypatch.setattr(failpoints, "reached", lambda name: may_continue.wait(PATIENCE) if name == "stored" else None)
    yield may_continue.set
    may_continue.set()


def test_a_press_reports_from_its_first_lead_on(
    app: App, leads: Callable[..., bytes], held_press: Callable[[], None]
) -> None:
    """Before anything is in the ledger: a number, Stop, no button that sends; another tab shows the same."""
    page = to_send(app, "leads.csv", leads())
    page.test.button(key="send").click().run()
    other = app.open(draft=page.draft)
    for tab in (page, other):
        assert re.search("Preparing [03] of 3 leads", tab.progress), tab.progress
        assert tab.has("stop_preparing")
        assert not tab.has("send")
    assert app.services.store.ledger.latest(1) == []
    held_press()
    preparations().wait_all(PATIENCE)
    page.test.run()
    assert "0 of 3 leads to Campaign of this test" in page.progress


def test_a_press_that_is_stored_while_the_page_asks_is_not_offered_again(
    app: App, leads: Callable[..., bytes], held_press: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger is asked for submissions, then the press gets there: the page shows it under way."""
    page = to_send(app, "leads.csv", leads())
    of_draft = Ledger.of_draft
    answered: list[str] = []

    def answer_late(ledger: Ledger, draft_id: str) -> list[Submission]:
        found = of_draft(ledger, draft_id)
        answered.append(draft_id)
        held_press()
        preparations().wait(draft_id, PATIENCE)
        return found

    monkeypatch.setattr(Ledger, "of_draft", answer_late)
    page.test.button(key="send").click().run()
    assert answered
    assert not page.has("send")
    assert "You can leave this page. Sending continues." in page.text


def test_stop_works_before_anything_is_in_the_ledger(
    app: App, leads: Callable[..., bytes], held_press: Callable[[], None]
) -> None:
    """The page says that nothing was sent, in another tab too, and the leads can be sent."""
    page = to_send(app, "leads.csv", leads())
    page.test.button(key="send").click().run()
    page.press("stop_preparing")
    assert "Stopping." in page.text
    assert not page.has("stop_preparing")
    held_press()
    preparations().wait_all(PATIENCE)
    page.test.run()
    for tab in (page, app.open(draft=page.draft)):
        assert "Stopped. Nothing was sent. All 3 leads are still here." in tab.text
        assert tab.test.button(key="send").label.startswith("Send 3 leads")
    assert app.services.store.ledger.latest(1) == []
    page.press("send")
    assert "Stopped." not in page.text


def test_ten_are_sent_and_the_rest_is_held_until_it_is_released(app: App, leads: Callable[..., bytes]) -> None:
    """The page asks to listen first; the button sends the other leads, and the receipt has all of them."""
    page = to_send(app, "leads.csv", leads(15)).press("try_first")
    app.send()
    page.test.run()
    assert "10 sent. Listen to the calls, then send the other 5 or cancel them." in page.text
    assert page.test.button(key="send").label == "Send the other 5"
    page.press("send")
    app.send()
    page.test.run()
    assert "15 leads sent to Campaign of this test" in page.text
    assert "trial" in app.services.store.ledger.latest(1)[0].facts


def test_the_rest_can_be_cancelled_from_the_history(app: App, leads: Callable[..., bytes]) -> None:
    """History has both ways out; what is cancelled can be sent later."""
    page = to_send(app, "leads.csv", leads(15)).press("try_first")
    app.send()
    [submission] = app.services.store.ledger.latest(1)
    history = app.open("history")
    assert history.has(f"release_{submission.id}")
    history.press(f"stop_{submission.id}")
    page.test.run()
    assert "15 rows in the file = 10 sent + 5 withdrawn before they were sent" in page.text
    assert page.test.button(key="send").label == "Send 5 leads to Campaign of this test"


def test_ten_leads_or_fewer_are_not_tried_first(app: App, leads: Callable[..., bytes]) -> None:
    """Nothing would be left to wait."""
    assert not to_send(app, "leads.csv", leads(10)).has("try_first")


def test_back_to_review_keeps_everything(app: App, leads: Callable[..., bytes]) -> None:
    """Back opens Review with the same counts."""
    page = to_send(app, "leads.csv", leads(3, more="98765,Asha"))
    counts = page.counts()
    page.press("back")
    assert page.title == "Review your leads"
    assert page.counts() == counts


@pytest.fixture
def lost_answer(open_app: Callable[..., App]) -> Iterator[App]:
    """A server that queues an upload, loses its answer, and cannot be asked what it has."""
    with serving(ServerState(script=["all:reset"], listed=True)) as server:
        yield open_app(server.url, "key")


def test_an_upload_without_an_answer_becomes_a_question(lost_answer: App) -> None:
    """The operator is asked for two counts; one alone is not enough, and there is no button to send again."""
    page = lost_answer.open().review("leads.csv", b"Mobile,name\n9820010001,Priya\n9820010002,Rahul\n")
    page.press("continue").press("send")
    lost_answer.send()
    page.test.run()
    assert "no clear answer came" in page.text
    assert "Answer the question above." in page.text
    assert "Sending continues" not in page.text
    assert not page.has("send")
    answer = next(str(button.key) for button in page.test.button if str(button.key).startswith("answer_"))
    page.press(answer)
    page.test.run()  # as the page does every second
    assert "Type how many leads it has." in page.text
    for kind, value in (("before_", 250), ("now_", 252)):
        box = next(box for box in page.test.number_input if str(box.key).startswith(kind))
        box.set_value(value)
    page.press(answer)
    page.test.run()
    assert "2 leads sent to" in page.text
    assert "Type how many leads it has." not in page.text


def test_a_refused_upload_says_so_and_leads_back_to_the_rows(open_app: Callable[..., App]) -> None:
    """The server's words are shown, and one press opens the refused rows in Review."""
    with serving(ServerState(script=["refuse"], listed=True, atomic=True)) as server:
        app = open_app(server.url, "key")
        page = app.open().review("leads.csv", b"Mobile,name\n9820010001,Priya\n9820010002,Rahul\n")
        page.press("continue").press("send")
        app.send()
        page.test.run()
        assert "The server refused" in page.text
        [submission] = app.services.store.ledger.latest(1)
        page.press("refused")
        assert page.title == "Review your leads"
        assert page.counts()["errors"] == len(submission.refused) > 0


def test_leads_of_which_some_arrived_are_answered_row_by_row(open_app: Callable[..., App]) -> None:
    """The campaign's numbers are pasted: the leads on the list are marked, the others are sent."""
    lines = "".join(f"98200100{row:02},Lead {row}\n" for row in range(4))
    with serving(ServerState(script=["half:reset", "ok"], listed=True)) as server:
        app = open_app(server.url, "key", CALLSHEET_QUARANTINE_SECONDS="0")
        page = app.open().review("leads.csv", f"Mobile,name\n{lines}".encode()).press("continue").press("send")
        app.send()
        page.test.run()
        [part] = app.services.store.ledger.latest(1)[0].parts
        holds = server.server_state.holds
        page.test.text_area(key=f"pasted_{part.id}").input("Phone\n" + "\n".join(holds)).run()
        assert page.test.button(key=f"rows_answer_{part.id}").label == "Save: 2 arrived, 2 did not"
        page.press(f"rows_answer_{part.id}")
        app.send()
        page.test.run()
        assert "4 leads sent to" in page.text
        assert set(holds.values()) == {1}


def test_the_first_calls_are_shown_word_for_word(app: App, leads: Callable[..., bytes]) -> None:
    """Before the press and after it: whom, what the agent says or knows, and about how long the calls take."""
    page = to_send(app, "leads.csv", leads(4, more="98765,Asha"))
    assert page.html.count("call-of") == 3
    assert "+91 98200 10000" in page.html
    assert "<b>Lead 10000</b>" in page.html
    assert "Calling takes about 2 minutes (if the server makes 10 calls at a time" in page.text
    page.press("send")
    app.send()
    page.test.run()
    assert page.html.count("call-of") == 3
    assert page.test.button(key="back").label == "Fix the 1 left"
    assert {"open_campaign", "start_over"} <= {button.key for button in page.test.button}


def test_the_campaign_can_be_started_after_the_send(
    app: App, leads: Callable[..., bytes], backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says that nobody is called yet, and how many will be; one more press starts the calls."""
    monkeypatch.setattr("callsheet.sending.planning.campaign_start.COURTESY_HOURS", "daily 0:00-24:00")
    page = to_send(app, "leads.csv", leads())
    assert not page.has("campaign_active")
    page.press("send")
    app.send()
    page.test.run()
    assert "Not started. Nobody is called until you start it." in page.text
    assert "This calls 3 people as soon as the campaign starts." in page.text
    page.press("campaign_active")
    assert "Active. Calls start at once." in page.text
    assert not page.has("campaign_active")
    assert backend.get("/campaigns?page=1&limit=1")["data"][0]["status"] == "active"


@pytest.mark.parametrize(
    ("leads", "concurrent", "told"),
    [
        (385, 10, "about 78 minutes (10 calls at a time; we assume 2 minutes a call)"),
        (1, 1, "about 2 minutes (1 call at a time"),
        (4_812, None, "about 17 hours (if the server makes 10 calls at a time, which it does not tell us"),
        (14_400, 10, "about 48 hours (10 calls at a time"),
        (14_401, 10, "about 3 days, day and night (10 calls at a time"),
        (200_000, None, "about 28 days, day and night (if the server makes 10 calls at a time"),
    ],
)
def test_the_time_of_the_calls_says_what_it_assumes(leads: int, concurrent: int | None, told: str) -> None:
    """Leads ÷ calls at a time × an assumed length."""
    assert told in calling_time(leads, concurrent or 10, 2, is_stated=concurrent is not None)


def test_what_waits_in_another_send_can_be_sent_from_here(app: App, leads: Callable[..., bytes]) -> None:
    """Ten of another file went first; its rest is offered where the same people are about to be left out."""
    to_send(app, "may.csv", leads(15)).press("try_first")
    app.send()
    [held] = app.services.store.ledger.latest(1)
    page = to_send(app, "june.csv", leads(16))
    assert "may.csv, sent on" in page.text
    assert page.has(f"history_{held.id}")
    page.press(f"release_{held.id}")
    app.send()
    assert app.services.store.ledger.get(held.id).rows_sent == 15


def test_numbers_that_somebody_else_put_into_the_campaign_are_not_sent(app: App, backend: Backend) -> None:
    """They are counted before the press; when all are there, nothing can be pressed."""
    campaign = backend.campaign("Campaign of two teams")
    backend.upload(campaign, b"phone_number\n+919820010001\n")
    page = app.open()
    page.test.selectbox(key="campaign").select("Campaign of two teams").run()
    page.review("leads.csv", b"Mobile,name\n9820010001,Asha\n9820010002,Ravi\n").press("continue")
    assert page.counts() | {"ready": 1, "already_in_campaign": 1, "rows": 2} == page.counts()
    assert "1 lead is in this campaign already, but not from here. We will not send it again." in page.text
    assert page.test.button(key="send").label == "Send 1 lead to Campaign of two teams"
    backend.upload(campaign, b"phone_number\n+919820010002\n")
    page.test.run()
    assert "Every lead of this file is in this campaign already." in page.text
    assert page.test.button(key="send").disabled
