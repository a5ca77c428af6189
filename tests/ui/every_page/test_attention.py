"""Sends that need a person are linked to from every page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tests.sending.fault_server import serving
from tests.sending.server_state import ServerState
from tests.ui.history.test_page import LEADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.app_page import App

APP = Path(__file__).parents[3] / "app.py"


@pytest.mark.parametrize(("word", "labels"), [("refuse", ["1 send needs you"]), ("ok", [])])
def test_a_page_links_to_history_while_a_send_needs_a_person(
    open_app: Callable[..., App], word: str, labels: list[str]
) -> None:
    """Until somebody has seen it; nothing is shown after a send that went well."""
    with serving(ServerState(script=[word], listed=True, keys=True, counts=True)) as server:
        app = open_app(server.url, "key")
        app.open().review("leads.csv", LEADS).press("continue").press("send")
        app.send()
        assert links() == labels
        if labels:
            [submission] = app.services.store.ledger.latest(1)
            app.open("history").press(f"seen_{submission.id}")
            assert links() == []


def links() -> list[str]:
    """Labels of the links on the first page, opened with its navigation."""
    return [link.proto.label for link in AppTest.from_file(str(APP), default_timeout=60).run().get("page_link")]
