"""Mounts the grid; scripts and style are files of this package, there is no build step."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from callsheet.ui.review.grid.payload import Payload, grid_payload, grid_source, window_of
from callsheet.ui.review.grid.publication import publish
from callsheet.ui.review.grid.routes import grid_path
from callsheet.ui.review.grid.script import LOADER, joined_script, script_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callsheet.ui.review.grid.columns import GridColumn
    from callsheet.ui.session.session import Session

_FOLDER = Path(__file__).parent
_HTML = """
<div class="callsheet-grid" data-callsheet="grid">
  <div class="find" role="search" hidden></div>
  <div class="scroll" role="grid" aria-multiselectable="true" tabindex="0"></div>
  <div class="acts" role="toolbar" hidden></div>
  <div class="spoken" role="status" aria-live="polite"></div>
</div>
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("callsheet_grid", html=_HTML, js=joined_script(LOADER), isolate_styles=False)


@cache
def grid_style() -> str:
    """The CSS rules of the grid, for the page: those of a component are sent again with each run."""
    return (_FOLDER / "grid.css").read_text("utf-8")


def published_grid(session: Session, columns: list[GridColumn], *, key: str, empty: str = "") -> Payload:
    """Publish the rows of a session under the address of this tab, and describe them for `lead_grid`.

    Args:
        session: at Review.
        columns: from `grid_columns`.
        key: of the widget.
        empty: text shown when there is no row.

    Raises:
        ValueError: the session has no report.
    """
    publication = publish(grid_source(session, columns))
    source = publication.source
    return grid_payload(
        session,
        source,
        columns,
        script=grid_path(script_name()),
        address=grid_path(publication.token),
        version=publication.version,
        window=window_of(grid_entries(key), source.view.key),
        empty=empty,
    )


def lead_grid(payload: Payload, *, key: str, on_entries: Callable[[Sequence[dict[str, Any]]], None]) -> None:
    """Show leads.

    Args:
        payload: from `published_grid`.
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
