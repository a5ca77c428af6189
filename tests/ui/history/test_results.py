"""Results of a send in History: never fetched, fetched by a press, and the file with them."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.store import CallOutcome, FoundCall
from callsheet.validation import Edit
from tests.sending.fault_server import serving
from tests.sending.server_state import ServerState
from tests.ui.history.test_page import LEADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.store import Store
    from tests.ui.app_page import App

PATIENCE_SECONDS = 60


def wait_until_read(store: Store, submission_id: str) -> None:
    """Wait for a reading that runs beside the page."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while (read := store.results.state(submission_id)) is None or read.read_at is None:
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_results_are_fetched_by_a_press(open_app: Callable[..., App]) -> None:
    """Counts with their time, simulated calls marked, both files offered; before, only that nothing was fetched."""
    with serving(ServerState(listed=True, keys=True, counts=True)) as server:
        app = open_app(server.url, "key")
        app.open().review("leads.csv", LEADS).press("continue").press("send")
        app.send()
        [submission] = app.services.store.ledger.latest(1)
        page = app.open("history")
        page.press(f"send_{submission.id}")
        assert "Nothing was fetched yet." in page.text
        assert not page.has(f"results_csv_{submission.id}")
        page.press(f"refresh_results_{submission.id}")
        wait_until_read(app.services.store, submission.id)
        page.test.run()
        assert "Calls: 0 reached · 0 no answer · 0 busy · 0 failed · 4 not yet" in page.text
        assert "Fetched " in page.text
        keys = {button.key for button in page.test.download_button}
        assert {f"results_xlsx_{submission.id}", f"results_csv_{submission.id}"} <= keys
        store = app.services.store
        begun = store.results.begin(submission.id)
        store.results.add(submission.id, begun.number, [FoundCall("c", 2, CallOutcome.REACHED, simulated=True)], "{}")
        store.results.finish(submission.id, begun.number)
        page.test.run()
        assert "Calls: 1 reached" in page.text
        assert "1 call simulated: nobody was rung." in page.text
        assert "We fetch again until all calls are over." in page.text
        history = app.open("history")
        shown = ("reached", 1), ("no answer", 0), ("busy", 0), ("failed", 0), ("not yet", 3)
        assert all(f"<b>{leads}</b> <i>{name}</i>" in history.html for name, leads in shown)
        settings = app.open("settings")
        settings.test.toggle(key="fetch_results").set_value(False).run()
        page.test.run()
        assert not app.services.settings.fetch_results
        assert "We fetch again" not in page.text


def test_the_next_list_opens_as_a_new_upload(open_app: Callable[..., App]) -> None:
    """Counted before the press; mapping, corrected cells and destination in place; called only by *call again*.

    A number that was changed after the send is not called in the place of the one that was.
    """
    with serving(ServerState(listed=True, keys=True, counts=True)) as server:
        app = open_app(server.url, "key")
        page = app.open().review("leads.csv", LEADS)
        page.edit({"kind": "edit", "sequence": 1, "row": 3, "column": "name", "value": "Rahul, M"})
        page.press("continue").press("send")
        app.send()
        store = app.services.store
        [submission] = store.ledger.latest(1)
        begun, now = store.results.begin(submission.id), int(store.ledger.clock.now().timestamp())
        calls = [
            FoundCall("a", 2, CallOutcome.REACHED, now - 200_000),
            FoundCall("b", 3, CallOutcome.NO_ANSWER, now - 200_000, simulated=True),
            FoundCall("c", 5, CallOutcome.NO_ANSWER, now - 3_600),
            FoundCall("d", 6, CallOutcome.BUSY, now - 200_000),
        ]
        store.results.add(submission.id, begun.number, calls, "{}")
        store.results.finish(submission.id, begun.number)
        page = app.open("history", send=submission.id)
        key = f"next_{submission.id}"
        assert not page.has(f"{key}_open")
        page.test.toggle(key=f"{key}_shown").set_value(True).run()
        out = "3 stay out: 1 reached · 1 with another result · 1 called too recently."
        assert f"1 person on the list. {out}" in page.text
        sent = store.drafts.load(submission.draft_id)
        edits = (*sent.choices.edits, Edit(6, "Mobile", "9820010009"))
        store.drafts.save_choices(submission.draft_id, sent.choices, replace(sent.choices, edits=edits))
        page.test.multiselect(key=f"{key}_results").set_value([]).run()
        assert not page.has(f"{key}_open")
        page.test.multiselect(key=f"{key}_results").set_value([CallOutcome.NO_ANSWER, CallOutcome.BUSY]).run()
        assert page.test.button(key=f"{key}_open").label == "Open 2 people as a new upload"
        before = set(store.drafts.ids())
        page.press(f"{key}_open")
        [draft_id] = set(store.drafts.ids()) - before
        draft, sent = store.drafts.load(draft_id), store.drafts.load(submission.draft_id)
        assert draft.data == b"Mobile,name\n+919820010002,Rahul\n+919820010005,Ravi\n"
        assert [(edit.row, edit.column, edit.value) for edit in draft.choices.edits] == [(2, "name", "Rahul, M")]
        assert (draft.mapping, draft.campaign_id) == (sent.mapping, submission.campaign_id)
        page = app.open("import", draft=draft_id)
        assert page.title == "Review your leads", page.text
        page.press("continue")
        assert page.test.button(key="send").disabled
        page.test.text_input(key="again_count").input("2").run()
        page.press("call_again")
        app.send()
        again = store.ledger.latest(1)[0]
        assert (again.id != submission.id, again.rows_sent, again.again) == (True, 2, True)
        page = app.open("history", send=submission.id)
        page.test.toggle(key=f"{key}_shown").set_value(True).run()
        assert "0 people on the list." in page.text
        assert "1 sent again since" in page.text
        assert not page.has(f"{key}_open")
