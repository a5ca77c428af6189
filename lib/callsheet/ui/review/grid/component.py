"""Mounts the grid; script and style are files of this package, there is no build step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callsheet.ui.review.grid.payload import Payload

_FOLDER = Path(__file__).parent
_SCRIPTS = ("render.js", "keyboard.js", "editing.js", "selection.js")
_HTML = """
<div class="callsheet-grid" data-callsheet="grid">
  <div class="scroll" role="grid" tabindex="0"></div>
  <div class="acts" role="toolbar" hidden></div>
  <p class="line" hidden></p>
  <div class="spoken" role="status" aria-live="polite"></div>
</div>
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    style = (_FOLDER / "grid.css").read_text("utf-8")
    script = "".join((_FOLDER / name).read_text("utf-8") for name in _SCRIPTS)
    return st.components.v2.component("callsheet_grid", html=_HTML, css=style, js=script, isolate_styles=False)


def lead_grid(payload: Payload, *, key: str, on_entries: Callable[[Sequence[dict[str, Any]]], None]) -> None:
    """Show one page of leads.

    Args:
        payload: what is on the page.
        key: of the widget.
        on_entries: called with the browser's list of unacknowledged entries whenever it has grown.
    """

    def changed() -> None:
        on_entries(grid_entries(key))

    _component()(data=payload, key=key, on_edits_change=changed, height="content")


def grid_entries(key: str) -> list[dict[str, Any]]:
    """The browser's entries that are not acknowledged yet, oldest first; see edits.py.

    Args:
        key: of the widget.
    """
    state = st.session_state.get(key)
    return list(state.get("edits") or []) if state else []
