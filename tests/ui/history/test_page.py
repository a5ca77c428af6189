from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.sending import BatchChoice, SendRequest
from callsheet.store import DestinationKind
from tests.sending.bench import check_file
from tests.sending.destination_states import BatchState
from tests.sending.fault_server import serving
from tests.sending.server_state import CAMPAIGN, ServerState

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.app_page import App

LEADS = b"Mobile,name\n9820010001,Priya\n9820010002,Rahul\n98765,Neha\n9820010004,Asha\n9820010005,Ravi\n"


def test_history_without_a_send_says_so(app: App) -> None:
    """Nothing was sent yet; an open draft is offered all the same."""
    draft = app.open().match("leads.csv", LEADS).draft
    page = app.open("history")
    assert page.title == "History"
    assert "You have not sent anything yet." in page.text
    assert page.has(f"open_{draft}")


def test_a_send_has_a_line_and_a_page(open_app: Callable[..., App]) -> None:
    """File, campaign, person and counts in the line; on its page what happened, the receipt and the error rows."""
    with serving(ServerState(listed=True, keys=True, counts=True)) as server:
        app = open_app(server.url, "key")
        app.open().review("leads.csv", LEADS).press("continue").press("send")
        app.send()
        [submission] = app.services.store.ledger.latest(1)
        page = app.open("history")
        assert page.test.button(key=f"send_{submission.id}").label == "leads\\.csv"
        assert "<b>4</b> <i>sent</i>" in page.html
        assert "<b>1</b> <i>left out</i>" in page.html
        assert "started sending" not in page.text
        page.press(f"send_{submission.id}")
        assert page.title == "leads.csv"
        assert "5 rows in the file = 4 sent + 1 needs fixing" in page.text
        assert f"{submission.created_by} started sending · 4 leads" in page.text
        assert "Queued by the server" in page.text
        assert page.has(f"campaign_{submission.id}")
        keys = {button.key for button in page.test.download_button}
        kinds = ("receipt_xlsx", "receipt_csv", "receipt_json", "errors")
        assert keys == {f"{kind}_{submission.id}" for kind in kinds}
        page.press("all_sends")
        assert page.title == "History"


def test_sends_are_searched_filtered_and_sorted(open_app: Callable[..., App]) -> None:
    """By file, campaign or person, by status, and by the number of leads; an address without a send says so."""
    with serving(ServerState(listed=True, keys=True, counts=True)) as server:
        app = open_app(server.url, "key")
        for number, name in enumerate(("b small.csv", "a large.csv")):
            data = LEADS.replace(b"98200", f"9{number + 3}200".encode()) + b"9720010007,Uma\n" * number
            app.open().review(name, data).press("continue").press("send")
            app.send()
        page = app.open("history")

        def names() -> list[str]:
            return [
                button.label.replace("\\", "") for button in page.test.button if str(button.key).startswith("send_")
            ]

        assert names() == ["a large.csv", "b small.csv"]
        page.test.selectbox(key="history_sort").select("leads").run()
        assert names() == ["a large.csv", "b small.csv"]
        page.test.selectbox(key="history_sort").select("oldest").run()
        assert names() == ["b small.csv", "a large.csv"]
        page.test.text_input(key="history_search").input("SMALL test").run()
        assert names() == ["b small.csv"]
        page.test.text_input(key="history_search").input("nowhere").run()
        assert names() == []
        assert "No send matches." in page.info
        page.test.text_input(key="history_search").input("").run()
        page.test.selectbox(key="history_status").select("sent").run()
        assert len(names()) == 2
        assert "This send is not in the history" in app.open("history", send="nope").info


def test_a_send_under_way_comes_first_and_is_open(open_app: Callable[..., App]) -> None:
    """Sends that wait are listed above finished ones, with their progress."""
    with serving(ServerState(listed=True, keys=True, counts=True)) as server:
        app = open_app(server.url, "key")
        app.open().review("done.csv", LEADS).press("continue").press("send")
        app.send()
        later = LEADS.replace(b"98200", b"98300")
        app.open().review("waiting.csv", later).press("continue").press("send")
        page = app.open("history")
        [box] = [box for box in page.test.expander if "waiting" in box.label]
        assert box.proto.expanded
        lines = [button.label.replace("\\", "") for button in page.test.button if str(button.key).startswith("send_")]
        assert lines == ["waiting.csv", "done.csv"]


def test_removing_sent_leads_shows_a_counter_and_can_be_stopped(open_app: Callable[..., App]) -> None:
    """From the press on, until the sender has done its work or the operator stops it."""
    with serving(ServerState(listed=True, keys=True, lists=True)) as server:
        app = open_app(server.url, "key")
        app.open().review("leads.csv", LEADS).press("continue").press("send")
        app.send()
        [submission] = app.services.store.ledger.latest(1)
        page = app.open("history", send=submission.id).press(f"take_back_{submission.id}")
        assert "Removing leads from the campaign: 0 of 4" in page.progress
        page.press(f"stop_removing_{submission.id}")
        page.test.run()
        assert "0 leads were removed from the campaign." in page.text
        assert sum(server.server_state.holds.values()) == 4


def test_a_batch_call_without_an_answer_is_asked_about_by_its_title(open_app: Callable[..., App]) -> None:
    """One number, of the leads in that batch call; it had none before."""
    state = BatchState(script=["half:reset"])
    with serving(state) as server:
        app = open_app(server.url, "key")
        service, batch = app.services.send_service(), DestinationKind.BATCH_CALL
        request = SendRequest(
            report=check_file(),
            campaign_id=CAMPAIGN,
            campaign_name="Asha",
            destination=batch,
            batch=BatchChoice("June"),
        )
        service.submit(request, service.plan(request))
        app.send()
        page = app.open("history")
        assert f'Look for the batch call "{state.titles[0]}"' in page.text.replace("\\", "")
        assert [box.label for box in page.test.number_input] == ["Leads in that batch call (0 if it is not there)"]
        next(iter(page.test.number_input)).set_value(2)
        page.press(next(str(button.key) for button in page.test.button if str(button.key).startswith("answer_")))
        assert app.services.store.ledger.latest(1)[0].rows_sent == 2


def test_a_send_that_failed_is_shown_until_it_was_seen(open_app: Callable[..., App]) -> None:
    """History and the page of the send say that the server refused leads, until somebody presses "Got it"."""
    state = ServerState(listed=True, keys=True, counts=True, atomic=True)
    state.script = ["refuse"]
    with serving(state) as server:
        app = open_app(server.url, "key")
        app.open().review("leads.csv", LEADS).press("continue").press("send")
        app.send()
        [submission] = app.services.store.ledger.latest(1)
        assert "The server refused some leads." in app.open("history", send=submission.id).text
        page = app.open("history")
        assert "The server refused some leads." in page.text
        page.press(f"seen_{submission.id}")
        assert not page.has(f"seen_{submission.id}")
