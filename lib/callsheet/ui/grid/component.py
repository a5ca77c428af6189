"""Mounts the grid; its script and style are files of this package, there is no build step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callsheet.ui.grid.payload import Payload

_HERE = Path(__file__).parent
_HTML = """
<div class="callsheet-grid" data-callsheet="grid">
  <div class="scroll" role="grid" tabindex="0"></div>
  <div class="spoken" role="status" aria-live="polite"></div>
</div>
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    style = (_HERE / "grid.css").read_text("utf-8")
    script = (_HERE / "grid.js").read_text("utf-8")
    return st.components.v2.component("callsheet_grid", html=_HTML, css=style, js=script, isolate_styles=False)


def lead_grid(payload: Payload, *, key: str, on_edits: Callable[[Sequence[dict[str, Any]]], None]) -> None:
    """Show one page of leads.

    Args:
        payload: what is on the page.
        key: of the widget.
        on_edits: gets the browser's list of unacknowledged edits whenever it grew.
    """

    def changed() -> None:
        on_edits(st.session_state[key].get("edits") or [])

    _component()(data=payload, key=key, on_edits_change=changed, height="content")
