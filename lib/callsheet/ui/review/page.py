"""Review: every problem is shown in place and fixed there. A fragment, so that an edit redraws this step alone.

Header, rail, toolbar, grid and action bar fill the window (review.css); the grid has the one scroller.
"""

from __future__ import annotations

from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any

import streamlit as st

from callsheet.ui.app.error_boundary import CONFLICT, error_boundary
from callsheet.ui.app.layout import bottom_bar, show_title
from callsheet.ui.review.count_line import show_count_line
from callsheet.ui.review.grid import (
    grid_columns,
    grid_entries,
    grid_style,
    lead_grid,
    published_grid,
    with_entries,
)
from callsheet.ui.review.rail import show_rail
from callsheet.ui.review.summary_cache import has_quick_summary, summary_of
from callsheet.ui.review.toolbar import show_toolbar
from callsheet.ui.session.session import Session, Step
from callsheet.ui.session.view import Tab, View
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.campaign_dialog import show_campaign_below
from callsheet.ui.state.step_header import show_header, step_title
from callsheet.ui.state.tab_cache import cached
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.validation import Report

_CSS = (Path(__file__).parent / "review.css").read_text("utf-8")
_OPENS = '<i class="review-opens"></i>'
"""Hides the step before until the grid is there (layout.css)."""
_HEAD_START = 0.025
"""Seconds in which the browser renders the grid before it gets the rest of the page; chosen by hand, on a laptop."""


def show_review(session: Session) -> None:
    """Show the step."""
    st.html(_OPENS)  # first of all
    st.html(f"<style>{_CSS}{grid_style()}</style>")
    show_header(Step.REVIEW, session)
    show_title(steps.REVIEW_TITLE, about=step_title(Step.REVIEW, session), unseen=True)
    st.html(_OPENS)  # takes the place of the step before, whose elements the rail would else hold for a moment
    _review()


@st.fragment
def _review() -> None:
    with error_boundary():
        _show()


def _show() -> None:
    session = persistence.current()
    if session is None or session.step is not Step.REVIEW:
        st.rerun()
    if st.session_state.get(CONFLICT):
        st.rerun()
    session = _with_missed_entries(session if session.report else persistence.set_current(session.go_to(Step.REVIEW)))
    report, view = session.report, session.view
    if report is None or view is None:
        return
    columns = cached("grid_columns", report.table, (report.mapping,), lambda: grid_columns(report))
    payload = published_grid(session, columns, key="grid", empty=_empty(view))
    rail = st.container(key="review_rail", gap="small")
    toolbar = st.container(key="review_toolbar", horizontal=True, vertical_alignment="center", gap="small")
    with st.container(key="review_grid"):
        lead_grid(payload, key="grid", on_entries=_apply_entries)  # first, because the operator waits for its colours
    sleep(_HEAD_START)
    if not has_quick_summary(report):
        _bar(report)  # until it is drawn, the page still shows the bar of Match, whose buttons do nothing any more
    summary = summary_of(session)  # before any count is shown, so that all counts change together
    if has_quick_summary(report):
        _bar(report)
    with toolbar:
        show_toolbar(session, report, view, summary)
    with rail:
        show_campaign_below(session)
        show_rail(session, report, summary)


def _with_missed_entries(session: Session) -> Session:
    """With grid entries whose callback never ran, because another run superseded theirs."""
    after = with_entries(session, grid_entries("grid"))
    return session if after is session else persistence.save_choices(session, after)


def _empty(view: View) -> str:
    if view.search or view.focus is not None:
        return steps.NOTHING_FOUND
    return steps.ALL_READY if view.tab is Tab.NEED_FIXING else steps.NO_ROWS


@on_session
def _apply_entries(session: Session, entries: Sequence[dict[str, Any]]) -> None:
    persistence.save_choices(session, with_entries(session, entries))


def _bar(report: Report) -> None:
    ready = report.counts.ready
    with bottom_bar():
        with st.container(width="stretch"):
            show_count_line(report.counts)
        st.button(steps.BACK, key="back", on_click=_go_to, args=(Step.MATCH,))
        st.button(
            steps.continue_with(ready),
            key="continue",
            type="primary",
            disabled=not ready,
            on_click=_go_to,
            args=(Step.SEND,),
        )


@on_session
def _go_to(session: Session, step: Step) -> None:
    persistence.save_step(session.go_to(step))
