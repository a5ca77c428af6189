from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sending.fault_server import serving
from tests.sending.server_state import ServerState

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.app_page import App

LEADS = b"Mobile,name\n9820010001,Priya\n9820010002,Rahul\n98765,Neha\n9820010004,Asha\n9820010005,Ravi\n"


def test_history_without_a_send_says_so(app: App) -> None:
    """Nothing was sent yet; an open draft is offered all the same."""
    draft = app.open().match("leads.csv", LEADS).draft
    page = app.open("history")
    assert page.title == "History"
    assert "Nothing was sent yet." in page.text
    assert page.has(f"open_{draft}")


def test_a_send_has_one_line_with_its_counts_and_files(open_app: Callable[..., App]) -> None:
    """File, campaign and counts in the line; inside, what happened, the receipt and the error rows."""
    with serving(ServerState(listed=True, keys=True, counts=True)) as server:
        app = open_app(server.url, "key")
        app.open().review("leads.csv", LEADS).press("continue").press("send")
        app.send()
        page = app.open("history")
        [line] = [box.label.replace("\\", "") for box in page.test.expander]
        assert "leads.csv → " in line
        assert "4 sent · 1 left out" in line
        assert "Send was pressed" in page.text
        assert "the leads are queued" in page.text
        [submission] = app.services.store.ledger.latest(1)
        keys = {button.key for button in page.test.download_button}
        kinds = ("receipt_xlsx", "receipt_csv", "receipt_json", "errors")
        assert keys == {f"{kind}_{submission.id}" for kind in kinds}


def test_a_send_under_way_comes_first_and_is_open(open_app: Callable[..., App]) -> None:
    """Sends that wait are listed above finished ones, with their progress."""
    with serving(ServerState(listed=True, keys=True, counts=True)) as server:
        app = open_app(server.url, "key")
        app.open().review("done.csv", LEADS).press("continue").press("send")
        app.send()
        later = LEADS.replace(b"98200", b"98300")
        app.open().review("waiting.csv", later).press("continue").press("send")
        page = app.open("history")
        labels = [box.label.replace("\\", "") for box in page.test.expander]
        assert [("waiting.csv" in label, "done.csv" in label) for label in labels] == [(True, False), (False, True)]
        assert [box.proto.expanded for box in page.test.expander] == [True, False]


def test_removing_sent_leads_shows_a_counter_and_can_be_stopped(open_app: Callable[..., App]) -> None:
    """From the press on, until the sender has done its work or the operator stops it."""
    with serving(ServerState(listed=True, keys=True, lists=True)) as server:
        app = open_app(server.url, "key")
        app.open().review("leads.csv", LEADS).press("continue").press("send")
        app.send()
        [submission] = app.services.store.ledger.latest(1)
        page = app.open("history").press(f"take_back_{submission.id}")
        assert "Removing leads from the campaign: 0 of 4" in page.progress
        page.press(f"stop_removing_{submission.id}")
        page.test.run()
        assert "0 leads were removed from the campaign." in page.text
        assert sum(server.server_state.holds.values()) == 4
