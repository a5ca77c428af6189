"""A page with nothing but the grid, over a file of 120 bad rows, for the grid's browser tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from callsheet.ui.review.count_line import show_count_line
from callsheet.ui.review.grid import grid_columns, lead_grid, page_payload, with_entries
from callsheet.ui.session.session import Session, Step
from callsheet.validation import ColumnMapping, CountryRule, Route, Source, Table

if TYPE_CHECKING:
    from collections.abc import Sequence


def _session() -> Session:
    frame = pd.DataFrame({"Mobile": ["98765"] * 120, "Name": ["<b>Priya</b>"] + ["Rahul"] * 119}, dtype="str")
    frame.index = pd.RangeIndex(2, 122, name="row")
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
    payload = page_payload(session, grid_columns(session.report))
    lead_grid(payload, key="grid", on_entries=_edited)


_grid()
