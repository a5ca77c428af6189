"""Reconnecting to the server: the page reloads itself, and nothing can be clicked until it is rendered again."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex
from typing import Any

import streamlit as st

from callsheet.wording.ui import pages as words

_SCRIPT = Path(__file__).parent / "reconnect.js"
_DAY = 86_400.0


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("callsheet_coming_back", js=_SCRIPT.read_text("utf-8"))


@st.fragment(run_every=_DAY)
def watch_the_connection() -> None:
    """Mount the script that watches the connection; called on every page.

    A fragment with an interval makes the browser rerun the whole page as soon as it has reconnected; the length of the
    interval does not matter, so it is a day. The script gets a new value in every run, because a short run changes
    nothing else that it could observe.
    """
    with st.container(key="coming_back"):
        _component()(data={"words": words.COMING_BACK, "run": token_hex(4)}, key="watch_the_connection")
