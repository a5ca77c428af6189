"""Results of a send in History: never fetched, fetched by a press, and the file with them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from callsheet.store import CallOutcome, FoundCall
from callsheet.ui.history import results
from tests.sending.fault_server import serving
from tests.sending.server_state import ServerState
from tests.ui.history.test_page import LEADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.app_page import App


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
        reading = results._READINGS[submission.id]
        deadline = time.monotonic() + 60
        while reading.is_running and time.monotonic() < deadline:
            time.sleep(0.05)
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
