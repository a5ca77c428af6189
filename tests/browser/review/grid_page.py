"""An app with nothing but the grid, for the grid's browser tests: 120 bad rows, or as many as the address says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st
from starlette.middleware import Middleware
from streamlit import runtime

from callsheet.ui.auth.download_guard import DownloadGuard
from callsheet.ui.auth.user import register_session
from callsheet.ui.review.count_line import show_count_line
from callsheet.ui.review.grid import (
    grid_columns,
    grid_routes,
    grid_style,
    lead_grid,
    published_grid,
    with_entries,
)
from callsheet.ui.session.session import Session, Step
from callsheet.validation import ColumnMapping, CountryRule, Route, Source, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = 120


def _session() -> Session:
    rows = int(st.query_params.get("rows", ROWS))
    frame = pd.DataFrame({"Mobile": ["98765"] * rows, "Name": ["<b>Priya</b>"] + ["Rahul"] * (rows - 1)}, dtype="str")
    frame.index = pd.RangeIndex(2, rows + 2, name="row")
    table = Table(frame, ("Mobile", "Name"), Source("leads.csv", "0" * 64, "csv"))
    route = Route("IN", countries=(CountryRule("IN", "91", ("9",)),))
    mapping = ColumnMapping(("Mobile",), {"Name": "name"})
    return Session("draft", "leads.csv", table, "cmp_1", "Sandbox campaign", route, mapping).go_to(Step.REVIEW)


def _edited(entries: Sequence[dict[str, Any]]) -> None:
    session = st.session_state["session"]
    st.session_state["session"] = with_entries(session, entries)


@st.fragment
def _grid() -> None:
    session = st.session_state.setdefault("session", _session())
    show_count_line(session.report.counts)
    st.html('<input data-callsheet="position" aria-label="Go to row">')
    st.html('<input data-callsheet="search" aria-label="Search">')
    columns = grid_columns(session.report)
    lead_grid(published_grid(session, columns, key="grid"), key="grid", on_entries=_edited)


if runtime.exists():
    register_session(is_admitted=True)
    st.html(f"<style>{grid_style()}</style>")
    _grid()
else:
    app = st.App(__file__, routes=grid_routes(), middleware=[Middleware(DownloadGuard)])
