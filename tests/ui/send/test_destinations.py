"""Batch calls and workflows on the screens: chosen on Upload or in the header, sent, seen again."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from callsheet.runtime.sender import run_worker_until
from callsheet.sending import BatchChoice, Target, dashboard_pieces, made_batches, make_receipt
from callsheet.store import DestinationKind, Recall, RowState
from callsheet.ui.send.batch import made_batches as made_batches_page

if TYPE_CHECKING:
    from tests.support.running_backend import Backend
    from tests.ui.app_page import App, Page

HEAD = "Mobile,Customer Name,City,Product,Amount,Due Date,Branch,Callback Time\n"


def _leads(first: int, rows: int = 2) -> bytes:
    lines = [
        f"98200{first + number:05d},Priya{number},Pune,Loan,{number}1000,2026-12-01,Camp,5 pm\n"
        for number in range(rows)
    ]
    return (HEAD + "".join(lines)).encode()


def _at_send(page: Page) -> Page:
    """Continue to Send, whatever the script of the agent lacks."""
    return page.press("continue").press("continue")


def _choose(app: App, kind: str) -> Page:
    page = app.open()
    page.test.selectbox(key="destination").select(kind).run()
    return page


def test_a_batch_call_is_sent_once_with_a_title_and_a_mark(app: App) -> None:
    """Agent and version are chosen on Upload; the receipt names the agent; the same numbers are left out next time."""
    page = _choose(app, "Batch call")
    assert page.test.selectbox(key="upload_agent").value
    assert "Asha will call, version" in page.text
    page = _at_send(page.drop("June.csv", _leads(10300)))
    assert page.title == "Send as a batch call"
    page.test.text_input(key="batch_title").input("June offers").run()
    assert "In the dashboard: **June offers** plus a mark of ten characters (21 of 35)" in page.text
    page.test.selectbox(key="batch_hours").select("between two times").run()
    page.press("send")
    app.send()
    [submission] = app.services.store.ledger.of_draft(page.draft)
    assert submission.destination is DestinationKind.BATCH_CALL
    chosen = submission.batch
    assert (submission.rows_sent, chosen["title"], chosen["hours"]) == (2, "June offers", ["09:00", "18:00"])
    again = _at_send(_choose(app, "Batch call").drop("June again.csv", _leads(10300, 3)))
    assert again.test.button(key="send").label == "Send 1 lead to Asha"
    assert "We will not send 2 rows: 2 already sent to this agent." in again.text


def test_the_times_of_a_batch_call_are_stored_with_the_draft(app: App) -> None:
    """Begin, end and hours are there in another tab; an end before the beginning cannot be sent.

    Times of the batch call and calling hours are never shown or sent together. A cancelled one is not offered again.

    Ten leads that are sent first are a batch call of their own: said before the press, and shown with both.
    """
    page = _at_send(_choose(app, "Batch call").drop("Times.csv", _leads(10700, 12)))
    assert (
        "Sending 10 first makes 2 batch calls: one with 10 leads now, and 1 more when you send the rest." in page.text
    )
    for key, choice in (("batch_begin", "at a time"), ("batch_end", "at a time"), ("batch_hours", "between two times")):
        page.test.selectbox(key=key).select(choice).run()
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - the clock of this computer is meant
    page.test.time_input(key="batch_until").set_value(time(17, 30)).run()
    page.test.date_input(key="batch_last_day").set_value(tomorrow - timedelta(days=1)).run()
    assert page.test.button(key="send").disabled
    assert "Choose a later" in page.text
    page.test.date_input(key="batch_last_day").set_value(tomorrow + timedelta(days=2)).run()
    chosen = BatchChoice(
        "",
        1,
        datetime.combine(tomorrow, time(10)).astimezone(),
        datetime.combine(tomorrow + timedelta(days=2), time(18)).astimezone(),
        ("09:00", "17:30"),
    )
    other = app.open(draft=page.draft, step="send")
    assert Target.from_json(app.services.store.drafts.load(page.draft).target).batch == chosen
    assert other.test.date_input(key="batch_last_day").value == tomorrow + timedelta(days=2)
    assert other.test.time_input(key="batch_until").value == time(17, 30)
    assert _times_of(other) == (True, False)
    other.test.selectbox(key="batch_times").select("calling hours, by local time").run()
    assert _times_of(other) == (False, True)
    other.test.selectbox(key="calling_hours").select_index(1).run()
    assert "Callsheet decides when leads are sent, not when they are called." in other.text
    other.test.selectbox(key="batch_times").select("times of the batch call").run()
    assert _times_of(other) == (True, False)
    assert "Callsheet decides when leads are sent" not in other.text
    other.press("try_first")
    app.send()
    other.test.run()
    assert (
        "10 sent. Listen to the calls, then send the other 2 or cancel them. The rest makes a batch call" in other.text
    )
    other.press("send")
    app.send()
    [submission] = app.services.store.ledger.of_draft(page.draft)
    first, second = made_batches(app.services.store.ledger, submission)
    history = app.open("history", send=submission.id)
    assert history.text.count("Calls end on") == history.text.count("The server calls from 09:00 to 17:30.") == 2
    ids = make_receipt(app.services.store.ledger, submission).to_json()["batch_calls"]
    assert (ids, first.title in history.text, second.title in history.text) == ([first.id, second.id], True, True)
    history.press(f"take_back_{submission.id}")
    services = app.services
    run_worker_until(services, services.api(), lambda: services.store.ledger.get(submission.id).recall is Recall.DONE)
    made_batches_page._states.clear()  # asked anew, as it is after 10 seconds
    history.test.run()
    assert history.text.count("is cancelled.") == 2
    assert f"take_back_{submission.id}" not in {button.key for button in history.test.button}


def _times_of(page: Page) -> tuple[bool, bool]:
    """Whether the times of the batch call are shown, and whether calling hours are."""
    keys = {box.key for box in page.test.selectbox}
    return "batch_begin" in keys, "calling_hours" in keys and "send_when" in keys


def test_a_workflow_says_whether_it_calls_and_who_is_enrolled(app: App, backend: Backend) -> None:
    """Its status before anything is sent; a number that was enrolled elsewhere is left out."""
    workflow = next(entry["id"] for entry in backend.get("/workflows")["data"] if entry["title"] == "Sandbox workflow")
    assert backend.enrol(workflow, "phone_number\n+919820010400\n").status_code == 201
    page = _choose(app, "Workflow")
    assert "Sandbox workflow is not started. Nobody is called until it is active." in page.text
    page = _at_send(page.drop("Flow.csv", _leads(10400, 3)))
    assert page.title == "Send to the workflow"
    page.press("send")
    app.send()
    [submission] = app.services.store.ledger.of_draft(page.draft)
    assert (submission.destination, submission.rows_sent) == (DestinationKind.WORKFLOW, 2)
    assert submission.row_counts == {RowState.SENT: 2, RowState.HELD_BACK: 1}


def test_the_script_of_the_agent_is_filled_in_and_a_change_is_noticed(app: App) -> None:
    """Its default fills a variable that no column has; another script is said on Match and on Send, with one press."""
    page = _choose(app, "Batch call").drop("Script.csv", _leads(10500))
    assert "This is the script of Asha, version 1, as the server shows it." in page.text
    assert "held back" not in page.text
    assert "(the agent&#x27;s own company)" in page.html
    assert "{{company}}</mark>" not in page.html
    page.test.text_area(key="prompt").input("Hello {{customer_name}}, {{city}}").run()
    assert "This is not the script that the server shows for Asha, version 1." in page.text
    page = _at_send(page)
    assert "has another script than the one we checked these leads against" in page.text
    page.press("use_agent_script")
    assert "another script" not in page.text
    assert page.title == "Send as a batch call"


def test_a_file_for_the_dashboard_counts_as_sent_until_it_was_not_used(app: App) -> None:
    """The receipt has its bytes and their digest; the leads are left out next time, and free again after one press."""
    page = app.open().match("Dashboard.csv", _leads(10600)).press("continue").press("continue")
    page.press("file_for_dashboard")
    app.send()
    page.test.run()
    assert "2 leads in a file for Sandbox campaign" in page.text
    assert "2 rows in the file = 2 in a file for the dashboard" in page.text
    assert "In a file for the dashboard." in page.text
    ledger = app.services.store.ledger
    [submission] = ledger.of_draft(page.draft)
    [piece] = dashboard_pieces(ledger, submission)
    assert piece.data.decode("utf-8-sig").splitlines()[0].startswith("phone_number,")
    assert "+919820010600" in piece.data.decode()
    assert make_receipt(ledger, submission).to_json()["files_for_dashboard"] == [
        {"name": "Dashboard – for the dashboard.csv", "rows": 2, "sha256": hashlib.sha256(piece.data).hexdigest()}
    ]
    again = app.open().match("Again.csv", _leads(10600)).press("continue").press("continue")
    assert "Every lead of this file was already sent to this campaign." in again.text
    history = app.open("history", send=submission.id)
    assert "Sandbox campaign (file for the dashboard)" in history.text
    assert "2 rows in the file = 2 in a file for the dashboard" in history.text
    history.press(f"take_back_{submission.id}")
    services = app.services
    run_worker_until(services, services.api(), lambda: ledger.get(submission.id).recall is Recall.DONE)
    assert ledger.get(submission.id).rows_sent == 0
    free = app.open().match("Free.csv", _leads(10600)).press("continue").press("continue")
    assert free.test.button(key="send").label == "Send 2 leads to Sandbox campaign"
