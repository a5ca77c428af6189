"""A server that was away: the page asks for itself anew by itself, and until it is painted nothing can be pressed."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex
from typing import Any

import streamlit as st

from callsheet.wording.ui import pages as words

_SCRIPT = Path(__file__).parent / "reconnect.js"
_A_DAY = 86_400.0


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("callsheet_coming_back", js=_SCRIPT.read_text("utf-8"))


@st.fragment(run_every=_A_DAY)
def watch_the_connection() -> None:
    """Watch it, on every page.

    With something that runs by the clock on the page, the browser asks for the whole page as soon as it is connected
    again; the day is as good as any time. The script is told of each run, because a short one shows no other sign.
    """
    with st.container(key="coming_back"):
        _component()(data={"words": words.COMING_BACK, "run": token_hex(4)}, key="watch_the_connection")
